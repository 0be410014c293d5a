/** The service requests of SF 311 that the engines are given: those created in autumn 2019, or all where RAPORT_SF311=all. */

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { file } from "../sf311/figures.ts";

export const isWhole = process.env.RAPORT_SF311 === "all";

/** The bytes of the file, or of it the header and the rows from September 2019 on. */
export function requests(): Buffer {
  const text = readFileSync(file);
  if (isWhole) return text;
  const records = parse(text, { raw: true, columns: true }) as {
    raw: string;
    record: Record<string, string>;
  }[];
  const header = text.subarray(0, text.indexOf("\n") + 1).toString();
  const recent = records.filter(({ record }) => (record.created_date ?? "") >= "2019-09");
  return Buffer.from(header + recent.map(({ raw }) => raw).join(""));
}
