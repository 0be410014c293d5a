/**
 * Which periods a report still owes, which are settled, and what its past says. Pure.
 *
 * A missed hour, a machine stopped for three days: what was due meanwhile is owed at the next tick, the last `catchUp`
 * periods of a report and nothing older; older ones are given up and reported. A report added in the middle of a week
 * owes what is due from then on, by the hour it has then. A changed hour or day asks anew when each period is due: what is settled stays so,
 * what is not goes out at the new hour, at once if that has passed. A changed period (weekly becomes daily) begins like
 * a new report. A period due during a pause is settled unsent, so that an end of the pause sends nothing of it; what has begun is brought
 * to its end. A
 * renamed report (`was:`) keeps its past: what it was sent as, under the old name too, is not sent again.
 */

import type { ReportConfig } from "./config.ts";
import { next, type Period, trailing } from "./period.ts";
import { dueAt, lastDue, pausedUntil } from "./schedule.ts";

/** So many of the last due periods are still sent when they could not go out in time; older ones are given up. */
export const catchUp = 3;

/** So many settled periods are remembered: more than are ever asked for, also with the clock set back a little. */
const remembered = 10;

/** `state/reports/<id>.json`. */
export interface ReportState {
  /** Nothing that was due before this instant is owed. */
  readonly firstSeen: string;
  /** First local day of the first period owed, by the hour it had then: a later edit of the hour makes nothing older due. */
  readonly from?: string;
  /** What its periods were at the last tick. */
  readonly period?: ReportConfig["period"];
  /** Names of the last periods whose every recipient is settled, oldest first. */
  readonly settled: readonly string[];
  /** Those of them that were not sent because their data were not complete in time. */
  readonly skipped?: readonly Skipped[];
  /** What it was called before, oldest first. */
  readonly formerly?: readonly Former[];
  /** Its new name, once another report took its past over. */
  readonly renamed?: Former;
}

export interface Skipped {
  readonly period: string;
  /** What was missing, in words. */
  readonly missing: readonly string[];
}

export interface Former {
  readonly id: string;
  /** When the name changed. */
  readonly at: string;
}

/** The periods a report should have gone out for by now and did not, oldest first. A report nobody noted owes nothing. */
export function owed(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  return open(report, known, zone, now).filter((one) => !isPaused(report, one));
}

/** The periods that came due during a pause and are not settled yet. */
export function paused(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  return open(report, known, zone, now).filter((one) => isPaused(report, one));
}

/** The periods not settled yet whose send may have begun: those that are owed, paused or given up last, oldest first. */
export function unsettled(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  if (!isOf(report, known)) return [];
  return recent(lastDue(report, zone, now), 2 * catchUp).filter(
    (one) => isSince(report, known, one) && !isSettled(known.settled, one.name),
  );
}

function open(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  if (!isOf(report, known)) return [];
  const last = lastDue(report, zone, now);
  // A clock set back before the first sight asks for what was due then, and for nothing older.
  const asked =
    known.firstSeen > now ? [last] : recent(last, catchUp).filter((one) => isSince(report, known, one));
  return asked.filter(({ name }) => !isSettled(known.settled, name));
}

/** The last periods given up, oldest first: of the `count` right before those that are caught up on. */
export function givenUp(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
  count: number = catchUp,
): readonly Period[] {
  if (!isOf(report, known)) return [];
  return recent(lastDue(report, zone, now), catchUp + count)
    .slice(0, count)
    .filter((one) => isSince(report, known, one) && !isSettled(known.settled, one.name))
    .filter((one) => !isPaused(report, one));
}

/** The last `count` periods, oldest first: the same few are asked for at every tick. */
function recent(last: Period, count: number): readonly Period[] {
  if (count > 2 * catchUp) return trailing(last, count);
  let known = windows.get(last);
  if (!known) {
    known = trailing(last, 2 * catchUp);
    windows.set(last, known);
  }
  return known.slice(-count);
}

const windows = new WeakMap<Period, readonly Period[]>();

/** Whether the state speaks of the report as it is: not before the next tick noted that its period was changed. */
const isOf = ({ period }: ReportConfig, known: ReportState | undefined): known is ReportState =>
  known !== undefined && (known.period ?? period) === period;

const isSince = (report: ReportConfig, { firstSeen, from }: ReportState, period: Period) =>
  from === undefined ? dueAt(report, period) >= firstSeen : period.start >= from;

/** The state of a report at its first sight: it owes what is due from `now` on. */
export function seenFirst(report: ReportConfig, zone: string, now: string): ReportState {
  const last = lastDue(report, zone, now);
  const from = dueAt(report, last) === now ? last : next(last);
  return { firstSeen: now, from: from.start, period: report.period, settled: [] };
}

function isPaused(report: ReportConfig, period: Period): boolean {
  const until = pausedUntil(report);
  return until !== null && dueAt(report, period) < until;
}

/**
 * The name under which the period's plan and ledger are kept. What was over before a report was renamed may have been
 * begun under its old name, and is finished there, so that two workers of two configs never send it twice.
 */
export function ledgerName(
  report: string,
  known: ReportState | undefined,
  period: Pick<Period, "endsAt">,
): string {
  return known?.formerly?.find(({ at }) => period.endsAt <= at)?.id ?? report;
}

/** Whether a period is settled, or too old for anybody to remember: then it is not sent again either. */
export function isSettled(settled: readonly string[], name: string): boolean {
  if (settled.includes(name)) return true;
  const names = alike(settled, name);
  return names.length >= remembered && names.every((one) => name < one);
}

/** The settled periods and this one; the same array when it is among them already. */
export function settledWith(settled: readonly string[], name: string): readonly string[] {
  if (isSettled(settled, name)) return settled;
  const names = [...alike(settled, name)].sort();
  const others = settled.filter((one) => !names.includes(one));
  return [...others, ...[...names, name].sort().slice(-remembered)];
}

/** The report with this period settled, as not sent where something was missing; the same state when it was settled. */
export function settledAs(known: ReportState, period: string, missing: readonly string[] = []): ReportState {
  const settled = settledWith(known.settled, period);
  if (settled === known.settled) return known;
  if (missing.length === 0) return { ...known, settled };
  return { ...known, settled, skipped: [...(known.skipped ?? []), { period, missing }].slice(-remembered) };
}

/**
 * Names of the same grain: days, weeks and months are named with different lengths, and only names of one grain sort by
 * time. A report has several once its `period` was edited.
 */
const alike = (settled: readonly string[], name: string) =>
  settled.filter(({ length }) => length === name.length);
