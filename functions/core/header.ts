/** The header comment of a query file: a question, then one `key  value` line per fact about the query. */

import { QueryError } from "./errors.ts";
import type { ParamType, TableRead } from "./query.ts";
import { isTableName } from "./warehouse.ts";

export interface Header {
  readonly question: string;
  readonly params: Readonly<Record<string, ParamType>>;
  readonly reads: readonly TableRead[];
  /** Names read that are no tables. */
  readonly inputs: readonly string[];
}

interface Field {
  readonly text: string;
  /** 1-based line of the file. */
  readonly line: number;
}

/** The keys a header may hold. `reads` and `params` are needed to run the query; the SQL lint asks for the rest. */
export const headerKeys = ["grain", "reads", "params", "windows", "traps"] as const;

// `-- reads   contacts` starts a field; a line indented deeper (`--         and more`) continues the one before.
const fieldLine = new RegExp(`^-- (${headerKeys.join("|")})\\s+(\\S.*)$`);

const paramTypes: readonly ParamType[] = [
  "date",
  "dates",
  "timestamp",
  "text",
  "texts",
  "integer",
  "zone",
  "table",
];

/** Reads the header; throws QueryError with file and line. */
export function readHeader(name: string, text: string): Header {
  const question = /^--([^\n]*)/.exec(text)?.[1]?.trim() ?? "";
  const fields = headerFields(text);
  if (!question || [...fields.values()].some(({ line }) => line === 1))
    throw fault(name, 1, "the first line is not the question it answers. Begin with `-- What ...?`.");
  const params = readParams(name, needed(name, fields, "params"));
  return { question, params, ...readReads(name, needed(name, fields, "reads"), params) };
}

/** The `key  value` lines a file begins with, by key; a value continued on further lines is joined by one space. */
export function headerFields(text: string): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  let last: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (!line.startsWith("--")) break;
    const [, key, value] = fieldLine.exec(line.trimEnd()) ?? [];
    if (key && value) fields.set(key, { text: value, line: index + 1 });
    const open = last === undefined ? undefined : fields.get(last);
    if (!key && last && open && /^-- {2,}\S/.test(line))
      fields.set(last, { ...open, text: `${open.text} ${line.slice(2).trim()}` });
    last = key ?? (line.trimEnd() === "--" ? undefined : last);
  }
  return fields;
}

function readParams(name: string, field: Field): Record<string, ParamType> {
  const params: Record<string, ParamType> = {};
  for (const part of listed(field)) {
    const [, param, word] = /^\{([a-z][a-z0-9_]*)\} (\w+)$/.exec(part) ?? [];
    const type = paramTypes.find((known) => known === word);
    if (!param || !type)
      throw fault(
        name,
        field.line,
        `cannot read \`${part}\`. Write \`{name} type\`, type one of ${paramTypes.join(", ")}.`,
      );
    if (Object.hasOwn(params, param)) throw fault(name, field.line, `{${param}} is declared twice.`);
    params[param] = type;
  }
  return params;
}

function readReads(name: string, field: Field, params: Readonly<Record<string, ParamType>>) {
  const reads: TableRead[] = [];
  const inputs: string[] = [];
  for (const part of listed(field)) {
    const [, table, limits] = /^([a-z][a-z0-9_]*)(?: by (\S.*))?$/.exec(part) ?? [];
    if (!table)
      throw fault(
        name,
        field.line,
        `cannot read \`${part}\`. Write \`table\` or \`table by column = {param}\`.`,
      );
    if ([...reads.map((read) => read.table), ...inputs].includes(table))
      throw fault(name, field.line, `${table} is listed twice.`);
    if (isTableName(table)) reads.push({ table, by: readLimits(name, field, limits, params) });
    else if (limits)
      throw fault(name, field.line, `${table} is not a table, so it has no partitions to limit.`);
    else inputs.push(table);
  }
  return { reads, inputs };
}

function readLimits(
  name: string,
  field: Field,
  limits: string | undefined,
  params: Readonly<Record<string, ParamType>>,
) {
  const by: Record<string, string> = {};
  for (const limit of limits?.split(" and ") ?? []) {
    const [, column, operator, param] = /^([a-z][a-z0-9_]*) (=|in) \{([a-z][a-z0-9_]*)\}$/.exec(limit) ?? [];
    const type = param === undefined ? undefined : params[param];
    if (!column || !param)
      throw fault(
        name,
        field.line,
        `cannot read \`${limit}\`. Write \`column = {param}\` or \`column in {param}\`.`,
      );
    if (!type) throw fault(name, field.line, `{${param}} is not among the params.`);
    if ((operator === "in") !== (type === "dates" || type === "texts"))
      throw fault(
        name,
        field.line,
        `\`${limit}\`: use \`in\` with a list (dates, texts) and \`=\` with a single value.`,
      );
    by[column] = param;
  }
  return by;
}

function needed(name: string, fields: ReadonlyMap<string, Field>, key: string): Field {
  const field = fields.get(key);
  if (!field)
    throw fault(name, 1, `the header has no \`${key}\` line. Write \`-- ${key} none\` if there are none.`);
  return field;
}

function listed(field: Field): readonly string[] {
  if (field.text === "none") return [];
  return field.text.split(",").map((part) => part.trim().replace(/\s+/g, " "));
}

/** The file of a query as a person finds it. */
export function fileOf(name: string): string {
  return name.endsWith(".sql") ? name : `queries/${name}.sql`;
}

/** `file:line: message`, as an error. */
export function fault(name: string, line: number, message: string): QueryError {
  return new QueryError(`${fileOf(name)}:${line}: ${message}`);
}
