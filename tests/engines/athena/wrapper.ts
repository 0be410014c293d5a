/** UNLOAD's wrapper around a select, which is all that is parsed here: the select is the engine's. */

import { Refusal } from "./errors.ts";
import { closing, is, type Token, textOf, tokens } from "./scan.ts";

export interface Unload {
  /** The select as written, with blanks before it, so that it stands at its own line and column. */
  readonly select: string;
  readonly bucket: string;
  /** Ends in a slash. */
  readonly prefix: string;
  readonly format: string;
  readonly compression: string;
  readonly partitionedBy: readonly string[];
}

/** The parts of an UNLOAD, undefined for another statement. Refuses what no UNLOAD may look like. */
export function unloadOf(sql: string): Unload | undefined {
  const list = tokens(sql);
  if (!is(list[0], "UNLOAD")) return undefined;
  const opened = list[1];
  const end = is(opened, "(") ? closing(list, 1, "()") : -1;
  const closed = list[end];
  if (!opened || !closed) throw malformed(sql, list[1], "'('");
  if (!is(list[end + 1], "TO")) throw malformed(sql, list[end + 1], "'TO'");
  const target = /^s3:\/\/([^/]+)\/(.+)$/.exec(textOf(list[end + 2]) ?? "");
  if (!target) throw malformed(sql, list[end + 2], "an S3 location");
  if (!is(list[end + 3], "WITH") || !is(list[end + 4], "(")) throw malformed(sql, list[end + 3], "'WITH ('");
  const last = closing(list, end + 4, "()");
  if (last !== list.length - 1) throw malformed(sql, list[last + 1], "<EOF>");
  const properties = propertiesOf(sql, list.slice(end + 5, last));
  const [, bucket = "", path = ""] = target;
  const before = sql.slice(0, opened.end).replaceAll(/[^\n]/g, " ");
  return {
    select: before + sql.slice(opened.end, closed.start),
    bucket,
    prefix: path.endsWith("/") ? path : `${path}/`,
    ...properties,
  };
}

const formats = ["PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE"];
const compressions = ["NONE", "SNAPPY", "LZ4", "ZSTD", "GZIP"];

function propertiesOf(sql: string, list: readonly Token[]) {
  const given = new Map<string, string | readonly string[]>();
  for (let at = 0; at < list.length; ) {
    const [name, equals] = [list[at], list[at + 1]];
    if (name?.kind !== "word" || !is(equals, "=")) throw malformed(sql, name, "a property");
    const { value, next } = valueAt(sql, list, at + 2);
    given.set(name.source.toLowerCase(), value);
    if (next < list.length && !is(list[next], ",")) throw malformed(sql, list[next], "','");
    at = next + 1;
  }
  const { format, compression = "GZIP", partitioned_by = [], ...others } = Object.fromEntries(given);
  const [unknown] = Object.keys(others);
  // The wording for a property Athena does not know could not be verified.
  if (unknown) throw invalid(`Unsupported property for UNLOAD: ${unknown}`);
  return {
    format: oneOf("format", format, formats),
    compression: oneOf("compression", compression, compressions),
    partitionedBy: typeof partitioned_by === "string" ? [partitioned_by] : partitioned_by,
  };
}

function valueAt(sql: string, list: readonly Token[], at: number) {
  const text = textOf(list[at]);
  if (text !== undefined) return { value: text, next: at + 1 };
  const end = is(list[at], "ARRAY") && is(list[at + 1], "[") ? closing(list, at + 1, "[]") : -1;
  if (end === -1) throw malformed(sql, list[at], "a text or an array of texts");
  const items = list.slice(at + 2, end).filter((token) => !is(token, ","));
  const value = items.map((token) => textOf(token));
  if (value.includes(undefined)) throw malformed(sql, list[at + 2], "texts");
  return { value: value as string[], next: end + 1 };
}

function oneOf(
  name: string,
  value: string | readonly string[] | undefined,
  allowed: readonly string[],
): string {
  const found = allowed.find((one) => typeof value === "string" && one === value.toUpperCase());
  if (!found) throw invalid(`Unsupported ${name} for UNLOAD: ${value ?? "none given"}`);
  return found;
}

function malformed(sql: string, token: Token | undefined, expecting: string): Refusal {
  const before = sql.slice(0, token?.start ?? sql.length).split("\n");
  const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  return invalid(`line ${place}: mismatched input '${token?.source ?? "<EOF>"}'. Expecting: ${expecting}`);
}

const invalid = (message: string) => Refusal.invalid(message, "MALFORMED_QUERY");
