/** The JSON objects of a text that holds many of them one after the other, with or without anything between. */

import { Refusal } from "./refusal.ts";

/** A piece of the text: an object as it stands there, or what is none. */
export interface Piece {
  readonly text: string;
  /** What it says; undefined where it is no JSON object. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
}

/** No record is longer; what seems to be has lost its end, and would swallow all that follows. */
const longestObject = 4 << 20;

/**
 * The objects of a file in their order: `{..}{..}`, one per line, or indented. A broken one costs its own line and
 * nothing after it. Throws Refusal where the file ends within an object.
 */
export async function* jsonObjects(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Piece[], void, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of chunks) {
    rest += decoded(() => decoder.decode(chunk, { stream: true }));
    const { pieces, at } = piecesOf(rest, false);
    rest = rest.slice(at);
    if (pieces.length > 0) yield pieces;
  }
  rest += decoded(() => decoder.decode());
  const { pieces } = piecesOf(rest, true);
  if (pieces.length > 0) yield pieces;
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new Refusal("its bytes are not UTF-8. Deliver it again.");
  }
}

function piecesOf(text: string, isLast: boolean): { readonly pieces: Piece[]; readonly at: number } {
  const pieces: Piece[] = [];
  let at = 0;
  while (true) {
    at = afterGap(text, at);
    if (at >= text.length) return { pieces, at };
    const end = text[at] === "{" ? endOfObject(text, at) : 0;
    const value = end > 0 ? objectIn(text.slice(at, end)) : undefined;
    if (value !== undefined) {
      pieces.push({ text: text.slice(at, end), value });
      at = end;
      continue;
    }
    const line = text.indexOf("\n", at) + 1;
    const stop = end > 0 && (line === 0 || line > end) ? end : line;
    if (stop === 0 && isLast && end === -1)
      throw new Refusal("it ends in the middle of a record: it is cut short. Deliver it again.");
    const isWaiting = stop === 0 || (end === -1 && text.length - at <= longestObject);
    if (isWaiting && !isLast) return { pieces, at };
    pieces.push({ text: text.slice(at, stop || text.length).trimEnd(), value: undefined });
    at = stop || text.length;
  }
}

function afterGap(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s,\ufeff]/.test(text[at]!)) at += 1;
  return at;
}

/** Where the object that begins at `from` is over; -1 where the text ends before it. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x22) {
      at = endOfString(text, at);
      if (at === -1) return -1;
    } else if (sign === 0x7b || sign === 0x5b) depth += 1;
    else if (sign === 0x7d || sign === 0x5d) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** The place of the quote that closes the string opened at `from`; -1 where none does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === 0x5c) at += 1;
    else if (sign === 0x22) return at;
  }
  return -1;
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
