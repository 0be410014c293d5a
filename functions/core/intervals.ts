/** Between which bounds a value lies, given how little was seen. */

import { critical } from "./distributions.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** So many of so many. */
export interface Proportion {
  readonly count: number;
  readonly of: number;
}

/** A value with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** The critical value of a 95 % interval. */
export const usualCritical = critical(0.05);

/** Wilson's interval of a share: never outside 0..1, and sensible for none and for all. NULL of nothing. */
export function wilson({ count, of }: Proportion, z = usualCritical): Interval | null {
  if (!(of > 0)) return null;
  if (!(count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no share`);
  const p = count / of;
  const whole = 1 + (z * z) / of;
  const middle = (p + (z * z) / (2 * of)) / whole;
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / whole;
  // The ends are exact where the formula only comes near them.
  return {
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
}

/** Newcombe's hybrid interval of the difference of two shares, made of their Wilson intervals. NULL of nothing. */
export function newcombe(now: Proportion, before: Proportion, z = usualCritical): Interval | null {
  const [first, second] = [wilson(now, z), wilson(before, z)];
  if (!first || !second) return null;
  const [p, q] = [now.count / now.of, before.count / before.of];
  return {
    low: Math.max(-1, p - q - Math.hypot(p - first.low, second.high - q)),
    high: Math.min(1, p - q + Math.hypot(first.high - p, q - second.low)),
  };
}

/** The interval of a difference, or of a value, from its standard error. */
export function around({ value, error }: Estimate, times = usualCritical): Interval {
  return { low: value - times * error, high: value + times * error };
}

/**
 * Fieller's interval of the relative change from `before` to `now`. It leaves out 0 exactly where the difference is
 * significant; dividing the bounds of the difference by the earlier value would forget that this value is uncertain
 * too. NULL where the earlier value may be 0, since the change then has no bounds.
 */
export function relativeInterval(now: Estimate, before: Estimate, times = usualCritical): Interval | null {
  const lean = (times * before.error) ** 2 / before.value ** 2;
  if (!(lean < 1) || before.value === 0) return null;
  const ratio = now.value / before.value;
  const spread = now.error ** 2 + ratio ** 2 * before.error ** 2 - lean * now.error ** 2;
  const half = (times / Math.abs(before.value)) * Math.sqrt(Math.max(0, spread));
  const bounds = [(ratio - half) / (1 - lean) - 1, (ratio + half) / (1 - lean) - 1] as const;
  // Below 0 the earlier value counts by its size: from -10 to -5 is half of it more.
  return before.value > 0 ? { low: bounds[0], high: bounds[1] } : { low: -bounds[1], high: -bounds[0] };
}
