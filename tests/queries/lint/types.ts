/** Types of expressions, asked of DuckDB's binder: the tree alone does not say what a column is. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { type Node, print, type Scope } from "./tree.ts";

/** What Trino compares with each other; undefined where the type could not be found (correlated, or in VALUES). */
export type Family = "number" | "text" | "boolean" | "date" | "timestamp" | "zoned" | "null" | "other";

export interface Typed {
  readonly type: string;
  readonly family: Family;
}

/** Types of several expressions of one SELECT, in one question where it can be answered. */
export async function typesIn(
  connection: DuckDBConnection,
  scope: Scope,
  expressions: readonly Node[],
): Promise<readonly (Typed | undefined)[]> {
  const together = await describe(connection, probe(scope, expressions));
  if (together?.length === expressions.length) return together;
  if (expressions.length < 2) return expressions.map(() => undefined);
  const half = expressions.length >> 1;
  return [
    ...(await typesIn(connection, scope, expressions.slice(0, half))),
    ...(await typesIn(connection, scope, expressions.slice(half))),
  ];
}

/** Output types of a whole SELECT or one side of a UNION. */
export async function outputTypesOf(connection: DuckDBConnection, scope: Scope, query: Node) {
  return await describe(connection, { ...query, cte_map: { map: scope.ctes } });
}

function probe({ select, ctes }: Scope, expressions: readonly Node[]): Node {
  return {
    ...select,
    cte_map: { map: ctes },
    select_list: expressions.map((node, index) => ({ ...node, alias: `probe_${index}` })),
    modifiers: [],
    where_clause: null,
    group_expressions: [],
    group_sets: [],
    aggregate_handling: "STANDARD_HANDLING",
    having: null,
    qualify: null,
  };
}

async function describe(connection: DuckDBConnection, query: Node): Promise<readonly Typed[] | undefined> {
  const sql = await print(connection, query);
  if (sql === undefined) return undefined;
  try {
    const rows = await (await connection.run(`DESCRIBE ${sql}`)).getRows();
    return rows.map((row) => ({ type: String(row[1]), family: familyOf(String(row[1])) }));
  } catch {
    return undefined;
  }
}

function familyOf(type: string): Family {
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^(DOUBLE|FLOAT)$|^DECIMAL\(/.test(type)) return "number";
  if (type === "TIMESTAMP WITH TIME ZONE") return "zoned";
  if (type === '"NULL"') return "null";
  const plain = { VARCHAR: "text", BOOLEAN: "boolean", DATE: "date", TIMESTAMP: "timestamp" } as const;
  return Object.hasOwn(plain, type) ? plain[type as keyof typeof plain] : "other";
}
