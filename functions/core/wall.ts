/** Times without a zone, as some vendors write them: `2026-09-01 08:00:12`. As text they sort by time. Pure. */

import { Temporal } from "temporal-polyfill";

const form = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Whether the text is such a time; what databases write for "never" (`0000-00-00 00:00:00`) is none. */
export function isTime(text: string | undefined): text is string {
  return text !== undefined && form.test(text) && !text.startsWith("0000");
}

export function isZone(zone: string): boolean {
  try {
    wallTime(0, zone);
    return true;
  } catch {
    return false;
  }
}

/** An instant (milliseconds since 1970) as a clock on the wall of this zone shows it. */
export function wallTime(milliseconds: number, zone: string): string {
  const whole = Temporal.Instant.fromEpochMilliseconds(Math.floor(milliseconds / 1000) * 1000);
  return textOf(whole.toZonedDateTimeISO(zone).toPlainDateTime());
}

/** So many seconds later, or earlier, on the same wall; clock changes are not looked at. */
export function moved(wall: string, seconds: number): string {
  const at = Date.parse(`${wall.replace(" ", "T")}Z`) + seconds * 1000;
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

/** The instant of a time on the wall of a zone, as ISO UTC text; empty for what is no time. Of an hour that comes twice, the first. */
export function instantOf(wall: string | undefined, zone: string): string {
  if (!isTime(wall)) return "";
  if (zone === "UTC") return `${wall.replace(" ", "T")}Z`;
  try {
    const at = Temporal.PlainDateTime.from(wall.replace(" ", "T")).toZonedDateTime(zone);
    return at.toInstant().toString({ smallestUnit: "second" });
  } catch {
    return "";
  }
}

/** The first second of a local day of `dayZone`, on the wall of `zone`. */
export function startOfDay(date: string, dayZone: string, zone: string): string {
  return wallTime(Temporal.PlainDate.from(date).toZonedDateTime(dayZone).epochMilliseconds, zone);
}

function textOf(time: Temporal.PlainDateTime): string {
  return time.toString({ smallestUnit: "second" }).replace("T", " ");
}
