/** The values of a JSON text as they stand in it: digits, spacing and order are never touched. */

import { type Codes, ends, nameEnds, nameStarts, next, starts, type Tape, tapeOf, width } from "./tape.ts";

/** A text and where everything in it stands. */
interface Walked {
  readonly text: string;
  readonly codes: Codes;
  readonly tape: Tape;
}

/** A value in a text: the place in the tape where it is told. Good until another text is looked into. */
export interface Value extends Walked {
  readonly at: number;
  /** Where the text is that was asked for: the value, and the space around it. */
  readonly from: number;
  readonly to: number;
}

/** Texts longer than this are not held on to: memory that is fresh for each costs more than the walk. */
const most = 1 << 22;

/** Walks texts one after the other, all in one place. */
function walker() {
  let room = new Uint16Array(1 << 16);
  let tapes: Tape = new Int32Array(1 << 16);
  let known: Walked | undefined;
  return {
    /** Undefined where the text is not JSON. */
    walk(text: string): Walked | undefined {
      if (known?.text === text) return known;
      const { length } = text;
      const isKept = length < most;
      if (isKept && length >= room.length) room = new Uint16Array(Math.min(most, 2 * length));
      const codes = isKept ? room.subarray(0, length + 1) : new Uint16Array(length + 1);
      Buffer.from(codes.buffer, 0, 2 * length).write(text, "utf16le");
      codes[length] = 0;
      if (isKept) known = undefined;
      const tape = tapeOf(codes, isKept ? tapes : new Int32Array(1024 + (length >> 2)));
      if (tape === undefined) return undefined;
      const walked = { text, codes, tape };
      if (isKept) {
        tapes = new Int32Array(tape.buffer);
        known = walked;
      }
      return walked;
    },
    known: () => known,
  };
}

const [answers, others] = [walker(), walker()];

/** The records that were cut out of the answer walked last, each with its place in the tape. */
let cut: { readonly texts: readonly string[]; readonly places: readonly number[] } = {
  texts: [],
  places: [],
};
let latest = 0;

/** The value that an answer is; undefined where it is not JSON. What is cut out of it is not walked again. */
export function answered(text: string): Value | undefined {
  const before = answers.known();
  const walked = answers.walk(text);
  if (answers.known() !== before) cut = { texts: [], places: [] };
  return walked && whole(walked);
}

/** The value that a text is; undefined where it is not JSON. */
export function jsonOf(text: string): Value | undefined {
  const answer = answers.known();
  const place = answer && (answer.text === text ? 0 : recordAt(text));
  if (place !== undefined) return place === 0 ? whole(answer!) : part(answer!, place);
  const walked = others.walk(text);
  return walked && whole(walked);
}

const whole = ({ text, codes, tape }: Walked): Value => ({
  text,
  codes,
  tape,
  at: 0,
  from: 0,
  to: text.length,
});
const part = ({ text, codes, tape }: Walked, at: number): Value => {
  const [from, to] = [tape[at + starts]!, tape[at + ends]!];
  return { text, codes, tape, at, from, to };
};

/** Records are asked for in their order, and each several times. */
function recordAt(text: string): number | undefined {
  const { texts, places } = cut;
  for (const each of [latest, latest + 1, 0]) {
    if (texts[each] !== text) continue;
    latest = each;
    return places[each];
  }
  return undefined;
}

/** The text of each element of a list. */
export function textsOf(value: Value): string[] {
  const { text, tape } = value;
  const places = inner(value);
  const texts = places.map((each) => text.slice(tape[each + starts], tape[each + ends]));
  if (answers.known()?.tape === tape) cut = { texts, places };
  return texts;
}

/** The list at a path ("a.b", "" for the value itself); undefined where there is none. */
export function listAt(value: Value, path: string): Value | undefined {
  const found = path === "" ? value : valueAt(value, path);
  return found && signOf(found) === "[" ? found : undefined;
}

/** The value at a path ("a.b"). */
export function valueAt(value: Value, path: string): Value | undefined {
  let { at } = value;
  for (const name of namesIn(path)) {
    at = memberIn(value, at, name);
    if (at === -1) return undefined;
  }
  return part(value, at);
}

const paths = new Map<string, readonly Name[]>();

function namesIn(path: string): readonly Name[] {
  let names = paths.get(path);
  if (names === undefined) {
    names = path.split(".").map(nameOf);
    paths.set(path, names);
  }
  return names;
}

/** The place of the member of this name; of several the last counts, as everywhere in JSON. -1 where there is none. */
function memberIn({ text, codes, tape }: Value, at: number, name: Name): number {
  if (codes[tape[at + starts]!] !== 0x7b) return -1;
  const behind = tape[at + next]!;
  let found = -1;
  for (let each = at + width; each < behind; each = tape[each + next]!) {
    const start = tape[each + nameStarts]!;
    const end = tape[each + nameEnds]!;
    const isMeant =
      end > 0 ? isNamed(codes, start, end, name.codes) : stringOf(text, start, -end) === name.text;
    if (isMeant) found = each;
  }
  return found;
}

/** The sign a value begins with: what kind it is. */
export const signOf = ({ text, tape, at }: Value): string => text[tape[at + starts]!]!;

/** The text of a value, without the space around it. */
export const textOf = ({ text, tape, at }: Value): string => text.slice(tape[at + starts], tape[at + ends]);

/** A name as it is looked for: its codes, which are compared in half the time of its characters. */
export interface Name {
  readonly text: string;
  readonly codes: Codes;
}

export const nameOf = (text: string): Name => ({
  text,
  codes: Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
});

/** Whether the string without escapes at these places is this name. */
export function isNamed(codes: Codes, start: number, end: number, name: Codes): boolean {
  const { length } = name;
  if (end - start - 2 !== length) return false;
  for (let at = 0; at < length; at += 1) if (codes[start + 1 + at] !== name[at]) return false;
  return true;
}

/** What the string between these places says, its quotes included in them. */
export function stringOf(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
}

export interface Member {
  readonly name: string;
  /** Its value's place in the text. */
  readonly start: number;
  readonly end: number;
}

/** The members of the object that a text is; none where it is something else. */
export function membersOf(text: string): Member[] {
  const value = jsonOf(text);
  if (value === undefined || signOf(value) !== "{") return [];
  return inner(value).map((each) => {
    const [start, end] = [value.tape[each + nameStarts]!, Math.abs(value.tape[each + nameEnds]!)];
    return { name: stringOf(value.text, start, end), ...spanOf(value, each) };
  });
}

/** The places of the elements of the list that a text is. */
export function elementsOf(text: string): Pick<Member, "start" | "end">[] {
  const value = jsonOf(text);
  return value === undefined ? [] : inner(value).map((each) => spanOf(value, each));
}

const spanOf = ({ tape, from }: Value, at: number) => ({
  start: tape[at + starts]! - from,
  end: tape[at + ends]! - from,
});

/** The places in the tape of what is in an object or a list. */
function inner({ tape, at }: Value): number[] {
  const places: number[] = [];
  for (let each = at + width; each < tape[at + next]!; each = tape[each + next]!) places.push(each);
  return places;
}

/** The text with the value of every member of these names replaced by null. */
export function withoutValues(text: string, members: readonly Member[], names: ReadonlySet<string>): string {
  let kept = "";
  let from = 0;
  for (const member of members) {
    if (!names.has(member.name)) continue;
    kept += `${text.slice(from, member.start)}null`;
    from = member.end;
  }
  return kept + text.slice(from);
}
