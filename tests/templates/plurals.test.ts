import { describe, expect, test } from "vitest";
import { type Locale, locales } from "../../functions/core/organisation.ts";
import { formatOf } from "../../templates/format.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { samples } from "./words.ts";

const contacts = (locale: Locale) => {
  const { count } = formatOf(wordsOf(locale), "UTC");
  // 1.5 is written by hand: counts are whole.
  const written = (n: number) => (Number.isInteger(n) ? count(n) : locale === "en" ? "1.5" : "1,5");
  return samples.map((n) => wordsOf(locale).contacts(written(n), n).replaceAll("\u00a0", " "));
};

test("every category of every language is among the samples", () => {
  for (const locale of locales) {
    const rules = new Intl.PluralRules(locale);
    const tried = new Set(samples.map((n) => rules.select(n)));
    expect([...tried].sort()).toEqual([...rules.resolvedOptions().pluralCategories].sort());
  }
});

describe("contacts are counted as a native counts them", () => {
  test("one and many in English and Finnish", () => {
    expect(contacts("en").slice(0, 3)).toEqual(["0 contacts", "1 contact", "2 contacts"]);
    expect(contacts("fi").slice(0, 3)).toEqual(["0 yhteydenottoa", "1 yhteydenotto", "2 yhteydenottoa"]);
  });

  test("what is said of so many KPIs agrees with their number", () => {
    const { others, onlyFew } = wordsOf("ru").narrative;
    expect(others("1", 1, "21", 21)).toBe("из остальных показателей 1 ухудшился, 21 улучшился");
    expect(others("2", 2, "5", 5)).toBe("из остальных показателей 2 ухудшились, 5 улучшились");
    expect(
      ["1", "3", "5", "1,5"].map((n) => onlyFew(n, Number(n.replace(",", "."))).split("\u00a0")[1]),
    ).toEqual([
      ...["показателю слишком", "показателям слишком", "показателям слишком", "показателя слишком"].map(
        (said) => `${said} мало обращений для сравнения`,
      ),
    ]);
    const romanian = wordsOf("ro").narrative;
    expect(romanian.others("1", 1, "2", 2)).toBe(
      "dintre ceilalți indicatori, 1 s-a înrăutățit, 2 s-au îmbunătățit",
    );
    expect(["1", "2", "20"].map((n) => romanian.onlyFew(n, Number(n)).slice(0, 22))).toEqual([
      ...["încă 1 indicator are pr", "încă 2 indicatori au pr", "încă 20 de indicatori a"].map((said) =>
        said.slice(0, 22),
      ),
    ]);
  });

  test("nouns stay singular after Hungarian numbers", () => {
    expect(new Set(contacts("hu").map((text) => text.replace(/^[\d,]+ /, "")))).toEqual(
      new Set(["megkeresés"]),
    );
  });

  test("from twenty on with de in Romanian, and again from 101 without it", () => {
    expect(contacts("ro")).toEqual([
      ...["0 solicitări", "1 solicitare", "2 solicitări", "3 solicitări", "5 solicitări", "11 solicitări"],
      ...["21 de solicitări", "22 de solicitări", "25 de solicitări", "101 solicitări", "1,5 solicitări"],
    ]);
  });

  test("by their last digits in Russian", () => {
    expect(contacts("ru")).toEqual([
      ...["0 обращений", "1 обращение", "2 обращения", "3 обращения", "5 обращений", "11 обращений"],
      ...["21 обращение", "22 обращения", "25 обращений", "101 обращение", "1,5 обращения"],
    ]);
  });
});
