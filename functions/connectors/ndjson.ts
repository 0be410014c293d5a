/** NDJSON rows as raw records: the body is the line as it stands, never parsed and written again. */

import { afterLine, lineOf } from "./cells.ts";
import type { RawRecord } from "./connector.ts";
import { type Member, membersOf, withoutValues } from "./json.ts";
import { longestRow } from "./lines.ts";
import { Refusal } from "./refusal.ts";
import { accepted, noKey, type RowReader, type RowRules, rejected, tooLong, undecodable } from "./rows.ts";

/** Reads one NDJSON file; only the values of personal members are replaced, by null. */
export function ndjsonReader(rules: RowRules): RowReader {
  const personal = new Set(rules.personal);
  let line = 1;
  return (block) => {
    const invalid = new Set(block.invalid);
    const records: RawRecord[] = [];
    for (let at = 0; at < block.text.length; line += 1) {
      const end = afterLine(block.text, at);
      const text = lineOf(block.text, at, end);
      at = end;
      if (text.trim() === "") continue;
      if (line === 1 && text.trimStart().startsWith("["))
        throw new Refusal("this is one JSON array. Write one object per line instead (NDJSON).");
      if (text.length > longestRow) records.push(rejected(rules, line, tooLong(), text));
      else if (invalid.has(line)) records.push(rejected(rules, line, undecodable(rules), text));
      else records.push(recordOf(rules, personal, line, text));
    }
    return records;
  };
}

function recordOf(rules: RowRules, personal: ReadonlySet<string>, line: number, text: string): RawRecord {
  const value = parsed(text);
  if (typeof value === "string") return rejected(rules, line, value, text);
  let members: readonly Member[] | undefined; // found only where a value's own text is needed
  const textOf = (name: string): string | undefined => {
    const found = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof found === "string") return found;
    if (found === undefined || found === null) return "";
    if (typeof found === "object") return undefined;
    members ??= membersOf(text);
    const member = members.findLast((one) => one.name === name)!;
    return text.slice(member.start, member.end);
  };
  const key = textOf(rules.key);
  const version = rules.version === undefined ? "" : textOf(rules.version);
  if (key === undefined) return rejected(rules, line, notText("key", rules.key), text);
  if (version === undefined) return rejected(rules, line, notText("version", rules.version ?? ""), text);
  if (key.trim() === "") return rejected(rules, line, noKey(rules), text);
  const body = personal.size === 0 ? text : withoutValues(text, members ?? membersOf(text), personal);
  return accepted(rules, line, key, version, body);
}

/** The object, or in words why there is none. The parser's own words would quote the row, so they are not used. */
function parsed(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    return `the line is ${kindOf(value)} where a JSON object is expected`;
  } catch (error) {
    const place = /position (\d+)/.exec((error as Error).message)?.[1];
    return `the line is not valid JSON${place === undefined ? "" : ` (at character ${Number(place) + 1})`}`;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

function notText(setting: string, name: string): string {
  return `the ${setting} column ${JSON.stringify(name)} holds an object or an array where a text or a number is expected`;
}
