/** Which measures a family's SQL gives, read from its text: literals, and words put together with ||. */

import { pieces } from "../../functions/core/sql.ts";

/** The text without comments and with its white space folded. */
export const codeOf = (text: string) =>
  pieces(text)
    .map((piece) => (piece.kind === "comment" ? " " : piece.text))
    .join("")
    .replace(/\s+/g, " ");

/** `'customer_' || kind || '_share'` is anything that begins and ends like that. */
export function patternsOf(text: string): readonly RegExp[] {
  const part = "(?:'[a-z0-9_]*'|[a-z_.]+)";
  return [...codeOf(text).matchAll(new RegExp(`${part}(?: \\|\\| ${part})+`, "g"))]
    .map(([joined]) => joined.split(" || "))
    .filter((parts) => parts.some((one) => /^'_?[a-z0-9]+_?[a-z0-9_]*'$/.test(one)))
    .map((parts) => new RegExp(`^${parts.map(patternOf).join("")}$`));
}

const patternOf = (part: string) => (part.startsWith("'") ? part.slice(1, -1) : "[a-z0-9_]+");

export function literalsOf(text: string): readonly string[] {
  return [...codeOf(text).matchAll(/'([a-z][a-z0-9_]*)'/g)].map(([, word]) => word as string);
}

/** Literals that stand where a measure is named: `'x' as kpi`, and the kpi column of a list of values. */
export function namedOf(text: string): readonly string[] {
  const code = codeOf(text);
  const aliased = [...code.matchAll(/(\S+ \|\| )?'([a-z0-9_]+)' as kpi\b/g)]
    .filter(([, before]) => before === undefined)
    .map(([, , word]) => word as string);
  const lists = [...code.matchAll(/\(values ((?:\([^()]*\)(?:, ?)?)+) ?\) as \w+\(([^)]*)\)/g)];
  const listed = lists.flatMap(([, rows = "", columns = ""]) => {
    const at = columns.split(",").findIndex((column) => column.trim() === "kpi");
    if (at < 0) return [];
    return [...rows.matchAll(/\(([^()]*)\)/g)].map(([, cells = ""]) =>
      (cells.split(",")[at] ?? "").trim().replace(/^'|'$/g, ""),
    );
  });
  return [...aliased, ...listed];
}
