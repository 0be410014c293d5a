/**
 * Personal values out of a record's text. Only their own characters change; what else the vendor wrote stays as it is,
 * digits, spacing and order.
 */

import type { PersonalPaths } from "../../../functions/connectors/connector.ts";
import { afterString, afterValue, type Codes, codesOf, skipSpace, stringOf } from "./json.ts";
import { type Places, placesOf } from "./personal-places.ts";

/**
 * Of a text one that stands for it: `h:` and 22 characters. The same text has the same, in every source. It must not
 * look into JSON by way of json.ts: the codes of the record that is being gone through would be lost.
 */
export type Hash = (text: string) => string;

/**
 * The text of a record, which must be valid JSON, without what is personal. Every number, word and text at a declared
 * path, or anywhere in an object or a list there, is replaced; null and "" say nothing and stay, and so does what was
 * replaced before. Names of members are not values: where they are personal, drop the object that has them.
 */
export function redact(body: string, paths: PersonalPaths, hash: Hash): string {
  let text = "";
  redacting(body, paths, hash, {
    kept: (all, _, from, to) => {
      text += all.slice(from, to);
    },
    put: (instead) => {
      text += instead;
    },
  });
  return text;
}

/** Is told, from the beginning to the end, which pieces of a text are kept and what stands for the others. */
export interface Redacted {
  kept(text: string, codes: Codes, from: number, to: number): void;
  put(text: string): void;
}

/** The same, told piece by piece. */
export function redacting(body: string, paths: PersonalPaths, hash: Hash, into: Redacted): void {
  let from = 0;
  const codes = codesOf(body);
  let at = skipSpace(codes, 0);
  let places: Places = placesOf(paths);
  let escaped = body.indexOf("\\");
  /** The objects and lists that are open at this place. */
  const open: { readonly places: Places; readonly isObject: boolean }[] = [];
  for (;;) {
    const first = codes[at];
    const opens = first === brace || first === bracket;
    if (opens && places.becomes !== "null" && !places.isEmpty) {
      open.push({ places, isObject: first === brace });
      at = skipSpace(codes, at + 1);
    } else {
      const end = afterValue(codes, at);
      const told = places.becomes && replaced(body, at, end, places.becomes, hash);
      if (told !== undefined) {
        into.kept(body, codes, from, at);
        into.put(told);
        from = end;
      }
      at = skipSpace(codes, end);
    }
    at = afterClosed(codes, at, open);
    const inside = open.at(-1);
    if (inside === undefined || at >= body.length) {
      into.kept(body, codes, from, body.length);
      return;
    }
    if (!inside.isObject) places = inside.places.element();
    else {
      const nameEnd = afterString(codes, at);
      if (escaped !== -1 && escaped < at) escaped = body.indexOf("\\", at);
      const isPlain = escaped === -1 || escaped >= nameEnd;
      places = isPlain
        ? inside.places.member(codes, at, nameEnd)
        : inside.places.memberNamed(stringOf(body, at, nameEnd));
      at = skipSpace(codes, skipSpace(codes, nameEnd) + 1);
    }
  }
}

const [brace, bracket, comma] = [0x7b, 0x5b, 0x2c];
const isEnd = (code: number) => code === 0x7d || code === 0x5d;

/** Past every end of an object or list, and the comma after it: where the next name or element begins. */
function afterClosed(codes: Codes, from: number, open: unknown[]): number {
  let at = from;
  while (open.length > 0 && isEnd(codes[at]!)) {
    open.pop();
    at = skipSpace(codes, at + 1);
  }
  return codes[at] === comma ? skipSpace(codes, at + 1) : at;
}

/** Undefined where a value stays. */
function replaced(
  body: string,
  start: number,
  end: number,
  becomes: "null" | "hash",
  hash: Hash,
): string | undefined {
  if (end - start === 4 && body.startsWith("null", start)) return undefined;
  if (becomes === "null") return "null";
  const text = body.startsWith('"', start) ? stringOf(body, start, end) : body.slice(start, end);
  return text.trim() === "" || isHash(text) ? undefined : JSON.stringify(hash(text));
}

const isHash = (text: string) => /^h:[\w-]{22}$/.test(text);
