/** The centre's wall clock: local days of Budapest and seconds since 1970. Calendar dates are `YYYY-MM-DD`. */

import { Temporal } from "temporal-polyfill";

export const zone = "Europe/Budapest";

const hour = 3600;
const day = 24 * hour;
const offsets = new Map<number, number>();

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
  return wall(seconds).slice(0, 10);
}

/** Hours since local midnight as the wall clock shows them, with fraction. */
export function localHour(seconds: number): number {
  const local = seconds + offsetAt(seconds);
  return (local % day) / hour;
}

/** `2026-11-20T09:15:02+01:00`. */
export function isoLocal(seconds: number): string {
  return `${wall(seconds)}+0${offsetAt(seconds) / hour}:00`;
}

function wall(seconds: number): string {
  return new Date((seconds + offsetAt(seconds)) * 1000).toISOString().slice(0, 19);
}

/** Clocks in Budapest change on the hour, so one answer holds for the whole hour. */
function offsetAt(seconds: number): number {
  const bucket = Math.floor(seconds / hour);
  const known = offsets.get(bucket);
  if (known !== undefined) return known;
  const instant = Temporal.Instant.fromEpochMilliseconds(bucket * hour * 1000);
  const offset = instant.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
  offsets.set(bucket, offset);
  return offset;
}
