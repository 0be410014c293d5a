/**
 * The engine of this machine: the SQL of queries/ on DuckDB, over files in the lake's folder. Before each query the
 * tables it reads become views over just the files it needs.
 */

import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { prelude } from "../../../queries/index.ts";
import { QueryError } from "../../core/errors.ts";
import { bind } from "../../core/query.ts";
import type { Reading, Select, TableName } from "../../core/warehouse.ts";
import type { Row } from "../../ports.ts";
import type { Engine } from "../engine.ts";
import { faultOf } from "./faults.ts";
import { writePartitions } from "./partitions.ts";
import { sweep } from "./sweep.ts";
import { plain } from "./values.ts";
import { view } from "./views.ts";

export interface DuckdbOptions {
  /** Told of every query: the files it was given to read, their bytes by table, and the milliseconds it took. */
  readonly onQuery?: (entry: QueryLog) => void;
  /** DuckDB's memory limit; beyond it queries spill to the home's folder. */
  readonly memory?: string;
  /** At most; a query of few rows is given one. */
  readonly threads?: number;
}

export interface QueryLog {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly tables: Readonly<Record<string, number>>;
}

/** Broken down in every way at once, 40,000 contacts of 160 days fit the memory; a single larger day spills. */
const rowsAtOnce = 40_000;

/** Bodies unpack to some ten times as much, and mappings join what they take from them with each other: this needs less than half of the memory. */
const rawBytesAtOnce = 4 * 1024 * 1024;

/** A second thread has nothing to do in fewer rows: it and the first wait for each other, for half as much again of the processor. */
const rowsForThreads = 20_000;

export function duckdb(root: string, options: DuckdbOptions = {}): Engine {
  let opened: Promise<DuckDBConnection> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const most = options.threads ?? 2;
  let threads = most;
  const suit = async (database: DuckDBConnection, reading: Reading) => {
    const wanted = rowsIn(reading) < rowsForThreads ? 1 : most;
    if (wanted !== threads) await database.run(`SET threads = ${wanted}`);
    threads = wanted;
  };
  // Views are per connection, so one query at a time.
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  const using = <T>(
    select: Select,
    reading: Reading,
    work: (database: DuckDBConnection, sql: string) => Promise<T>,
    before = "",
  ) =>
    alone(async () => {
      opened ??= open(root, options);
      const database = await opened;
      const started = performance.now();
      const sql = before + bind(select.query, select.params);
      try {
        await suit(database, reading);
        for (const [table, pointers] of Object.entries(reading))
          await database.run(view(root, table as TableName, pointers));
        return await work(database, sql);
      } catch (error) {
        throw new QueryError(
          `${select.query.name}: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error, fault: faultOf(error, sql, before.length) },
        );
      } finally {
        options.onQuery?.(logOf(select.query.name, reading, performance.now() - started));
      }
    });

  return {
    resumes: false,
    partitionsAtOnce: Number.POSITIVE_INFINITY,
    rowsAtOnce,
    rawBytesAtOnce,
    async *rows(select, reading) {
      yield* await using(select, reading, rowsOf);
    },
    write: (select, reading, { table, place }) =>
      using(select, reading, (database, sql) => writePartitions(database, sql, { root, table, place })),
    async describe(select) {
      const empty = Object.fromEntries(select.query.reads.map(({ table }) => [table, []]));
      const rows = await using(select, empty, rowsOf, "DESCRIBE ");
      return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
    },
    sweep: async (live, generation) => sweep(root, live, generation),
    close: () =>
      alone(async () => {
        (await opened)?.closeSync();
        opened = undefined;
        threads = most;
      }),
  };
}

async function rowsOf(database: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const result = await database.runAndReadAll(sql);
  return result.convertRowObjects(plain);
}

async function open(root: string, options: DuckdbOptions): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? 2),
    memory_limit: options.memory ?? "1200MB",
    temp_directory: join(root, ".tmp", "duckdb"),
  });
  const database = await instance.connect();
  await database.run(prelude());
  return database;
}

const rowsIn = (reading: Reading) =>
  Object.values(reading)
    .flat()
    .reduce((sum, { rows }) => sum + rows, 0);

function logOf(name: string, reading: Reading, milliseconds: number): QueryLog {
  const files = Object.entries(reading).map(
    ([table, pointers]) =>
      [table, new Map(pointers.map(({ location, bytes }) => [location, bytes]))] as const,
  );
  const bytes = files.map(
    ([table, sizes]) => [table, [...sizes.values()].reduce((sum, one) => sum + one, 0)] as const,
  );
  return {
    name,
    files: files.reduce((sum, [, sizes]) => sum + sizes.size, 0),
    bytes: bytes.reduce((sum, [, one]) => sum + one, 0),
    milliseconds,
    tables: Object.fromEntries(bytes),
  };
}
