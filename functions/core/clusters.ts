/**
 * How sure a value is when contacts of one day are alike: one bad day is one event, however many contacts it spoiled.
 * What scatters are the days.
 */

import { type Test, testOf } from "./significance.ts";

/** One value per local day, in order; a count is the numerator, and its denominator is not read. */
export type Daily = readonly { readonly numerator: number; readonly denominator: number }[];

export interface Clustered {
  readonly ratio: number;
  readonly standardError: number;
  /** How many days had anything to count. */
  readonly days: number;
}

/** Fewer days than this say nothing about how days scatter. */
export const fewestDays = 4;

/** Sum by sum over the days, with the standard error that takes days as the unit. NULL of fewer than four days. */
export function clustered(daily: Daily): Clustered | null {
  return scatter(daily.filter(({ denominator }) => denominator > 0));
}

function scatter(days: Daily): Clustered | null {
  const whole = days.reduce((sum, { denominator }) => sum + denominator, 0);
  if (days.length < fewestDays || whole <= 0) return null;
  const ratio = days.reduce((sum, { numerator }) => sum + numerator, 0) / whole;
  const squares = days.reduce((sum, day) => sum + (day.numerator - ratio * day.denominator) ** 2, 0);
  return {
    ratio,
    standardError: Math.sqrt((days.length / (days.length - 1)) * squares) / whole,
    days: days.length,
  };
}

/** Two ratios whose days scatter; as many degrees of freedom as the shorter side has days, less one. */
export function clusteredDifference(now: Daily, before: Daily): Test | null {
  const [one, other] = [clustered(now), clustered(before)];
  if (!one || !other) return null;
  const error = Math.hypot(one.standardError, other.standardError);
  return testOf(one.ratio - other.ratio, error, Math.min(one.days, other.days) - 1);
}

/**
 * Two counts of the same weekdays in the same order: each day against its partner, so that quiet Sundays are no
 * scatter. The ratio of the sums, with the earlier days as denominators. NULL unless both are the same whole weeks.
 */
export function pairedDays(now: Daily, before: Daily): Clustered | null {
  if (now.length !== before.length || now.length % 7 !== 0) return null;
  const pairs = now.map(({ numerator }, day) => ({ numerator, denominator: before[day]?.numerator ?? 0 }));
  // A day on which both were closed says nothing; one that only then was closed does.
  return scatter(pairs.filter(({ numerator, denominator }) => numerator > 0 || denominator > 0));
}

/**
 * The standard error of a count over whole days, weekday by weekday: only how Mondays differ from Mondays is scatter.
 * NULL unless every weekday came at least twice.
 */
export function weekdayError(daily: Daily): { readonly error: number; readonly freedom: number } | null {
  if (daily.length < 14) return null;
  let variance = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const same = daily.filter((_, day) => day % 7 === weekday).map(({ numerator }) => numerator);
    const mean = same.reduce((sum, one) => sum + one, 0) / same.length;
    const squares = same.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    variance += (same.length * squares) / (same.length - 1);
  }
  return { error: Math.sqrt(variance), freedom: daily.length - 7 };
}
