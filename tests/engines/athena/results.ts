/** GetQueryResults: the names of types, and values printed as Athena prints them. */

import { Buffer } from "node:buffer";
import type { StatementColumn } from "../statements.ts";
import { Refusal } from "./errors.ts";

export interface Rows {
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly (readonly unknown[])[];
  /** A select's first row is its header. */
  readonly header: boolean;
  readonly updateCount: number;
}

const mostRows = 1000;

/** One page. The header counts as a row, so a first page has 999 of the data. */
export function pageOf(result: Rows, maxResults: number = mostRows, nextToken?: string) {
  if (!Number.isInteger(maxResults) || maxResults < 1)
    throw Refusal.invalid(`MaxResults is not a number from 1 to ${mostRows}.`);
  if (maxResults > mostRows)
    throw Refusal.invalid(`MaxResults is more than maximum allowed length ${mostRows}.`);
  const from = nextToken === undefined ? 0 : offsetOf(nextToken);
  const { columns, rows, header, updateCount } = result;
  const kinds = columns.map((column) => typeOf(column.type));
  const extra = header ? 1 : 0;
  const to = Math.min(from + maxResults, rows.length + extra);
  const page = rows.slice(Math.max(from - extra, 0), Math.max(to - extra, 0));
  const printed = page.map((row) => row.map((value, at) => printed1(value, kinds[at] as Kind)));
  const names = header && from === 0 && to > 0 ? [columns.map((column) => column.name)] : [];
  return {
    ...(to < rows.length + extra ? { NextToken: Buffer.from(`row ${to}`).toString("base64url") } : {}),
    UpdateCount: updateCount,
    ResultSet: {
      Rows: [...names, ...printed].map((row) => ({ Data: row.map(datum) })),
      ResultSetMetadata: { ColumnInfo: columns.map((column, at) => columnInfo(column, kinds[at] as Kind)) },
    },
  };
}

const datum = (value: string | null) => (value === null ? {} : { VarCharValue: value });
const printed1 = (value: unknown, kind: Kind) => (value === null ? null : print(value, kind));

function offsetOf(token: string): number {
  const [, row] = /^row (\d+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  // The wording of this refusal could not be verified.
  if (row === undefined) throw Refusal.invalid("Invalid NextToken.");
  return Number(row);
}

/** A Trino type taken apart: `array(row(a bigint))` is an array of a row with a field. */
interface Kind {
  readonly base: string;
  readonly of: readonly { readonly name?: string; readonly kind: Kind }[];
  readonly sizes: readonly number[];
}

export function typeOf(type: string): Kind {
  const open = type.indexOf("(");
  const end = type.lastIndexOf(")");
  if (open === -1) return { base: type.toLowerCase(), of: [], sizes: [] };
  // `timestamp(3) with time zone`
  const base = (type.slice(0, open) + type.slice(end + 1)).toLowerCase();
  const parts = split(type.slice(open + 1, end), ",");
  if (!["array", "map", "row"].includes(base)) return { base, of: [], sizes: parts.map(Number) };
  return {
    base,
    of: parts.map((part) => (base === "row" ? field(part) : { kind: typeOf(part) })),
    sizes: [],
  };
}

function field(part: string) {
  const [name = "", ...rest] = split(part, " ");
  // A field without a name is only a type, and a type of several words starts with one of these.
  const nameless = rest.length === 0 || /^(timestamp|time|interval)\b.* (with|day|year)/i.test(part);
  if (nameless) return { kind: typeOf(part) };
  return { name: name.replace(/^"(.*)"$/, "$1").replaceAll('""', '"'), kind: typeOf(rest.join(" ")) };
}

/** Splits at marks that are in no parentheses and no quoted name. */
function split(text: string, mark: string): string[] {
  const parts = [""];
  let depth = 0;
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (letter === "(" && !quoted) depth++;
    if (letter === ")" && !quoted) depth--;
    if (letter === mark && depth === 0 && !quoted) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function print(value: unknown, kind: Kind): string {
  const inner = (one: unknown, of: Kind | undefined) => (one === null || !of ? "null" : print(one, of));
  if (kind.base === "array")
    return `[${(value as unknown[]).map((one) => inner(one, kind.of[0]?.kind)).join(", ")}]`;
  if (kind.base === "map") {
    const entries = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, one]) => `${key}=${inner(one, kind.of[1]?.kind)}`).join(", ")}}`;
  }
  if (kind.base === "row") {
    const fields = (value as unknown[]).map((one, at) => {
      const { name, kind: of } = kind.of[at] ?? {};
      return (name === undefined ? "" : `${name}=`) + inner(one, of);
    });
    return `{${fields.join(", ")}}`;
  }
  if (kind.base === "double" || kind.base === "real") return javaDouble(Number(value));
  if (kind.base === "varbinary")
    return (Buffer.from(String(value), "base64").toString("hex").match(/../g) ?? []).join(" ");
  // Timestamps keep the precision of their type: three digits for what Hive tables hold.
  return String(value);
}

/** As Java's Double.toString: 0.1, 100.0, 1.0E7, 1.0E300, NaN, Infinity. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}

const precisions: Readonly<Record<string, number>> = {
  tinyint: 3,
  smallint: 5,
  integer: 10,
  bigint: 19,
  double: 17,
  real: 17,
  timestamp: 3,
  varbinary: 1073741824,
};

function columnInfo({ name }: StatementColumn, { base, sizes }: Kind) {
  const sized = base === "decimal" || base === "varchar" || base === "char";
  return {
    CatalogName: "hive",
    SchemaName: "",
    TableName: "",
    Name: name,
    Label: name,
    Type: base === "real" ? "float" : base,
    Precision: sized ? (sizes[0] ?? 2147483647) : (precisions[base] ?? 0),
    Scale: base === "decimal" ? (sizes[1] ?? 0) : 0,
    Nullable: "UNKNOWN",
    CaseSensitive: base === "varchar" || base === "char",
  };
}
