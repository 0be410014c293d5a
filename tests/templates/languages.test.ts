import { describe, expect, test } from "vitest";
import { kpis } from "../../functions/core/kpi.ts";
import { type Locale, locales } from "../../functions/core/organisation.ts";
import { detailsOf } from "../../templates/words/details.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { givenOf, leavesOf, samples, tokensOf } from "./words.ts";

const english = new Map(leavesOf(wordsOf("en")).map(({ path, said }) => [path, said]));
const others = locales.filter((locale) => locale !== "en");

/** Words that are the same in English by right: symbols of units, abbreviations, names of columns and of time zones. */
const alike: Readonly<Record<Locale, readonly string[]>> = {
  en: [],
  fi: ["min", "csv", "sla", "nps", "kpi", "bot"],
  hu: ["csv", "sla", "nps", "kpi", "bot"],
  // A language of the same roots: these are Romanian, too.
  ro: [
    "agent",
    "bot",
    "complete",
    "contact",
    "cost",
    "csv",
    "formula",
    "median",
    "min",
    "net",
    "nps",
    "productive",
    "sla",
    "transfer",
  ],
  ru: ["csv", "sla", "nps", "kpi"],
};

describe.each(others)("%s", (locale) => {
  const words = wordsOf(locale);
  const leaves = leavesOf(words);

  test("has words of its own", () => {
    expect(words.lang).toBe(locale);
    expect(words).not.toBe(wordsOf("en"));
  });

  test("leaves no word in English", () => {
    const left = leaves.flatMap(({ path, said }) => {
      if (/^(locale|lang|dir|csv)\b/.test(path)) return [];
      const same = [...tokensOf(english.get(path) ?? "")].filter((word) => tokensOf(said).has(word));
      return same.filter((word) => !alike[locale].includes(word)).map((word) => `${path}: ${word} (${said})`);
    });
    expect(left).toEqual([]);
  });

  test("says every name and number English says, and nothing else it is given", () => {
    // What has no words of its own is quoted in English alone.
    const quoted = ["problems.other"];
    const [here, there] = [givenOf(words), givenOf(wordsOf("en"))];
    const lost = [...there].filter(
      ([path, given]) => (here.get(path) ?? "") !== given && !quoted.includes(path),
    );
    expect(lost.map(([path, given]) => `${path}: ${given}, not ${here.get(path)}`)).toEqual([]);
  });

  test("says something for every number", () => {
    for (const { path, said } of leaves) expect(`${path}: ${said}`).not.toMatch(/undefined|NaN|\[object/);
    expect(leaves.length).toBeGreaterThan(samples.length * 100);
  });

  test("has a name and a definition of every KPI, of one line each, no two alike", () => {
    const { definitions } = detailsOf(words);
    const all = kpis.map(({ id }) => ({ name: words.kpis[id].name, definition: definitions[id] }));
    for (const { name, definition } of all) {
      expect(name).toMatch(/^\P{Cc}{2,70}$/u);
      expect(definition).toMatch(/^\p{Lu}.*\.$/u);
    }
    expect(new Set(all.map(({ name }) => name)).size).toBe(kpis.length);
    expect(new Set(all.map(({ definition }) => definition)).size).toBe(kpis.length);
  });
});
