/** What the sums behind two values say about chance: the error of their difference, its p, and the bounds of the change. */

import { clustered, clusteredDifference, type Daily, pairedDays, weekdayError } from "./clusters.ts";
import type { ComparisonSettings } from "./comparison.ts";
import { critical } from "./distributions.ts";
import { around, type Estimate, type Interval, newcombe, relativeInterval } from "./intervals.ts";
import type { Kind, Unit } from "./kpi.ts";
import {
  type Moments,
  moreCareful,
  pointsError,
  type Test,
  testOf,
  twoPoints,
  twoProportions,
  varianceOf,
  welch,
} from "./significance.ts";

/** One side of a comparison: a value and whatever is known of what it is made of. */
export interface Sample {
  readonly value: number | null;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly fingerprint?: string;
  /** Of means and points: the sum of the squares of what was averaged, in the unit shown, as all sums are here. */
  readonly sumOfSquares?: number | null;
  /** How many observations and their sum, where they are not the denominator and the numerator. */
  readonly n?: number | null;
  readonly total?: number | null;
  /** The local days of the period, in order; days that do not sum to the value are not used. */
  readonly days?: Daily;
  /** The error of a value that has its own way to know it. */
  readonly standardError?: number | null;
  /** Part of its data is still to come: compared with a whole period it would mislead. */
  readonly unfinished?: boolean;
}

/** How a KPI is counted, as far as comparing needs to know. */
export interface Measured {
  readonly unit: Unit;
  readonly kind?: Kind;
  /** `days`: numerator and denominator are time or money, nothing counted one by one, so only days can scatter. */
  readonly observations?: "contacts" | "days";
}

/** What a judgement stands on. */
export type Basis = "binomial" | "welch" | "points" | "poisson" | "own_error" | "day_cluster";

export interface Evidence extends Test {
  readonly basis: Basis;
  /** Bounds of the change, in the unit of the change; absent where it has none. */
  readonly interval: Interval | null;
}

/** The evidence of a change by the error the settings choose; NULL when nothing is known of how the values scatter. */
export function evidenceOf(
  kpi: Measured,
  now: Sample,
  before: Sample,
  settings: ComparisonSettings,
): Evidence | null {
  const tails = settings.significance;
  const simple = kpi.observations === "days" ? null : simpleEvidence(kpi, now, before, tails);
  const days = daysEvidence(kpi, now, before, tails);
  if (settings.standardError === "binomial") return simple ?? days;
  if (settings.standardError === "day_cluster") return days ?? simple;
  return moreCareful(simple, days);
}

/** Shares and points change by a difference, everything else in percent of the earlier value. */
export function isAbsolute({ unit }: Pick<Measured, "unit">): boolean {
  return unit === "share" || unit === "points";
}

/** How many there were, in all or by the day. */
export function isCount({ unit, kind }: Measured): boolean {
  return kind === undefined ? unit === "count" : kind === "count" || kind === "running" || kind === "per_day";
}

/** Of these, sums of contacts do not tell the error. */
const ranks: readonly (Kind | undefined)[] = ["median", "ninetieth", "largest"];
/** These stand at the end of a period; its days do not sum to them. */
const stocks: readonly (Kind | undefined)[] = ["running", "running_share"];

/** As if every contact were independent of the others. */
function simpleEvidence(kpi: Measured, now: Sample, before: Sample, tails: number): Evidence | null {
  const own = now.standardError != null && before.standardError != null;
  const [one, other] = [estimateOf(kpi, now), estimateOf(kpi, before)];
  if (own && one && other) return fromErrors(kpi, "own_error", one, other, null, tails);
  if (ranks.includes(kpi.kind)) return null;
  if (kpi.unit === "share") return shareEvidence(now, before, tails);
  if (!one || !other) return null;
  // Seconds and money that are summed were not counted one by one: only days tell how they scatter.
  if (isCount(kpi) && (kpi.unit === "seconds" || kpi.unit === "money")) return null;
  if (isCount(kpi)) return fromErrors(kpi, "poisson", one, other, null, tails);
  const [a, b] = [momentsOf(now), momentsOf(before)];
  if (!a || !b) return null;
  if (kpi.unit === "points") return fromErrors(kpi, "points", one, other, twoPoints(a, b), tails);
  return fromErrors(kpi, "welch", one, other, welch(a, b), tails);
}

function shareEvidence(now: Sample, before: Sample, tails: number): Evidence | null {
  const [one, other] = [proportionOf(now), proportionOf(before)];
  if (!one || !other) return null;
  const test = twoProportions(one, other);
  return test && { ...test, basis: "binomial", interval: newcombe(one, other, critical(tails)) };
}

/** As days scatter. */
function daysEvidence(kpi: Measured, now: Sample, before: Sample, tails: number): Evidence | null {
  if (ranks.includes(kpi.kind) || stocks.includes(kpi.kind)) return null;
  if (isCount(kpi)) return dailyCounts(kpi, now, before, tails);
  const factor = factorOf(kpi);
  const [days, earlier] = [ratioDays(now, factor), ratioDays(before, factor)];
  const test = days && earlier && scaled(clusteredDifference(days, earlier), factor);
  const [one, other] = [days && clustered(days), earlier && clustered(earlier)];
  if (!test || !one || !other) return null;
  // Relative bounds have no unit, so neither do the sides they are made of.
  const side = ({ ratio, standardError }: typeof one): Estimate => ({ value: ratio, error: standardError });
  const found = fromErrors(kpi, "day_cluster", side(one), side(other), test, tails);
  return found && kpi.unit === "share" ? { ...found, interval: withinShares(found.interval) } : found;
}

function dailyCounts(kpi: Measured, now: Sample, before: Sample, tails: number): Evidence | null {
  const [days, earlier] = [countDays(kpi, now), countDays(kpi, before)];
  if (!days || !earlier || now.value === null || before.value === null) return null;
  const pair = pairedDays(days, earlier);
  if (pair) {
    const test = testOf((pair.ratio - 1) * before.value, pair.standardError * before.value, pair.days - 1);
    const change = { value: pair.ratio - 1, error: pair.standardError };
    return test && { ...test, basis: "day_cluster", interval: around(change, critical(tails, test.freedom)) };
  }
  const [one, other] = [weekdayError(days), weekdayError(earlier)];
  if (!one || !other) return null;
  const error = { now: one.error / divisorOf(kpi, now), before: other.error / divisorOf(kpi, before) };
  const freedom = Math.min(one.freedom, other.freedom);
  const test = testOf(now.value - before.value, Math.hypot(error.now, error.before), freedom);
  const sides = [
    { value: now.value, error: error.now },
    { value: before.value, error: error.before },
  ] as const;
  return fromErrors(kpi, "day_cluster", ...sides, test, tails);
}

function fromErrors(
  kpi: Measured,
  basis: Basis,
  now: Estimate,
  before: Estimate,
  given: Test | null,
  tails: number,
): Evidence | null {
  const test = given ?? testOf(now.value - before.value, Math.hypot(now.error, before.error));
  if (!test) return null;
  const times = critical(tails, test.freedom);
  const difference = { value: test.difference, error: test.standardError };
  const interval = isAbsolute(kpi) ? around(difference, times) : relativeInterval(now, before, times);
  return { ...test, basis, interval };
}

/** A value with the error it brings, or that of a plain count, which is its root, or that of a mean or score. */
function estimateOf(kpi: Measured, sample: Sample): Estimate | null {
  const { value, standardError } = sample;
  if (value === null) return null;
  if (standardError != null) return { value, error: standardError };
  if (isCount(kpi)) {
    const divisor = divisorOf(kpi, sample);
    return { value, error: Math.sqrt(Math.max(0, value * divisor)) / divisor };
  }
  const moments = momentsOf(sample);
  if (!moments) return null;
  if (kpi.unit === "points") return { value, error: pointsError(moments) };
  return { value, error: Math.sqrt(varianceOf(moments) / moments.n) };
}

function momentsOf({ n: own, total: sum, numerator, denominator, sumOfSquares }: Sample): Moments | null {
  const [n, total] = [own ?? denominator, sum ?? numerator];
  if (n == null || total == null || sumOfSquares == null || !(n > 0)) return null;
  // Squares that sum to less than those of n equal parts were never summed: a mean without scatter would be certain.
  if (sumOfSquares < (total ** 2 / n) * (1 - 1e-9)) return null;
  return { n, total, sumOfSquares };
}

function proportionOf({ value, numerator, denominator }: Sample) {
  if (value === null || denominator == null || !(denominator > 0)) return null;
  const count = numerator ?? value * denominator;
  return count >= 0 && count <= denominator ? { count, of: denominator } : null;
}

/** A score is told in hundredths. */
function factorOf({ unit }: Measured): number {
  return unit === "points" ? 100 : 1;
}

/** A count by the day is divided by its days. */
function divisorOf({ kind }: Measured, { denominator }: Sample): number {
  return kind === "per_day" && denominator != null && denominator > 0 ? denominator : 1;
}

function scaled(test: Test | null, factor: number): Test | null {
  if (!test) return null;
  return { ...test, difference: factor * test.difference, standardError: factor * test.standardError };
}

/** The days of a ratio, if they sum to it: those of something else would judge a number they do not belong to. */
function ratioDays({ value, days }: Sample, factor: number): Daily | null {
  if (!days || value === null) return null;
  const whole = sumOf(days, "denominator");
  return whole > 0 && isClose((factor * sumOf(days, "numerator")) / whole, value) ? days : null;
}

function countDays(kpi: Measured, sample: Sample): Daily | null {
  const { value, days } = sample;
  if (!days || value === null) return null;
  return isClose(sumOf(days, "numerator") / divisorOf(kpi, sample), value) ? days : null;
}

function sumOf(days: Daily, part: "numerator" | "denominator"): number {
  return days.reduce((sum, day) => sum + day[part], 0);
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-6 * Math.max(1e-3, Math.abs(one), Math.abs(other));
}

function withinShares(interval: Interval | null): Interval | null {
  return interval && { low: Math.max(-1, interval.low), high: Math.min(1, interval.high) };
}
