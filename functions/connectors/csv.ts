/**
 * CSV rows as raw records. A broken row costs its first line and nothing after it, which is why rows are cut here: a
 * parser that takes the file as one grammar loses everything behind a quote that is never closed.
 */

import { jsonText } from "../core/envelope.ts";
import { afterLine, lineOf, readCells } from "./cells.ts";
import type { RawRecord } from "./connector.ts";
import { delimiterOf, type Header, headerOf } from "./header.ts";
import { longestRow } from "./lines.ts";
import { Refusal } from "./refusal.ts";
import { accepted, noKey, type RowReader, type RowRules, rejected, tooLong, undecodable } from "./rows.ts";

interface Row {
  readonly cells: readonly string[];
  readonly end: number;
  readonly lines: number;
  /** Why it cannot be a record. */
  readonly fault?: string;
}

/** Reads one CSV file; throws Refusal when its header cannot serve. A body is a JSON object {column: text}. */
export function csvReader(rules: RowRules): RowReader {
  let header: Header | undefined;
  let delimiter = ",";
  let rest = "";
  let line = 1;
  let invalid: readonly number[] = [];

  const take = (row: Row, text: string, records: RawRecord[]): void => {
    const bad = invalid.some((number) => number >= line && number < line + row.lines);
    const fault = bad ? undecodable(rules) : row.fault;
    if (header === undefined) {
      if (fault !== undefined) throw new Refusal(`the header cannot be read: ${fault}.`, { line });
      header = headerOf(rules, row.cells, text, line);
    } else if (fault !== undefined) records.push(rejected(rules, line, fault, text));
    else records.push(recordOf(rules, header, row.cells, line, text));
  };

  return (block) => {
    const text = rest + block.text;
    if (block.invalid.length > 0) invalid = [...invalid, ...block.invalid];
    const records: RawRecord[] = [];
    let quote = -1;
    let at = 0;
    while (at < text.length) {
      const lineEnd = afterLine(text, at);
      const content = lineOf(text, at, lineEnd);
      if (content === "") {
        at = lineEnd;
        line += 1;
        continue;
      }
      if (header === undefined) delimiter = delimiterOf(content);
      if (quote < at) quote = text.indexOf('"', at);
      if (quote === -1) quote = text.length;
      const row =
        quote >= lineEnd || content.length > longestRow
          ? plainRow(content, lineEnd, delimiter, header?.columns)
          : quotedRow(text, at, delimiter, header?.columns, line, block.last);
      if (row === undefined) break; // its quoted cell goes on in the next block
      take(row, row.lines === 1 ? content : text.slice(at, row.end), records);
      at = row.end;
      line += row.lines;
    }
    rest = text.slice(at);
    return records;
  };
}

function plainRow(content: string, end: number, delimiter: string, columns: number | undefined): Row {
  if (content.length > longestRow) return { cells: [], end, lines: 1, fault: tooLong() };
  const cells = content.split(delimiter);
  if (columns === undefined || cells.length === columns) return { cells, end, lines: 1 };
  return { cells, end, lines: 1, fault: countFault(cells.length, columns) };
}

/** Undefined when the row does not end in this text but may in the next. */
function quotedRow(
  text: string,
  start: number,
  delimiter: string,
  columns: number | undefined,
  line: number,
  last: boolean,
): Row | undefined {
  const row = readCells(text, start, delimiter);
  if (row.problem === "open" && !last && text.length - start <= longestRow) return undefined;
  const broken = (fault: string): Row => ({ cells: [], end: afterLine(text, start), lines: 1, fault });
  if (row.problem === "after") return broken(`column ${row.column} goes on after its closing quote`);
  const stray = `column ${row.column} opens a quote that is not closed`;
  if (row.problem !== undefined || row.end - start > longestRow) return broken(stray);
  if (columns === undefined || row.cells.length === columns) return row;
  const count = countFault(row.cells.length, columns);
  if (row.lines === 1) return { ...row, fault: count };
  return broken(`${stray} on its line: read on, lines ${line} to ${line + row.lines - 1} would be ${count}`);
}

function countFault(found: number, columns: number): string {
  return `${found} ${found === 1 ? "column" : "columns"} where the header has ${columns}`;
}

function recordOf(
  rules: RowRules,
  header: Header,
  cells: readonly string[],
  line: number,
  text: string,
): RawRecord {
  const key = cells[header.key]!;
  if (key.trim() === "") return rejected(rules, line, noKey(rules), text);
  const version = header.version === -1 ? "" : cells[header.version]!;
  return accepted(rules, line, key, version, bodyOf(header, cells));
}

/** The cells as a JSON object, in column order. */
function bodyOf(header: Header, cells: readonly string[]): string {
  let body = "";
  for (let n = 0; n < header.columns; n += 1) {
    body += header.labels[n];
    if (header.personal[n]) continue;
    body += jsonText(cells[n]!);
  }
  return `${body}}`;
}
