/** The contacts behind a report's numbers: when each came, how long it waited and lasted, and what became of it. Pure. */

import type { Scope } from "./config.ts";

/** Nothing here names a person. Instants are ISO UTC, times seconds; null where nobody said. */
export interface ListedContact {
  readonly openedAt: string;
  readonly resolvedAt: string | null;
  readonly channel: string;
  readonly department: string;
  readonly reason: string;
  /** In its first queue. */
  readonly waitSeconds: number | null;
  /** Talk and hold of all who handled it. */
  readonly talkSeconds: number | null;
  readonly isTransferred: boolean | null;
  readonly transferReason: string | null;
  /** In the organisation's own words. */
  readonly outcome: string | null;
  /** Whether anybody answered; null where it came to no queue. */
  readonly isAnswered: boolean | null;
}

/** The newest of the contacts opened in the period, newest first. */
export interface ContactsModel {
  /** How many were opened; null where that is not known. */
  readonly opened: number | null;
  readonly rows: readonly ListedContact[];
}

/** So many are listed at most: a page of them can still be read, and a plan that holds them be stored. */
export const mostListed = 1000;

/** The newest of `rows`, which are sorted so, that lie within the scope; `member` is it as the data spell it. */
export function listedWithin(
  scope: Scope | null,
  member: string | undefined,
  rows: readonly ListedContact[],
): readonly ListedContact[] {
  if (scope === null) return rows.slice(0, mostListed);
  return member === undefined ? [] : rows.filter((one) => one[scope.by] === member).slice(0, mostListed);
}
