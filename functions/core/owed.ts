/** Which periods a report still owes, and which are settled. Pure. */

import type { ReportConfig } from "./config.ts";
import { type Period, trailing } from "./period.ts";
import { dueAt, lastDue } from "./schedule.ts";

/** So many of the last due periods are still sent when they could not go out in time; older ones are given up. */
export const catchUp = 3;

/** So many settled periods are remembered: more than are ever asked for, also with the clock set back a little. */
const remembered = 10;

export interface ReportState {
  /** Nothing that was due before this instant is owed. */
  readonly firstSeen: string;
  /** Names of the last periods whose every recipient is settled, oldest first. */
  readonly settled: readonly string[];
}

/** The periods a report should have gone out for by now and did not, oldest first. A report nobody noted owes nothing. */
export function owed(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  if (!known) return [];
  const last = lastDue(report, zone, now);
  // A clock set back before the first sight asks for what was due then, and for nothing older.
  const asked =
    known.firstSeen > now ? [last] : trailing(last, catchUp).filter((one) => isSince(report, known, one));
  return asked.filter(({ name }) => !isSettled(known.settled, name));
}

/** The periods given up last, oldest first: as many as are caught up on, right before those. */
export function givenUp(
  report: ReportConfig,
  known: ReportState | undefined,
  zone: string,
  now: string,
): readonly Period[] {
  if (!known) return [];
  return trailing(lastDue(report, zone, now), 2 * catchUp)
    .slice(0, catchUp)
    .filter((one) => isSince(report, known, one) && !isSettled(known.settled, one.name));
}

const isSince = (report: ReportConfig, { firstSeen }: ReportState, period: Period) =>
  dueAt(report, period) >= firstSeen;

/** Whether a period is settled, or too old for anybody to remember: then it is not sent again either. */
export function isSettled(settled: readonly string[], name: string): boolean {
  const names = alike(settled, name);
  return names.includes(name) || (names.length >= remembered && name < names[0]!);
}

/** The settled periods and this one; the same array when it is among them already. */
export function settledWith(settled: readonly string[], name: string): readonly string[] {
  if (isSettled(settled, name)) return settled;
  const names = alike(settled, name);
  const others = settled.filter((one) => !names.includes(one));
  return [...others, ...[...names, name].sort().slice(-remembered)];
}

/**
 * Names of the same grain, oldest first: days, weeks and months are named with different lengths, and only names of
 * one grain sort by time. A report has several once its `period` was edited.
 */
const alike = (settled: readonly string[], name: string) =>
  settled.filter(({ length }) => length === name.length).sort();
