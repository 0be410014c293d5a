/** DuckDB's complaints: what is wrong and where in the text, read from the words it shows them in. */

import type { Fault } from "../../core/errors.ts";

/** `sql` is the text DuckDB was given, which began `before` characters ahead of the query's own. */
export function faultOf(error: unknown, sql: string, before = 0): Fault | undefined {
  const text = error instanceof Error ? error.message : String(error);
  const value = /(?:Conversion|Out of Range) Error: ([^\n]+)/.exec(text)?.[1];
  if (value !== undefined) return { in: "value", what: value };
  const what = /(?:Error|error): ([^\n]+)/.exec(text)?.[1];
  if (what === undefined) return undefined;
  const [, shown, excerpt = "", caret = ""] = /(LINE \d+: )([^\n]*)\n( *)\^/.exec(text) ?? [];
  if (shown === undefined) return { in: "text", what };
  const line = Number(/\d+/.exec(shown));
  const column = columnUnder(caret.length - shown.length, excerpt, sql.split("\n")[line - 1] ?? "");
  return { in: "text", what, at: { line, column: line === 1 ? column - before : column } };
}

/** Where the caret points in the whole line: of a long one DuckDB shows a part, and a tab takes it no room. */
function columnUnder(caret: number, excerpt: string, line: string): number {
  const part = excerpt.replace(/^\.{3}|\.{3}$/g, "");
  const isCut = excerpt.startsWith("...") && line.includes(part);
  const start = isCut ? line.indexOf(part) : 0;
  let left = isCut ? caret - 3 : caret;
  let column = start;
  while (column < line.length && (left > 0 || line[column] === "\t")) {
    if (line[column] !== "\t") left -= 1;
    column += 1;
  }
  return column + 1;
}
