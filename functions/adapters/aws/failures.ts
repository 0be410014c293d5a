/** Athena's failures: which query, what is wrong and where in its own text. */

import { AccessError, type Fault, QueryError } from "../../core/errors.ts";
import type { Execution } from "./executions.ts";

/** Names of Trino's errors that a value is to blame for, and not the text. */
const values =
  /^(INVALID_CAST_ARGUMENT|DIVISION_BY_ZERO|NUMERIC_VALUE_OUT_OF_RANGE|INVALID_FUNCTION_ARGUMENT|INVALID_LITERAL)$/;

/** What an execution fails with whose reading or writing is forbidden. */
const forbidden = /^(PERMISSION_DENIED|Insufficient permissions)|access ?denied/i;

/** `text`: the query's own, which stands in `statement` on lines of its own. */
export function failureOf(execution: Execution, statement: string, text: string): QueryError | AccessError {
  const { name, state, reason = "Athena does not say why" } = execution;
  if (state === "CANCELLED")
    return new QueryError(
      `${name}: it was cancelled: ${reason}. If nobody did so, look at the scan limit of the workgroup.`,
    );
  if (forbidden.test(reason))
    return new AccessError(
      `Athena may not do what ${name} needs: ${reason.replace(/[.\s]+$/, "")}. Allow these credentials to read and write the bucket and to read the Glue tables, then run again.`,
    );
  return new QueryError(`${name}: ${reason}`, { fault: faultOf(reason, linesBefore(statement, text)) });
}

function faultOf(reason: string, before: number): Fault {
  const [, kind = "", line, column, said = reason] =
    /^(?:([A-Z_]+): )?(?:line (\d+):(\d+): )?([\s\S]*)$/.exec(reason) ?? [];
  // A name that is nowhere is looked for in a database that nobody else knows of.
  const what = said.replace(/'awsdatacatalog\.[^.']*\./gi, "'");
  if (values.test(kind)) return { in: "value", what };
  if (/^mismatched input '<EOF>'/.test(what))
    return { in: "text", what: "the query breaks off at end of input" };
  if (line === undefined) return { in: "text", what };
  return { in: "text", what, at: { line: Number(line) - before, column: Number(column) } };
}

function linesBefore(statement: string, text: string): number {
  return statement.slice(0, Math.max(0, statement.indexOf(text))).split("\n").length - 1;
}
