/** When a report is due: pure calendar arithmetic in two zones, the organisation's days and the report's own hour. */

import type { ReportConfig } from "./config.ts";
import { InputError } from "./errors.ts";
import { addDays, lastClosed, localInstant, next, type Period, previous } from "./period.ts";

/**
 * The instant a report on `period` goes out: the first time its schedule names on or after the period's end. Never
 * before the period is over in the organisation's zone, however far away the report's own zone is.
 */
export function dueAt(report: Pick<ReportConfig, "at" | "zone" | "period">, period: Period): string {
  const { day, time } = report.at;
  if (day === "last working day") throw new InputError("Nobody knows which days are worked on yet.");
  // A week ends on a Monday and a month on a first, so the day of the schedule counts from there.
  const planned = localInstant(addDays(period.end, day === undefined ? 0 : day - 1), time, report.zone);
  return planned < period.endsAt ? period.endsAt : planned;
}

/** The latest closed period that was due by `now`. */
export function lastDue(report: ReportConfig, zone: string, now: string): Period {
  let period = lastClosed(report.period, now, zone);
  // Not just one step back: in a zone far to the west the one before may still be to come, too.
  while (dueAt(report, period) > now) period = previous(period);
  return period;
}

/** The next `count` periods that will be due after `now`. */
export function nextDue(report: ReportConfig, zone: string, now: string, count: number): readonly Period[] {
  const periods: Period[] = [];
  for (let period = next(lastDue(report, zone, now)); periods.length < count; period = next(period))
    periods.push(period);
  return periods;
}
