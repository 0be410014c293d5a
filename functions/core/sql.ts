/** SQL text cut into code, literals, quoted names and comments: nothing more is understood of it here. */

import { remembered } from "./remembered.ts";

export interface Piece {
  readonly kind: "code" | "literal" | "quoted" | "comment";
  readonly text: string;
  /** Offset of the piece in the whole text. */
  readonly at: number;
}

// 'a''b' is cut into two neighbouring literals, which is as good and needs no backtracking.
const opaque = /'[^']*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** The pieces of `text` in order; joined again they are `text`. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(opaque)) {
    if (match.index > end) found.push({ kind: "code", text: text.slice(end, match.index), at: end });
    found.push({ kind: kindOf(match[0]), text: match[0], at: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: "code", text: text.slice(end), at: end });
  return found;
}

function kindOf(piece: string): Piece["kind"] {
  if (piece.startsWith("'")) return "literal";
  return piece.startsWith('"') ? "quoted" : "comment";
}

/** The same SQL without comments and with white space folded; literals and quoted names stay as they are. */
export const fingerprintText = remembered(folded, 2000);

function folded(text: string): string {
  const kept = pieces(text).map(({ kind, text: piece }) => {
    if (kind === "comment") return { opaque: false, text: " " };
    return kind === "code" ? { opaque: false, text: piece } : { opaque: true, text: piece };
  });
  const runs: { opaque: boolean; text: string }[] = [];
  for (const piece of kept) {
    const last = runs.at(-1);
    if (last && !last.opaque && !piece.opaque) last.text += piece.text;
    else runs.push({ ...piece });
  }
  return runs
    .map((run) => (run.opaque ? run.text : foldSpace(run.text)))
    .join("")
    .trim();
}

function foldSpace(code: string): string {
  return code.replace(/\s+/g, " ").replace(/ ?([(),]) ?/g, "$1");
}
