/** A file of SQL: its header read, its named parameters bound as typed literals. Knows no engine and no file system. */

import { QueryError } from "./errors.ts";
import { fault, fileOf, readHeader } from "./header.ts";
import { literal } from "./literal.ts";
import { pieces } from "./sql.ts";
import type { ParamValue, TableName } from "./warehouse.ts";

export { fingerprintText } from "./sql.ts";

export type ParamType = "date" | "dates" | "timestamp" | "text" | "texts" | "integer" | "zone" | "table";

/** A table read, and by which partition columns it is limited to which parameters: {column: param}. */
export interface TableRead {
  readonly table: TableName;
  readonly by: Readonly<Record<string, string>>;
}

export interface Query {
  /** `facts/contacts`: the path below queries/ without its ending. */
  readonly name: string;
  readonly text: string;
  readonly question: string;
  readonly params: Readonly<Record<string, ParamType>>;
  /** Tables read, each once, and by which partition columns limited to which parameters. */
  readonly reads: readonly TableRead[];
  /** Names read that are no tables: `compose` must supply a query for each before the text can be bound. */
  readonly inputs?: readonly string[];
  /** Of a composed query: the names of the queries in it, for those who want to know what has been run. */
  readonly parts?: readonly string[];
}

/** Reads a query file. Throws QueryError with file and line when header and text do not fit each other. */
export function parseQuery(name: string, text: string): Query {
  const { question, params, reads, inputs } = readHeader(name, text);
  checkText(name, text, params);
  return { name, text, question, params, reads, ...(inputs.length > 0 ? { inputs } : {}) };
}

/** The text with every `{name}` outside comments and literals replaced by its value as a typed literal. */
export function bind(query: Query, params: Readonly<Record<string, ParamValue>>): string {
  const open = query.inputs ?? [];
  if (open.length > 0)
    throw new QueryError(`${fileOf(query.name)}: ${open.join(", ")} must be supplied by another query.`);
  for (const name of Object.keys(params))
    if (!Object.hasOwn(query.params, name))
      throw new QueryError(`${fileOf(query.name)}: it has no parameter {${name}}.`);
  const literals = new Map(
    Object.entries(query.params).map(([name, type]) => [name, written(query, name, type, params)]),
  );
  return pieces(query.text)
    .map(({ kind, text }) =>
      kind === "code"
        ? text.replace(placeholder, (whole, name: string) => literals.get(name) ?? whole)
        : text,
    )
    .join("");
}

/**
 * `main` reading the outputs of `inputs` as if they were tables of those names. A later input may read an earlier one.
 * Parameters and reads are those of all of them; a table two of them read is limited only by what both agree on.
 * The order of `main`'s rows is not kept.
 */
export function compose(main: Query, inputs: Readonly<Record<string, Query>>): Query {
  const supplied: string[] = [];
  let reads: readonly TableRead[] = [];
  const open = new Set<string>();
  let params: Readonly<Record<string, ParamType>> = {};
  for (const [name, part] of [...Object.entries(inputs), [undefined, main] as const]) {
    if (name !== undefined && !/^[a-z][a-z0-9_]*$/.test(name))
      throw new QueryError(`${name} cannot name an input.`);
    reads = merged(
      reads,
      part.reads.filter(({ table }) => !supplied.includes(table)),
    );
    for (const input of part.inputs ?? []) if (!supplied.includes(input)) open.add(input);
    params = union(params, part);
    if (name !== undefined) supplied.push(name);
  }
  // A line comment may end each text, so what follows starts on its own line.
  const tables = Object.entries(inputs).map(([name, part]) => `${name} AS (\n${part.text}\n)`);
  const text =
    tables.length === 0 ? main.text : `WITH ${tables.join(",\n")}\nSELECT * FROM (\n${main.text}\n)`;
  const { name, question } = main;
  return { name, text, question, params, reads, ...(open.size > 0 ? { inputs: [...open] } : {}) };
}

const placeholder = /\{([a-z][a-z0-9_]*)\}/g;

/** Every placeholder declared and every declared one used, nothing a value could run into, one statement. */
function checkText(name: string, text: string, params: Readonly<Record<string, ParamType>>): void {
  const used = new Set<string>();
  for (const { kind, text: code, at } of pieces(text)) {
    if (kind !== "code") continue;
    for (const match of code.matchAll(placeholder)) {
      const start = at + match.index;
      const around = `${text[start - 1] ?? ""}${text[start + match[0].length] ?? ""}`;
      if (!Object.hasOwn(params, match[1]!))
        throw fault(name, lineAt(text, start), `${match[0]} is not among the params.`);
      if (/[\w'"{}]/.test(around))
        throw fault(name, lineAt(text, start), `${match[0]} needs a space before and after it.`);
      used.add(match[1]!);
    }
    const stray = /[{};'"]|\/\*/.exec(code.replace(placeholder, (whole) => " ".repeat(whole.length)));
    if (stray)
      throw fault(
        name,
        lineAt(text, at + stray.index),
        `\`${stray[0]}\` does not belong here: a quote or comment left open, a stray brace, or a second statement.`,
      );
  }
  const idle = Object.keys(params).find((param) => !used.has(param));
  if (idle) throw fault(name, 1, `{${idle}} is declared but never used.`);
}

function written(
  query: Query,
  name: string,
  type: ParamType,
  params: Readonly<Record<string, ParamValue>>,
): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (value === undefined)
    throw new QueryError(`${fileOf(query.name)}: parameter {${name}} (${type}) has no value.`);
  const result = literal(type, value);
  // The value itself is not repeated: it may be personal.
  if ("wrong" in result)
    throw new QueryError(
      `${fileOf(query.name)}: the value of parameter {${name}} (${type}) ${result.wrong}.`,
    );
  return result.sql;
}

function merged(reads: readonly TableRead[], more: readonly TableRead[]): readonly TableRead[] {
  const byTable = new Map(reads.map((read) => [read.table, read]));
  for (const { table, by } of more) {
    const known = byTable.get(table)?.by;
    const common = known && Object.entries(by).filter(([column, param]) => known[column] === param);
    byTable.set(table, { table, by: common ? Object.fromEntries(common) : by });
  }
  return [...byTable.values()];
}

function union(
  params: Readonly<Record<string, ParamType>>,
  part: Query,
): Readonly<Record<string, ParamType>> {
  for (const [name, type] of Object.entries(part.params))
    if (Object.hasOwn(params, name) && params[name] !== type)
      throw new QueryError(
        `${fileOf(part.name)}: {${name}} is a ${type} here, but a ${params[name]} in a query it is composed with.`,
      );
  return { ...params, ...part.params };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
