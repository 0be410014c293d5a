/** Every sentence of a language, said with sample values, so that languages can be held against each other. */

import { detailsOf } from "../../templates/words/details.ts";
import type { Words } from "../../templates/words/words.ts";

/** What plurals are tried with: every category of every language is among them. */
export const samples = [0, 1, 2, 3, 5, 11, 21, 22, 25, 101, 1.5] as const;

export interface Leaf {
  /** `headline.missed`, and the sample it was said with. */
  readonly path: string;
  readonly said: string;
}

type Say = (...given: readonly unknown[]) => string;
type Told = (name: string, say: Say) => readonly Leaf[];

/** Texts as they are; functions with each sample in every place, since a number reads as its own text. */
export function leavesOf(words: Words): readonly Leaf[] {
  return walk(all(words), [], (name, say) =>
    samples.map((one) => {
      const given = name === "sentence" ? String(one) : one;
      return { path: `${name} ${one}`, said: String(say(...Array.from({ length: most }, () => given))) };
    }),
  );
}

/** Functions alone, with another mark in each place: which of what it is given a sentence says, sorted. */
export function givenOf(words: Words): ReadonlyMap<string, string> {
  const marks = Array.from({ length: most }, (_, at) => `<${at}>`);
  const leaves = walk(all(words), [], (path, say) => [{ path, said: say(...marks) }]);
  return new Map(
    leaves.map(({ path, said }) => [path, marks.filter((mark) => said.includes(mark)).join("")] as const),
  );
}

const all = (words: Words) => ({ ...words, ...detailsOf(words) });

/** No sentence is made of more. */
const most = 8;

function walk(value: unknown, path: readonly string[], told: Told): readonly Leaf[] {
  const name = path.join(".");
  if (typeof value === "string") return [{ path: name, said: value }];
  if (typeof value === "function") return told(name, value as Say);
  if (typeof value !== "object" || value === null) throw new Error(`${name} is no word`);
  return Object.entries(value).flatMap(([key, one]) => walk(one, [...path, key], told));
}

/** Its words of three letters and more, in small letters. */
export function tokensOf(text: string): ReadonlySet<string> {
  return new Set([...text.toLowerCase().matchAll(/\p{L}{3,}/gu)].map(([word]) => word));
}
