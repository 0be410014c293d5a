/** DuckDB's values as the ports promise them: days as text, instants as ISO UTC text, integers as numbers. */

import { DuckDBDateValue, DuckDBTimestampValue, type DuckDBType, type DuckDBValue } from "@duckdb/node-api";
import { QueryError } from "../../core/errors.ts";

const dayMilliseconds = 86_400_000;

export function plain(value: DuckDBValue, _type: DuckDBType): string | number | boolean | null {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (typeof value === "bigint") {
    if (!Number.isSafeInteger(Number(value)))
      throw new QueryError(`${value} is too large a number to be exact.`);
    return Number(value);
  }
  if (value instanceof DuckDBDateValue)
    return new Date(value.days * dayMilliseconds).toISOString().slice(0, 10);
  // Whole seconds are written without a fraction, so that instants compare as text.
  if (value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n)).toISOString().replace(".000Z", "Z");
  throw new QueryError(
    `A query gave a ${typeof value} where a plain value is promised. Cast it in the query.`,
  );
}
