/** The service requests of SF 311 that the engines are given: those created in 2019, or all where RAPORT_SF311=all. */

import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { file } from "../sf311/figures.ts";

export const isWhole = process.env.RAPORT_SF311 === "all";

/** The bytes of the file, or of it the header and the rows of 2019. */
export function requests(): Buffer {
  const text = readFileSync(file);
  if (isWhole) return text;
  const records = parse(text, { raw: true, columns: true }) as {
    raw: string;
    record: Record<string, string>;
  }[];
  const header = text.subarray(0, text.indexOf("\n") + 1).toString();
  const of2019 = records.filter(({ record }) => record.created_date?.startsWith("2019"));
  return Buffer.from(header + of2019.map(({ raw }) => raw).join(""));
}
