/**
 * When a report is due: pure calendar arithmetic in two zones, the organisation's days and the report's own hour.
 *
 * An hour that a clock change skips is as much later as the clock jumped (02:30 goes out at 03:30), one that comes twice
 * is its first occurrence: either way the report goes out once. The same holds for deadlines.
 */

import type { Incomplete, ReportConfig, Settings, WorkingDays } from "./config.ts";
import {
  addDays,
  lastClosed,
  localDate,
  localInstant,
  next,
  type Period,
  previous,
  startOfDay,
} from "./period.ts";

type Scheduled = Pick<ReportConfig, "at" | "zone" | "period">;

/**
 * The instant a report on `period` goes out: the first time its schedule names on or after the period's end. Never
 * before the period is over in the organisation's zone, however far away the report's own zone is.
 */
export function dueAt(report: Scheduled, period: Period): string {
  let known = hours.get(report);
  if (!known) {
    known = new WeakMap();
    hours.set(report, known);
  }
  const found = known.get(period);
  if (found !== undefined) return found;
  const planned = localInstant(dueDay(report, period), report.at.time, report.zone);
  const due = planned < period.endsAt ? period.endsAt : planned;
  known.set(period, due);
  return due;
}

/** Hours already worked out: every tick asks for the same few of a report. They go when its config does. */
const hours = new WeakMap<Scheduled, WeakMap<Period, string>>();

/** A week ends on a Monday and a month on a first, so the day of the schedule counts from there. */
function dueDay({ at: { day, working } }: Scheduled, period: Period): string {
  if (day === "last working day") return lastWorkingDay(next(period), working ?? mondayToFriday);
  return addDays(period.end, day === undefined ? 0 : day - 1);
}

const mondayToFriday: WorkingDays = { weekdays: [1, 2, 3, 4, 5], holidays: [] };

/** The days the organisation works on: those its default hours open, without the holidays of either list. */
export function workingDays({
  businessHours,
  holidays,
}: Pick<Settings, "businessHours" | "holidays">): WorkingDays {
  const hours = businessHours?.schedules.default;
  const open = [...new Set(hours?.week.map(({ weekday }) => weekday as number))].sort();
  return {
    weekdays: open.length === 0 ? mondayToFriday.weekdays : open,
    holidays: [...new Set([...holidays, ...(hours?.holidays ?? [])])].sort(),
  };
}

/** The last day of the period somebody works on; its very last where nobody does at all. */
function lastWorkingDay({ start, end }: Period, { weekdays, holidays }: WorkingDays): string {
  const last = addDays(end, -1);
  let day = last;
  while (day >= start && !(weekdays.includes(weekdayOf(day)) && !holidays.includes(day)))
    day = addDays(day, -1);
  return day < start ? last : day;
}

const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;

/** When waiting for complete data ends: so many seconds after the due hour, or the next such local time after it. */
export function deadlineOf(report: Scheduled, { wait }: Incomplete, period: Period): string {
  const due = dueAt(report, period);
  if (typeof wait === "number") return instantOf(Date.parse(due) + wait * 1000);
  const day = localDate(due, report.zone);
  const sameDay = localInstant(day, wait, report.zone);
  return sameDay > due ? sameDay : localInstant(addDays(day, 1), wait, report.zone);
}

/** Nothing due before this instant goes out; null where nothing is paused. */
export function pausedUntil({
  pausedUntil: day,
  zone,
}: Pick<ReportConfig, "pausedUntil" | "zone">): string | null {
  return day === undefined ? null : startOfDay(day, zone);
}

/** The latest closed period that was due by `now`. */
export function lastDue(report: Scheduled, zone: string, now: string): Period {
  const known = lasts.get(report);
  if (known && known.zone === zone && known.from <= now && now < known.to) return known.period;
  let period = lastClosed(report.period, now, zone);
  // Not just one step back: in a zone far to the west the one before may still be to come, too.
  while (dueAt(report, period) > now) period = previous(period);
  lasts.set(report, { zone, period, from: dueAt(report, period), to: dueAt(report, next(period)) });
  return period;
}

/** What was due last, and from when to when that is the answer. */
const lasts = new WeakMap<
  Scheduled,
  { readonly zone: string; readonly period: Period; readonly from: string; readonly to: string }
>();

/** The next `count` periods that will be due after `now`. */
export function nextDue(report: Scheduled, zone: string, now: string, count: number): readonly Period[] {
  const periods: Period[] = [];
  for (let period = next(lastDue(report, zone, now)); periods.length < count; period = next(period))
    periods.push(period);
  return periods;
}

/** The next `count` periods that go out after `now`: what comes due during a pause does not. */
export function nextSends(report: ReportConfig, zone: string, now: string, count: number): readonly Period[] {
  const until = pausedUntil(report);
  if (until === null || until <= now) return nextDue(report, zone, now, count);
  return nextDue(report, zone, instantOf(Date.parse(until) - 1000), count);
}

const instantOf = (ms: number) => `${new Date(ms).toISOString().slice(0, -5)}Z`;
