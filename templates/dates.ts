/** Days, weeks, months and instants as readers of one language see them. */

import { addDays } from "../functions/core/calendar.ts";
import { remembered } from "../functions/core/remembered.ts";
import type { Format } from "./format.ts";
import { kept } from "./numbers.ts";
import { upper } from "./words/first.ts";
import type { Words } from "./words/words.ts";

type Dates = Pick<
  Format,
  "period" | "brief" | "inline" | "against" | "days" | "named" | "weekday" | "dayMonth" | "instant"
>;

export function makeDates(words: Words, zone: string): Dates {
  const { day, month, shortMonth, ofWeek, brief, days, ...made } = formatters(words.locale, zone);
  const named = remembered((name: string) => {
    const week = /-W(\d+)$/.exec(name);
    if (week) return { long: words.week(bare(week[1])), short: bare(week[1]) };
    return name.length === 7
      ? { long: upper(month(firstOf(name))), short: shortMonth(firstOf(name)) }
      : { long: day(name), short: bare(name.slice(8)) };
  }, kept);
  const inlineIn = remembered(
    (year: string) =>
      remembered((name: string) => {
        const week = /^(\d+)-W(\d+)$/.exec(name);
        if (!week) return name.length === 7 ? month(firstOf(name)) : day(name);
        return week[1] === year
          ? words.weekInline(bare(week[2]))
          : words.weekOfInline(bare(week[2]), week[1] ?? "");
      }, kept),
    kept,
  );
  const inline: Dates["inline"] = ({ name }, year) => inlineIn(year)(name);
  return {
    named,
    inline,
    against(period, year) {
      if (period.grain !== "day") return inline(period, year);
      return period.name.startsWith(year) ? made.weekdayShort(period.name) : made.weekdayBrief(period.name);
    },
    weekday: made.weekday,
    dayMonth: { long: made.dayMonth, short: made.dayShort },
    period: (period) => named(period.name).long,
    brief: ({ grain, name }) => (grain === "week" ? named(name).long : upper(brief[grain](firstOf(name)))),
    days: ({ grain, start, end }) => (grain === "day" ? ofWeek(start) : days(`${start} ${end}`)),
    instant: made.instant,
  };
}

/** By the text of a date: the readers of a report read the same few. Each is made when the first date is written. */
function formatters(locale: string, zone: string) {
  const made = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) => {
    let formatter: Intl.DateTimeFormat | undefined;
    return () => {
      formatter ??= new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
      return formatter;
    };
  };
  const utc = (options: Intl.DateTimeFormatOptions) => {
    const formatter = made(options);
    return remembered((date: string) => narrowSpaces(formatter().format(dateOf(date))), kept);
  };
  const whole = { day: "numeric", month: "long", year: "numeric" } as const;
  const [wholeDay, instant] = [made(whole), made({ ...atTime, timeZone: zone })];
  return {
    day: utc(whole),
    month: utc({ month: "long", year: "numeric" }),
    shortMonth: utc({ month: "short" }),
    ofWeek: utc({ weekday: "long" }),
    weekday: utc({ ...whole, weekday: "long" }),
    weekdayShort: utc({ weekday: "short", day: "numeric", month: "short" }),
    weekdayBrief: utc({ ...whole, weekday: "short", month: "short" }),
    dayMonth: utc({ day: "numeric", month: "long" }),
    dayShort: utc({ day: "numeric", month: "short" }),
    brief: {
      day: utc({ ...whole, month: "short" }),
      month: utc({ month: "short", year: "numeric" }),
    },
    /** Of the first day and the one after the last: `2026-11-09 2026-11-16`. */
    days: remembered((span: string) => {
      const [start = "", end = ""] = span.split(" ");
      return narrowSpaces(wholeDay().formatRange(dateOf(start), dateOf(addDays(end, -1))));
    }, kept),
    instant: remembered((iso: string) => narrowSpaces(instant().format(new Date(iso))), kept),
  };
}

const atTime = {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

const firstOf = (name: string): string => (name.length === 7 ? `${name}-01` : name);
const bare = (number: string | undefined): string => String(Number(number));
const dateOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Old mail fonts have no thin spaces and would draw a box; days of one month are written close: `9–15 November`. */
function narrowSpaces(text: string): string {
  return text.replace(/(?<=^\d+)\u2009–\u2009(?=\d+ \p{L}+ \d+$)/u, "–").replace(/[\u2009\u202f]/g, "\u00a0");
}
