/**
 * Athena of a world: executions known by their tokens, which go on whatever becomes of the worker that began them. What an
 * UNLOAD wrote is there when somebody looks at it first, not when it is begun; a select is quick.
 */

import { randomUUID } from "node:crypto";
import { athenaError, ExecutionError, Refusal } from "../../engines/athena/errors.ts";
import type { Executions, Request, Execution as Shown } from "../../engines/athena/executions.ts";
import { unloadOf } from "../../engines/athena/wrapper.ts";
import type { Duckdb } from "./duckdb.ts";
import { type Execution, pathsBelow, putObject, type World } from "./world.ts";

/** The executions of a world as the front of tests/engines/athena asks for them. */
export function executions(world: World, engine: Duckdb): Executions {
  return {
    all: () => [...world.executions.values()].map(shown),
    async start(request) {
      const earlier = find(world, ({ request: { token } }) => token === request.token);
      if (!earlier) return { id: await once(world, engine, request), fromToken: false };
      if (same(earlier.request) !== same(request))
        throw Refusal.invalid("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");
      return { id: earlier.id, fromToken: true };
    },
    find(id) {
      const execution = find(world, (one) => one.id === id);
      if (!execution)
        throw Refusal.invalid(`QueryExecution ${id} was not found`, "QUERY_EXECUTION_NOT_FOUND");
      if (execution.state !== "RUNNING") return shown(execution);
      if (execution.looks === 0) return shown(finish(world, execution));
      world.executions.set(id, { ...execution, looks: execution.looks - 1 });
      return shown(execution);
    },
    stop(id) {
      const execution = find(world, (one) => one.id === id);
      if (execution?.state === "RUNNING") world.executions.set(id, { ...execution, state: "CANCELLED" });
    },
    close: async () => undefined,
  };
}

/** What was begun and not looked at since has ended: for who comes later. */
export function finishAll(world: World): void {
  for (const execution of world.executions.values())
    if (execution.state === "RUNNING") finish(world, execution);
}

/** What was begun is still running when it is looked at for the first time. */
export function slowDown(world: World): void {
  for (const execution of world.executions.values())
    if (execution.state === "RUNNING") world.executions.set(execution.id, { ...execution, looks: 1 });
}

const find = (world: World, is: (execution: Execution) => boolean) => [...world.executions.values()].find(is);
const same = ({ sql, database, output }: Request) => JSON.stringify([sql, database, output]);

/** Tokens whose statements are being worked out just now. */
const beginning = new WeakMap<World, Map<string, Promise<string>>>();

function once(world: World, engine: Duckdb, request: Request): Promise<string> {
  const pending = beginning.get(world) ?? new Map<string, Promise<string>>();
  beginning.set(world, pending);
  const begun = pending.get(request.token) ?? begin(world, engine, request);
  pending.set(request.token, begun);
  return begun.finally(() => pending.delete(request.token));
}

async function begin(world: World, engine: Duckdb, request: Request): Promise<string> {
  const unload = /^\s*UNLOAD\b/i.test(request.sql) ? unloadOf(request.sql) : undefined;
  const partitionedBy = unload?.partitionedBy;
  const outcome = await engine.outcome(world, unload?.select ?? request.sql, partitionedBy);
  const id = randomUUID();
  const submitted = new Date();
  const execution = { id, request, unload, submitted, looks: 0, state: "RUNNING", outcome } as const;
  world.executions.set(id, execution);
  if (!unload) finish(world, execution);
  return id;
}

function finish(world: World, execution: Execution): Execution {
  const { id, unload, outcome } = execution;
  const at = unload && `${unload.bucket}/${unload.prefix}`;
  const done: Execution =
    at && pathsBelow(world, at).length > 0
      ? {
          ...execution,
          state: "FAILED",
          outcome: { error: new ExecutionError("HIVE_PATH_ALREADY_EXISTS", at) },
        }
      : { ...execution, state: "error" in outcome ? "FAILED" : "SUCCEEDED" };
  // Every file has a name of its own, as on Athena.
  if (at && done.state === "SUCCEEDED" && "files" in outcome)
    for (const [path, body] of outcome.files)
      putObject(world, `${at}${path.slice(0, path.lastIndexOf("/") + 1)}${id}`, body);
  world.executions.set(id, done);
  return done;
}

function shown({ id, request, unload, submitted, state, outcome }: Execution): Shown {
  const error = "error" in outcome && state === "FAILED" ? athenaError(outcome.error, "lake") : undefined;
  const none = { columns: [], rows: [], header: false, updateCount: 0 };
  return {
    id,
    request,
    unload,
    isSelect: !unload,
    manifest: undefined,
    submitted,
    began: submitted,
    ...(state === "RUNNING" ? {} : { completed: submitted }),
    state,
    ...(error ? { error, reason: error.ErrorMessage } : {}),
    ...(state === "SUCCEEDED" ? { result: "rows" in outcome ? outcome.rows : none } : {}),
    scanned: 0,
    repeats: 0,
  };
}
