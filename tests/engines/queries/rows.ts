/** Rows of two engines in one spelling, and where they differ. */

import type { DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { type StatementOptions, trino } from "../statements.ts";

/** Types in lower case without their lengths; days and instants as text; NULL as null. */
export interface Table {
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Cell = string | number | bigint | boolean | null;

export async function onDuckdb(database: DuckDBConnection, sql: string): Promise<Table> {
  const result = await database.runAndReadAll(sql);
  const types = result.columnTypes().map((type) => typeNamed(String(type)));
  return { names: result.columnNames(), types, rows: spelt(result.getRows(), types.map(duckdbCell)) };
}

/** Rows with each column's cells as its function spells them; the rows are those given, a million of them not made twice. */
function spelt(rows: readonly (readonly unknown[])[], spellings: readonly Spelling[]): Table["rows"] {
  const known = [...spellings.entries()];
  for (const row of rows as unknown[][])
    for (const [index, spell] of known) if (row[index] !== null) row[index] = spell(row[index]);
  return rows as Table["rows"];
}

type Spelling = (value: unknown) => Cell;

function duckdbCell(type: string): Spelling {
  if (type === "date")
    return remembered(
      (value) => (value as DuckDBDateValue).days,
      (days) => instant(BigInt(days) * 86_400_000_000n).split(" ")[0] ?? "",
    );
  if (type === "timestamp") return remembered((value) => (value as DuckDBTimestampValue).micros, instant);
  return (value) => {
    if (typeof value === "bigint") return whole(value);
    const isPlain = typeof value === "number" || typeof value === "boolean" || typeof value === "string";
    return isPlain ? value : String(value);
  };
}

/** A column has few days and instants, and many rows of each. */
function remembered<Key>(keyOf: (value: unknown) => Key, spell: (key: Key) => string): Spelling {
  const known = new Map<Key, string>();
  return (value) => {
    const key = keyOf(value);
    const text = known.get(key) ?? spell(key);
    known.set(key, text);
    return text;
  };
}

/** `2024-01-31 10:00:00` and as much of a fraction as there is, down to microseconds. */
function instant(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const iso = new Date(Number((micros - fraction) / 1_000n)).toISOString();
  // JavaScript writes years that have not four digits with six.
  const seconds = iso
    .slice(0, -5)
    .replace("T", " ")
    .replace(/^([+-])0+(\d{4,}-)/, "$1$2");
  return shortened(`${seconds}.${String(fraction).padStart(6, "0")}`);
}

const shortened = (text: string) =>
  text.replace(/\.?0*$/, (end) => (end.startsWith(".") ? "" : end)).replace(/(\.\d*?)0+$/, "$1");
const whole = (value: bigint): number | bigint =>
  Number.isSafeInteger(Number(value)) ? Number(value) : value;
const typeNamed = (type: string) => type.toLowerCase().replace(/\(.*/, "");

export async function onTrino(base: string, sql: string, options: StatementOptions = {}): Promise<Table> {
  const { columns, rows } = await trino(base, sql, options);
  const types = columns.map(({ type }) => typeNamed(type));
  return { names: columns.map(({ name }) => name), types, rows: spelt(rows, types.map(trinoCell)) };
}

function trinoCell(type: string): Spelling {
  const instants = remembered((value) => value as string, shortened);
  return (value) => {
    if (typeof value === "string" && type === "timestamp") return instants(value);
    // NaN and the infinities are text in JSON.
    if (typeof value === "string" && type === "double") return Number(value);
    return typeof value === "object" ? JSON.stringify(value) : (value as Cell);
  };
}

/** The first differences in words; none when both have the same columns and rows. */
export function differences(trinos: Table, duckdbs: Table, isOrdered = false): readonly string[] {
  const [ours, theirs] = [heads(duckdbs), heads(trinos)];
  if (ours !== theirs) return [`columns: Trino ${theirs}, DuckDB ${ours}`];
  if (trinos.rows.length !== duckdbs.rows.length)
    return [
      `Trino has ${trinos.rows.length} rows, DuckDB ${duckdbs.rows.length}`,
      ...only("Trino", trinos, duckdbs),
      ...only("DuckDB", duckdbs, trinos),
    ];
  const [left, right] = isOrdered ? [trinos.rows, duckdbs.rows] : pairs(trinos, duckdbs);
  const unequal = left.flatMap((row, index) => (same(row, right[index] ?? []) ? [] : [index]));
  return unequal
    .slice(0, 3)
    .map((index) => `Trino ${shown(trinos, left[index])}\n   DuckDB ${shown(duckdbs, right[index])}`);
}

const heads = ({ names, types }: Table) =>
  names.map((name, index) => `${name.toLowerCase()} ${types[index]}`).join(", ");
const shown = ({ names }: Table, row: readonly Cell[] = []) =>
  row
    .map((cell, index) => `${names[index]}=${typeof cell === "string" ? JSON.stringify(cell) : cell}`)
    .join(" ");

function only(name: string, here: Table, there: Table): readonly string[] {
  const known = new Set(there.rows.map((row) => shown(there, row)));
  const extra = here.rows.map((row) => shown(here, row)).filter((text) => !known.has(text));
  return extra.slice(0, 2).map((text) => `only ${name}: ${text}`);
}

/** Rows that have to be equal, side by side. */
const pairs = (one: Table, other: Table) => {
  const [mine, theirs] = unmatched(one, other);
  return [ordered(mine), ordered(theirs)] as const;
};

/** Of two tables of as many rows what is left when rows that both have, to the last digit, are gone: little has to be put in order. */
function unmatched(one: Table, other: Table): readonly [Table, Table] {
  const counts = new Map<string, number>();
  const keys = one.rows.map(keyOf);
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const takes = (key: string | undefined): boolean => {
    const count = key === undefined ? 0 : (counts.get(key) ?? 0);
    if (key !== undefined && count > 0) counts.set(key, count - 1);
    return count > 0;
  };
  const theirs = other.rows.filter((row) => !takes(keyOf(row)));
  // What is counted still, nobody took.
  const mine =
    theirs.length === 0 ? [] : one.rows.filter((_, index) => keys[index] === undefined || takes(keys[index]));
  return [
    { ...one, rows: mine },
    { ...other, rows: theirs },
  ];
}

/** Nothing where JSON does not tell all: of NaN, the infinities, and what no double holds. */
const keyOf = (row: readonly Cell[]) => (row.every(isTold) ? JSON.stringify(row) : undefined);
const isTold = (cell: Cell) =>
  typeof cell !== "bigint" && (typeof cell !== "number" || Number.isFinite(cell));

/** By everything but doubles first, which may differ in their last digits. */
function ordered({ types, rows }: Table): readonly (readonly Cell[])[] {
  const exact = types.flatMap((type, index) => (type === "double" ? [] : [index]));
  const loose = types.flatMap((type, index) => (type === "double" ? [index] : []));
  const keyed = rows.map((row) => ({
    row,
    key: exact.map((index) => `${typeof row[index]}:${row[index]}`).join("\u0001"),
  }));
  keyed.sort((a, b) => {
    if (a.key !== b.key) return a.key < b.key ? -1 : 1;
    const index = loose.find((one) => a.row[one] !== b.row[one]);
    return index === undefined ? 0 : Number(a.row[index]) - Number(b.row[index]);
  });
  return keyed.map(({ row }) => row);
}

const same = (one: readonly Cell[], other: readonly Cell[]) =>
  one.every((cell, index) => equal(cell, other[index] ?? null));

function equal(one: Cell, other: Cell): boolean {
  if (Object.is(one, other) || one === other) return true;
  if (typeof one !== "number" || typeof other !== "number") return false;
  if (Number.isInteger(one) && Number.isInteger(other) && Math.abs(one) < 2 ** 53) return false;
  return Math.abs(one - other) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other));
}
