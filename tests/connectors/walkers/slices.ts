/**
 * Pieces of a JSON answer as they stand in its text. Parsing and writing a record again would change it: numbers of
 * more than 15 digits, 1.0, the order and spelling of everything.
 */

import { SourceError } from "../../../functions/core/errors.ts";
import {
  afterValue,
  codesOf,
  eachElement,
  eachMember,
  isNamed,
  type Member,
  skipSpace,
  stringOf,
} from "./json.ts";

/**
 * The elements of the array at `path` ("tickets", "response.agents", "" for the answer itself), each with its own
 * text. The answer must be valid JSON. Throws SourceError where no array is there: that is not an empty page.
 */
export function recordsIn(text: string, path: string): string[] {
  const names = path === "" ? [] : path.split(".");
  const last = names.pop();
  let records: string[] | undefined;
  const place = placeOf(text, names);
  const codes = codesOf(text);
  const read = (start: number): number => {
    if (text[start] !== "[") {
      records = undefined;
      return afterValue(codes, start);
    }
    const found: string[] = [];
    records = found;
    return eachElement(codes, start, (from, to) => found.push(text.slice(from, to)));
  };
  if (last === undefined) read(skipSpace(codes, 0));
  else if (place !== undefined && text[place.start] === "{")
    eachMember(codes, place.start, (from, to, start) =>
      stringOf(text, from, to) === last ? read(start) : afterValue(codes, start),
    );
  if (records !== undefined) return records;
  throw new SourceError(
    `The answer has no list ${path === "" ? "of records" : JSON.stringify(path)}: it is not what this version of Raport knows. Nothing of it was landed; it is asked for again at the next run.`,
  );
}

/**
 * The value at `path` ("a.b") of a record: the digits of a number as they are written, a string without its quotes.
 * Undefined where there is none, or null, an object or an array.
 */
export function textAt(record: string, path: string): string | undefined {
  const place = placeOf(record, path.split("."));
  if (place === undefined) return undefined;
  if (record.startsWith('"', place.start)) return stringOf(record, place.start, place.end);
  const value = record.slice(place.start, place.end);
  return value === "null" || value[0] === "{" || value[0] === "[" ? undefined : value;
}

/** The text of the value at `path` as it stands, whatever it is; undefined where there is none. */
export function sliceAt(record: string, path: string): string | undefined {
  const place = placeOf(record, path.split("."));
  return place && record.slice(place.start, place.end);
}

type Place = Pick<Member, "start" | "end">;

/** Of members with one name the last counts, as everywhere in JSON. */
function placeOf(text: string, names: readonly string[]): Place | undefined {
  const start = text.startsWith("{") ? 0 : text.search(/[^ \n\r\t]|$/);
  let place: Place = { start, end: text.length };
  for (let depth = 0; depth < names.length; depth += 1) {
    if (!text.startsWith("{", place.start)) return undefined;
    const places = depth === 0 ? placesOf(text) : readPlaces(text, place.start, innerPlaces);
    const found = lastNamed(text, places, names[depth]!);
    if (found === undefined) return undefined;
    place = found;
  }
  return place;
}

/** Of each member where its name begins and ends, and its value; less than 0 for the end of a name that has escapes. */
interface Places {
  at: Int32Array;
  length: number;
}

/** Those of the object at `from`, written over what `places` had. */
function readPlaces(text: string, from: number, places: Places): Places {
  const codes = codesOf(text);
  let { at } = places;
  let length = 0;
  let escaped = text.indexOf("\\", from);
  eachMember(codes, from, (nameStart, nameEnd, start) => {
    const end = afterValue(codes, start);
    if (escaped !== -1 && escaped < nameStart) escaped = text.indexOf("\\", nameStart);
    if (length === at.length) at = grown(at);
    at[length] = nameStart;
    at[length + 1] = escaped === -1 || escaped >= nameEnd ? nameEnd : -nameEnd;
    at[length + 2] = start;
    at[length + 3] = end;
    length += 4;
    return end;
  });
  places.at = at;
  places.length = length;
  return places;
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function lastNamed(text: string, { at, length }: Places, name: string): Place | undefined {
  const codes = codesOf(text);
  for (let each = length - 4; each >= 0; each -= 4) {
    const start = at[each]!;
    const end = at[each + 1]!;
    const isMeant = end > 0 ? isNamed(codes, start, end, name) : stringOf(text, start, -end) === name;
    if (!isMeant) continue;
    return { start: at[each + 2]!, end: at[each + 3]! };
  }
  return undefined;
}

// A connector asks for several values of one record, one after the other.
let known = "";
const ownPlaces = newPlaces();
const innerPlaces = newPlaces();

function newPlaces(): Places {
  return { at: new Int32Array(256), length: 0 };
}

function placesOf(text: string): Places {
  if (known !== text) readPlaces(text, 0, ownPlaces);
  known = text;
  return ownPlaces;
}
