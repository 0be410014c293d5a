/** Rows of two engines in one spelling, and where they differ. */

import { type DuckDBConnection, DuckDBDateValue, DuckDBTimestampValue } from "@duckdb/node-api";
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
  const rows = result.getRows().map((row) => row.map(duckdbCell));
  return { names: result.columnNames(), types, rows };
}

function duckdbCell(value: unknown): Cell {
  if (value instanceof DuckDBDateValue)
    return instant(BigInt(value.days) * 86_400_000_000n).split(" ")[0] ?? "";
  if (value instanceof DuckDBTimestampValue) return instant(value.micros);
  if (typeof value === "bigint") return whole(value);
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  return value === null ? null : String(value);
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
  return {
    names: columns.map(({ name }) => name),
    types,
    rows: rows.map((row) => row.map((cell, index) => trinoCell(cell, types[index]))),
  };
}

function trinoCell(value: unknown, type = ""): Cell {
  if (typeof value === "string" && type === "timestamp") return shortened(value);
  // NaN and the infinities are text in JSON.
  if (typeof value === "string" && type === "double") return Number(value);
  if (value === null || typeof value !== "object") return value as Cell;
  return JSON.stringify(value);
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
  const [left, right] = isOrdered ? [trinos.rows, duckdbs.rows] : [ordered(trinos), ordered(duckdbs)];
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
