/** Times as LiveAgent writes them: the wall of a zone, with nothing that says which. */

import { Temporal } from "temporal-polyfill";

const known = new Map<string, number>();

/** `2026-11-03 09:15:00` of an instant in seconds since 1970. */
export function wall(seconds: number, zone: string): string {
  return new Date((seconds + offsetOf(seconds, zone)) * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** Seconds the zone is ahead of UTC; it changes on the quarter of an hour only. */
function offsetOf(seconds: number, zone: string): number {
  if (zone === "UTC") return 0;
  const quarter = Math.floor(seconds / 900);
  const name = `${zone} ${quarter}`;
  let offset = known.get(name);
  if (offset === undefined) {
    const at = Temporal.Instant.fromEpochMilliseconds(quarter * 900_000);
    offset = at.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
    known.set(name, offset);
  }
  return offset;
}
