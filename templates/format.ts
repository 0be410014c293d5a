/** Numbers, durations, shares, changes and dates as readers see them. Formatters are made once per locale and zone: making them is the cost. */

import { addDays, type Span } from "../functions/core/calendar.ts";
import { isAbsolute } from "../functions/core/evidence.ts";
import type { Unit } from "../functions/core/kpi.ts";
import type { PeriodModel } from "../functions/core/model.ts";
import { type DurationStyle, duration } from "./durations.ts";
import type { Words } from "./words/words.ts";

export interface Format {
  readonly words: Words;
  count(value: number): string;
  /** A value in its unit: `1,316`, `78.6%`, `1 h 17 min`, `+12.3`, `EUR 4.50`, `2.5`. */
  value(unit: Unit, value: number): string;
  /** The same with no trailing zeros and nothing rounded off that was written, for targets: `80%`, `4.25`. */
  target(unit: Unit, value: number): string;
  /** The unsigned size of a change: `26.3%` of counts, times and money, `0.9 pts` of shares and points. */
  size(unit: Unit, change: number): string;
  /** The same with its sign, none when it rounds to nothing: `+26.3%`. */
  signed(unit: Unit, change: number): string;
  /** A signed count: `+4`. */
  difference(value: number): string;
  /** `Week 46`, `15 November 2026`, `November 2026`. */
  period(period: PeriodModel | Span): string;
  /** The same where room is short: `Week 46`, `15 Nov 2026`, `Nov 2026`. */
  brief(period: PeriodModel): string;
  /** For the middle of a sentence, with its year when that is not `year`: `week 46 of 2025`. */
  inline(period: PeriodModel, year: string): string;
  /** First to last local day: `9–15 November 2026`; of a single day, whose name is its date, the weekday. */
  days(period: PeriodModel | Span): string;
  /** A period of a trend by its name alone: `Week 46`, and `46` where room is short. */
  named(name: string): { readonly long: string; readonly short: string };
  /** A day with its weekday and year: `Thursday 5 November 2026`. */
  weekday(date: string): string;
  /** A day without its year: `5 November`, and `5 Nov` where room is short. */
  readonly dayMonth: { long(date: string): string; short(date: string): string };
  /** An instant in the organisation's zone, without naming the zone. */
  instant(iso: string): string;
  /** The same but for durations. */
  styled(style: DurationStyle): Format;
}

const cache = new Map<string, Format>();

/** The formats of one language in one zone; without a currency amounts are told without one. */
export function formatOf(
  words: Words,
  zone: string,
  currency?: string,
  style: DurationStyle = { inHours: false, isEstimate: false },
): Format {
  const key = `${words.locale} ${zone} ${currency} ${style.inHours} ${style.isEstimate}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const made: Format = {
    words,
    ...makeNumbers(words, currency, style),
    ...makeDates(words, zone),
    styled: (other) => formatOf(words, zone, currency, other),
  };
  cache.set(key, made);
  return made;
}

/** Whether there is a number to show; a division by zero upstream must not reach a reader. */
export function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

type Numbers = Pick<Format, "count" | "value" | "target" | "size" | "signed" | "difference">;

function makeNumbers(words: Words, currency: string | undefined, style: DurationStyle): Numbers {
  const of = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const formatter = new Intl.NumberFormat(words.locale, options);
    // Locales differ in their minus; "−" is as wide as "+" and screen readers say it.
    return (value) => formatter.format(value).replace("-", "−");
  };
  const percent = { style: "percent", maximumFractionDigits: 1 } as const;
  const signDisplay = "exceptZero";
  const count = of({ maximumFractionDigits: 0 });
  const share = of({ ...percent, minimumFractionDigits: 1 });
  // Few of many are not none, and all but few are not all.
  const nearlyAll = (value: number) =>
    value > 0 && value < 0.0005
      ? `<${share(0.001)}`
      : value < 1 && value >= 0.9995
        ? `>${share(0.999)}`
        : share(value);
  const round = of(percent);
  const signedShare = of({ ...percent, minimumFractionDigits: 1, signDisplay });
  // Of what is known within a percent, tenths of a percent say nothing.
  const whole = { style: "percent", maximumFractionDigits: 0 } as const;
  const [relative, signedRelative] = style.isEstimate
    ? [of(whole), of({ ...whole, signDisplay })]
    : [share, signedShare];
  const points = of({ minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signedPoints = of({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay });
  const difference = of({ maximumFractionDigits: 0, signDisplay });
  const seconds = (value: number) => duration(value, words, count, style);
  // What somebody wrote is exact.
  const exactSeconds = (value: number) => duration(value, words, count, { ...style, isEstimate: false });
  const written = { maximumFractionDigits: 2 } as const;
  const money = currency
    ? ({ style: "currency", currency, currencyDisplay: "code" } as const)
    : { minimumFractionDigits: 2, ...written };
  const values: Readonly<Record<Unit, (value: number) => string>> = {
    count,
    seconds,
    share: nearlyAll,
    points: signedPoints,
    money: of(money),
    number: points,
  };
  const targets: typeof values = {
    count,
    seconds: exactSeconds,
    share: round,
    points: of({ ...written, signDisplay }),
    money: of({ ...money, trailingZeroDisplay: "stripIfInteger" }),
    number: of(written),
  };
  const inPoints = (unit: Unit, change: number) => (unit === "share" ? change * 100 : change);
  const pointsOf = (unit: Unit) => words.units[unit === "share" ? "percentagePoints" : "points"];
  return {
    count,
    difference,
    value: (unit, value) => values[unit](value),
    target: (unit, value) => targets[unit](value),
    size: (unit, change) =>
      isAbsolute({ unit })
        ? `${points(Math.abs(inPoints(unit, change)))}\u00a0${pointsOf(unit)}`
        : relative(Math.abs(change)),
    signed: (unit, change) =>
      isAbsolute({ unit })
        ? `${signedPoints(inPoints(unit, change))}\u00a0${pointsOf(unit)}`
        : signedRelative(change),
  };
}

type Dates = Pick<
  Format,
  "period" | "brief" | "inline" | "days" | "named" | "weekday" | "dayMonth" | "instant"
>;

function makeDates(words: Words, zone: string): Dates {
  const utc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(words.locale, { ...options, timeZone: "UTC" });
  const day = utc({ day: "numeric", month: "long", year: "numeric" });
  const month = utc({ month: "long", year: "numeric" });
  const shortMonth = utc({ month: "short" });
  const ofWeek = utc({ weekday: "long" });
  const weekday = utc({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const dayMonth = utc({ day: "numeric", month: "long" });
  const dayShort = utc({ day: "numeric", month: "short" });
  const brief = {
    day: utc({ day: "numeric", month: "short", year: "numeric" }),
    month: utc({ month: "short", year: "numeric" }),
  };
  const instant = new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const long = (name: string, year: string): string => {
    const week = /^(\d+)-W(\d+)$/.exec(name);
    if (week)
      return week[1] === year
        ? words.weekInline(bare(week[2]))
        : words.weekOfInline(bare(week[2]), week[1] ?? "");
    return name.length === 7 ? month.format(dateOf(`${name}-01`)) : day.format(dateOf(name));
  };
  const named = (name: string) => {
    const week = /-W(\d+)$/.exec(name);
    if (week) return { long: words.week(bare(week[1])), short: bare(week[1]) };
    const date = dateOf(name.length === 7 ? `${name}-01` : name);
    return name.length === 7
      ? { long: month.format(date), short: shortMonth.format(date) }
      : { long: day.format(date), short: String(date.getUTCDate()) };
  };
  return {
    named,
    weekday: (date) => narrowSpaces(weekday.format(dateOf(date))),
    dayMonth: {
      long: (date) => dayMonth.format(dateOf(date)),
      short: (date) => dayShort.format(dateOf(date)),
    },
    period: (period) => named(period.name).long,
    brief: ({ grain, name }) =>
      grain === "week"
        ? named(name).long
        : brief[grain].format(dateOf(name.length === 7 ? `${name}-01` : name)),
    inline: (period, year) => long(period.name, year),
    days: ({ grain, start, end }) =>
      narrowSpaces(
        grain === "day"
          ? ofWeek.format(dateOf(start))
          : day.formatRange(dateOf(start), dateOf(addDays(end, -1))),
      ),
    instant: (iso) => narrowSpaces(instant.format(new Date(iso))),
  };
}

const bare = (number: string | undefined): string => String(Number(number));
const dateOf = (date: string): Date => new Date(`${date}T00:00:00Z`);

/** Old mail fonts have no thin spaces and would draw a box; days of one month are written close: `9–15 November`. */
function narrowSpaces(text: string): string {
  return text.replace(/(?<=^\d+)\u2009–\u2009(?=\d+ \p{L}+ \d+$)/u, "–").replace(/[\u2009\u202f]/g, "\u00a0");
}
