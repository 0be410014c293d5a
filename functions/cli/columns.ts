/** The columns of an export, read as a landing reads them: what is refused there is refused here, in the same words. */

import { open, stat } from "node:fs/promises";
import { afterLine, lineOf, readCells } from "../connectors/cells.ts";
import { delimiterOf, headerOf } from "../connectors/header.ts";
import { type Block, readBlocks } from "../connectors/lines.ts";
import { Refusal } from "../connectors/refusal.ts";
import { undecodable } from "../connectors/rows.ts";
import { InputError } from "../core/errors.ts";

export interface Columns {
  readonly kind: "csv" | "ndjson";
  readonly names: readonly string[];
}

/** What to do about a file that cannot be decoded or read. */
export interface Cures {
  readonly encoding: string;
  readonly file: string;
}

const ofInit: Cures = {
  encoding: " (here: --encoding windows-1252)",
  file: "Give --csv the path of an export.",
};

/**
 * The names in the header of a CSV file, or of the members of the first object of an NDJSON file, plain or gzip. Throws
 * InputError, with file, line and column, when they cannot be read; `cures` end those messages.
 */
export async function columnsOf(
  file: string,
  encoding: string,
  format: "auto" | Columns["kind"] = "auto",
  cures = ofInit,
): Promise<Columns> {
  try {
    for await (const block of readBlocks(await bytesOf(file, cures), encoding)) {
      if (block.text.trim() === "") break;
      const isRows = format === "auto" ? isNdjson(file, block) : format === "ndjson";
      if (isRows) return { kind: "ndjson", names: membersIn(block) };
      return { kind: "csv", names: cellsIn(file, encoding, block, cures) };
    }
    throw new Refusal("it is empty; its first line should name the columns.");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new InputError(`${file}:${error.line}:${error.column}: ${error.message}`);
  }
}

async function bytesOf(file: string, cures: Cures): Promise<AsyncIterable<Uint8Array>> {
  try {
    if ((await stat(file)).isDirectory()) throw new InputError(`${file} is a folder; name one file in it.`);
    return (await open(file)).createReadStream();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" || code === "ENOTDIR" ? "does not exist" : `cannot be read (${code})`;
    throw new InputError(`${file} ${why}. ${cures.file}`);
  }
}

const isNdjson = (file: string, block: Block) =>
  /\.(nd)?jsonl?(\.gz)?$/i.test(file) || block.text.trimStart().startsWith("{");

function membersIn({ text }: Block): readonly string[] {
  const first = text.split("\n").findIndex((line) => line.trim() !== "");
  try {
    const value: unknown = JSON.parse(text.split("\n")[first] ?? "");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.keys(value);
  } catch {
    // Said below.
  }
  throw new Refusal("this is not one JSON object per line (NDJSON). Export it so.", { line: first + 1 });
}

function cellsIn(file: string, encoding: string, { text, invalid }: Block, cures: Cures): readonly string[] {
  const start = text.search(/[^\r\n]/);
  const line = text.slice(0, start).split("\n").length;
  const header = lineOf(text, start, afterLine(text, start));
  const { cells, lines, problem, column } = readCells(text, start, delimiterOf(header));
  const rules = { file, encoding, key: cells[0] ?? "", personal: [], hashed: [] };
  if (invalid.some((one) => one >= line && one < line + lines))
    throw new Refusal(`${undecodable(rules)}${cures.encoding}.`, { line });
  if (problem !== undefined)
    throw new Refusal(`the header cannot be read: the quotes of its column ${column} do not pair up.`, {
      line,
    });
  headerOf(rules, cells, header, line);
  return cells;
}
