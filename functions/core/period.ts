/**
 * Half-open local days, ISO weeks and months in an IANA zone. Local dates are `YYYY-MM-DD` text, instants ISO text;
 * what this file hands out is UTC with whole seconds and a `Z`. No clock is read: `now` is always an argument.
 */

import { Temporal } from "temporal-polyfill";
import {
  dateOf,
  dayMs,
  dayNumber,
  isDate,
  type PeriodGrain,
  type Span,
  spanBefore,
  spanOf,
} from "./calendar.ts";
import { InputError } from "./errors.ts";
import { remembered } from "./remembered.ts";

export { addDays, isDate, type PeriodGrain } from "./calendar.ts";

/** Everything from `startsAt` up to, and without, `endsAt`; its days are local. */
export interface Period extends Span {
  readonly zone: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Whether the text names an IANA zone in its own spelling; `+02:00` and `europe/budapest` do not. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId === text;
  } catch {
    return false;
  }
}

/** The instant at which the local day begins: its first moment, also where no midnight exists on that day. */
export function startOfDay(date: string, zone: string): string {
  return instantOf(startMs(dayNumber(date), zone));
}

/**
 * The local day the instant lies in: the latest day that has begun by then, so days never overlap. (Where clocks go
 * back across midnight, the repeated minutes before it belong to the day that has already begun.)
 */
export function localDate(instant: string, zone: string): string {
  const ms = millis(instant);
  // No zone is a whole day or more away from UTC, so the answer is one of three days.
  const near = Math.floor(ms / dayMs) + 1;
  for (let day = near; day > near - 2; day -= 1) {
    if (startMs(day, zone) <= ms) return dateOf(day);
  }
  return dateOf(near - 2);
}

/**
 * The instant of a wall time `HH:MM`. A time repeated in autumn is its first occurrence; one skipped in spring is as
 * much later as the clock jumped, so 02:30 becomes 03:30, and a whole skipped day the same time on the next.
 */
export function localInstant(date: string, time: string, zone: string): string {
  dayNumber(date);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new InputError(`"${time}" is not a time; write HH:MM`);
  startsOf(zone);
  return wallTime(`${date}T${time}[${zone}]`);
}

const wallTime = remembered((text: string) => instantOf(Temporal.ZonedDateTime.from(text).epochMilliseconds));

/** `HH:MM` on the clock of the zone. */
export function localTime(instant: string, zone: string): string {
  const ms = millis(instant);
  startsOf(zone);
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainTime()
    .toString()
    .slice(0, 5);
}

/** The period of this grain that holds the local date. */
export function periodOf(grain: PeriodGrain, date: string, zone: string): Period {
  return inZone(spanOf(grain, date), zone);
}

/** The period of this grain that holds the instant. */
export function periodAt(grain: PeriodGrain, instant: string, zone: string): Period {
  return periodOf(grain, localDate(instant, zone), zone);
}

/** The period `count` places earlier. */
export function previous(period: Period, count = 1): Period {
  return inZone(spanBefore(period, count), period.zone);
}

/** The period that begins where this one ends. */
export function next(period: Period): Period {
  return previous(period, -1);
}

/** What this period is compared with: 364 days back for a day or week, so weekdays match; for a month, twelve months. */
export function sameLastYear(period: Period): Period {
  return previous(period, { day: 364, week: 52, month: 12 }[period.grain]);
}

/** The last `count` periods, oldest first, ending with this one. */
export function trailing(period: Period, count: number): Period[] {
  return Array.from({ length: count }, (_, index) => previous(period, count - 1 - index));
}

/** Every local date of the period, in order. */
export function daysOf(period: Period): string[] {
  const first = dayNumber(period.start);
  return Array.from({ length: dayNumber(period.end) - first }, (_, index) => dateOf(first + index));
}

/** Whether the whole period lies behind `now`. */
export function isClosed(period: Period, now: string): boolean {
  return millis(period.endsAt) <= millis(now);
}

/** The latest period of this grain that is closed at `now`. */
export function lastClosed(grain: PeriodGrain, now: string, zone: string): Period {
  return previous(periodAt(grain, now, zone));
}

/** Throws InputError, saying when the period closes, unless it is closed at `now`. */
export function requireClosed(period: Period, now: string): void {
  if (isClosed(period, now)) return;
  throw new InputError(
    `${period.grain} ${period.name} is still open, and a report on a period still open is refused. ` +
      `It closes when ${period.end} begins in ${period.zone} (${period.endsAt}); ` +
      `ask again then, or for ${lastClosed(period.grain, now, period.zone).name}.`,
  );
}

/** Each is asked for at every tick, and made once. */
const periodsOf = remembered((_zone: string) => new WeakMap<Span, Period>());

function inZone(span: Span, zone: string): Period {
  const known = periodsOf(zone);
  const found = known.get(span);
  if (found) return found;
  const { grain, start, end, name } = span;
  const [startsAt, endsAt] = [startOfDay(start, zone), startOfDay(end, zone)];
  const period = { grain, start, end, zone, startsAt, endsAt, name };
  known.set(span, period);
  return period;
}

const instantOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, -5)}Z`;

/** A text without an offset is refused: it would be read in the zone of whatever machine this is. */
const millis = remembered((instant: string): number => {
  const shape = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.exec(instant);
  const ms = shape && isDate(shape[1] ?? "") ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new InputError(`"${instant}" is not an instant; write 2026-11-16T08:00:00Z`);
  return ms;
});

/** Day starts already worked out, by zone and day number: the calendar library is too slow to ask for every row. */
const starts = new Map<string, Map<number, number>>();
const startsKept = 50_000;

function startsOf(zone: string): Map<number, number> {
  const known = starts.get(zone);
  if (known) return known;
  if (!isZone(zone)) throw new InputError(`"${zone}" is not a time zone; write one like Europe/Budapest`);
  const fresh = new Map<number, number>();
  starts.set(zone, fresh);
  return fresh;
}

function startMs(day: number, zone: string): number {
  const known = startsOf(zone);
  const found = known.get(day);
  if (found !== undefined) return found;
  if (known.size >= startsKept) known.clear();
  const start = Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(zone).epochMilliseconds;
  known.set(day, start);
  return start;
}
