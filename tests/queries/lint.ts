/** The SQL lint: what a query may say so that Trino and DuckDB with the prelude give the same numbers. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index.js";
import { headerFields } from "../../functions/core/header.ts";
import { bind, type ParamType, type Query } from "../../functions/core/query.ts";
import type { ParamValue } from "../../functions/core/warehouse.ts";
import { outputTypes } from "./lint/allowed.ts";
import { check, operands } from "./lint/rules.ts";
import {
  cells,
  child,
  list,
  type Node,
  parse,
  placeOf,
  print,
  type Scope,
  type Tree,
  walk,
} from "./lint/tree.ts";
import { outputTypesOf, type Typed, typesIn } from "./lint/types.ts";

/** One thing wrong: the rule's code, the line, in words. `line` is 0 where it cannot be told. */
export interface Problem {
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

const grammar = new TrinoSQL();

/**
 * Everything wrong with one statement. The connection has the prelude and empty tables. A line that ends in
 * `-- lint:allow CODE` is excused from that rule, for what the lint cannot know; say why beside it.
 */
export async function lintSql(
  connection: DuckDBConnection,
  sql: string,
  inputs: readonly string[] = [],
): Promise<readonly Problem[]> {
  const lineOf = (place: number) =>
    place === 0 ? 0 : Buffer.from(sql).subarray(0, place).toString().split("\n").length;
  const problems: Problem[] = grammar
    .validate(sql)
    .map(({ startLine, message }) => ({ code: "grammar", line: startLine, message }));
  const parsed = await parse(connection, sql);
  if ("error" in parsed) return [...problems, { code: "P0", line: 0, message: parsed.error }];
  if (parsed.statements.length !== 1) problems.push({ code: "P1", line: 0, message: "one SELECT per file" });
  for (const statement of parsed.statements) {
    const tree = walk(statement);
    for (const [code, node, message] of [
      ...(await checkExpressions(connection, tree)),
      ...checkShapes(tree, inputs),
    ])
      problems.push({ code, line: lineOf(placeOf(node)), message });
    for (const [code, node, message] of [
      ...(await checkUnions(connection, tree)),
      ...(await checkAliases(connection, tree)),
    ])
      problems.push({ code, line: lineOf(placeOf(node)), message });
  }
  problems.push(...(await checkBinding(connection, sql)));
  const lines = sql.split("\n");
  return problems.filter(
    ({ code, line }) => !new RegExp(`-- lint:allow ${code}\\b`).test(lines[line - 1] ?? ""),
  );
}

/** A file of queries/: its statement with sample values, and whether its header tells the truth. */
export async function lintQuery(connection: DuckDBConnection, query: Query): Promise<readonly Problem[]> {
  const { inputs: _, ...alone } = query;
  const sql = bind(alone, sampleValues(query));
  return [...(await lintHeader(connection, query, sql)), ...(await lintSql(connection, sql, query.inputs))];
}

export function sampleValues(query: Query): Readonly<Record<string, ParamValue>> {
  const table = query.reads[0]?.table ?? "contacts";
  const samples: Record<ParamType, ParamValue> = {
    date: "2024-01-31",
    dates: ["2024-01-31", "2024-02-29"],
    timestamp: "2024-01-31T12:00:00Z",
    text: "sample",
    texts: ["one", "two"],
    integer: 7,
    zone: "Europe/Budapest",
    table,
  };
  return Object.fromEntries(Object.entries(query.params).map(([name, type]) => [name, samples[type]]));
}

async function lintHeader(
  connection: DuckDBConnection,
  query: Query,
  sql: string,
): Promise<readonly Problem[]> {
  const problem = (message: string): Problem => ({ code: "H1", line: 1, message });
  const problems: Problem[] = [];
  if (!query.question.endsWith("?")) problems.push(problem("the first line is a question"));
  const fields = headerFields(query.text);
  for (const key of ["grain", "windows"])
    if (!fields.has(key)) problems.push(problem(`the header has no \`${key}\` line`));
  const parsed = await parse(connection, sql);
  const read = "error" in parsed ? [] : parsed.statements.flatMap((statement) => [...walk(statement).tables]);
  const declared = [...query.reads.map(({ table }) => String(table)), ...(query.inputs ?? [])];
  const chosen = Object.values(query.params).includes("table");
  for (const table of read)
    if (!declared.includes(table)) problems.push(problem(`it reads ${table}, the header does not say so`));
  for (const table of declared)
    if (!read.includes(table) && !chosen)
      problems.push(problem(`the header says it reads ${table}, it does not`));
  return problems;
}

type Found = readonly [code: string, node: unknown, message: string];

async function checkExpressions(
  connection: DuckDBConnection,
  { expressions, scopes, unions }: Tree,
): Promise<Found[]> {
  const types = new Map<Node, Typed | undefined>();
  for (const scope of [...scopes, ...unions]) {
    const asked = expressions.filter((one) => one.scope === scope && one.scope.select.type === "SELECT_NODE");
    const nodes = [...new Set(asked.flatMap(({ node }) => operands(node)))];
    const answers = nodes.length > 0 ? await typesIn(connection, scope, nodes) : [];
    for (const [index, node] of nodes.entries()) types.set(node, answers[index]);
  }
  const typeOf = (node: Node | undefined) => (node ? types.get(node) : undefined);
  return expressions.flatMap((one) =>
    check(one, typeOf).map(({ code, message }): Found => [code, one.node, message]),
  );
}

/** A star over a table grows with the table; rows cut off without an order are any rows. */
function checkShapes({ expressions, scopes }: Tree, inputs: readonly string[]): Found[] {
  const stars = expressions
    .filter(({ node, scope }) => node.class === "STAR" && !starIsListed(node, scope, inputs))
    .map(
      ({ node }): Found => ["S1", node, "SELECT * only over a WITH entry or subquery that lists its columns"],
    );
  const cuts = scopes
    .filter(({ select }) => {
      const kinds = list(select.modifiers).map(({ type }) => type);
      return kinds.includes("LIMIT_MODIFIER") && !kinds.includes("ORDER_MODIFIER");
    })
    .map(({ select }): Found => ["W1", select.select_list, "LIMIT and OFFSET need ORDER BY"]);
  return [...stars, ...cuts];
}

/** Inputs are other queries, which list theirs. */
function starIsListed(star: Node, scope: Scope, inputs: readonly string[]): boolean {
  const sources = sourcesOf(child(scope.select, "from_table"));
  const meant = star.relation_name
    ? sources.filter((one) => (one.alias || one.table_name) === star.relation_name)
    : sources;
  const listed = ["SUBQUERY", "EXPRESSION_LIST"];
  const isCte = (one: Node) =>
    one.type === "BASE_TABLE" &&
    (inputs.includes(String(one.table_name)) || scope.ctes.some(({ key }) => key === one.table_name));
  return meant.every((one) => listed.includes(String(one.type)) || isCte(one));
}

function sourcesOf(from: Node | undefined): readonly Node[] {
  if (!from) return [];
  return from.type === "JOIN"
    ? [...sourcesOf(child(from, "left")), ...sourcesOf(child(from, "right"))]
    : [from];
}

async function checkUnions(connection: DuckDBConnection, { unions }: Tree): Promise<Found[]> {
  const found: Found[] = [];
  for (const scope of unions) {
    const sides = [child(scope.select, "left"), child(scope.select, "right"), ...list(scope.select.children)];
    const types = [];
    for (const side of sides) if (side) types.push(await outputTypesOf(connection, scope, side));
    const [first, ...others] = types;
    for (const other of others)
      for (const [index, one] of (other ?? []).entries()) {
        const families = new Set(
          [first?.[index]?.family ?? one.family, one.family].filter((family) => family !== "null"),
        );
        if (families.size > 1)
          found.push([
            "X1",
            scope.select,
            `column ${index + 1} of the UNION: ${[...families].join(" and ")}`,
          ]);
      }
  }
  return found;
}

/** An alias is visible in ORDER BY only: with every alias renamed the rest must still bind. */
async function checkAliases(connection: DuckDBConnection, { scopes }: Tree): Promise<Found[]> {
  const found: Found[] = [];
  for (const { select, ctes } of scopes) {
    const base = {
      ...select,
      cte_map: { map: ctes },
      modifiers: list(select.modifiers).filter(({ type }) => type !== "ORDER_MODIFIER"),
    };
    const renamed = list(select.select_list).map((node, index) =>
      node.alias ? { ...node, alias: `renamed_${index}` } : node,
    );
    if ((await bindError(connection, base)) !== undefined) continue;
    const error = await bindError(connection, { ...base, select_list: renamed });
    if (error !== undefined)
      found.push(["A1", select.select_list, `an alias is used outside ORDER BY: ${error}`]);
  }
  return found;
}

async function bindError(connection: DuckDBConnection, select: Node): Promise<string | undefined> {
  const sql = await print(connection, select);
  if (sql === undefined) return "cannot be printed";
  return await failure(connection, `EXPLAIN ${sql}`);
}

async function checkBinding(connection: DuckDBConnection, sql: string): Promise<readonly Problem[]> {
  const error = await failure(connection, `EXPLAIN ${sql}`);
  if (error !== undefined)
    return [{ code: "B0", line: Number(/LINE (\d+):/.exec(error)?.[1] ?? 0), message: error }];
  const columns = await (await connection.run(`DESCRIBE ${sql}`)).getRows();
  return columns
    .filter(([, type]) => !outputTypes.has(String(type)))
    .map(([name, type]) => ({ code: "O1", line: 0, message: `output column ${name} is ${type}` }));
}

async function failure(connection: DuckDBConnection, sql: string): Promise<string | undefined> {
  try {
    await cells(connection, sql);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
