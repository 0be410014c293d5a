/** The small notations of the file: `8h`, `70%`, `monday 08:00`, `daily, by 06:00`, `08:00-18:00`. */

import type { Expects, OpeningHours, ReportConfig, Schedule } from "../functions/core/config.ts";

const time = "([01]\\d|2[0-3]):[0-5]\\d";
const monthDay = "([1-9]|1\\d|2[0-8])";
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

/** `90s`, `15m`, `8h`, `2d`, decimals allowed. */
export const durationPattern = /^\d{1,6}(\.\d{1,3})?[smhd]$/;
/** `08:00-18:00`; a day may be open until `24:00`. */
export const hoursPattern = new RegExp(`^${time} ?- ?(${time}|24:00)$`);
/** `0%` to `100%`. */
export const percentPattern = /^(100|\d{1,2}(\.\d{1,4})?)%$/;
export const expectsPattern = new RegExp(`^(daily, by ${time}|latest row|file time)$`);
export const schedulePattern = new RegExp(
  `^((${weekdays.join("|")}|day ${monthDay}|last working day) )?${time}$`,
);
/** How long a report may wait: `6h`, or `until 12:00`. */
export const waitPattern = new RegExp(`^(\\d{1,6}(\\.\\d{1,3})?[smhd]|until ${time})$`);

const schedules: Record<ReportConfig["period"], RegExp> = {
  day: new RegExp(`^${time}$`),
  week: new RegExp(`^(${weekdays.join("|")}) ${time}$`),
  month: new RegExp(`^(day ${monthDay}|last working day) ${time}$`),
};

/** How the hour of a report is written, by its period. */
export const scheduleForms: Record<ReportConfig["period"], string> = {
  day: "write a time, such as 08:00",
  week: "write a weekday and a time, such as monday 08:00",
  month: "write a day from 1 to 28 and a time, such as day 2 08:00, or last working day 08:00",
};

/** Whole seconds of a text that matches `durationPattern`. */
export function durationSeconds(text: string): number {
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[text.at(-1) as "s" | "m" | "h" | "d"];
  return Math.round(Number(text.slice(0, -1)) * seconds);
}

/** Whole seconds as an admin writes them, in the largest unit that holds them whole. */
export function durationText(seconds: number): string {
  const units = { d: 86_400, h: 3600, m: 60 };
  const unit = Object.entries(units).find(([, size]) => seconds > 0 && seconds % size === 0);
  return unit === undefined ? `${seconds}s` : `${seconds / unit[1]}${unit[0]}`;
}

/** The fraction of a text that matches `percentPattern`: exactly the decimal that is written, 99.9% being 0.999. */
function percentFraction(text: string): number {
  return Number(`${text.slice(0, -1)}e-2`);
}

/** The number a target's limit stands for, in the unit of its KPI; not a number when there is none. */
export function limitOf(written: string | number | undefined): number {
  if (typeof written !== "string") return written ?? Number.NaN;
  return written.endsWith("%") ? percentFraction(written) : durationSeconds(written);
}

/** When a report of this period goes out, or undefined when the text does not fit the period. */
export function scheduleOf(period: ReportConfig["period"], text: string): Schedule | undefined {
  if (!schedules[period].test(text)) return undefined;
  const time = text.slice(-5);
  if (period === "day") return { time };
  const word = text.slice(0, -6);
  if (word === "last working day") return { day: word, time };
  const weekday = (weekdays as readonly string[]).indexOf(word) + 1;
  return { day: period === "week" ? weekday : Number(word.slice("day ".length)), time };
}

/** Seconds, or the local time, of a text that matches `waitPattern`. */
export function waitOf(text: string): number | string {
  return text.startsWith("until ") ? text.slice("until ".length) : durationSeconds(text);
}

/** What a source expects, of a text that matches `expectsPattern`. */
export function expectsOf(text: string): Expects {
  if (text === "latest row") return { kind: "latest-row" };
  if (text === "file time") return { kind: "file-time" };
  return { kind: "daily", by: text.slice(-5) };
}

/** Minutes since midnight of a text that matches `hoursPattern`. */
export function hoursOf(text: string): Pick<OpeningHours, "from" | "to"> {
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return { from: minutes(text.slice(0, 5)), to: minutes(text.slice(-5)) };
}
