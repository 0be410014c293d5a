/** Which queries there are. A file of its own, as looking for them takes long: who asks for a query knows its name. */

import { globSync } from "node:fs";
import type { Query } from "../functions/core/query.ts";
import { preludeFile, query } from "./query.ts";

/** Names of all queries, sorted: `checks/...`, `facts/...`, `kpis/...`. */
export const queryNames: readonly string[] = globSync("**/*.sql", { cwd: import.meta.dirname })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path !== preludeFile)
  .map((path) => path.slice(0, -".sql".length))
  .sort();

/** Every query by name, each read on first use. */
export const queries: Readonly<Record<string, Query>> = Object.defineProperties(
  {},
  Object.fromEntries(queryNames.map((name) => [name, { enumerable: true, get: () => query(name) }])),
);
