/** One statement on Athena: started at most once per token, waited for, cancelled when this worker must end, logged. */

import {
  type AthenaClient,
  GetQueryExecutionCommand,
  InvalidRequestException,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  TooManyRequestsException,
} from "@aws-sdk/client-athena";
import { DeadlineError, QueryError } from "../../core/errors.ts";
import { isFailure, refusal } from "./refusals.ts";
import { athenaService } from "./services.ts";

/** What Athena said of one execution, for the log. */
export interface Execution {
  /** The query file it is for. */
  readonly name: string;
  readonly id: string;
  readonly state: "SUCCEEDED" | "FAILED" | "CANCELLED";
  /** What Athena bills, before its minimum of 10 MB. */
  readonly bytesScanned: number;
  readonly milliseconds: number;
  /** Why it failed or was cancelled, in Athena's words. */
  readonly reason?: string;
  /** Athena says that the same statement may succeed when it is tried again. */
  readonly retryable: boolean;
}

export interface Executions {
  /** Starts the statement, or finds the one that was started with this token, and waits for its end. */
  run(name: string, sql: string, token: string): Promise<Execution>;
}

export interface ExecutionOptions {
  /** Glue database in which a name without one is looked for. */
  readonly scratch: string;
  readonly workgroup: string;
  /** Where results go: `s3://bucket/prefix/`. Left out where the workgroup decides. */
  readonly results?: string;
  /** Aborted shortly before this worker is ended: what runs then is cancelled. */
  readonly signal?: AbortSignal;
  /** Told of every execution that has ended. */
  readonly onQuery?: (execution: Execution) => void;
  /** Longest wait between two looks at an execution. */
  readonly pollMilliseconds?: number;
}

/** Athena's own limit. */
const longestText = 262_144;
const shortestWait = 50;
/** How long, in milliseconds, one that was stopped is waited for. */
const longestEnd = 3000;

export function executions(client: AthenaClient, options: ExecutionOptions): Executions {
  const { scratch, workgroup, results, signal, onQuery, pollMilliseconds = 1000 } = options;

  const start = async (name: string, sql: string, token: string): Promise<string> => {
    requireFits(name, sql);
    for (let wait = shortestWait; ; wait = Math.min(wait * 2, 10_000)) {
      stopWhenOver(signal);
      const command = new StartQueryExecutionCommand({
        QueryString: sql,
        ClientRequestToken: token,
        QueryExecutionContext: { Database: scratch },
        WorkGroup: workgroup,
        ...(results === undefined ? {} : { ResultConfiguration: { OutputLocation: results } }),
      });
      const starting = client.send(command).then(({ QueryExecutionId = "" }) => QueryExecutionId);
      try {
        return await untilOver(starting, signal);
      } catch (error) {
        // Begun after all, when nobody waits for it any more.
        if (signal?.aborted) void starting.then((id) => cancel(client, id)).catch(() => undefined);
        // The account's queue is full: ours waits its turn.
        if (!(error instanceof TooManyRequestsException)) throw error;
        await pause(wait, signal);
      }
    }
  };

  const look = async (id: string): Promise<QueryExecution> =>
    (await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))).QueryExecution ?? {};

  const end = async (id: string, over?: AbortSignal): Promise<QueryExecution> => {
    for (let wait = shortestWait; ; wait = Math.min(wait * 1.5, pollMilliseconds)) {
      const execution = await untilOver(look(id), over);
      const state = execution.Status?.State;
      if (state !== "QUEUED" && state !== "RUNNING") return execution;
      await pause(wait, over);
    }
  };

  return {
    async run(name, sql, token) {
      const began = performance.now();
      const told = (id: string, found: QueryExecution): Execution => {
        const execution = executionOf(name, id, found, performance.now() - began);
        onQuery?.(execution);
        return execution;
      };
      let id = "";
      try {
        id = await start(name, sql, token);
        return told(id, await end(id, signal));
      } catch (error) {
        if (signal?.aborted && id !== "") {
          await cancel(client, id);
          // What it has read is billed all the same. It ends soon, or else is told as it was stopped.
          const gone = {
            Status: { State: "CANCELLED", StateChangeReason: "This worker's time is over" },
          } as const;
          told(id, await end(id, AbortSignal.timeout(longestEnd)).catch(() => gone));
        }
        if (!isMalformed(error))
          throw isFailure(athenaService, error)
            ? refusal(athenaService, `run ${name} on Athena in the workgroup ${workgroup}`, error)
            : error;
        // Athena reads a text before it makes an execution of it.
        const reason = `SYNTAX_ERROR: ${error.message}`;
        return { name, id, state: "FAILED", reason, bytesScanned: 0, milliseconds: 0, retryable: false };
      }
    },
  };
}

function isMalformed(error: unknown): error is InvalidRequestException {
  return error instanceof InvalidRequestException && error.AthenaErrorCode === "MALFORMED_QUERY";
}

/** Throws QueryError for a statement that is longer than Athena takes. */
export function requireFits(name: string, sql: string): void {
  const bytes = Buffer.byteLength(sql);
  if (bytes <= longestText) return;
  throw new QueryError(
    `${name}: the statement has ${bytes.toLocaleString("en")} bytes, and Athena takes ${longestText.toLocaleString("en")}. It names too many days or batches at once: run more often, or with fewer files in the inbox at a time.`,
  );
}

/** It may have ended meanwhile, and whoever comes next looks again: so nothing hangs on the answer. */
async function cancel(client: AthenaClient, id: string): Promise<void> {
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
}

function executionOf(name: string, id: string, found: QueryExecution, milliseconds: number): Execution {
  const { Status, Statistics } = found;
  const reason = Status?.StateChangeReason;
  return {
    name,
    id,
    state: Status?.State as Execution["state"],
    bytesScanned: Statistics?.DataScannedInBytes ?? 0,
    milliseconds: Math.round(milliseconds),
    ...(reason === undefined ? {} : { reason }),
    retryable: Status?.AthenaError?.Retryable ?? false,
  };
}

function stopWhenOver(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new DeadlineError(
      "Stopped before the work was done. Nothing is lost: the next run goes on from here.",
    );
}

/** What `work` gives, or DeadlineError as soon as the time is over: the SDK may be waiting for long to try again. */
async function untilOver<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const over = Promise.withResolvers<void>();
  const end = () => over.resolve();
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    return (await Promise.race([work, over.promise.then(() => stopWhenOver(signal))])) as T;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  stopWhenOver(signal);
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  });
  stopWhenOver(signal);
}
