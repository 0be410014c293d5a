/** The centre's wall clock: local days of Budapest and seconds since 1970. Calendar dates are `YYYY-MM-DD`. */

import { Temporal } from "temporal-polyfill";

export const zone = "Europe/Budapest";

const hour = 3600;
const day = 24 * hour;
const hours = new Map<number, Hour>();

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a date: ${date}`);
  return milliseconds / (day * 1000);
}

export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * day * 1000).toISOString().slice(0, 10);
}

/** The first second of a local day; two neighbours are 23, 24 or 25 hours apart. */
export function startOfDay(date: string): number {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone);
  return start.epochMilliseconds / 1000;
}

/** The local day an instant falls on. */
export function localDay(seconds: number): string {
  return hourOf(seconds).text.slice(0, 10);
}

/** Hours since local midnight as the wall clock shows them, with fraction. */
export function localHour(seconds: number): number {
  const local = seconds + hourOf(seconds).offset;
  return (local % day) / hour;
}

/** `2026-11-20T09:15:02+01:00`. */
export function isoLocal(seconds: number): string {
  const { text, zoneText } = hourOf(seconds);
  const within = seconds - Math.floor(seconds / hour) * hour;
  return `${text}${twoDigits(Math.floor(within / 60))}:${twoDigits(within % 60)}${zoneText}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** What all instants of an hour have in common. */
interface Hour {
  readonly offset: number;
  /** `2026-11-20T09:`. */
  readonly text: string;
  /** `+01:00`. */
  readonly zoneText: string;
}

/** Clocks in Budapest change on the hour, so one answer holds for the whole hour. */
function hourOf(seconds: number): Hour {
  const bucket = Math.floor(seconds / hour);
  let known = hours.get(bucket);
  if (known === undefined) {
    const instant = Temporal.Instant.fromEpochMilliseconds(bucket * hour * 1000);
    const offset = instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
    const text = new Date((bucket * hour + offset) * 1000).toISOString().slice(0, 14);
    known = { offset, text, zoneText: `+0${offset / hour}:00` };
    hours.set(bucket, known);
  }
  return known;
}
