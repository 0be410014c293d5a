/** A text seen as lines, for saying where in it a mistake began. */

export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const from = text[offset - 1] === "\n" ? offset : start;
  const next = text.indexOf("\n", from);
  const end = next < 0 ? text.length : next;
  return { text: text.slice(from, end).replace(/\r$/, ""), start: from, end };
}

export function contentBefore(text: string, start: number): Line | undefined {
  for (let at = start - 1; at >= 0; ) {
    const line = lineAt(text, at);
    if (/^\s*[^\s#]/.test(line.text)) return line;
    at = line.start - 1;
  }
  return undefined;
}

export function contentAfter(text: string, end: number): Line | undefined {
  for (let at = end + 1; at < text.length; ) {
    const line = lineAt(text, at);
    if (/^\s*[^\s#]/.test(line.text)) return line;
    at = line.end + 1;
  }
  return undefined;
}

export const colons = (line: string) => line.replace(/\s#.*$/, "").match(/:(?=\s|$)/g)?.length ?? 0;
export const indent = (line: string) => line.search(/\S|$/);
/** Where the key of a line begins: after the hyphen of a list. */
export const keyColumn = (line: string) => /^[ ]*(- +)*/.exec(line)?.[0].length ?? 0;
