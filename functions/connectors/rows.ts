/** What rows of CSV and NDJSON files have in common: how one becomes a raw record, or a reject with its reason. */

import type { RawRecord } from "./connector.ts";
import { type Block, longestRow } from "./lines.ts";

/** How the rows of one file are read. */
export interface RowRules {
  /** Name of the file, which with the line number says where a row stood. */
  readonly file: string;
  readonly encoding: string;
  readonly key: string;
  readonly version?: string | undefined;
  /** Columns that are emptied here. */
  readonly personal: readonly string[];
  /** Columns that are hashed when their rows are written. */
  readonly hashed: readonly string[];
}

/** Takes the blocks of one file in order and gives the records of the rows that end in each. */
export type RowReader = (block: Block) => RawRecord[];

const keptText = 2_000;

/** `a.csv:000000012`: the place of a row, which sorts as its line does. */
export function placeOf(rules: RowRules, line: number): string {
  return `${rules.file}:${String(line).padStart(9, "0")}`;
}

/** A record of a good row. Versions of digits alone are padded, so that their text sorts as their number does. */
export function accepted(
  rules: RowRules,
  line: number,
  key: string,
  version: string,
  body: string,
): RawRecord {
  const sortable = /^\d+$/.test(version) ? version.padStart(20, "0") : version;
  return { key, version: sortable, eventAt: "", op: "upsert", page: placeOf(rules, line), body };
}

/** A record of a row that cannot be one. Its text is kept only where no column of it is personal. */
export function rejected(rules: RowRules, line: number, reason: string, text: string): RawRecord {
  const page = placeOf(rules, line);
  const isPersonal = rules.personal.length + rules.hashed.length > 0;
  const kept = isPersonal ? "" : text.slice(0, keptText);
  const body = JSON.stringify({ reason, text: kept });
  return { key: page, version: "", eventAt: "", op: "reject", page, body };
}

/** Why a row of this many characters cannot be taken. */
export function tooLong(): string {
  return `the row is longer than ${longestRow.toLocaleString("en")} characters`;
}

/** Why a row with undecodable bytes cannot be taken, and the usual cause. */
export function undecodable(rules: RowRules): string {
  return `bytes that are not valid ${rules.encoding}: set encoding: to the one the file was saved in, for example windows-1252`;
}

export function noKey(rules: RowRules): string {
  return `the key column ${JSON.stringify(rules.key)} is empty`;
}
