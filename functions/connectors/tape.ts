/**
 * Where everything in a JSON text stands, found in one walk that also proves it to be JSON: as strict as JSON.parse, and
 * no value is made. An answer is walked once for all its records.
 */

/** The codes of a text's characters, and one 0 behind them: to walk these takes a third of the time of the text. */
export type Codes = Uint16Array;

/** Of each value, in the order of the text, five numbers; a list's and an object's are followed by those in it. */
export type Tape = Int32Array;

/** Where the numbers of a value are, from its place in the tape. */
export const nameStarts = 0; // -1 where it has no name: in a list, or outermost
export const nameEnds = 1; // less than 0 where the name has escapes
export const starts = 2;
export const ends = 3;
export const next = 4; // the place in the tape of what is behind it, and not in it
/** Numbers of each value. */
export const width = 5;

const [quote, backslash, comma, colon, zero, nine] = [0x22, 0x5c, 0x2c, 0x3a, 0x30, 0x39];
const [brace, bracket, minus, plus, point] = [0x7b, 0x5b, 0x2d, 0x2b, 0x2e];

/** Space, tab and the two line breaks: a set of them took most of the time of a landing. */
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
const isDigit = (code: number) => code >= zero && code <= nine;

function skipSpace(codes: Codes, from: number): number {
  let at = from;
  while (isSpace(codes[at]!)) at += 1;
  return at;
}

/**
 * The tape of a text, written over `room` or a larger one; undefined where the text is not JSON. Objects that are open
 * keep the place of what they are in where that of what follows them will be, so that no depth is too much.
 */
export function tapeOf(codes: Codes, room: Tape): Tape | undefined {
  const length = codes.length - 1;
  let tape = room;
  let used = 0;
  /** The object or list that is open, and whether it is an object. */
  let inside = -1;
  let isNamed = false;
  let nameStart = -1;
  let nameEnd = -1;
  let at = skipSpace(codes, 0);
  for (;;) {
    if (isNamed) {
      if (codes[at] !== quote) return undefined;
      nameStart = at;
      at += 1;
      while (isPlain(codes[at]!)) at += 1;
      const hasEscapes = codes[at] === backslash;
      at = hasEscapes ? afterString(codes, nameStart) : codes[at] === quote ? at + 1 : -1;
      if (at < 0) return undefined;
      nameEnd = hasEscapes ? -at : at;
      if (isSpace(codes[at]!)) at = skipSpace(codes, at);
      if (codes[at] !== colon) return undefined;
      at += 1;
      if (isSpace(codes[at]!)) at = skipSpace(codes, at);
    }
    if (used + width > tape.length) tape = larger(tape);
    const first = codes[at]!;
    tape[used + nameStarts] = nameStart;
    tape[used + nameEnds] = nameEnd;
    tape[used + starts] = at;
    if (first === brace || first === bracket) {
      tape[used + next] = inside;
      inside = used;
      isNamed = first === brace;
      nameStart = -1;
      nameEnd = -1;
      used += width;
      at = skipSpace(codes, at + 1);
      if (codes[at] !== first + 2) continue;
    } else {
      if (first === quote) {
        at += 1;
        while (isPlain(codes[at]!)) at += 1;
        at = codes[at] === quote ? at + 1 : afterString(codes, at - 1);
      } else at = afterWord(codes, at, first);
      if (at < 0) return undefined;
      tape[used + ends] = at;
      used += width;
      tape[used - width + next] = used;
    }
    // What ends here, and all that ends with it.
    for (;;) {
      if (isSpace(codes[at]!)) at = skipSpace(codes, at);
      if (inside < 0) return at === length ? tape.subarray(0, used) : undefined;
      const code = codes[at]!;
      if (code === comma) {
        at = skipSpace(codes, at + 1);
        break;
      }
      if (code !== (isNamed ? brace : bracket) + 2) return undefined;
      at += 1;
      const outside = tape[inside + next]!;
      tape[inside + ends] = at;
      tape[inside + next] = used;
      inside = outside;
      isNamed = inside >= 0 && codes[tape[inside + starts]!] === brace;
    }
    nameStart = -1;
    nameEnd = -1;
  }
}

function larger(tape: Tape): Tape {
  const made = new Int32Array(2 * tape.length);
  made.set(tape);
  return made;
}

/** Stands in a string as it is. */
const isPlain = (code: number) => code >= 0x20 && code !== quote && code !== backslash;

/** Behind the string, of which anything before `from` is known to be plain; -1 where it is none. */
function afterString(codes: Codes, from: number): number {
  for (let at = from + 1; ; at += 1) {
    while (isPlain(codes[at]!)) at += 1;
    if (codes[at] === quote) return at + 1;
    if (codes[at] !== backslash) return -1;
    at += 1;
    const escaped = codes[at]!;
    if (escaped === 0x75) {
      for (let digit = 1; digit <= 4; digit += 1) if (!isHex(codes[at + digit]!)) return -1;
      at += 4;
    } else if (!isEscape(escaped)) return -1;
  }
}

const isHex = (code: number) => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
const escapes = new Set([...'"\\/bfnrt'].map((sign) => sign.charCodeAt(0)));
const isEscape = (code: number) => escapes.has(code);

const words = ["null", "true", "false"].map((word) => [...word].map((sign) => sign.charCodeAt(0)));

/** Behind the number or word; -1 where there is none. */
function afterWord(codes: Codes, from: number, first: number): number {
  if (isDigit(first) || first === minus) return afterNumber(codes, from);
  for (const word of words)
    if (word[0] === first) return word.every((code, n) => codes[from + n] === code) ? from + word.length : -1;
  return -1;
}

function afterNumber(codes: Codes, from: number): number {
  let at = codes[from] === minus ? from + 1 : from;
  // No other digit follows a leading 0: what follows the number is looked at by who asked.
  at = codes[at] === zero ? at + 1 : afterDigits(codes, at);
  if (at > 0 && codes[at] === point) at = afterDigits(codes, at + 1);
  if (at > 0 && (codes[at]! | 0x20) === 0x65) {
    at += 1;
    if (codes[at] === plus || codes[at] === minus) at += 1;
    at = afterDigits(codes, at);
  }
  return at;
}

function afterDigits(codes: Codes, from: number): number {
  let at = from;
  while (isDigit(codes[at]!)) at += 1;
  return at === from ? -1 : at;
}
