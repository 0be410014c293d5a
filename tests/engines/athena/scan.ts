/** The tokens of a SQL text: enough to find where a statement's parts begin and end, and no more. */

export interface Token {
  readonly kind: "word" | "text" | "name" | "mark";
  /** As written; texts and names with their quotes. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

// Comments do not nest, quotes are doubled, backslashes mean nothing: as in Trino's grammar.
const pattern =
  /(?<skip>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<text>'(?:[^']|'')*(?:'|$))|(?<name>"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$))|(?<word>[\p{L}\p{N}_@$]+)|(?<mark>[\s\S])/uy;

/** Everything but white space and comments, in order. What a literal, a quoted name or a comment holds is never a token. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (pattern.lastIndex = 0; pattern.lastIndex < sql.length; ) {
    const start = pattern.lastIndex;
    const match = pattern.exec(sql);
    if (!match) throw new Error(`No token at ${start}.`);
    const { skip, text, name, word } = match.groups ?? {};
    const kind = text ? "text" : name ? "name" : word ? "word" : "mark";
    if (!skip) found.push({ kind, source: match[0], start, end: pattern.lastIndex });
  }
  return found;
}

/** Is the token this keyword or this mark? */
export function is(token: Token | undefined, source: string): boolean {
  return token !== undefined && token.kind !== "text" && token.source.toUpperCase() === source;
}

/** What a text token says, without its quotes. */
export function textOf(token: Token | undefined): string | undefined {
  if (token?.kind !== "text" || token.source.length < 2 || !token.source.endsWith("'")) return undefined;
  return token.source.slice(1, -1).replaceAll("''", "'");
}

/** Index of the mark that closes the one at `open`, counting those in between; -1 where none does. */
export function closing(list: readonly Token[], open: number, pair: "()" | "[]"): number {
  let depth = 0;
  for (let at = open; at < list.length; at++) {
    if (is(list[at], pair[0] as string)) depth++;
    if (is(list[at], pair[1] as string) && --depth === 0) return at;
  }
  return -1;
}

/** The text without one closing semicolon, which the service takes and the engine's grammar does not. */
export function withoutSemicolon(sql: string): string {
  const last = tokens(sql).at(-1);
  return last && is(last, ";") ? `${sql.slice(0, last.start)} ${sql.slice(last.end)}` : sql;
}
