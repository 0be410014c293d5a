/** Rows of a select as Parquet files below a place nothing else uses: a file per partition, small partitions together. */

import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { tables } from "../../../queries/tables.ts";
import { QueryError } from "../../core/errors.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import { quoted } from "./views.ts";

/** A file costs about a millisecond to open and ten to write, whatever is in it: small partitions share files of this many rows. */
const rowsTogether = 20_000;
/** A COPY holds a block of memory per file and column, so it is given this many files at a time. */
const filesAtOnce = 200;

type Found = Omit<Pointer, "location" | "bytes">;

export async function writePartitions(
  database: DuckDBConnection,
  sql: string,
  { root, table, place }: { readonly root: string; readonly table: TableName; readonly place: string },
): Promise<readonly Pointer[]> {
  const directory = join(root, place);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { partitionedBy, columns } = tables[table];
  const parts = partitionedBy.join(", ");
  const names = columns.map(({ name }) => name).join(", ");
  try {
    await database.run(`CREATE OR REPLACE TEMP TABLE written AS SELECT ${names} FROM (${sql}\n)`);
    const found = await partitionsOf(database, table);
    const files = packed(found.map(({ rows }) => rows));
    const last = files.at(-1) ?? -1;
    if (last === 0) await writeOne(database, directory, names);
    else await writeMany(database, directory, { names, parts, files });
    await flush(directory);
    return located(root, place, found, files);
  } finally {
    for (const name of ["written", "places", "packing"]) await database.run(`DROP TABLE IF EXISTS ${name}`);
  }
}

/** Everything in one file, as a stream: split by a partition column, all rows would first be held in memory. */
async function writeOne(database: DuckDBConnection, directory: string, names: string): Promise<void> {
  const folder = join(directory, "packed_in=0");
  mkdirSync(folder);
  await database.run(
    `COPY (SELECT ${names} FROM written) TO ${quoted(join(folder, "data_0.parquet"))} (FORMAT parquet, COMPRESSION zstd)`,
  );
}

async function writeMany(
  database: DuckDBConnection,
  directory: string,
  write: { readonly names: string; readonly parts: string; readonly files: readonly number[] },
): Promise<void> {
  const { names, parts, files } = write;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE packing AS SELECT unnest([${files.join(", ")}]::integer[]) AS packed_in, unnest(range(${files.length})) AS place`,
  );
  const last = files.at(-1) ?? -1;
  for (let from = 0; from <= last; from += filesAtOnce)
    await database.run(`COPY (SELECT ${names}, packed_in FROM written JOIN places USING (${parts}) JOIN packing USING (place)
        WHERE packed_in >= ${from} AND packed_in < ${from + filesAtOnce})
      TO ${quoted(directory)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (packed_in), OVERWRITE_OR_IGNORE true)`);
}

/** To the disk before any pointer names it: a power cut must not leave a published table without its bytes. */
async function flush(directory: string): Promise<void> {
  const names = readdirSync(directory, { recursive: true, encoding: "utf8" });
  // All at once: the disk then does them together, twenty times faster than one after another.
  await Promise.all(
    ["", ...names].map(async (name) => {
      const handle = await open(join(directory, name));
      await handle.sync().finally(() => handle.close());
    }),
  );
}

/** Which file each partition goes into, by the numbers of their rows, in order. */
function packed(rows: readonly number[]): readonly number[] {
  let file = 0;
  let filled = 0;
  return rows.map((count) => {
    if (filled > 0 && filled + count > rowsTogether) {
      file += 1;
      filled = 0;
    }
    filled += count;
    return file;
  });
}

/** The partitions of `written`, numbered in `places`, in the order of their place. Throws QueryError for a row without its partition. */
async function partitionsOf(database: DuckDBConnection, table: TableName): Promise<readonly Found[]> {
  const { partitionedBy, lists } = tables[table];
  const parts = partitionedBy.join(", ");
  const values = lists ? `list_sort(list(DISTINCT CAST(${lists} AS varchar)))` : "NULL";
  // Numbering the partitions, not the rows, is what spares a sort of all rows.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE places AS SELECT ${parts}, count(*) AS rows_count, ${values} AS listed,
        row_number() OVER (ORDER BY ${parts}) - 1 AS place
      FROM written GROUP BY ${parts}`,
  );
  const texts = partitionedBy.map((column) => `CAST(${column} AS varchar) AS ${column}`).join(", ");
  const result = await database.runAndReadAll(
    `SELECT ${texts}, rows_count, listed FROM places ORDER BY place`,
  );
  return result.getRowObjectsJson().map((row) => {
    if (partitionedBy.some((column) => row[column] === null))
      throw new QueryError(`a row for ${table} has no ${partitionedBy.join(" or no ")}`);
    return {
      table,
      partition: Object.fromEntries(partitionedBy.map((column) => [column, String(row[column])])),
      rows: Number(row.rows_count),
      ...(lists ? { lists: row.listed as string[] } : {}),
    };
  });
}

function located(
  root: string,
  place: string,
  found: readonly Found[],
  files: readonly number[],
): readonly Pointer[] {
  const places = new Map(
    [...new Set(files)].map((file) => [file, fileAt(root, `${place}/packed_in=${file}`)] as const),
  );
  const rows = new Map<number, number>();
  for (const [index, file] of files.entries())
    rows.set(file, (rows.get(file) ?? 0) + (found[index]?.rows ?? 0));
  return found.map((pointer, index) => {
    const file = files[index] as number;
    const sharedRows = rows.get(file) as number;
    return {
      ...pointer,
      ...(places.get(file) as { location: string; bytes: number }),
      ...(sharedRows > pointer.rows ? { sharedRows } : {}),
    };
  });
}

/** The Parquet file in a folder, or the folder when DuckDB made several. */
function fileAt(root: string, folder: string): { readonly location: string; readonly bytes: number } {
  const files = readdirSync(join(root, folder));
  const bytes = files.reduce((sum, file) => sum + statSync(join(root, folder, file)).size, 0);
  return { location: files.length === 1 ? `${folder}/${files[0]}` : `${folder}/*.parquet`, bytes };
}
