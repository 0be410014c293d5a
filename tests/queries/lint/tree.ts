/** DuckDB's syntax tree of a statement (json_serialize_sql), walked with what each expression stands in. */

import type { DuckDBConnection } from "@duckdb/node-api";

/** A node of the tree: an expression has a `class`, everything else only a `type`. */
export interface Node {
  readonly [key: string]: unknown;
}

/** One SELECT of the statement and the WITH entries it can see. */
export interface Scope {
  readonly select: Node;
  readonly ctes: readonly Node[];
}

export interface Expression {
  readonly node: Node;
  /** The expression it is an operand of; undefined at the top of a select list, WHERE, GROUP BY. */
  readonly parent: Node | undefined;
  readonly scope: Scope;
}

export interface Tree {
  readonly expressions: readonly Expression[];
  readonly scopes: readonly Scope[];
  readonly unions: readonly Scope[];
  /** Tables read that are no WITH entries, by name. */
  readonly tables: ReadonlySet<string>;
}

export type Parsed = { readonly statements: readonly Node[] } | { readonly error: string };

export async function cells(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  return ((await (await connection.run(sql)).getRows())[0] ?? []) as readonly unknown[];
}

/** The statements of `sql`, or why they are none: DuckDB serializes SELECT only. */
export async function parse(connection: DuckDBConnection, sql: string): Promise<Parsed> {
  const [json] = await cells(connection, `SELECT json_serialize_sql(${quoted(sql)})`);
  // An unknown place is the largest uint64, which JavaScript cannot hold.
  const root = JSON.parse(
    String(json).replaceAll(/"query_location":\s*18446744073709551615/g, '"query_location":0'),
  );
  return root.error
    ? { error: String(root.error_message) }
    : { statements: root.statements.map((one: Node) => one.node) };
}

/** The text of a SELECT node, or undefined for what DuckDB cannot print (VALUES as a table). */
export async function print(connection: DuckDBConnection, select: Node): Promise<string | undefined> {
  const json = JSON.stringify({ error: false, statements: [{ node: select, named_param_map: [] }] });
  try {
    return String((await cells(connection, `SELECT json_deserialize_sql(${quoted(json)})`))[0]);
  } catch {
    return undefined;
  }
}

export function walk(statement: Node): Tree {
  const expressions: Expression[] = [];
  const scopes: Scope[] = [];
  const unions: Scope[] = [];
  const tables = new Set<string>();

  function visitQuery(query: Node, outer: readonly Node[]): void {
    let ctes = outer;
    for (const entry of list(child(query, "cte_map")?.map)) {
      const inner = child(child(entry, "value"), "query");
      if (inner) visitQuery(child(inner, "node") ?? inner, ctes);
      ctes = [...ctes.filter((known) => known.key !== entry.key), entry];
    }
    const scope = { select: query, ctes };
    (query.type === "SELECT_NODE" ? scopes : unions).push(scope);
    for (const [key, value] of Object.entries(query)) if (key !== "cte_map") visit(value, undefined, scope);
  }

  function visit(value: unknown, parent: Node | undefined, scope: Scope): void {
    if (Array.isArray(value)) for (const one of value) visit(one, parent, scope);
    if (!isNode(value)) return;
    if (typeof value.type === "string" && value.type.endsWith("_NODE")) {
      visitQuery(value, scope.ctes);
      return;
    }
    if (value.type === "BASE_TABLE" && !scope.ctes.some(({ key }) => key === value.table_name))
      tables.add(String(value.table_name));
    const expression = typeof value.class === "string";
    if (expression) expressions.push({ node: value, parent, scope });
    for (const inner of Object.values(value)) visit(inner, expression ? value : parent, scope);
  }

  visitQuery(statement, []);
  return { expressions, scopes, unions, tables };
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function child(node: Node | undefined, key: string): Node | undefined {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
}

export function list(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Byte offset of the first part of the node whose place is known; 0 when none is. */
export function placeOf(node: unknown): number {
  if (!isNode(node) && !Array.isArray(node)) return 0;
  const own = isNode(node) && typeof node.query_location === "number" ? node.query_location : 0;
  if (own > 0) return own;
  return (
    Object.values(node)
      .map(placeOf)
      .find((place) => place > 0) ?? 0
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
