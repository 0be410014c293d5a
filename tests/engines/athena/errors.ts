/**
 * What Athena says when it refuses a call, and when an execution fails. Messages and codes are those that users report
 * of the real service (engine version 3, 2024 to 2026); where none was found a comment says so.
 */

import { StatementError } from "../statements.ts";

/** A call that is refused: nothing was started. */
export class Refusal extends Error {
  readonly type: string;
  readonly fields: Readonly<Record<string, string>>;

  constructor(type: string, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.type = type;
    this.fields = fields;
  }

  static invalid(message: string, code = "INVALID_INPUT"): Refusal {
    return new Refusal("InvalidRequestException", message, { AthenaErrorCode: code, ErrorCode: code });
  }

  static tooMany(): Refusal {
    return new Refusal(
      "TooManyRequestsException",
      "You have exceeded the limit for the number of queries you can run concurrently. Reduce the number of concurrent queries submitted by this account. Contact customer support to request a concurrent query limit increase.",
      { Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED" },
    );
  }
}

/** An execution that fails for a reason of the service's own, named as the engine names its errors. */
export class ExecutionError extends Error {
  readonly errorName: string;

  constructor(errorName: string, message: string) {
    super(`${errorName}: ${message}`);
    this.errorName = errorName;
  }
}

/** Status.AthenaError. */
export interface AthenaError {
  /** 1 the system, 2 the user, 3 others. */
  readonly ErrorCategory: number;
  readonly ErrorType: number;
  readonly Retryable: boolean;
  readonly ErrorMessage: string;
}

const errorTypes: Readonly<Record<string, number>> = {
  DIVISION_BY_ZERO: 1001,
  TYPE_MISMATCH: 1002,
  COLUMN_NOT_FOUND: 1006,
  INVALID_CAST_ARGUMENT: 1100,
  MISSING_COLUMN_NAME: 1100,
  TABLE_ALREADY_EXISTS: 1110,
  NOT_SUPPORTED: 1200,
  TABLE_NOT_FOUND: 1301,
  SCHEMA_NOT_FOUND: 1301,
  FUNCTION_NOT_FOUND: 1303,
};

/** `Status.AthenaError`; its message is Status.StateChangeReason too. `catalog` is what the engine calls the Glue catalog. */
export function athenaError(error: unknown, catalog: string, suffix = ""): AthenaError {
  if (!(error instanceof StatementError) && !(error instanceof ExecutionError))
    return {
      ErrorCategory: 1,
      ErrorType: 100,
      Retryable: true,
      ErrorMessage: `GENERIC_INTERNAL_ERROR: ${error}`,
    };
  // The numbers of HIVE_PATH_ALREADY_EXISTS and HIVE_TOO_MANY_OPEN_PARTITIONS could not be verified; 1000 is the general one.
  const ofUser = error instanceof ExecutionError || error.errorType === "USER_ERROR";
  return {
    ErrorCategory: ofUser ? 2 : 1,
    ErrorType: ofUser ? (errorTypes[error.errorName] ?? 1000) : 200,
    Retryable: false,
    ErrorMessage: worded(error.message, error.errorName, catalog) + suffix,
  };
}

function worded(message: string, name: string, catalog: string): string {
  const known = message.replaceAll(`'${catalog}.`, "'awsdatacatalog.");
  // Permissions hide columns on Athena, and its message says so since 2023.
  if (name !== "COLUMN_NOT_FOUND" || !known.endsWith("cannot be resolved")) return known;
  return `${known} or requester is not authorized to access requested resources`;
}

/** The error with its place counted in the text the caller sent, which began `lines` lines further down for the engine. */
export function placed(error: unknown, lines: number): unknown {
  if (!(error instanceof StatementError) || error.line === undefined) return error;
  const { errorName, errorType } = error;
  const [line, column] = error.line > lines ? [error.line - lines, error.column ?? 1] : [1, 1];
  const message = error.message
    .slice(errorName.length + 2)
    .replace(/^line \d+:\d+:/, `line ${line}:${column}:`);
  const errorLocation = { lineNumber: line, columnNumber: column };
  return new StatementError({ message, errorName, errorType, errorLocation });
}
