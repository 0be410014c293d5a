/**
 * The engine of AWS: the SQL of queries/ on Athena, over files in the lake's bucket. Every statement names exactly the files
 * it reads and is known by its own text, so a retry, a second worker and a successor find what was done already.
 */

import { createHash, randomUUID } from "node:crypto";
import type { AthenaClient } from "@aws-sdk/client-athena";
import type { GlueClient } from "@aws-sdk/client-glue";
import { bind } from "../../core/query.ts";
import type { Pointer, Reading, Select, TableName } from "../../core/warehouse.ts";
import type { Lake } from "../../ports.ts";
import type { Engine } from "../engine.ts";
import { lakeAttempts } from "./attempts.ts";
import { type Execution, type ExecutionOptions, executions } from "./executions.ts";
import { failureOf } from "./failures.ts";
import { columnsOf, resultsOf } from "./results.ts";
import { type Scratch, scratchTables } from "./scratch.ts";
import { aliased, emptySource, fileSource, partitionsAtOnce } from "./statements.ts";
import { sweepRuns } from "./sweep.ts";
import { type Executed, unloads } from "./unloads.ts";

export interface AthenaPlace extends ExecutionOptions {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly lake: Lake;
  /** Bucket whose objects are the lake's. */
  readonly bucket: string;
}

/** How often a statement is tried that Athena says may succeed another time. */
const tries = 3;

export function athena(place: AthenaPlace): Engine {
  const { athena: client, lake, bucket } = place;
  const running = executions(client, place);
  const attempts = lakeAttempts(lake);
  const scratch = scratchTables(lake, place.glue, { bucket, database: place.scratch });
  const session = randomUUID();
  let asked = 0;

  /** Runs a statement whose result only this worker wants. */
  const ask = async (name: string, statement: string, text = statement): Promise<Execution> => {
    for (let attempt = 1; ; attempt++) {
      const token = tokenOf(session, String(++asked), statement);
      const execution = await running.run(name, statement, token);
      if (execution.state === "SUCCEEDED") return execution;
      if (!execution.retryable || attempt === tries) throw failureOf(execution, statement, text);
    }
  };
  const executed: Executed = {
    ask: async (name, statement) => resultsOf(client, (await ask(name, statement)).id),
    run: (name, statement, generation, { attempt, born }) =>
      running.run(name, statement, tokenOf(born, String(generation), String(attempt), statement)),
  };
  const writing = unloads({ lake, bucket, scratch, attempts, executed });

  return {
    resumes: true,
    partitionsAtOnce,
    rowsAtOnce: Number.POSITIVE_INFINITY,
    rawBytesAtOnce: Number.POSITIVE_INFINITY,
    async *rows(select, reading, generation) {
      const { text, statement } = await statementOf(select, reading, generation, scratch);
      yield* resultsOf(client, (await ask(select.query.name, statement, text)).id);
    },
    async write(select, reading, target) {
      const { text, statement } = await statementOf(select, reading, target.generation, scratch);
      return writing.write({ name: select.query.name, text, statement }, target);
    },
    async describe(select) {
      const { text, statement } = await statementOf(select, {}, 0, scratch);
      const { id } = await ask(select.query.name, `${statement}\nLIMIT 0`, text);
      return columnsOf(client, id);
    },
    async sweep(live, generation) {
      await scratch.sweep(generation);
      await attempts.sweep(generation);
      return sweepRuns(lake, live, generation);
    },
    close: async () => undefined,
  };
}

/** The bound text of a select, unchanged, in a statement that says what its tables are read from. */
async function statementOf(
  { query, params }: Select,
  reading: Reading,
  generation: number,
  scratch: Scratch,
): Promise<{ readonly text: string; readonly statement: string }> {
  const text = bind(query, params);
  const sources = await Promise.all(
    query.reads.map(async ({ table }) => [table, await sourceOf(table, reading[table], generation, scratch)]),
  );
  return { text, statement: aliased(text, Object.fromEntries(sources)) };
}

async function sourceOf(
  table: TableName,
  pointers: readonly Pointer[] = [],
  generation: number,
  scratch: Scratch,
): Promise<string> {
  if (pointers.length === 0) return emptySource(table);
  return fileSource(table, await scratch.over(table, pointers, generation));
}

/** Athena takes 32 to 128 characters; the same token and text are the same execution. */
function tokenOf(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
