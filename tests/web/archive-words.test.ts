import { expect, test } from "vitest";
import { locales } from "../../functions/core/organisation.ts";
import { archiveWords } from "../../functions/web/archive/words/index.ts";

/** Every text, by its path; those that are made of something are made of `7`, which is many in every language. */
function texts(words: object, path = ""): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, one]) => {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof one === "function") return [[at, String(one("7", 7))] as const];
    return typeof one === "object" && one !== null ? texts(one, at) : [[at, String(one)] as const];
  });
}

const same = /^(bar\.(previous|next|csv|workbook)|compare\.n)$/;

test.each(locales.filter((locale) => locale !== "en"))(
  "nothing of the archive is left in English in %s",
  (locale) => {
    const english = new Map(texts(archiveWords.en));
    const left = texts(archiveWords[locale]).filter(
      ([at, text]) => !same.test(at) && text === english.get(at),
    );
    expect(left).toEqual([]);
    expect(texts(archiveWords[locale]).filter(([, text]) => text.trim() === "")).toEqual([]);
  },
);

test("reports are counted as each language counts", () => {
  const counted = (locale: (typeof locales)[number], n: number) =>
    archiveWords[locale].find.found(String(n), n);
  expect([1, 2, 5].map((n) => counted("en", n))).toEqual(["1 report", "2 reports", "5 reports"]);
  expect([1, 2].map((n) => counted("fi", n))).toEqual(["1 raportti", "2 raporttia"]);
  expect([1, 2].map((n) => counted("hu", n))).toEqual(["1 jelentés", "2 jelentés"]);
  expect([1, 2, 19, 20, 101].map((n) => counted("ro", n))).toEqual([
    ...["1 raport", "2 rapoarte", "19 rapoarte", "20 de rapoarte", "101 rapoarte"],
  ]);
  expect([0, 1, 2, 5, 11, 21, 22].map((n) => counted("ru", n))).toEqual([
    ...["0 отчётов", "1 отчёт", "2 отчёта", "5 отчётов", "11 отчётов", "21 отчёт", "22 отчёта"],
  ]);
});
