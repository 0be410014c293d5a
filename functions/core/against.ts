/** What a period is held against, as spans of local days: the period before, last year, as far as now, an event. */

import type { ComparisonSettings } from "./comparison.ts";
import { weekdayOf } from "./daymix.ts";
import { addDays, type Period, periodOf, previous, sameLastYear, trailing } from "./period.ts";

/** Local days from `start` up to, and without, `end`. A period is one. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

export interface Pair {
  readonly now: Span;
  readonly before: Span;
}

/** The period before; a day is held against the same weekday, since Mondays are no Sundays. */
export function previousOf(period: Period, previousDay: ComparisonSettings["previousDay"]): Period {
  return previous(period, period.grain === "day" && previousDay === "same_weekday" ? 7 : 1);
}

/**
 * The same period last year. Months are months. A week on the same dates is a span, no ISO week. NULL where last year
 * has no such week: few years have a week 53.
 */
export function lastYearOf(period: Period, alignment: ComparisonSettings["lastYear"]): Period | Span | null {
  if (period.grain === "month" || alignment === "364d") return sameLastYear(period);
  if (alignment === "iso") return isoLastYear(period);
  const start = yearBefore(period.start);
  if (period.grain === "day") return periodOf("day", start, period.zone);
  return { start, end: addDays(start, daysIn(period)) };
}

/** The same where it is a period of the calendar, which breakdowns are kept of; NULL of other days. */
export function periodLastYear(period: Period, alignment: ComparisonSettings["lastYear"]): Period | null {
  const other = lastYearOf(period, alignment);
  return other && "startsAt" in other ? other : null;
}

function isoLastYear({ grain, start, zone }: Period): Period | null {
  const [year = "", number = ""] = periodOf("week", start, zone).name.split("-W");
  const name = `${String(Number(year) - 1).padStart(4, "0")}-W${number}`;
  // 4 January always lies in week 1.
  const first = periodOf("week", `${name.slice(0, 4)}-01-04`, zone);
  const week = previous(first, 1 - Number(number));
  if (week.name !== name) return null;
  return grain === "day" ? periodOf("day", addDays(week.start, weekdayOf(start) - 1), zone) : week;
}

/** The date a year earlier; 28 February for the day that only leap years have. */
function yearBefore(date: string): string {
  const earlier = `${String(Number(date.slice(0, 4)) - 1).padStart(4, "0")}${date.slice(4)}`;
  return earlier.endsWith("-02-29") ? `${earlier.slice(0, 4)}-02-28` : earlier;
}

/** The last `count` complete periods before this one, oldest first; this one is not among them. */
export function trailingBefore(period: Period, count: number): readonly Period[] {
  return trailing(previous(period), count);
}

/**
 * The month or quarter up to `lastDay`, its last complete day, against as many first days of the one before: all of
 * it when that one is shorter.
 */
export function toDate(grain: "month" | "quarter", lastDay: string): Pair {
  const zone = "UTC";
  const months = grain === "month" ? 1 : 3;
  const month = periodOf("month", lastDay, zone);
  const first = previous(month, grain === "month" ? 0 : (Number(lastDay.slice(5, 7)) - 1) % 3);
  const now = { start: first.start, end: addDays(lastDay, 1) };
  const before = { start: previous(first, months).start, end: first.start };
  const days = Math.min(daysIn(now), daysIn(before));
  return { now, before: { start: before.start, end: addDays(before.start, days) } };
}

/** How far an event is looked at, at most, on either side. */
const farthest = 28;

/**
 * Before and after an event, equally long. Its day is the first after it: what began at some hour of that day is in
 * it. From a week on both sides are whole weeks, so that they hold the same weekdays. An event that ended has nothing
 * after its last day. NULL before its first day is complete.
 */
export function aroundEvent(
  event: { readonly on: string; readonly until?: string },
  lastDay: string,
  most = farthest,
): Pair | null {
  const last = event.until !== undefined && event.until < lastDay ? event.until : lastDay;
  const days = Math.min(most, daysIn({ start: event.on, end: addDays(last, 1) }));
  if (days < 1) return null;
  const length = days < 7 ? days : days - (days % 7);
  return {
    now: { start: event.on, end: addDays(event.on, length) },
    before: { start: addDays(event.on, -length), end: event.on },
  };
}

/** How many local days a span holds. */
export function daysIn(span: Span): number {
  return Math.max(0, Math.round((Date.parse(span.end) - Date.parse(span.start)) / 86_400_000));
}

/** Every local day of a span, in order. */
export function eachDay(span: Span): readonly string[] {
  return Array.from({ length: daysIn(span) }, (_, day) => addDays(span.start, day));
}

/** A total by the days that were open: two spans as long may hold other numbers of working days. NULL without any. */
export function perOpenDay(total: number, span: Span, isOpen: (day: string) => boolean): number | null {
  const open = eachDay(span).filter(isOpen).length;
  return open === 0 ? null : total / open;
}

/** Holidays of which one side has more than the other: the pair is marked, not adjusted. NULL when it need not be. */
export function unevenHolidays(
  { now, before }: Pair,
  holidays: readonly string[],
): { readonly now: readonly string[]; readonly before: readonly string[] } | null {
  const within = ({ start, end }: Span) => holidays.filter((day) => day >= start && day < end);
  const found = { now: within(now), before: within(before) };
  return found.now.length === found.before.length ? null : found;
}
