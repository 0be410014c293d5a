/** The members of a JSON object as they stand in its text: digits, spacing and order are never touched. */

export interface Member {
  readonly name: string;
  /** Its value's place in the text. */
  readonly start: number;
  readonly end: number;
}

/** The members of the outermost object of `text`, which must be valid JSON. */
export function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, skipSpace(text, 0) + 1);
  while (text[at] === '"') {
    const nameEnd = afterString(text, at);
    const written = text.slice(at + 1, nameEnd - 1);
    const name = written.includes("\\") ? (JSON.parse(`"${written}"`) as string) : written;
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = afterValue(text, start);
    members.push({ name, start, end });
    at = skipSpace(text, skipSpace(text, end) + 1);
  }
  return members;
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

const space = new Set([0x20, 0x09, 0x0a, 0x0d]);
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];

function skipSpace(text: string, from: number): number {
  let at = from;
  while (space.has(text.charCodeAt(at))) at += 1;
  return at;
}

function afterString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before the quote: an even one only escapes itself. */
function isEscaped(text: string, at: number): boolean {
  let from = at;
  while (text.charCodeAt(from - 1) === backslash) from -= 1;
  return (at - from) % 2 === 1;
}

function afterValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = afterString(text, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    if (depth < 0 || (depth === 0 && code === comma)) break;
  }
  while (space.has(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
