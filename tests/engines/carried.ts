/**
 * A home of this machine carried into a bucket, so that a long history needs no thousand statements: its objects as they
 * are, and its tables with one Parquet file for each partition, as an UNLOAD leaves them. Those are kept by the gateway alone:
 * Trino reads them there, and a listing of all the bucket does not have them.
 */

import { globSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Pointer, TableName } from "../../functions/core/warehouse.ts";
import type { Lake } from "../../functions/ports.ts";
import { tables } from "../../queries/tables.ts";
import { keptHere } from "./gateway.ts";

type Catalog = Readonly<Record<string, Readonly<Record<string, Pointer>>>>;

const putsAtOnce = 16;

/** Where a home is carried to: a bucket, its lake, and the gateway before it. */
export interface Carried {
  readonly lake: Lake;
  readonly bucket: string;
  readonly gateway: string;
}

/** `home`: one that was computed once, so that no file of it holds rows nobody points at. */
export async function carry(home: string, to: Carried): Promise<void> {
  const { lake } = to;
  const catalog = JSON.parse(await readFile(join(home, "state/catalog.json"), "utf8")) as {
    readonly generation: number;
    readonly tables: Catalog;
  };
  const database = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  const folder = await mkdtemp(join(tmpdir(), "raport-carried-"));
  try {
    await database.run("SET partitioned_write_max_open_files = 10000");
    const moved: Record<string, Record<string, Pointer>> = {};
    for (const [table, pointers] of Object.entries(catalog.tables))
      moved[table] = await carryTable(database, { home, folder, table: table as TableName, pointers }, to);
    const body = JSON.stringify({ ...catalog, tables: moved });
    await lake.put("state/catalog.json", new TextEncoder().encode(body));
  } finally {
    database.closeSync();
    await rm(folder, { recursive: true });
  }
  const rest = globSync(["raw/**/*.gz", "raw/**/*.json", "state/**/*.json"], { cwd: home });
  await each(
    rest.filter((key) => key !== "state/catalog.json" && !key.startsWith("state/leases/")),
    async (key) => lake.put(key, await readFile(join(home, key))),
  );
}

interface Work {
  readonly home: string;
  readonly folder: string;
  readonly table: TableName;
  readonly pointers: Readonly<Record<string, Pointer>>;
}

async function carryTable(database: DuckDBConnection, work: Work, to: Carried) {
  const { home, folder, table, pointers } = work;
  if (Object.keys(pointers).length === 0) return {};
  const { prefix, partitionedBy } = tables[table];
  const locations = new Set(Object.values(pointers).map(({ location }) => `'${join(home, location)}'`));
  await database.run(
    `COPY (SELECT * FROM read_parquet([${[...locations].join(", ")}])) TO '${join(folder, table)}'
     (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (${partitionedBy.join(", ")}), WRITE_PARTITION_COLUMNS)`,
  );
  const moved: Record<string, Pointer> = {};
  await each([...Object.entries(pointers).entries()], async ([place, [key, pointer]]) => {
    const parts = partitionedBy.map((column) => `${column}=${pointer.partition[column]}`);
    const files = globSync("*.parquet", { cwd: join(folder, table, ...parts) });
    if (files.length !== 1) throw new Error(`${table} ${key} has ${files.length} files and not one.`);
    const body = await readFile(join(folder, table, ...parts, files[0] as string));
    const location = `${prefix}/${table}/run=1/carried/a=1/place=${place}/data`;
    await keepFile(to, location, body);
    moved[key] = { ...pointer, location, bytes: body.length };
  });
  return moved;
}

async function keepFile({ gateway, bucket }: Carried, key: string, body: Uint8Array): Promise<void> {
  const headers = { [keptHere]: "yes" };
  const { status } = await fetch(`${gateway}/${bucket}/${key}`, { method: "PUT", headers, body });
  if (status !== 200) throw new Error(`The gateway answered ${status} to ${key}.`);
}

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: putsAtOnce }, worker));
}
