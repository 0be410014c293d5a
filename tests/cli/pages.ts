/** What the pages for operators have typed, and what they show of its output. */

import { readFileSync } from "node:fs";

export const read = (page: string): string =>
  readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");

/** The words after `raport` of each command, also of those within a sentence. */
export const commandsIn = (page: string): readonly (readonly string[])[] =>
  [...page.matchAll(/npm run raport -- ([^`\n]+)/g)].map(([, words]) => words?.trim().split(" ") ?? []);

/** Blocks of indented lines. */
export const samplesIn = (page: string): readonly string[] =>
  [...page.matchAll(/(?<=\n\n)((?: {4}.*\n)+)/g)].map(([, text = ""]) => text.replaceAll(/^ {4}/gm, ""));
