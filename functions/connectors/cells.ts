/** One CSV row in a text: RFC 4180, except that a quote inside an unquoted cell is an ordinary character. */

export interface Cells {
  readonly cells: readonly string[];
  /** Where the next row begins. */
  readonly end: number;
  /** Lines the row takes; more than one when a quoted cell holds line breaks. */
  readonly lines: number;
  /**
   * `open`: a quote is not closed in this text. `swallows`: it is, lines later, but no cell ends there.
   * `after`: something follows a closing quote. A row with a problem ends with its first line.
   */
  readonly problem?: "open" | "swallows" | "after";
  /** 1-based column in which the first line ends, or which has the problem; 0 where neither. */
  readonly column: number;
}

/** Reads the row that begins at `start`, which must be the first character of a line. */
export function readCells(text: string, start: number, delimiter: string): Cells {
  const cells: string[] = [];
  let breaks = 0;
  let column = 0;
  const broken = (problem: "open" | "swallows" | "after"): Cells => ({
    cells,
    end: afterLine(text, start),
    lines: 1,
    problem,
    column: column === 0 ? cells.length + 1 : column,
  });
  for (let at = start; ; at += 1) {
    let end: number;
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return broken("open");
      const cell = text.slice(at + 1, close);
      breaks += lineBreaks(cell);
      if (breaks > 0 && column === 0) column = cells.length + 1;
      end = cellEnd(text, close + 1, delimiter);
      if (end !== close + 1) return broken(breaks > 0 ? "swallows" : "after");
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
    } else {
      end = cellEnd(text, at, delimiter);
      cells.push(text.slice(at, end));
    }
    if (text[end] !== delimiter) return { cells, end: afterLine(text, end), lines: breaks + 1, column };
    at = end;
  }
}

/** Where the line after the one of `at` begins. */
export function afterLine(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found === -1 ? text.length : found + 1;
}

/** The text of a line that takes the characters from `start` to `end`, without its break. */
export function lineOf(text: string, start: number, end: number): string {
  let stop = end;
  if (stop > start && text[stop - 1] === "\n") stop -= 1;
  if (stop > start && text[stop - 1] === "\r") stop -= 1;
  return text.slice(start, stop);
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Where the rest of a cell ends: at a delimiter, a line break or the end of the text. */
function cellEnd(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === delimiter || char === "\n") return at;
    if (char === "\r" && (at + 1 === text.length || text[at + 1] === "\n")) return at;
  }
  return text.length;
}

function lineBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count += 1;
  return count;
}
