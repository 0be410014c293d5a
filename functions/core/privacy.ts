/**
 * Which cells of a table are kept from a reader who knows its totals: the small ones, and so many more that nobody can
 * work a small one out. What is kept depends on the table alone, so that two pages that show it keep the same. Pure.
 */

/** How much of something a cell holds; `of` is the part that has what a share counts. */
export interface Size {
  readonly amount: number;
  readonly of?: number;
}

export interface Cell {
  readonly id: string;
  /** The totals it is a part of: one, or two where it stands in a row and a column. */
  readonly lines: readonly string[];
  readonly isSmall: boolean;
  /** By what is counted. */
  readonly sizes: Readonly<Record<string, Size>>;
}

export interface Kept {
  /** Ids of cells of which nothing is told. */
  readonly hidden: ReadonlySet<string>;
  /** `LINE\nMEASURE`: so little in all that no cell of it is told. */
  readonly withheld: ReadonlySet<string>;
}

export const withheldKey = (line: string, measure: string) => `${line}\n${measure}`;

/**
 * A line is safe when the hidden cells are several, and hold so much together that any of them may hold the smallest
 * number that is told: whoever subtracts what is shown from the total learns that sum and no cell of it.
 */
export function keep(cells: readonly Cell[], smallest: number): Kept {
  const hidden = new Set(cells.filter(({ isSmall }) => isSmall).map(({ id }) => id));
  const withheld = new Set<string>();
  if (hidden.size === 0) return { hidden, withheld };
  const lines = linesOf(cells);
  for (;;) {
    const before = hidden.size + withheld.size;
    for (const [line, members] of lines) secure(line, members, smallest, hidden, withheld);
    if (hidden.size + withheld.size > before) continue;
    // One more may close the loops of several: they are looked at again after each.
    if (!workedOut(cells, hidden).some((cell) => hideOneMore(cell, lines, hidden)))
      return { hidden, withheld };
  }
}

function linesOf(cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> {
  const lines = new Map<string, Cell[]>();
  for (const cell of cells)
    for (const line of cell.lines) {
      const members = lines.get(line);
      if (members) members.push(cell);
      else lines.set(line, [cell]);
    }
  return lines;
}

/** Hides cells of a line until it is safe, and a measure of it where hiding cells is no help. */
function secure(
  line: string,
  members: readonly Cell[],
  smallest: number,
  hidden: Set<string>,
  withheld: Set<string>,
): void {
  for (;;) {
    const inside = members.filter(({ id }) => hidden.has(id));
    if (inside.length === 0) return;
    const open = measuresOf(members).filter((measure) => !withheld.has(withheldKey(line, measure)));
    const unsafe = open.find((measure) => !isSafe(inside, members, measure, smallest));
    if (unsafe === undefined) return;
    const next = smallestOf(
      members.filter(({ id }) => !hidden.has(id)),
      unsafe,
    );
    if (next && sum(members, unsafe) >= needed(inside, unsafe, smallest)) hidden.add(next.id);
    else
      for (const measure of [unsafe, ...givingAway(unsafe, members)])
        withheld.add(withheldKey(line, measure));
    // A line of which nothing is told hides its cells from those who know their other totals, too.
    if (measuresOf(members).every((measure) => withheld.has(withheldKey(line, measure))))
      for (const { id } of members) hidden.add(id);
  }
}

/** Shares that count the same things in every cell: each of them, of what is told, would tell how many of those there are. */
function givingAway(measure: string, members: readonly Cell[]): readonly string[] {
  if (sum(members, measure) === 0) return [];
  return measuresOf(members).filter((share) =>
    members.every(({ sizes }) => (sizes[share]?.of ?? 0) === (sizes[measure]?.amount ?? 0)),
  );
}

/** So much must be hidden in a line that any of the cells that hold some could be one that is told. */
function needed(inside: readonly Cell[], measure: string, smallest: number): number {
  const holding = inside.filter(({ sizes }) => (sizes[measure]?.amount ?? 0) > 0).length;
  return Math.max(1, holding) + smallest - 1;
}

function isSafe(
  inside: readonly Cell[],
  members: readonly Cell[],
  measure: string,
  smallest: number,
): boolean {
  if (inside.length < 2 || sum(inside, measure) < needed(inside, measure, smallest)) return false;
  const [part, whole] = [sumOf(inside, measure), sumOf(members, measure)];
  // A share of nothing, or of all, is that of every cell; where the total says so there is nothing to hide.
  const isMixed = whole > 0 && whole < sum(members, measure);
  return !isMixed || (part > 0 && part < sum(inside, measure)) || !hasShares(members, measure);
}

const measuresOf = (members: readonly Cell[]) =>
  [...new Set(members.flatMap(({ sizes }) => Object.keys(sizes)))].sort();

const sum = (cells: readonly Cell[], measure: string) =>
  cells.reduce((total, { sizes }) => total + (sizes[measure]?.amount ?? 0), 0);
const sumOf = (cells: readonly Cell[], measure: string) =>
  cells.reduce((total, { sizes }) => total + (sizes[measure]?.of ?? 0), 0);
const hasShares = (cells: readonly Cell[], measure: string) =>
  cells.some(({ sizes }) => sizes[measure]?.of !== undefined);

/** The one with least of it, of those with any; by name where they are alike, so that every page takes the same. */
function smallestOf(cells: readonly Cell[], measure: string): Cell | undefined {
  const amount = ({ sizes }: Cell) => sizes[measure]?.amount || Number.POSITIVE_INFINITY;
  return cells.toSorted((a, b) => amount(a) - amount(b) || (a.id < b.id ? -1 : 1))[0];
}

/** False where there is none left. */
function hideOneMore(cell: Cell, lines: ReadonlyMap<string, readonly Cell[]>, hidden: Set<string>): boolean {
  const [measure = ""] = Object.keys(cell.sizes).sort();
  const others = cell.lines.flatMap((line) => lines.get(line) ?? []).filter(({ id }) => !hidden.has(id));
  const next = smallestOf(others, measure);
  if (next) hidden.add(next.id);
  return next !== undefined;
}

/**
 * Hidden cells that rows and columns together give away although each line hides several. Lines are the knots of a net
 * and hidden cells its threads: a thread whose loss would part the net has the only value that fits both sides.
 */
function workedOut(cells: readonly Cell[], hidden: ReadonlySet<string>): readonly Cell[] {
  const threads = cells.filter(({ id, lines }) => hidden.has(id) && lines.length > 0);
  if (threads.every(({ lines }) => lines.length === 1)) return [];
  return threads.filter((thread) => {
    const [from = "", to = ""] = thread.lines;
    return !isReached(
      from,
      to,
      threads.filter((other) => other !== thread),
    );
  });
}

/** A cell of one line hangs loose at its other end, which is the same for all of them. */
function isReached(from: string, to: string, threads: readonly Cell[]): boolean {
  const reached = new Set([from]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { lines } of threads) {
      const [one = "", other = ""] = lines;
      if (reached.has(one) === reached.has(other)) continue;
      reached.add(one).add(other);
      grown = true;
    }
  }
  return reached.has(to);
}
