/**
 * Days, ISO weeks and months of the calendar alone: `YYYY-MM-DD` text, no zone and no clock, and so without the library
 * that knows them. What needs instants is in period.ts.
 */

import { InputError } from "./errors.ts";
import { remembered } from "./remembered.ts";

export type PeriodGrain = "day" | "week" | "month";

/** The days of a period, in whatever zone they are lived. */
export interface Span {
  readonly grain: PeriodGrain;
  /** First day, and the first one after it. */
  readonly start: string;
  readonly end: string;
  /** `2026-W46`, `2026-11`, `2026-11-15`. */
  readonly name: string;
}

export const dayMs = 86_400_000;
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

/** The date `count` days later (earlier when negative). */
export function addDays(date: string, count: number): string {
  return dateOf(dayNumber(date) + count);
}

/** The days of the period of this grain that holds the date. */
export function spanOf(grain: PeriodGrain, date: string): Span {
  const day = dayNumber(date);
  if (grain === "month") return spans.month(monthNumber(date));
  return spans[grain](grain === "day" ? day : mondayOf(day));
}

/** Those of the period `count` places earlier. */
export function spanBefore({ grain, start }: Pick<Span, "grain" | "start">, count: number): Span {
  if (grain === "month") return spans.month(monthNumber(start) - count);
  return spans[grain](dayNumber(start) - count * { day: 1, week: 7 }[grain]);
}

/** Each is asked for at every tick, and made once: days and weeks by their first day, months by their number. */
const spans = {
  day: remembered((start: number): Span => spanned("day", start, start + 1)),
  week: remembered((start: number): Span => spanned("week", start, start + 7)),
  month: remembered((month: number): Span => spanned("month", firstOfMonth(month), firstOfMonth(month + 1))),
} as const;

function spanned(grain: PeriodGrain, start: number, end: number): Span {
  const first = dateOf(start);
  const name = { day: () => first, week: () => weekName(start), month: () => first.slice(0, 7) }[grain]();
  return { grain, start: first, end: dateOf(end), name };
}

/** Months are counted from year 0, so that December and January are neighbours. */
function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
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

export const dayNumber = remembered((date: string): number => {
  if (!isDate(date)) throw new InputError(`"${date}" is not a date; write YYYY-MM-DD`);
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
});

export const dateOf = remembered((day: number): string => {
  if (!(day >= firstDay && day <= lastDay)) throw new InputError("the date lies outside the years 1 to 9999");
  return new Date(day * dayMs).toISOString().slice(0, 10);
});
