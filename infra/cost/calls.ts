/**
 * How often a deployed installation asked AWS for what: counted in a run of the journey's support centre, not estimated.
 * `npm run cost:count` writes counts.json again; a test runs the journey and compares.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** By kind: `tick s3.get config`, `land invocations`, `athena files read`, `metric hours Ticks`. */
export type Counts = Readonly<Record<string, number>>;

export interface Calls {
  /** Wednesday, 288 ticks: one nightly file, one computing, one daily report. */
  readonly day: Counts;
  /** Seven such days, and one weekly report. */
  readonly week: Counts;
  /** What went out in the week: reports, and emails to their readers. */
  readonly sent: { readonly reports: number; readonly emails: number };
  /** Days whose contacts one nightly file touches. */
  readonly days: number;
  /** What each further day adds whose contacts a file touches. */
  readonly furtherDay: Counts;
  /** What each further reader of a report adds to its sending. */
  readonly furtherReader: Counts;
  /** What SES tells of one email: that it was sent, and that it was delivered. */
  readonly told: Counts;
  /** A reader who follows the link of an email: the redirect, the page and its style sheet. */
  readonly opened: Counts;
  readonly bytes: {
    /** Of an email as it is handed over. */
    readonly email: number;
    /** Kept in the archive and the ledger, of each report and of each reader it went to. */
    readonly keptForReport: number;
    readonly keptForReader: number;
  };
}

export const calls = JSON.parse(readFileSync(join(import.meta.dirname, "counts.json"), "utf8")) as Calls;

/** How many of the kinds that match. */
export function total(counts: Counts, kind: RegExp): number {
  return Object.entries(counts).reduce((sum, [name, count]) => sum + (kind.test(name) ? count : 0), 0);
}

/** The sum of all, each so many times. */
export function summed(parts: readonly (readonly [counts: Counts, times: number])[]): Counts {
  const sums: Record<string, number> = {};
  for (const [counts, times] of parts)
    for (const [kind, count] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + count * times;
  return sums;
}
