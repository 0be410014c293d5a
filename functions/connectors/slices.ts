/**
 * Pieces of a JSON answer as they stand in its text. Parsing and writing a record again would change it: numbers of
 * more than 15 digits, 1.0, the order and spelling of everything.
 */

import { SourceError } from "../core/errors.ts";
import { jsonOf, listAt, stringOf, textOf, textsOf, type Value, valueAt } from "./json.ts";

/**
 * The elements of the array at `path` ("tickets", "response.agents", "" for the answer itself), each with its own
 * text. Throws SyntaxError where the answer is not JSON, and SourceError where no array is there: that is not an empty page.
 */
export function recordsIn(text: string, path: string): string[] {
  const value = jsonOf(text);
  // A list that is cut off would be taken for a shorter one.
  if (value === undefined) throw new SyntaxError("the answer is not JSON");
  const list = listAt(value, path);
  if (list !== undefined) return textsOf(list);
  throw new SourceError(
    `The answer has no list ${path === "" ? "of records" : JSON.stringify(path)}: it is not what this version of Raport knows. Nothing of it was landed; it is asked for again at the next run.`,
  );
}

/**
 * The value at `path` ("a.b") of a record: the digits of a number as they are written, a string without its quotes.
 * Undefined where there is none, or null, an object or an array.
 */
export function textAt(record: string, path: string): string | undefined {
  const value = found(record, path);
  if (value === undefined) return undefined;
  const text = textOf(value);
  const sign = text[0];
  if (sign === '"') return stringOf(text, 0, text.length);
  return sign === "{" || sign === "[" || text === "null" ? undefined : text;
}

/** The text of the value at `path` as it stands, whatever it is; undefined where there is none. */
export function sliceAt(record: string, path: string): string | undefined {
  const value = found(record, path);
  return value && textOf(value);
}

function found(text: string, path: string): Value | undefined {
  const value = jsonOf(text);
  return value && valueAt(value, path);
}
