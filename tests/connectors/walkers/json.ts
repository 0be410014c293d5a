/** How texts were walked before they had tapes, one member after the other: for tests, which hold both together. */

export interface Member {
  readonly name: string;
  /** Its value's place in the text. */
  readonly start: number;
  readonly end: number;
}

/** The members of the object that begins `text`, or stands at `from` in it; `text` must be valid JSON. */
export function membersOf(text: string, from = 0): Member[] {
  const members: Member[] = [];
  const codes = codesOf(text);
  eachMember(codes, from, (nameStart, nameEnd, start) => {
    const end = afterValue(codes, start);
    members.push({ name: stringOf(text, nameStart, nameEnd), start, end });
    return end;
  });
  return members;
}

/** Goes through the members of the object at `from`. `visit` gives the end of the value, which begins at `start`. */
export function eachMember(
  codes: Codes,
  from: number,
  visit: (nameStart: number, nameEnd: number, start: number) => number,
): void {
  let at = skipSpace(codes, skipSpace(codes, from) + 1);
  while (codes[at] === quote) {
    const nameEnd = afterString(codes, at);
    const start = skipSpace(codes, skipSpace(codes, nameEnd) + 1);
    at = skipSpace(codes, visit(at, nameEnd, start));
    if (codes[at] === comma) at = skipSpace(codes, at + 1);
  }
}

/** The places of the elements of the array at `from` in a text of valid JSON. */
export function elementsOf(text: string, from = 0): Pick<Member, "start" | "end">[] {
  const elements: Pick<Member, "start" | "end">[] = [];
  eachElement(codesOf(text), from, (start, end) => elements.push({ start, end }));
  return elements;
}

/** Goes through the elements of the array at `from` in a text of valid JSON; its end. */
export function eachElement(codes: Codes, from: number, visit: (start: number, end: number) => void): number {
  const length = codes.length - 1;
  let start = skipSpace(codes, skipSpace(codes, from) + 1);
  while (start < length && codes[start] !== 0x5d) {
    const end = afterValue(codes, start);
    if (end === start) throw new SyntaxError(`no JSON value at character ${start + 1}`);
    visit(start, end);
    start = skipSpace(codes, end);
    if (codes[start] === comma) start = skipSpace(codes, start + 1);
  }
  // A list that is cut off would be taken for a shorter one.
  if (start >= length) throw new SyntaxError(`the list at character ${from + 1} has no end`);
  return start + 1;
}

/** What the string between these places says, its quotes included in them. */
export function stringOf(text: string, start: number, end: number): string {
  const written = text.slice(start + 1, end - 1);
  return written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];

/** The codes of a text's characters, and one 0 behind them: to walk these takes a third of the time of the text. */
export type Codes = Uint16Array;

// One place for all, as large as the largest page but a giant's: memory that is fresh for each costs more than the walk.
const most = 1 << 22;
let shared = new Uint16Array(1 << 16);
let known: { readonly text: string; readonly codes: Codes } = { text: "", codes: new Uint16Array(1) };

/** Good until the codes of another text are asked for: they stand in the same place. */
export function codesOf(text: string): Codes {
  if (known.text === text) return known.codes;
  const { length } = text;
  const isShared = length < most;
  if (isShared && length >= shared.length) shared = new Uint16Array(Math.min(most, 2 * length));
  const codes = isShared ? shared.subarray(0, length + 1) : new Uint16Array(length + 1);
  Buffer.from(codes.buffer, 0, 2 * length).write(text, "utf16le");
  codes[length] = 0;
  // A giant's are not held on to, and leave those of the text before where they are.
  if (isShared) known = { text, codes };
  return codes;
}

/** Space, tab and the two line breaks: a set of them took most of the time of a landing. */
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

export function skipSpace(codes: Codes, from: number): number {
  let at = from;
  while (at < codes.length && isSpace(codes[at]!)) at += 1;
  return at;
}

/** Where the string that begins at `start` is over; the end of the text where it is not closed. */
export function afterString(codes: Codes, start: number): number {
  const length = codes.length - 1;
  for (let at = start + 1; at < length; at += 1) {
    const code = codes[at];
    if (code === quote) return at + 1;
    if (code === backslash) at += 1;
  }
  return length;
}

/** Where the value that begins at `start` is over. */
export function afterValue(codes: Codes, start: number): number {
  const first = codes[start]!;
  if (first === quote) return afterString(codes, start);
  if (bent(first) === opens) return afterClosing(codes, start);
  let at = start;
  while (at < codes.length - 1 && !isAfterWord(codes[at]!)) at += 1;
  return at;
}

/** Square brackets and braces differ in one bit. */
const bent = (code: number) => code | 0x20;
const [opens, closes] = [0x7b, 0x7d];

const isAfterWord = (code: number) => code === comma || isSpace(code) || bent(code) === closes;

function afterClosing(codes: Codes, start: number): number {
  const length = codes.length - 1;
  let depth = 0;
  for (let at = start; at < length; at += 1) {
    const code = codes[at]!;
    if (code === quote) at = afterString(codes, at) - 1;
    else if (bent(code) === opens) depth += 1;
    else if (bent(code) === closes) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return length;
}

/** Whether the string without escapes at these places is this name. Nothing is cut out of the text for it: records have fifty members, and are asked for three. */
export function isNamed(codes: Codes, start: number, end: number, name: string): boolean {
  const { length } = name;
  if (end - start - 2 !== length) return false;
  for (let at = 0; at < length; at += 1) if (codes[start + 1 + at] !== name.charCodeAt(at)) return false;
  return true;
}
