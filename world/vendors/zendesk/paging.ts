/** Where pages of the simulated Zendesk begin and end. */

import type { Version } from "../ledger.ts";
import type { View } from "../vendor.ts";

export type Rows = readonly Version[];

const known = new WeakMap<Rows, Rows>();

/** By time, and within a second by id, so that a position in a second means the same at every request. */
export function ordered(rows: Rows): Rows {
  let found = known.get(rows);
  if (found === undefined) {
    found = rows.toSorted((a, b) => a.at - b.at || compared(a.key, b.key));
    known.set(rows, found);
  }
  return found;
}

const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The first of them for which it holds; it holds for all that follow. */
function firstOf(rows: Rows, holds: (row: Version) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(rows[middle] as Version)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Without the last minute. */
export const hidden = (rows: Rows, now: number): Rows =>
  rows.slice(
    0,
    firstOf(rows, ({ at }) => at > now - 60_000),
  );

export const from = (rows: Rows, at: number): number => firstOf(rows, (row) => row.at >= at);

/** What comes after a position: `TIME KEY`. */
export function after(rows: Rows, position: string): number {
  const space = position.indexOf(" ");
  const [at, key] = [Number(position.slice(0, space)), position.slice(space + 1)];
  return firstOf(rows, (row) => row.at > at || (row.at === at && compared(row.key, key) > 0));
}

/** The end of a page by time: never within a second, and never the second it begins with alone. */
export function exportedSince(rows: Rows, begin: number, size: number): number {
  const last = rows[Math.min(rows.length, begin + size) - 1];
  if (last === undefined) return begin;
  const end = firstOf(rows, ({ at }) => at > last.at);
  const next = rows[end];
  if (rows[begin]?.at !== last.at || next === undefined) return end;
  return firstOf(rows, ({ at }) => at > next.at);
}

export function listed(view: View, rows: Rows, start: number, size: number) {
  const slice = view.page(rows, start, size);
  const end = slice.next === null ? rows.length : slice.next;
  const row = rows[end - 1];
  return { rows: slice.rows, next: slice.next, last: row && `${row.at} ${row.key}` };
}
