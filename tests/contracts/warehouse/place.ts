/** What the warehouse contract works with: a place that several workers share, and selects that give chosen rows. */

import type { Catalog } from "../../../functions/adapters/engine.ts";
import type { Select, TableName } from "../../../functions/core/warehouse.ts";
import type { Draft, Lake, Reader, Row, Warehouse } from "../../../functions/ports.ts";
import { type Column, tables } from "../../../queries/tables.ts";

/** One empty place. Its workers share lake and catalog and nothing else. */
export interface Place {
  readonly lake: Lake;
  /** A worker of its own; what it does to the lake or the catalog can be watched, delayed or stopped. */
  worker(wrap?: Wrap): Warehouse;
  /** Small partitions that are written together share a file, which lives as long as one of them. */
  readonly sharesFiles: boolean;
  /** How many readers and commits meet in the tests that let many meet; an engine of seconds has fewer. */
  readonly crowd: { readonly readers: number; readonly commits: number };
}

export interface Wrap {
  readonly lake?: (lake: Lake) => Lake;
  readonly catalog?: (catalog: Catalog) => Catalog;
}

export type Cells = Readonly<Record<string, string | number | boolean | null>>;

/** A select that gives exactly these rows of the table; columns left out are NULL. */
export function rowsFor(table: TableName, rows: readonly Cells[]): Select {
  const one = (cells: Cells) =>
    tables[table].columns
      .map((column) => `${literal(column, cells[column.name] ?? null)} as ${column.name}`)
      .join(", ");
  const text =
    rows.length === 0
      ? `select ${one({})} where false`
      : rows.map((cells) => `select ${one(cells)}`).join("\nunion all\n");
  return asking(text);
}

function literal({ type }: Column, cell: Cells[string]): string {
  if (cell === null) return `cast(null as ${type})`;
  return `cast('${String(cell).replaceAll("'", "''")}' as ${type})`;
}

/** A query of the test's own over these tables. */
export function asking(text: string, ...reads: readonly TableName[]): Select {
  const query = {
    name: "test",
    text,
    question: "",
    params: {},
    reads: reads.map((table) => ({ table, by: {} })),
  };
  return { query, params: {} };
}

/** Every row of the table as `a|b|c`, sorted. */
export async function shown(
  reader: Pick<Reader, "rows">,
  table: TableName,
  ...columns: readonly string[]
): Promise<readonly string[]> {
  const rows = await Array.fromAsync(
    reader.rows(asking(`select ${columns.join(", ")} from ${table}`, table)),
  );
  return rows.map((row) => columns.map((column) => String(row[column])).join("|")).sort();
}

/** What a new reader sees of the table. */
export function published(worker: Warehouse, table: TableName, ...columns: readonly string[]) {
  return worker.read((reader) => shown(reader, table, ...columns));
}

/** Rows of the quarantine: partition `home`, text `key`. */
export const kept = (home: string, ...keys: readonly string[]): readonly Cells[] =>
  keys.map((key) => ({ home, key }));

/** Replaces these homes of the quarantine by these rows. */
export function writeHomes(draft: Draft, homes: readonly string[], rows: readonly Cells[]) {
  return draft.write(
    rowsFor("quarantine", rows),
    "quarantine",
    homes.map((home) => ({ home })),
  );
}

const start = "2026-11-16";

/** The same number into two tables: what a reader must never see apart. */
export async function writeNumber(draft: Draft, number: number): Promise<void> {
  for (const table of ["kpi_daily", "kpi_weekly"] as const)
    await draft.write(rowsFor(table, [{ family: "volume", period_start: start, numerator: number }]), table, [
      { family: "volume", period_start: start },
    ]);
}

/** The number in each of the two tables, `-` where there is none: `7 7`. */
export async function numbers(reader: Pick<Reader, "rows">): Promise<string> {
  const [day] = await shown(reader, "kpi_daily", "numerator");
  const [week] = await shown(reader, "kpi_weekly", "numerator");
  return `${day ?? "-"} ${week ?? "-"}`;
}

/** A generation of its own with this number in both tables. */
export async function publishNumber(worker: Warehouse, number: number, run = `run${number}`): Promise<void> {
  const draft = await worker.draft(run);
  await writeNumber(draft, number);
  await draft.commit({}, "facts");
}

/** The one row a select gives. */
export async function single(reader: Pick<Reader, "rows">, select: Select): Promise<Row> {
  const [row] = await Array.fromAsync(reader.rows(select));
  return row ?? {};
}

/** Opens once: who waits for it goes on when it is opened. */
export function gate(): { readonly reached: Promise<void>; pass(): Promise<void>; open(): void } {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: arrived.promise,
    pass() {
      arrived.resolve();
      return opened.promise;
    },
    open: () => opened.resolve(),
  };
}
