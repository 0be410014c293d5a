/** Whatever the warehouse says of a row it leaves out has words in every language. */

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type FactName, facts } from "../../functions/core/facts.ts";
import { locales } from "../../functions/core/organisation.ts";
import { typedQuery } from "../../functions/core/typed.ts";
import { problemText } from "../../templates/problems.ts";
import { wordsOf } from "../../templates/words/index.ts";

const folder = new URL("../../queries/", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), "utf8");

/** Of the SQL by hand, of the SQL made of the facts, and of rows that wait. */
function said(): readonly string[] {
  const staging = readdirSync(new URL("staging/", folder)).map((name) => read(`staging/${name}`));
  const typed = (Object.keys(facts) as FactName[]).map(
    (fact) => typedQuery(fact, new Set(facts[fact].columns.map(({ name }) => name))).text,
  );
  const judged = [...staging, ...typed].flatMap((sql) => {
    const cases = sql.match(
      /coalesce\(problem, case.*?end\) as problem|case\s+when op = 'reject'.*?end as problem/gs,
    );
    return (cases ?? []).flatMap((text) =>
      [...text.matchAll(/then '([^']+)'/g)].map(([, one]) => one as string),
    );
  });
  const waiting = [...read("values/waiting.sql").matchAll(/'([^']+)' as problem/g)].map(
    ([, one]) => one as string,
  );
  return [...new Set([...judged, ...waiting])];
}

test("every one the warehouse can say", () => {
  const all = said();
  expect(all).toContain("resolved before it was opened");
  expect(all).toContain("opened_at is not a time");
  expect(all).toContain("leg waits for its contact");
  const unread = wordsOf("fi").problems.other("");
  expect(all.filter((one) => problemText(one, wordsOf("fi")) === unread)).toEqual([]);
});

test("names the column as the data call it", () => {
  for (const locale of locales) {
    const words = wordsOf(locale);
    expect(problemText('opened_at is empty: no row of its file has "Created"', words)).toContain("opened_at");
    expect(problemText("opened_at lies before 1970-01-02", words)).toBe(
      words.problems.implausible("opened_at"),
    );
    expect(problemText("author is not customer, agent or bot", words)).toBe(
      words.problems.unexpected("author"),
    );
  }
});

test("a broken row is a row that cannot be read, in English with its reason", () => {
  const broken = "3 columns where the header has 4";
  expect(problemText(broken, wordsOf("en"))).toBe(broken);
  expect(problemText(broken, wordsOf("hu"))).toBe("nem olvasható sor");
});
