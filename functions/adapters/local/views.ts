/** Tables as views over the files their pointers name. */

import { tables } from "../../../queries/tables.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** DuckDB reads `*`, `?` and `[` in a path as a pattern; a home may be named with them. */
export const literalPath = (path: string): string => path.replace(/[*?[]/g, "[$&]");

/** The statement that makes `table` read exactly these files; without any it is empty, with the right columns. */
export function view(root: string, table: TableName, pointers: readonly Pointer[]): string {
  const head = `CREATE OR REPLACE TEMP VIEW ${table} AS SELECT`;
  const { columns } = tables[table];
  if (pointers.length === 0)
    return `${head} ${columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`).join(", ")} WHERE false`;
  if (table === "landed")
    return `${head} * FROM (${pointers.map((pointer) => batch(root, pointer)).join(" UNION ALL ")})`;
  const names = columns.map(({ name }) => name).join(", ");
  return `${head} ${names} FROM (${reads(root, table, pointers).join(" UNION ALL ")})`;
}

/** Files of which every row is wanted, read together; of the others, only the partitions that are pointed at. */
function reads(root: string, table: TableName, pointers: readonly Pointer[]): readonly string[] {
  const byFile = Map.groupBy(pointers, ({ location }) => location);
  const isWhole = (sharing: readonly Pointer[]) => {
    const rows = sharing.reduce((sum, pointer) => sum + pointer.rows, 0);
    return rows === (sharing[0]?.sharedRows ?? rows);
  };
  const whole = [...byFile]
    .filter(([, sharing]) => isWhole(sharing))
    .map(([location]) => quoted(pattern(root, location)));
  const parts = [...byFile]
    .filter(([, sharing]) => !isWhole(sharing))
    .map(([location, sharing]) => partly(pattern(root, location), table, sharing));
  return [
    ...(whole.length > 0
      ? [`SELECT * FROM read_parquet([${whole.join(", ")}], hive_partitioning = false)`]
      : []),
    ...parts,
  ];
}

function partly(file: string, table: TableName, pointers: readonly Pointer[]): string {
  const columns = tables[table].partitionedBy;
  const wanted = pointers.map(
    ({ partition }) => `(${columns.map((column) => quoted(partition[column] ?? "")).join(", ")})`,
  );
  const key = columns.map((column) => `CAST(${column} AS varchar)`).join(", ");
  return `SELECT * FROM read_parquet([${quoted(file)}], hive_partitioning = false) WHERE (${key}) IN (${wanted.join(", ")})`;
}

const several = "/*.parquet";

function pattern(root: string, location: string): string {
  if (!location.endsWith(several)) return literalPath(`${root}/${location}`);
  return literalPath(`${root}/${location.slice(0, -several.length)}`) + several;
}

/** A raw batch is gzipped NDJSON in one or more objects; its feed and number are not in the lines. */
function batch(root: string, { location, partition }: Pointer): string {
  const envelope = tables.landed.columns
    .map(({ name }) => name)
    .filter((name) => !tables.landed.partitionedBy.includes(name));
  const files = location.split("\n").map((file) => quoted(literalPath(`${root}/${file}`)));
  const shape = envelope.map((name) => `${name}: 'VARCHAR'`).join(", ");
  return `SELECT ${envelope.join(", ")}, ${quoted(partition.feed ?? "")} AS feed, ${quoted(partition.batch ?? "")} AS batch
    FROM read_json([${files.join(", ")}], columns = {${shape}}, format = 'newline_delimited', compression = 'gzip', hive_partitioning = false)`;
}
