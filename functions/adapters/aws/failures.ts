/** Athena's failures: which query, what is wrong and where in its own text. */

import { type Fault, QueryError, StorageError } from "../../core/errors.ts";
import type { Execution } from "./executions.ts";

/** Names of Trino's errors that a value is to blame for, and not the text. */
const values =
  /^(INVALID_CAST_ARGUMENT|DIVISION_BY_ZERO|NUMERIC_VALUE_OUT_OF_RANGE|INVALID_FUNCTION_ARGUMENT|INVALID_LITERAL)$/;

/** `text`: the query's own, which stands in `statement` on lines of its own. */
export function failureOf(execution: Execution, statement: string, text: string): QueryError {
  const { name, state, reason = "Athena does not say why" } = execution;
  if (state === "CANCELLED")
    return new QueryError(
      `${name}: it was cancelled: ${reason}. If nobody did so, look at the scan limit of the workgroup.`,
    );
  return new QueryError(`${name}: ${reason}`, { fault: faultOf(reason, linesBefore(statement, text)) });
}

function faultOf(reason: string, before: number): Fault {
  const [, kind = "", line, column, what = reason] =
    /^(?:([A-Z_]+): )?(?:line (\d+):(\d+): )?([\s\S]*)$/.exec(reason) ?? [];
  if (values.test(kind)) return { in: "value", what };
  if (/^mismatched input '<EOF>'/.test(what))
    return { in: "text", what: "the query breaks off at end of input" };
  if (line === undefined) return { in: "text", what };
  return { in: "text", what, at: { line: Number(line) - before, column: Number(column) } };
}

function linesBefore(statement: string, text: string): number {
  return statement.slice(0, Math.max(0, statement.indexOf(text))).split("\n").length - 1;
}

/** What Athena said instead of starting, told with its cure; any other error as it is. */
export function refusalOf(name: string, error: unknown): unknown {
  // The SDK puts its metadata on everything that a request of its own ended with, and on nothing else.
  if (!(error instanceof Error && "$metadata" in error)) return error;
  const cure = /AccessDenied|NotAuthorized/.test(error.name)
    ? "Allow this role athena:StartQueryExecution, GetQueryExecution, GetQueryResults and StopQueryExecution on the workgroup, then run again."
    : /InvalidRequest/.test(error.name)
      ? "Correct what it names (the workgroup, its place for results), then run again."
      : "Nothing is lost: the next run goes on. If it stays so, check the network, AWS_REGION and the AWS credentials.";
  const what = error.message.replace(/\.$/, "");
  return new StorageError(`${name}: Athena does not answer as it should: ${error.name}: ${what}. ${cure}`, {
    cause: error,
  });
}
