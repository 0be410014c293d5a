/**
 * Half-open local days, ISO weeks and months in an IANA zone. Local dates are `YYYY-MM-DD` text, instants ISO text;
 * what this file hands out is UTC with whole seconds and a `Z`. No clock is read: `now` is always an argument.
 */

import { Temporal } from "temporal-polyfill";
import { InputError } from "./errors.ts";
import { remembered } from "./remembered.ts";

export type PeriodGrain = "day" | "week" | "month";

/** Everything from `startsAt` up to, and without, `endsAt`. */
export interface Period {
  readonly grain: PeriodGrain;
  /** First local day, and the first one after it. */
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** `2026-W46`, `2026-11`, `2026-11-15`. */
  readonly name: string;
}

const dayMs = 86_400_000;
/** Days since 1970-01-01 of 0001-01-02 and 9999-12-30: room for one day on either side in every zone. */
const firstDay = -719_161;
const lastDay = 2_932_895;

/** Whether the text is a calendar date `YYYY-MM-DD` that exists, from 0001-01-02 to 9999-12-30. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  const day = ms / dayMs;
  // Date.parse turns 30 February into 2 March, hence the way back.
  return day >= firstDay && day <= lastDay && new Date(ms).toISOString().startsWith(text);
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

/** The date `count` days later (earlier when negative). */
export function addDays(date: string, count: number): string {
  return dateOf(dayNumber(date) + count);
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
  const day = dayNumber(date);
  if (grain === "month") return monthOf(monthNumber(date), zone);
  const start = grain === "day" ? day : mondayOf(day);
  return build(grain, start, start + (grain === "day" ? 1 : 7), zone);
}

/** The period of this grain that holds the instant. */
export function periodAt(grain: PeriodGrain, instant: string, zone: string): Period {
  return periodOf(grain, localDate(instant, zone), zone);
}

/** The period `count` places earlier. */
export function previous(period: Period, count = 1): Period {
  const { grain, start, zone } = period;
  if (grain === "month") return monthOf(monthNumber(start) - count, zone);
  const length = grain === "week" ? 7 : 1;
  const first = dayNumber(start) - count * length;
  return build(grain, first, first + length, zone);
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

/** Periods by their first day: each is asked for at every tick, and made once. */
const fresh = () => remembered((_zone: string) => new Map<number, Period>());
const periodsOf = { day: fresh(), week: fresh(), month: fresh() } as const;

function build(grain: PeriodGrain, start: number, end: number, zone: string): Period {
  const known = periodsOf[grain](zone);
  const found = known.get(start);
  if (found) return found;
  const first = dateOf(start);
  const period = {
    grain,
    start: first,
    end: dateOf(end),
    zone,
    startsAt: instantOf(startMs(start, zone)),
    endsAt: instantOf(startMs(end, zone)),
    name: grain === "week" ? weekName(start) : grain === "month" ? first.slice(0, 7) : first,
  };
  known.set(start, period);
  return period;
}

/** Months are counted from year 0, so that December and January are neighbours. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthOf(number: number, zone: string): Period {
  return build("month", firstOfMonth(number), firstOfMonth(number + 1), zone);
}

function firstOfMonth(number: number): number {
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return dayNumber(`${year}-${String((((number % 12) + 12) % 12) + 1).padStart(2, "0")}-01`);
}

/** 1970-01-01 was a Thursday: three days after a Monday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** An ISO week belongs to the year of its Thursday, and is numbered by how many Thursdays that year has had. */
function weekName(monday: number): string {
  const thursday = monday + 3;
  const year = dateOf(thursday).slice(0, 4);
  const week = Math.floor((thursday - Date.parse(`${year}-01-01T00:00:00Z`) / dayMs) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

const dayNumber = remembered((date: string): number => {
  if (!isDate(date)) throw new InputError(`"${date}" is not a date; write YYYY-MM-DD`);
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
});

const dateOf = remembered((day: number): string => {
  if (!(day >= firstDay && day <= lastDay)) throw new InputError("the date lies outside the years 1 to 9999");
  return new Date(day * dayMs).toISOString().slice(0, 10);
});

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
