/** Numbers, durations, shares, changes and dates as readers see them. Formatters are made once per locale and zone: making them is the cost. */

import type { Span } from "../functions/core/calendar.ts";
import type { Unit } from "../functions/core/kpi.ts";
import type { PeriodModel } from "../functions/core/model.ts";
import { makeDates } from "./dates.ts";
import type { DurationStyle } from "./durations.ts";
import { makeNumbers } from "./numbers.ts";
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
  /** The same as what a figure is held against; of a day, where Mondays are no Sundays, the weekday: `Sat 14 Nov`. */
  against(period: PeriodModel, year: string): string;
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
export function formatOf(words: Words, zone: string, currency?: string): Format {
  const key = `${words.locale} ${zone} ${currency}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const dates = makeDates(words, zone);
  const made = new Map<string, Format>();
  const styled = (style: DurationStyle): Format => {
    const which = `${style.inHours} ${style.isEstimate} ${style.limits ?? ""}`;
    const known = made.get(which) ?? { words, ...makeNumbers(words, currency, style), ...dates, styled };
    made.set(which, known);
    return known;
  };
  const usual = styled({ inHours: false, isEstimate: false });
  cache.set(key, usual);
  return usual;
}

/** Whether there is a number to show; a division by zero upstream must not reach a reader. */
export function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}
