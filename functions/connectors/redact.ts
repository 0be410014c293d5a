/**
 * Personal values out of a record's text. Only their own characters change; what else the vendor wrote stays as it is,
 * digits, spacing and order.
 */

import type { PersonalPaths } from "./connector.ts";
import { jsonOf, stringOf, type Value } from "./json.ts";
import { type Places, placesOf } from "./personal-places.ts";
import { type Codes, ends, nameEnds, nameStarts, next, starts, width } from "./tape.ts";

/**
 * Of a text one that stands for it: `h:` and 22 characters; null where it names nobody. The same text has the same, in every source. It must not
 * look into JSON by way of json.ts: the codes of the record that is being gone through would be lost.
 */
export type Hash = (text: string) => string | null;

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
  const value = jsonOf(body);
  // Of what cannot be read nobody knows what is personal.
  if (value === undefined) throw new SyntaxError("a record is not JSON");
  const { text, codes, tape, to } = value;
  let { from } = value;
  const last = tape[value.at + next]!;
  /** The objects and lists that are open around the one at this place, and where each is over. */
  const open: Inside[] = [];
  let inside: Inside = { places: undefined, end: last };
  for (let at = value.at; at < last; ) {
    while (at === inside.end) inside = open.pop()!;
    const places = inside.places === undefined ? placesOf(paths) : placesAt(value, at, inside.places);
    const start = tape[at + starts]!;
    const behind = tape[at + next]!;
    const code = codes[start];
    if ((code === brace || code === bracket) && places.becomes !== "null" && !places.isEmpty) {
      open.push(inside);
      inside = { places, end: behind };
      at += width;
      continue;
    }
    const end = tape[at + ends]!;
    at = behind;
    if (places.becomes === undefined) continue;
    const told = replaced(text, start, end, places.becomes, hash);
    if (told === undefined) continue;
    into.kept(text, codes, from, start);
    into.put(told);
    from = end;
  }
  into.kept(text, codes, from, to);
}

interface Inside {
  /** Undefined around the whole. */
  readonly places: Places | undefined;
  readonly end: number;
}

const [brace, bracket] = [0x7b, 0x5b];

function placesAt({ text, codes, tape }: Value, at: number, inside: Places): Places {
  const start = tape[at + nameStarts]!;
  const end = tape[at + nameEnds]!;
  if (start < 0) return inside.element();
  return end > 0 ? inside.member(codes, start, end) : inside.memberNamed(stringOf(text, start, -end));
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

/** Those of some known personal texts that a text still has, however they are written in it; for tests. */
export function personalLeft(text: string, known: readonly string[]): string[] {
  const decoded = text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const all = [text, decoded].map((one) => one.toLowerCase());
  return known.filter((one) => {
    const forms = [one, JSON.stringify(one).slice(1, -1), encodeURIComponent(one.toWellFormed())];
    return forms.some((form) => all.some((each) => each.includes(form.toLowerCase())));
  });
}
