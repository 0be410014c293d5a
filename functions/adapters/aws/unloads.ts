/** Rows of a select as Parquet in the lake, each partition in a folder of its own, whoever and however often writes them. */

import { createHash } from "node:crypto";
import { tables } from "../../../queries/tables.ts";
import { QueryError } from "../../core/errors.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import type { Lake, Listed, Row } from "../../ports.ts";
import type { Target } from "../engine.ts";
import { partitionKey } from "../generations.ts";
import type { Attempt, Attempts } from "./attempts.ts";
import { type Execution, requireFits } from "./executions.ts";
import { failureOf } from "./failures.ts";
import type { Scratch } from "./scratch.ts";
import { type Chunk, census, nowhere, partitionsAtOnce, unload } from "./statements.ts";

/** Statements handed to Athena. */
export interface Executed {
  /** Rows of a statement, tried again when Athena says so. */
  ask(name: string, statement: string): Promise<AsyncIterable<Row>>;
  /** One attempt, known to Athena by generation, attempt and text. */
  run(name: string, statement: string, generation: number, attempt: Attempt): Promise<Execution>;
}

export interface UnloadPlace {
  readonly lake: Lake;
  readonly bucket: string;
  readonly scratch: Scratch;
  readonly attempts: Attempts;
  readonly executed: Executed;
}

/** A query: its own text, and the statement that text stands in. */
export interface Written {
  readonly name: string;
  readonly text: string;
  readonly statement: string;
}

const tries = 3;
const atOnce = 4;

export function unloads({ lake, bucket, scratch, attempts, executed }: UnloadPlace) {
  /** Objects below the first attempt that succeeded. */
  const one = async (written: Written, target: Target, chunk: Chunk): Promise<readonly Listed[]> => {
    const { name, text, statement } = written;
    const { table, partitions, generation, place } = target;
    const sql = (to: string) => unload(statement, table, partitions, chunk, to);
    const work = createHash("sha256").update(sql(place)).digest("hex").slice(0, 32);
    let attempt = await attempts.current(generation, work);
    for (let tried = 1; ; tried++) {
      const folder = `${place}/${work}/a=${attempt.attempt}/`;
      const whole = sql(`s3://${bucket}/${folder}`);
      const execution = await executed.run(name, whole, generation, attempt);
      if (execution.state === "SUCCEEDED") return Array.fromAsync(lake.list(folder));
      // Whatever it wrote stays in its folder, where nobody looks; the next attempt has one of its own.
      attempt = await attempts.failed(generation, work, attempt);
      if (tried === tries || !mayYetSucceed(execution)) throw failureOf(execution, whole, text);
    }
  };

  return {
    /** A pointer for every partition that has rows, asked for or not. */
    async write(written: Written, target: Target): Promise<readonly Pointer[]> {
      const { name, statement } = written;
      const { table, partitions } = target;
      const chunks = chunksOf(partitions.length);
      // The first names every partition: where it is too long, none of the others is begun.
      const [first] = chunks;
      if (first) requireFits(name, unload(statement, table, partitions, first, ""));
      const written_ = await inTurn(chunks, (chunk) => one(written, target, chunk));
      const files = written_.flat().filter(({ size }) => size > 0);
      if (files.length === 0) return [];
      const from = await scratch.over(table, [pointerTo(table, files)], target.generation);
      const rows = await executed.ask(`${name}: census`, census(table, from));
      return located(target, files, await Array.fromAsync(rows));
    },
  };
}

/**
 * Cancelled by a worker that had to end, or begun in a folder that a forgotten attempt had used, or Athena's own trouble.
 * What the workgroup's limit cancelled would cost as much another time, and fail.
 */
function mayYetSucceed({ state, retryable, reason = "" }: Execution): boolean {
  if (state === "CANCELLED") return !/bytes scanned limit/i.test(reason);
  return retryable || reason.startsWith("HIVE_PATH_ALREADY_EXISTS");
}

function chunksOf(partitions: number): readonly Chunk[] {
  const count = Math.max(1, Math.ceil(partitions / partitionsAtOnce));
  return Array.from({ length: count }, (_, index) => ({
    from: index * partitionsAtOnce,
    to: Math.min(partitions, (index + 1) * partitionsAtOnce),
  }));
}

/**
 * Some at a time: Athena queues what is more than an account may run. After a failure nothing is begun any more, and
 * what was is waited for: it may still have to cancel.
 */
async function inTurn<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as Item).catch((error: unknown) => {
        next = items.length;
        throw error;
      });
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const failed = workers.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
  return results;
}

function pointerTo(table: TableName, files: readonly Listed[]): Pointer {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { table, partition: {}, location: files.map(({ key }) => key).join("\n"), rows: 0, bytes };
}

/** Which files hold which partition: their folders say the place, and the rows in them the partition. */
function located(target: Target, files: readonly Listed[], rows: readonly Row[]): readonly Pointer[] {
  const { table, partitions } = target;
  const { partitionedBy, lists } = tables[table];
  const byPlace = Map.groupBy(files, ({ key }) => /\/place=([^/]+)\/[^/]+$/.exec(key)?.[1] ?? nowhere);
  const places = new Map(
    partitions.map((partition, index) => [partitionKey(table, partition), String(index)]),
  );
  return rows.map((row) => {
    if (partitionedBy.some((column) => row[column] === null))
      throw new QueryError(`a row for ${table} has no ${partitionedBy.join(" or no ")}`);
    const partition = Object.fromEntries(partitionedBy.map((column) => [column, String(row[column])]));
    const place = places.get(partitionKey(table, partition)) ?? nowhere;
    return {
      ...pointerTo(table, byPlace.get(place) ?? []),
      partition,
      rows: Number(row.rows_count),
      ...(lists ? { lists: String(row.listed).split(",") } : {}),
    };
  });
}
