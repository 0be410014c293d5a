/** The header of a CSV file: its delimiter, its columns, and which of them the source's settings name. */

import { nearest } from "../core/spelling.ts";
import { Refusal } from "./refusal.ts";
import type { RowRules } from "./rows.ts";

export interface Header {
  readonly columns: number;
  /** Places of the key and the version column; -1 without a version. */
  readonly key: number;
  readonly version: number;
  /** What stands before each cell in a body, its name quoted; for a personal column the whole of it. */
  readonly labels: readonly string[];
  readonly personal: readonly boolean[];
}

/** The one of comma, semicolon and tab a header line has most of outside quotes. */
export function delimiterOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"?/g, "");
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return [";", "\t"].reduce((best, next) => (count(next) > count(best) ? next : best), ",");
}

/** Finds the columns the rules name; throws Refusal, with the line and column at fault, when it cannot. */
export function headerOf(rules: RowRules, names: readonly string[], text: string, line: number): Header {
  if (text.includes("\0"))
    throw new Refusal(
      "the header holds NUL bytes, as UTF-16 text does. Save it as UTF-8, or set encoding: utf-16le.",
      { line },
    );
  const twice = names.find((name, n) => names.indexOf(name) !== n);
  if (twice !== undefined)
    throw new Refusal(`two columns are named ${JSON.stringify(twice)}. Give each its own name.`, {
      line,
      column: text.lastIndexOf(twice) + 1,
    });
  const find = (setting: string, name: string): number => {
    const place = names.indexOf(name);
    if (place === -1) throw missing(setting, name, names, text, line);
    return place;
  };
  const personal = new Set(rules.personal.map((name) => find("personal", name)));
  // One that is missing would be another column's name now, and land as it is.
  for (const name of rules.hashed) find("hashed", name);
  return {
    columns: names.length,
    key: find("key", rules.key),
    version: rules.version === undefined ? -1 : find("version", rules.version),
    labels: names.map(
      (name, n) => `${n === 0 ? "{" : ","}${JSON.stringify(name)}:${personal.has(n) ? "null" : ""}`,
    ),
    personal: names.map((_, n) => personal.has(n)),
  };
}

function missing(
  setting: string,
  name: string,
  names: readonly string[],
  text: string,
  line: number,
): Refusal {
  const guess = nearest(name, names);
  const shown = names.slice(0, 40).map(printable).join(", ") + (names.length > 40 ? ", ..." : "");
  const advice =
    guess === undefined
      ? `Set ${setting}: to one of them.`
      : `Did you mean ${setting}: ${JSON.stringify(guess)}?`;
  const column = guess === undefined ? 1 : text.indexOf(guess) + 1;
  return new Refusal(`there is no column ${JSON.stringify(name)} (found: ${shown}). ${advice}`, {
    line,
    column,
  });
}

/** A name somebody else chose, for a message on a terminal: no control characters, not endless. */
function printable(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, "?").slice(0, 60);
}
