/** Which columns of an export a mapping reads, as far as its text tells. */

import { pieces } from "./sql.ts";

export interface BodyColumn {
  readonly name: string;
  /** `line:column` of its path in the mapping. */
  readonly at: string;
}

const reader = /(^|[^\w])json_extract(_scalar)?\s*\(\s*(\w+\.)?body\s*,\s*$/i;
/** What is an alternative to another column may be missing: `coalesce(json_extract_scalar(...), json_extract_scalar(...))`. */
const alternative = /(coalesce\s*\(|^\s*\)\s*,)\s*json_extract(_scalar)?\s*\(\s*(\w+\.)?body\s*,\s*$/i;

/** The columns read by `json_extract_scalar(body, '$.name')`, in order; not those that stand in for one another. */
export function bodyColumns(text: string): readonly BodyColumn[] {
  const found: BodyColumn[] = [];
  let code = "";
  let literal = "";
  let start = 0;
  const ended = () => {
    const name = literal === "" || !reader.test(code) || alternative.test(code) ? undefined : first(literal);
    if (name !== undefined) found.push({ name, at: lineAndColumn(text, start) });
    if (literal !== "") code = "";
    literal = "";
  };
  for (const piece of pieces(text)) {
    if (piece.kind === "literal") {
      if (literal === "") start = piece.at;
      literal += piece.text;
      continue;
    }
    ended();
    code += piece.kind === "comment" ? " " : piece.text;
  }
  ended();
  return found;
}

/** The first step of a JSON path, which is the column; undefined of a path that is none of ours. */
function first(literal: string): string | undefined {
  const path = literal.slice(1, -1).replaceAll("''", "'");
  const [, plain, quoted] = /^\$(?:\.([^.[\]"'\s]+)|\["((?:[^"\\]|\\.)*)"\])/.exec(path) ?? [];
  return plain ?? quoted?.replaceAll(/\\(.)/g, "$1");
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  return `${before.split("\n").length}:${offset - before.lastIndexOf("\n")}`;
}
