/** The operations: what a call must look like, and the shapes of the answers. */

import { Buffer } from "node:buffer";
import { Refusal } from "./errors.ts";
import type { Execution, Executions } from "./executions.ts";
import { pageOf } from "./results.ts";

export type Operation = (input: Readonly<Record<string, unknown>>) => Promise<{
  readonly body: unknown;
  readonly executionId?: string;
  readonly fromToken?: boolean;
}>;

interface Service {
  readonly catalog: string;
  readonly workGroups?: readonly string[];
  readonly output?: string;
}

export function operations(executions: Executions, service: Service): Readonly<Record<string, Operation>> {
  const found = (input: Readonly<Record<string, unknown>>) =>
    executions.find(text(input, "QueryExecutionId") ?? "");
  return {
    async StartQueryExecution(input) {
      const { id, fromToken } = await executions.start(requestOf(input, service));
      return { body: { QueryExecutionId: id }, executionId: id, fromToken };
    },
    async GetQueryExecution(input) {
      const execution = found(input);
      return { body: { QueryExecution: described(execution) }, executionId: execution.id };
    },
    async GetQueryResults(input) {
      const execution = found(input);
      const { MaxResults } = input;
      const most = typeof MaxResults === "number" ? MaxResults : undefined;
      const body = pageOf(resultOf(execution), most, text(input, "NextToken"));
      return { body, executionId: execution.id };
    },
    async StopQueryExecution(input) {
      const execution = found(input);
      executions.stop(execution.id);
      return { body: {}, executionId: execution.id };
    },
  };
}

function resultOf({ state, result }: Execution) {
  if (result) return result;
  if (state === "CANCELLED") throw Refusal.invalid("Could not find results", "RESULT_NOT_FOUND");
  const code = "INVALID_QUERY_EXECUTION_STATE";
  if (state === "FAILED")
    throw Refusal.invalid(`Query did not finish successfully. Final query state: ${state}`, code);
  throw Refusal.invalid(`Query has not yet finished. Current state: ${state}`, code);
}

const longestQuery = 262_144;

function requestOf(input: Readonly<Record<string, unknown>>, service: Service) {
  const sql = text(input, "QueryString") ?? "";
  if (sql === "") throw Refusal.invalid("queryString is null or empty");
  // The limit is documented in bytes; the wording follows the service's other checks and could not be verified.
  if (Buffer.byteLength(sql) > longestQuery)
    throw violated("queryString", `less than or equal to ${longestQuery}`);
  const token = text(input, "ClientRequestToken");
  if (token === undefined) throw Refusal.invalid("clientRequestToken is null or empty");
  if (token.length < 32) throw violated("clientRequestToken", "greater than or equal to 32");
  if (token.length > 128) throw violated("clientRequestToken", "less than or equal to 128");
  const workGroup = text(input, "WorkGroup") ?? "primary";
  if (service.workGroups && !service.workGroups.includes(workGroup))
    throw Refusal.invalid("WorkGroup is not found.");
  if (Array.isArray(input.ExecutionParameters) && input.ExecutionParameters.length > 0)
    throw Refusal.invalid("Execution parameters are not served here.");
  const database = contextOf(input, service);
  return { sql, database, workGroup, output: outputOf(input, service), token };
}

const violated = (name: string, bound: string) =>
  Refusal.invalid(
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length ${bound}`,
  );

/** The database. The one catalog there is may be named as callers know it, or not at all. */
function contextOf(input: Readonly<Record<string, unknown>>, { catalog }: Service): string | undefined {
  const context = (input.QueryExecutionContext ?? {}) as Readonly<Record<string, unknown>>;
  const named = text(context, "Catalog")?.toLowerCase() ?? catalog;
  // Athena accepts the call and fails the execution; no caller of ours names another catalog.
  if (named !== "awsdatacatalog" && named !== catalog) throw Refusal.invalid(`No catalog ${named} here.`);
  return text(context, "Database");
}

function outputOf(input: Readonly<Record<string, unknown>>, service: Service): string | undefined {
  const { OutputLocation } = (input.ResultConfiguration ?? {}) as { readonly OutputLocation?: unknown };
  const output = OutputLocation ?? service.output;
  if (output === undefined) return undefined;
  if (typeof output !== "string" || !/^s3:\/\/[^/]+(\/.*)?$/.test(output))
    throw Refusal.invalid("outputLocation is not a valid S3 path.");
  return output.endsWith("/") ? output : `${output}/`;
}

function text(input: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw Refusal.invalid(`${name} is no text.`);
  return value;
}

function described(execution: Execution) {
  const { id, request, state, submitted, completed, reason, error, isSelect, unload } = execution;
  const [kind, detail] = unload ? ["DML", "UNLOAD"] : isSelect ? ["DML", "SELECT"] : ["UTILITY", undefined];
  const engine = "Athena engine version 3";
  return {
    QueryExecutionId: id,
    Query: request.sql,
    StatementType: kind,
    SubstatementType: detail,
    // The name of an UNLOAD's own output, which is never written, could not be verified.
    ResultConfiguration: {
      OutputLocation: request.output && `${request.output}${id}${isSelect ? ".csv" : ""}`,
    },
    QueryExecutionContext: { Database: request.database, Catalog: "awsdatacatalog" },
    WorkGroup: request.workGroup,
    EngineVersion: { SelectedEngineVersion: engine, EffectiveEngineVersion: engine },
    Status: {
      State: state,
      StateChangeReason: reason,
      SubmissionDateTime: submitted.getTime() / 1000,
      CompletionDateTime: completed && completed.getTime() / 1000,
      AthenaError: error,
    },
    Statistics: statisticsOf(execution),
  };
}

function statisticsOf({ submitted, began, completed, scanned, manifest, state }: Execution) {
  const [start, end] = [submitted.getTime(), (completed ?? new Date()).getTime()];
  const ran = began?.getTime() ?? end;
  return {
    DataScannedInBytes: scanned,
    EngineExecutionTimeInMillis: end - ran,
    QueryQueueTimeInMillis: ran - start,
    TotalExecutionTimeInMillis: end - start,
    DataManifestLocation: state === "SUCCEEDED" ? manifest : undefined,
  };
}
