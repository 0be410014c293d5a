/** The door of queries/: every file of SQL by name, read when first asked for. */

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryError } from "../functions/core/errors.ts";
import { parseQuery, type Query } from "../functions/core/query.ts";

const folder = import.meta.dirname;
const preludeFile = "duckdb.sql";
const read = new Map<string, Query>();

/** Names of all queries, sorted: `checks/...`, `facts/...`, `kpis/...`. */
export const queryNames: readonly string[] = globSync("**/*.sql", { cwd: folder })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path !== preludeFile)
  .map((path) => path.slice(0, -".sql".length))
  .sort();

/** The query of this name (`facts/contacts`); throws QueryError when there is no such file. */
export function query(name: string): Query {
  if (!queryNames.includes(name)) throw new QueryError(`queries/${name}.sql: there is no such file.`);
  const parsed = read.get(name) ?? parseQuery(name, readFileSync(join(folder, `${name}.sql`), "utf8"));
  read.set(name, parsed);
  return parsed;
}

/** Every query by name, each read on first use. */
export const queries: Readonly<Record<string, Query>> = Object.defineProperties(
  {},
  Object.fromEntries(queryNames.map((name) => [name, { enumerable: true, get: () => query(name) }])),
);

/** The DuckDB macros that make the local engine read Trino SQL as Trino does: run once per connection, first. */
export function prelude(): string {
  return readFileSync(join(folder, preludeFile), "utf8");
}
