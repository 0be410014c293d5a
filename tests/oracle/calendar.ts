/** Local days, weeks, months and hours, and the time a schedule was open. Days are numbers since 1970-01-01. */

import { Temporal } from "temporal-polyfill";
import type { BusinessHours } from "../../functions/core/config.ts";

const daySeconds = 86_400;
/** No zone has changed its clock at another minute of the hour than a quarter. */
const quarter = 900;

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / (daySeconds * 1000);
}

export function dateOf(day: number): string {
  return new Date(day * daySeconds * 1000).toISOString().slice(0, 10);
}

/** ISO weekday, 1 being Monday: 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export const mondayOf = (day: number) => day - weekdayOf(day) + 1;
export const firstOfMonth = (day: number) => dayNumber(`${dateOf(day).slice(0, 7)}-01`);

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

export interface Calendar {
  day(at: number): number;
  /** Two digits. */
  hour(at: number): string;
  /** The first second of a local day. */
  start(day: number): number;
}

export function calendarOf(zone: string): Calendar {
  const offsets = new Map<number, number>();
  const starts = new Map<number, number>();
  const local = (at: number) => {
    const bucket = Math.floor(at / quarter);
    let offset = offsets.get(bucket);
    if (offset === undefined) {
      const instant = Temporal.Instant.fromEpochMilliseconds(bucket * quarter * 1000);
      offset = instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
      offsets.set(bucket, offset);
    }
    return at + offset;
  };
  return {
    day: (at) => Math.floor(local(at) / daySeconds),
    hour: (at) => hours[Math.floor(local(at) / 3600) % 24] ?? "",
    start(day) {
      let start = starts.get(day);
      if (start === undefined) {
        start = Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(zone).epochMilliseconds / 1000;
        starts.set(day, start);
      }
      return start;
    },
  };
}

type Span = readonly [from: number, to: number];

/** The seconds of a stretch in which a department is open; without business hours nobody knows. */
export interface Clock {
  seconds(department: string | null, from: number, to: number): number | null;
  isOpen(department: string | null, at: number): boolean | null;
  /** Whether the default schedule opens on the day at all. */
  operates(day: number): boolean;
}

export function clockOf(hours: BusinessHours | null): Clock {
  if (hours === null) {
    return { seconds: () => null, isOpen: () => null, operates: () => true };
  }
  const schedules = new Map(
    Object.entries(hours.schedules).map(([name, schedule]) => [name, scheduled(schedule)] as const),
  );
  const of = (department: string | null) => {
    const name = (department !== null && hours.ofDepartment[department]) || "default";
    const found = schedules.get(name);
    if (found === undefined) throw new RangeError(`no schedule ${name}`);
    return found;
  };
  return {
    seconds(department, from, to) {
      const { calendar, openOn } = of(department);
      let sum = 0;
      for (let day = calendar.day(from); day <= calendar.day(to); day += 1) {
        for (const [opens, closes] of openOn(day))
          sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
      }
      return sum;
    },
    isOpen(department, at) {
      const { calendar, openOn } = of(department);
      return openOn(calendar.day(at)).some(([opens, closes]) => opens <= at && at < closes);
    },
    operates: (day) => of(null).openOn(day).length > 0,
  };
}

function scheduled({ zone, week, holidays }: BusinessHours["schedules"][string]) {
  const calendar = calendarOf(zone);
  const known = new Map<number, readonly Span[]>();
  const at = (day: number, minutes: number) => {
    if (minutes === 1440) return calendar.start(day + 1);
    const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    return (
      Temporal.PlainDate.from(dateOf(day)).toZonedDateTime({ timeZone: zone, plainTime: time })
        .epochMilliseconds / 1000
    );
  };
  const openOn = (day: number): readonly Span[] => {
    let spans = known.get(day);
    if (spans === undefined) {
      const own = holidays.includes(dateOf(day))
        ? []
        : week.filter((each) => each.weekday === weekdayOf(day));
      spans = own.map(({ from, to }) => [at(day, from), at(day, to)] as const);
      known.set(day, spans);
    }
    return spans;
  };
  return { calendar, openOn };
}
