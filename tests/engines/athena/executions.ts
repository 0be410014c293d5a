/** The executions of a front: their tokens, their states, and the engine that does the work. */

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { S3Client } from "@aws-sdk/client-s3";
import { StatementError, type StatementOptions, statement, trino } from "../statements.ts";
import { type AthenaError, athenaError, placed, Refusal } from "./errors.ts";
import type { Rows } from "./results.ts";
import { tokens, withoutSemicolon } from "./scan.ts";
import { type Run, unload } from "./unload.ts";
import { type Unload, unloadOf } from "./wrapper.ts";

export interface Settings {
  readonly trino: string;
  readonly s3: S3Client;
  readonly files: string;
  readonly catalog: string;
  readonly latencyMs: number;
  readonly maxActive: number;
  readonly orphans: boolean;
}

/** What StartQueryExecution was asked, already checked. */
export interface Request {
  readonly sql: string;
  readonly database: string | undefined;
  readonly workGroup: string;
  /** s3:// location that ends in a slash. */
  readonly output: string | undefined;
  readonly token: string;
}

export interface Execution {
  readonly id: string;
  readonly request: Request;
  readonly unload: Unload | undefined;
  readonly isSelect: boolean;
  readonly manifest: string | undefined;
  readonly submitted: Date;
  state: "QUEUED" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELLED";
  began?: Date;
  completed?: Date;
  reason?: string;
  error?: AthenaError;
  result?: Rows;
  /** Bytes the engine read from storage, so far. */
  scanned: number;
  /** How many further starts its token answered. */
  repeats: number;
}

interface Running extends Execution {
  readonly stopping: AbortController;
  done: Promise<void>;
}

export type Executions = ReturnType<typeof executions>;

export function executions(settings: Settings) {
  const all = new Map<string, Running>();
  const started = new Map<string, { readonly same: string; readonly running: Promise<Running> }>();

  async function begin(request: Request): Promise<Running> {
    const execution = await parsed(settings, request);
    if ([...all.values()].filter(isActive).length >= settings.maxActive) throw Refusal.tooMany();
    all.set(execution.id, execution);
    execution.done = live(settings, execution);
    return execution;
  }

  const found = (id: string): Running => {
    const execution = all.get(id);
    if (!execution) throw Refusal.invalid(`QueryExecution ${id} was not found`, "QUERY_EXECUTION_NOT_FOUND");
    return execution;
  };

  return {
    all: (): readonly Execution[] => [...all.values()],
    find: (id: string): Execution => found(id),
    /** The same token starts nothing again, whatever became of its execution. */
    async start(request: Request): Promise<{ readonly id: string; readonly fromToken: boolean }> {
      // Workgroup and catalog are not compared; users found that the service does not compare them.
      const same = JSON.stringify([request.sql, request.database, request.output]);
      const earlier = started.get(request.token);
      if (earlier) {
        if (earlier.same !== same)
          throw Refusal.invalid("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");
        const execution = await earlier.running;
        execution.repeats++;
        return { id: execution.id, fromToken: true };
      }
      const running = begin(request);
      started.set(request.token, { same, running });
      try {
        return { id: (await running).id, fromToken: false };
      } catch (error) {
        // What was refused did not use up its token.
        started.delete(request.token);
        throw error;
      }
    },
    /** Asks for an end. The state becomes CANCELLED when the engine has stopped; one that has ended stays as it is. */
    stop(id: string): void {
      found(id).stopping.abort();
    },
    async close(): Promise<void> {
      for (const execution of all.values()) execution.stopping.abort();
      await Promise.all([...all.values()].map((execution) => execution.done));
    },
  };
}

const isActive = ({ state }: Execution) => state === "QUEUED" || state === "RUNNING";

/** Athena parses before it accepts: what is no SQL is refused by StartQueryExecution and never becomes an execution. */
async function parsed(settings: Settings, request: Request): Promise<Running> {
  const sql = withoutSemicolon(request.sql);
  const wanted = unloadOf(sql);
  const text = wanted?.select ?? sql;
  try {
    // Trino answers with the whole statement in a header, which Node takes up to 16 kB of: longer ones fail later instead.
    if (text.length < 12_000) await trino(settings.trino, `PREPARE parsed FROM\n${text}`);
  } catch (error) {
    const known = placed(error, 1);
    if (!(known instanceof StatementError)) throw error;
    if (known.errorName === "SYNTAX_ERROR")
      throw Refusal.invalid(known.message.slice("SYNTAX_ERROR: ".length), "MALFORMED_QUERY");
  }
  const id = randomUUID();
  const first = tokens(sql)[0]?.source.toUpperCase() ?? "";
  return {
    id,
    request,
    unload: wanted,
    isSelect: ["SELECT", "WITH", "VALUES", "TABLE", "("].includes(first),
    manifest: wanted && request.output ? `${request.output}${id}-manifest.csv` : undefined,
    submitted: new Date(),
    state: "QUEUED",
    scanned: 0,
    repeats: 0,
    stopping: new AbortController(),
    done: Promise.resolve(),
  };
}

/** The whole life of an execution; never rejects. */
async function live(settings: Settings, execution: Running): Promise<void> {
  const { signal } = execution.stopping;
  try {
    await sleep(settings.latencyMs, undefined, { signal });
    execution.began = new Date();
    execution.state = "RUNNING";
    const run = runner(settings, execution);
    execution.result = await work(settings, execution, run);
    execution.state = "SUCCEEDED";
  } catch (error) {
    if (signal.aborted) {
      execution.state = "CANCELLED";
      execution.reason = "Query cancelled by user";
    } else fail(execution, error, settings.catalog);
  }
  execution.completed = new Date();
}

function fail(execution: Running, error: unknown, catalog: string): void {
  // Users report this sentence of INSERT; that UNLOAD has it too is inferred from its having the same manifest.
  const suffix = execution.manifest
    ? `. If a data manifest file was generated at '${execution.manifest}', you may need to manually clean the data from locations specified in the manifest. Athena will not delete data in your account.`
    : "";
  execution.error = athenaError(error, catalog, suffix);
  execution.reason = execution.error.ErrorMessage;
  execution.state = "FAILED";
}

function work(settings: Settings, execution: Running, run: Run): Promise<Rows> {
  const { unload: wanted, request, manifest } = execution;
  const { s3, files, orphans } = settings;
  if (!wanted) return run(withoutSemicolon(request.sql));
  const always: Run = async (sql) => {
    const done = await trino(settings.trino, sql);
    return { ...done, header: false, updateCount: 0 };
  };
  const name = execution.id.replaceAll("-", "");
  return unload(wanted, { name, run, always, s3, files, manifest, orphans });
}

function runner(settings: Settings, execution: Running): Run {
  const { signal } = execution.stopping;
  return async (sql, options: StatementOptions = {}) => {
    const { database } = execution.request;
    const schema = database === undefined ? {} : { schema: database };
    const running = await statement(settings.trino, sql, {
      ...options,
      catalog: settings.catalog,
      ...schema,
    });
    const cancel = () => void running.cancel();
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel);
    const rows: (readonly unknown[])[] = [];
    let columns: Rows["columns"] = [];
    let updateCount = 0;
    try {
      for await (const page of running.pages()) {
        for (const row of page.rows) rows.push(row);
        columns = page.columns ?? columns;
        updateCount = page.updateCount ?? updateCount;
        execution.scanned = page.stats.physicalInputBytes;
      }
    } finally {
      signal.removeEventListener("abort", cancel);
    }
    return { columns, rows, header: execution.isSelect, updateCount };
  };
}
