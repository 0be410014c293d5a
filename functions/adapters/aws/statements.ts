/** Athena's statements around the SQL of queries/, whose text is never changed: aliases before it, a sink around it. */

import { type Column, tables } from "../../../queries/tables.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import type { Partition } from "../engine.ts";

/** Partitions one UNLOAD may write; Athena counts the one for rows that belong to none. */
export const partitionsAtOnce = 99;
/** What rows without a place are written under. */
export const nowhere = "__HIVE_DEFAULT_PARTITION__";

/** The query's own text, on lines of its own, and before it what each of its tables is read from. */
export function aliased(text: string, sources: Readonly<Record<string, string>>): string {
  const names = Object.entries(sources).map(([table, source]) => `${table} AS (${source})`);
  const head = names.length === 0 ? "" : `WITH ${names.join(",\n")}\n`;
  return `${head}SELECT * FROM (\n${text}\n)`;
}

/** A table that has no files. */
export function emptySource(table: TableName): string {
  const columns = tables[table].columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS "${name}"`);
  return `SELECT ${columns.join(", ")} WHERE false`;
}

/** The columns of a table of files. Raw batches do not hold their feed and number: their path does. */
export function fileSource(table: TableName, from: string): string {
  return `SELECT ${tables[table].columns.map((column) => columnOf(table, column)).join(", ")} FROM ${from}`;
}

function columnOf(table: TableName, { name }: Column): string {
  if (table === "landed" && name === "feed")
    return `regexp_extract("$path", '^[^/]+//[^/]+/raw/(.+)/batch=[0-9]+/', 1) AS feed`;
  if (table === "landed" && name === "batch")
    return `regexp_extract("$path", '/batch=([0-9]+)/', 1) AS batch`;
  return `"${name}"`;
}

/** Whether the path of a raw object says what its pointer does, on a line of its own. */
export function isNamedByPath(key: string, { partition }: Pointer): boolean {
  const folder = `raw/${partition.feed}/batch=${partition.batch}/`;
  return key.startsWith(folder) && /^\S+$/.test(key.slice(folder.length));
}

/** Some of the partitions asked for: those from place `from` up to, and without, `to`. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
}

/**
 * The rows of `select` in Parquet, one folder `place=N` for the Nth of the partitions asked for. Rows that belong to none
 * of them go with the first chunk, to `place=__HIVE_DEFAULT_PARTITION__`.
 */
export function unload(
  select: string,
  table: TableName,
  asked: readonly Partition[],
  chunk: Chunk,
  target: string,
): string {
  const columns = tables[table].columns.map(({ name }) => `made."${name}"`).join(", ");
  const made = `FROM (\n${select}\n) AS made`;
  const placed =
    asked.length === 0
      ? `CAST(NULL AS integer) AS place\n${made}`
      : `asked.place\n${made}\n${placing(table, asked, chunk)}`;
  return `UNLOAD (\nSELECT ${columns}, ${placed}\n) TO '${target}' WITH (format = 'PARQUET', compression = 'ZSTD', partitioned_by = ARRAY['place'])`;
}

/** The join that gives each row its place. */
function placing(table: TableName, asked: readonly Partition[], { from, to }: Chunk): string {
  const { partitionedBy } = tables[table];
  // Later chunks are joined with their own places only, which lets Athena pass over the rows of the others.
  const isFirst = from === 0;
  const rows = asked
    .map((partition, place) => `(${literals(table, partition)}, ${place})`)
    .slice(from, isFirst ? asked.length : to);
  const names = partitionedBy.map((column) => `"${column}"`).join(", ");
  const on = partitionedBy.map((column) => `asked."${column}" = made."${column}"`).join(" AND ");
  const limit = isFirst && to < asked.length ? `\nWHERE asked.place IS NULL OR asked.place < ${to}` : "";
  return `${isFirst ? "LEFT" : "INNER"} JOIN (VALUES ${rows.join(", ")}) AS asked (${names}, place) ON ${on}${limit}`;
}

function literals(table: TableName, partition: Partition): string {
  const { columns, partitionedBy } = tables[table];
  return partitionedBy
    .map((name) => {
      const text = quoted(partition[name] ?? "");
      return columns.find((column) => column.name === name)?.type === "date" ? `DATE ${text}` : text;
    })
    .join(", ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Rows, and the values the table `lists`, of each partition there is in files just written. */
export function census(table: TableName, from: string): string {
  const { partitionedBy, lists } = tables[table];
  const parts = partitionedBy.map((column) => `CAST("${column}" AS varchar) AS "${column}"`).join(", ");
  const listed = lists
    ? `array_join(array_sort(array_agg(DISTINCT CAST("${lists}" AS varchar))), ',')`
    : "CAST(NULL AS varchar)";
  const groups = partitionedBy.map((_, index) => index + 1).join(", ");
  return `SELECT ${parts}, count(*) AS rows_count, ${listed} AS listed FROM ${from} GROUP BY ${groups}`;
}
