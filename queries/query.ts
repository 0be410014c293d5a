/** Every file of SQL by name, read when first asked for. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryError } from "../functions/core/errors.ts";
import { parseQuery, type Query } from "../functions/core/query.ts";

const folder = import.meta.dirname;
export const preludeFile = "duckdb.sql";
const read = new Map<string, Query>();

/** The query of this name (`facts/contacts`); throws QueryError when there is no such file. */
export function query(name: string): Query {
  const parsed = read.get(name) ?? parseQuery(name, textOf(name));
  read.set(name, parsed);
  return parsed;
}

function textOf(name: string): string {
  try {
    return readFileSync(join(folder, `${name}.sql`), "utf8");
  } catch (error) {
    throw new QueryError(`queries/${name}.sql: there is no such file.`, { cause: error });
  }
}

/** The DuckDB macros that make the local engine read Trino SQL as Trino does: run once per connection, first. */
export function prelude(): string {
  return readFileSync(join(folder, preludeFile), "utf8");
}
