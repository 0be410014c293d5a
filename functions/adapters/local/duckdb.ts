/**
 * The engine of this machine: the SQL of queries/ on DuckDB, over files in the lake's folder. Before each query the
 * tables it reads become views over just the files it needs.
 */

import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { prelude } from "../../../queries/index.ts";
import { tables } from "../../../queries/tables.ts";
import { QueryError } from "../../core/errors.ts";
import { bind } from "../../core/query.ts";
import type { Pointer, Reading, Select, TableName } from "../../core/warehouse.ts";
import type { Row } from "../../ports.ts";
import type { Engine } from "../generations.ts";
import { plain } from "./values.ts";

export interface DuckdbOptions {
  /** Told of every query: files and bytes it was given to read, and milliseconds. */
  readonly onQuery?: (entry: QueryLog) => void;
  readonly memory?: string;
  readonly threads?: number;
}

export interface QueryLog {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly tables: Readonly<Record<string, number>>;
}

export function duckdb(root: string, options: DuckdbOptions = {}): Engine {
  let opened: Promise<DuckDBConnection> | undefined;
  const connection = () => (opened ??= open(root, options));
  let last: Promise<unknown> = Promise.resolve();
  // Views are per connection, so one query at a time.
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  const run = (select: Select, reading: Reading, wrap: (sql: string) => string) =>
    alone(async () => {
      const database = await connection();
      const started = performance.now();
      try {
        for (const [table, pointers] of Object.entries(reading))
          await database.run(view(root, table as TableName, pointers));
        const result = await database.runAndReadAll(wrap(bind(select.query, select.params)));
        return result.convertRowObjects(plain) as unknown as Row[];
      } catch (error) {
        throw new QueryError(`${select.query.name}: ${message(error)}`, { cause: error });
      } finally {
        options.onQuery?.(logOf(select.query.name, reading, performance.now() - started));
      }
    });

  return {
    async *rows(select, reading) {
      yield* await run(select, reading, (sql) => sql);
    },
    async write(select, reading, table, place) {
      const directory = join(root, place);
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory, { recursive: true });
      const parts = tables[table].partitionedBy.join(", ");
      const columns = tables[table].columns.map((column) => column.name).join(", ");
      await run(
        select,
        reading,
        (sql) =>
          `COPY (SELECT ${columns} FROM (${sql}\n) ORDER BY ${parts}) TO ${quoted(directory)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (${parts}), WRITE_PARTITION_COLUMNS true)`,
      );
      return alone(async () => found(await connection(), root, directory, table));
    },
    describe: async (select) => {
      const empty = Object.fromEntries(select.query.reads.map(({ table }) => [table, []]));
      const rows = await run(select, empty, (sql) => `DESCRIBE ${sql}`);
      return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
    },
    sweep: async (live) => sweep(root, live),
    close: () =>
      alone(async () => {
        (await opened)?.closeSync();
        opened = undefined;
      }),
  };
}

async function open(root: string, options: DuckdbOptions): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? 2),
    memory_limit: options.memory ?? "900MB",
    temp_directory: join(root, ".tmp", "duckdb"),
  });
  const database = await instance.connect();
  await database.run(prelude());
  return database;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** DuckDB reads `*`, `?` and `[` in a path as a pattern; a home may be named with them. */
const literalPath = (path: string) => path.replace(/[*?[]/g, "[$&]");

function view(root: string, table: TableName, pointers: readonly Pointer[]): string {
  const { columns } = tables[table];
  const head = `CREATE OR REPLACE TEMP VIEW ${table} AS SELECT`;
  if (pointers.length === 0)
    return `${head} ${columns.map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`).join(", ")} WHERE false`;
  if (table === "landed") return `${head} * FROM (${landedBatches(root, pointers)})`;
  const files = pointers.map(({ location }) => quoted(globOf(root, location))).join(", ");
  return `${head} ${columns.map(({ name }) => name).join(", ")} FROM read_parquet([${files}], hive_partitioning = false)`;
}

function globOf(root: string, location: string): string {
  const base = literalPath(root);
  return location.endsWith("/*.parquet")
    ? `${base}/${literalPath(location.slice(0, -"*.parquet".length))}*.parquet`
    : `${base}/${literalPath(location)}`;
}

/** Raw batches are gzipped NDJSON; feed and batch are not in the lines. One location may name several objects. */
function landedBatches(root: string, pointers: readonly Pointer[]): string {
  const envelope = tables.landed.columns.filter(({ name }) => !tables.landed.partitionedBy.includes(name));
  const shape = envelope.map(({ name }) => `${name}: 'VARCHAR'`).join(", ");
  const select = pointers
    .filter(({ location }) => location)
    .map(({ location, partition }) => {
      const files = location.split("\n").map((one) => quoted(`${literalPath(root)}/${literalPath(one)}`));
      return `SELECT ${envelope.map(({ name }) => name).join(", ")}, ${quoted(partition.feed ?? "")} AS feed, ${quoted(partition.batch ?? "")} AS batch
        FROM read_json([${files.join(", ")}], columns = {${shape}}, format = 'newline_delimited', compression = 'gzip')`;
    });
  return select.join(" UNION ALL ");
}

/** A pointer per partition written: its file, or its folder when it took several. */
async function found(
  database: DuckDBConnection,
  root: string,
  directory: string,
  table: TableName,
): Promise<readonly Pointer[]> {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".parquet"),
  );
  if (files.length === 0) return [];
  const { partitionedBy, lists } = tables[table];
  const values = lists ? `list_sort(list(DISTINCT CAST(${lists} AS varchar)))` : "NULL";
  const result = await database.runAndReadAll(
    `SELECT ${partitionedBy.map((column) => `CAST(${column} AS varchar) AS ${column}`).join(", ")}, count(*) AS rows, ${values} AS lists,
      list(DISTINCT filename) AS files
    FROM read_parquet(${quoted(`${literalPath(directory)}/**/*.parquet`)}, filename = true, hive_partitioning = false) GROUP BY ${partitionedBy.map((_, index) => index + 1).join(", ")}`,
  );
  return result.getRowObjectsJson().map((row) => {
    const paths = (row.files as string[]).map((file) => relative(root, file));
    if (partitionedBy.some((column) => row[column] === null))
      throw new QueryError(`${table}: a row has no ${partitionedBy.join(" or no ")}.`);
    return {
      table,
      partition: Object.fromEntries(partitionedBy.map((column) => [column, String(row[column])])),
      location:
        paths.length === 1
          ? (paths[0] as string)
          : `${(paths[0] as string).slice(0, (paths[0] as string).lastIndexOf("/"))}/*.parquet`,
      rows: Number(row.rows),
      bytes: paths.reduce((sum, path) => sum + statSync(join(root, path)).size, 0),
      ...(lists ? { lists: row.lists as string[] } : {}),
    };
  });
}

function sweep(root: string, live: ReadonlySet<string>): number {
  const folders = [...live]
    .filter((location) => location.endsWith("/*.parquet"))
    .map((location) => location.slice(0, -"*.parquet".length));
  let removed = 0;
  for (const table of Object.keys(tables) as TableName[]) {
    const { prefix } = tables[table];
    if (prefix === "raw") continue;
    const base = join(root, prefix, table);
    for (const run of safeList(base)) {
      const all = readdirSync(join(base, run), { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".parquet"),
      );
      const dead = all
        .map((name) => `${prefix}/${table}/${run}/${name}`)
        .filter((path) => !live.has(path) && !folders.some((folder) => path.startsWith(folder)));
      for (const path of dead) rmSync(join(root, path), { force: true });
      if (dead.length === all.length) rmSync(join(base, run), { recursive: true, force: true });
      removed += dead.length;
    }
  }
  return removed;
}

function safeList(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function logOf(name: string, reading: Reading, milliseconds: number): QueryLog {
  const bytes = Object.fromEntries(
    Object.entries(reading).map(([table, pointers]) => [
      table,
      pointers.reduce((sum, one) => sum + one.bytes, 0),
    ]),
  );
  return {
    name,
    files: Object.values(reading).reduce((sum, pointers) => sum + pointers.length, 0),
    bytes: Object.values(bytes).reduce((sum, one) => sum + one, 0),
    milliseconds,
    tables: bytes,
  };
}

const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
