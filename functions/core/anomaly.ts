/**
 * Days unlike the same weekday of the weeks before. Middle and scatter are robust: one wild day among eight moves
 * neither. Where eight days happen to be alike, a floor keeps an ordinary day from looking wild.
 */

import { addDays } from "./period.ts";

export interface DayValue {
  readonly day: string;
  readonly value: number | null;
  /** How many contacts a share or time stands on. */
  readonly n?: number;
}

export interface AnomalySettings {
  /** How many weeks back the same weekday is looked at. */
  readonly weeks: number;
  /** From how many scales away a day is an anomaly. */
  readonly z: number;
  /** With fewer days than this to compare with, nothing is said. */
  readonly fewestDays: number;
  /** A share or time of fewer contacts is neither judged nor compared with. */
  readonly fewest: number;
}

export const usualAnomaly: AnomalySettings = { weeks: 8, z: 3.5, fewestDays: 6, fewest: 30 };

/** Counts scatter by their root, shares by their n, times by a part of themselves. */
export type AnomalyKind = "count" | "share" | "seconds";

export interface JudgedDay {
  readonly day: string;
  readonly value: number;
  /** The middle of the days it was compared with, and how many they were. */
  readonly usual: number;
  readonly days: number;
  /** How many days of those weeks were anomalies themselves, and so are none of them. */
  readonly wild: number;
  /** How many scales away it lies; of times, on a scale of ratios. */
  readonly z: number;
  readonly anomaly: boolean;
}

/**
 * Every day that can be judged, in order. Days left out (holidays, events) are neither judged nor compared with; a
 * day found to be an anomaly is not compared with later.
 */
export function judgeDays(
  kind: AnomalyKind,
  values: readonly DayValue[],
  leftOut: readonly string[] = [],
  settings: AnomalySettings = usualAnomaly,
): readonly JudgedDay[] {
  const excluded = new Set(leftOut);
  const known = values
    .filter(({ day }) => !excluded.has(day))
    .filter((one): one is DayValue & { value: number } => isUsable(kind, one, settings));
  const ordinary = new Map<string, number>();
  const wild = new Set<string>();
  const judged: JudgedDay[] = [];
  for (const one of known.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const found = judgeDay(kind, one, { ordinary, wild }, settings);
    if (found) judged.push(found);
    if (found?.anomaly) wild.add(one.day);
    else ordinary.set(one.day, one.value);
  }
  return judged;
}

function judgeDay(
  kind: AnomalyKind,
  { day, value, n }: DayValue & { value: number },
  { ordinary, wild }: { readonly ordinary: ReadonlyMap<string, number>; readonly wild: ReadonlySet<string> },
  { weeks, z: limit, fewestDays }: AnomalySettings,
): JudgedDay | null {
  const before = Array.from({ length: weeks }, (_, week) => addDays(day, -7 * (week + 1)));
  const baseline = before
    .map((one) => ordinary.get(one))
    .filter((one) => one !== undefined)
    .map((one) => onScale(kind, one));
  if (baseline.length < fewestDays) return null;
  const middle = median(baseline);
  const deviation = median(baseline.map((one) => Math.abs(one - middle)));
  const z = (onScale(kind, value) - middle) / Math.max(normalising * deviation, floorOf(kind, middle, n));
  return {
    day,
    value,
    usual: kind === "seconds" ? Math.exp(middle) : middle,
    days: baseline.length,
    wild: before.filter((one) => wild.has(one)).length,
    z,
    anomaly: Math.abs(z) > limit,
  };
}

/** Makes the median deviation of normal values their standard deviation. */
const normalising = 1.4826;
/** Of a time, the smallest scatter that is believed: a twentieth of it. */
const leastSpread = 0.05;

/** Times are compared by their ratio: twice as long is as far as half as long. Less than a second is a second. */
function onScale(kind: AnomalyKind, value: number): number {
  return kind === "seconds" ? Math.log(Math.max(value, 1)) : value;
}

/** The scatter that chance alone makes; never 0, so that a quiet day of one contact after none is no anomaly. */
function floorOf(kind: AnomalyKind, middle: number, n = 0): number {
  if (kind === "seconds") return Math.log(1 + leastSpread);
  if (kind === "count") return Math.sqrt(Math.max(middle, 1));
  // All or none of n scatter as if half a contact had been otherwise.
  const share = Math.min(Math.max(middle, 0.5 / n), 1 - 0.5 / n);
  return Math.sqrt((share * (1 - share)) / n);
}

function isUsable(kind: AnomalyKind, { value, n }: DayValue, { fewest }: AnomalySettings): boolean {
  if (value === null || !Number.isFinite(value)) return false;
  if (kind === "count") return true;
  // A share cannot be judged without its n; a time whose n is not known is taken as it is.
  return kind === "share" ? (n ?? 0) >= fewest : n === undefined || n >= fewest;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
