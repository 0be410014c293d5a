/**
 * A mapping is the staging query of one source and fact: a select over `raw` whose columns Raport knows. Times and
 * numbers stay text in it; Raport reads them, so that a wrong one can be named.
 */

import { QueryError } from "./errors.ts";
import { type FactName, facts } from "./facts.ts";
import type { Query } from "./query.ts";
import { nearest } from "./spelling.ts";
import { pieces } from "./sql.ts";

/** The columns a mapping of this fact may have. */
export function mappingColumns(fact: FactName): readonly string[] {
  return facts[fact].columns.map(({ name }) => name);
}

/** The admin's text as a query over `raw`, and over `members` where it names them; a closing semicolon is forgiven. */
export function mappingQuery(file: string, text: string): Query {
  const namesMembers = pieces(text).some(
    ({ kind, text: code }) => kind === "code" && /\bmembers\b/i.test(code),
  );
  return {
    name: file,
    text: text.replace(/[\s;]+$/, ""),
    question: "",
    params: {},
    reads: [],
    inputs: namesMembers ? ["raw", "members"] : ["raw"],
  };
}

/** What is wrong with a mapping's columns, one line each; empty when it can be used. */
export function mappingProblems(
  { file, text }: { readonly file: string; readonly text: string },
  fact: FactName,
  columns: readonly { readonly name: string; readonly type: string }[],
): readonly string[] {
  const known = mappingColumns(fact);
  const names = columns.map(({ name }) => name);
  const missing = facts[fact].columns
    .filter((column) => (column.required || column.mapped) && !names.includes(column.name))
    .map(({ name, comment }) => `${file}:1:1: the mapping has no column ${name}. ${cures[name] ?? comment}`);
  const at = (name: string, what: string) => `${file}:${placeOf(name, text)}: ${what}`;
  const unknown = names
    .filter((name) => !known.includes(name) && twinOf(name, known) === undefined)
    .map((name) =>
      at(name, `"${name}" is not a column Raport knows${guess(name, known)}. Use ${known.join(", ")}.`),
    );
  const wrongType = columns
    .filter(({ name, type }) => known.includes(name) && type !== "VARCHAR")
    .map(({ name, type }) => at(name, `${name} is ${type.toLowerCase()}, not text. ${asText(name)}`));
  const repeated = names
    .flatMap((name, index) => (names.indexOf(name) === index ? (twinOf(name, known) ?? []) : name))
    .map((name) => at(name, `column ${name} is there twice. Leave one out.`));
  return [...missing, ...unknown, ...wrongType, ...repeated];
}

function asText(name: string): string {
  return name.endsWith("_at")
    ? "Leave times as the text the file has; Raport reads them."
    : `Write cast(... as varchar) as ${name}.`;
}

/** `line:column` of the last mention of a column, where its alias stands; 1:1 when it is not written out. */
function placeOf(name: string, text: string): string {
  const mentions = [...text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].filter(
    ([word]) => word.toLowerCase() === name.toLowerCase(),
  );
  return lineAndColumn(text, mentions.at(-1)?.index ?? 0);
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Where a bracket stands that closes what was never opened. */
function strayBracket(text: string): number | undefined {
  let open = 0;
  for (const { kind, text: code, at } of pieces(text)) {
    if (kind !== "code") continue;
    for (const { 0: bracket, index } of code.matchAll(/[()]/g)) {
      open += bracket === "(" ? 1 : -1;
      if (open < 0) return at + index;
    }
  }
  return undefined;
}

/** The engine's complaint as `file:line:column: what is wrong`, where the engine says where. `bound`: the text it was given. */
export function mappingError(file: string, mapping: Query, bound: string, error: unknown): QueryError {
  const text = error instanceof Error ? error.message : String(error);
  const fault = error instanceof QueryError ? error.fault : undefined;
  const what = (fault?.what ?? text.split("\n")[0] ?? text).replace(/[.!]+$/, "");
  const say = (place: string, problem: string) =>
    new QueryError(`${file}${place}: ${problem}. Mend the SQL of the mapping.`, { cause: error });
  const own = mapping.text.split("\n");
  const tooEarly = () => {
    const stray = strayBracket(mapping.text);
    if (stray !== undefined)
      return say(`:${lineAndColumn(mapping.text, stray)}`, "this bracket closes nothing");
    return say(`:${lineAndColumn(mapping.text, mapping.text.length)}`, "the query ends too early");
  };
  if (fault?.at === undefined) return /\bat end of input$/.test(what) ? tooEarly() : say("", what);
  // Composed, the mapping stands at the end, and one line with the closing bracket after it.
  const line = fault.at.line - (bound.split("\n").length - own.length - 1);
  return line > own.length ? tooEarly() : say(`:${Math.max(1, line)}:${fault.at.column}`, what);
}

/** A value on which a mapping that is valid SQL failed, in words; undefined when the failure is not the mapping's. */
export function mappingFault(file: string, error: unknown): QueryError | undefined {
  const fault = error instanceof QueryError ? error.fault : undefined;
  // What stands around a mapping converts nothing that can fail.
  if (fault?.in !== "value") return undefined;
  return new QueryError(
    `${file}: a row cannot be mapped: ${fault.what.replace(/[.!]+$/, "")}. Use try_cast, which gives NULL for such a value.`,
    { cause: error },
  );
}

/** The column of which this is the second: an engine tells `contact_id` from `contact_id_1` where both were called the same. */
function twinOf(name: string, known: readonly string[]): string | undefined {
  const [, first] = /^(.+)_\d+$/.exec(name) ?? [];
  return first !== undefined && known.includes(first) ? first : undefined;
}

const cures: Readonly<Record<string, string>> = {
  row_id: "Select row_id from raw as it is: it says which line of which file a row came from.",
  contact_id: "Name the column that identifies a contact, for example: key as contact_id.",
  opened_at:
    "Name the column with the time the contact was opened, for example: json_extract_scalar(body, '$.created') as opened_at.",
};

function guess(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near ? ` (did you mean ${near}?)` : "";
}
