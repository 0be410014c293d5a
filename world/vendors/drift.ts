/** Records that are not what they were last year, made in their text: numbers no double can hold stay as they are. */

import type { Random } from "../random.ts";

/** Values for a field nobody has heard of. A reader that looks for brackets in text, or decodes numbers, trips. */
const strange = [
  "90071992547409931",
  "-0.0",
  "1e400",
  "null",
  '"😀 \\u0000 \\ud800 \\"}],{\\""',
  '{"next_page":"https://elsewhere.example.org/","records":[{"id":1}]}',
  '[[],[{"a":[1,2,{"b":"]"}]}]]',
] as const;

const replacements = [null, "7", '"seven"', "[7]", '{"value":7}', "true"] as const;

/** A new field, a field that is gone, or one of another type. */
export function drifted(body: string, fields: readonly string[], dice: Random): string {
  const field = fields[dice.whole(fields.length)];
  if (field === undefined || dice.fraction() < 0.5) {
    return withField(body, `x_${dice.whole(90) + 10}`, strange[dice.whole(strange.length)] ?? "null");
  }
  return replaced(body, field, replacements[dice.whole(replacements.length)] ?? null);
}

/** The same record with so many bytes more. */
export function giant(body: string, bytes: number): string {
  return withField(body, "x_large", JSON.stringify("o{ ".repeat(Math.ceil(bytes / 3))));
}

function withField(body: string, name: string, value: string): string {
  const rest = body.replace(/^\s*\{\s*/, "");
  return `{${JSON.stringify(name)}:${value}${rest.startsWith("}") ? "" : ","}${rest}`;
}

/** With another value for a field at the top of an object; null takes the field away, and a field that is not there stays so. */
export function replaced(body: string, field: string, value: string | null): string {
  const place = members(body).find(({ name }) => name === field);
  if (place === undefined) return body;
  if (value !== null) return body.slice(0, place.value) + value + body.slice(place.to);
  const before = body.slice(0, place.from);
  const after = body.slice(place.to);
  return /^\s*,/.test(after) ? before + after.replace(/^\s*,\s*/, "") : before.replace(/,\s*$/, "") + after;
}

interface Member {
  readonly name: string;
  readonly from: number;
  /** Where its value begins. */
  readonly value: number;
  /** Where its value ends. */
  readonly to: number;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;

/** The members of an object's text, without decoding any of their values. */
function members(text: string): readonly Member[] {
  const found: Member[] = [];
  let depth = 0;
  let name: RegExpMatchArray | undefined;
  let value: number | undefined;
  let to = 0;
  const end = () => {
    if (name !== undefined && value !== undefined)
      found.push({ name: JSON.parse(name[0]) as string, from: name.index ?? 0, value, to });
    name = undefined;
    value = undefined;
  };
  for (const match of text.matchAll(token)) {
    const [part] = match;
    if (depth === 1 && (part === "," || part === "}")) end();
    else if (depth === 1 && name === undefined) name = match;
    else if (depth === 1 && part !== ":") value ??= match.index;
    if (part === "{" || part === "[") depth += 1;
    if (part === "}" || part === "]") depth -= 1;
    to = match.index + part.length;
  }
  return found;
}
