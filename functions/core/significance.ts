/** How probable a difference at least this large is when nothing changed. Each test says NULL where it cannot say. */

import { tTails } from "./distributions.ts";
import type { Proportion } from "./intervals.ts";

/** Sums from which mean and scatter follow; sums of periods are the sums of their days. */
export interface Moments {
  readonly n: number;
  readonly total: number;
  readonly sumOfSquares: number;
}

export interface Test {
  readonly difference: number;
  readonly standardError: number;
  /** Degrees of freedom; endless for the normal distribution. */
  readonly freedom: number;
  readonly statistic: number;
  readonly p: number;
}

/** A test from a difference and its error. Without any scatter every difference is certain, and none is no difference. */
export function testOf(
  difference: number,
  standardError: number,
  freedom = Number.POSITIVE_INFINITY,
): Test | null {
  if (!Number.isFinite(difference) || !(standardError >= 0) || !(freedom > 0)) return null;
  if (standardError === 0 && difference === 0)
    return { difference, standardError, freedom, statistic: 0, p: 1 };
  const statistic = difference / standardError;
  return { difference, standardError, freedom, statistic, p: tTails(statistic, freedom) };
}

/** Two shares, as if every contact were independent: the z test with the pooled share. */
export function twoProportions(now: Proportion, before: Proportion): Test | null {
  if (!(now.of > 0 && before.of > 0)) return null;
  const pooled = (now.count + before.count) / (now.of + before.of);
  if (!(pooled > 0 && pooled < 1)) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.of + 1 / before.of));
  return testOf(now.count / now.of - before.count / before.of, error);
}

export function meanOf({ n, total }: Moments): number {
  return total / n;
}

/** The sample variance; a rounding error below 0 is 0. */
export function varianceOf(moments: Moments): number {
  const { n, sumOfSquares } = moments;
  return Math.max(0, sumOfSquares - n * meanOf(moments) ** 2) / (n - 1);
}

/** Two means whose scatter may differ: Welch's t test. Two observations on either side are the least. */
export function welch(now: Moments, before: Moments): Test | null {
  if (!(now.n >= 2 && before.n >= 2)) return null;
  const [a, b] = [varianceOf(now) / now.n, varianceOf(before) / before.n];
  const freedom = a + b === 0 ? Infinity : (a + b) ** 2 / (a ** 2 / (now.n - 1) + b ** 2 / (before.n - 1));
  return testOf(meanOf(now) - meanOf(before), Math.sqrt(a + b), freedom);
}

/**
 * The variance of one answer about the mean of all. For a net promoter score, whose answers are 1, 0 and -1, it is
 * promoters + detractors - (promoters - detractors)^2, as shares.
 */
export function answerVariance(moments: Moments): number {
  return Math.max(0, moments.sumOfSquares / moments.n - meanOf(moments) ** 2);
}

/** The standard error of a score in points, 100 times the mean of answers 1, 0 and -1. */
export function pointsError(moments: Moments): number {
  return 100 * Math.sqrt(answerVariance(moments) / moments.n);
}

/** Two net promoter scores, in points. */
export function twoPoints(now: Moments, before: Moments): Test | null {
  if (!(now.n > 0 && before.n > 0)) return null;
  const error = Math.hypot(pointsError(now), pointsError(before));
  return testOf(100 * (meanOf(now) - meanOf(before)), error);
}

/** The test with the larger standard error; whichever there is when one cannot say. */
export function moreCareful<T extends Pick<Test, "standardError">>(one: T | null, other: T | null): T | null {
  if (!one || !other) return one ?? other;
  return other.standardError > one.standardError ? other : one;
}

/**
 * Which of many tests may be called differences so that of those called at most the share `q` is chance (Benjamini
 * and Hochberg): with p sorted, all up to the last rank k where p is at most q k / m.
 */
export function benjaminiHochberg(probabilities: readonly number[], q: number): readonly boolean[] {
  const sorted = probabilities.toSorted((a, b) => a - b);
  const last = sorted.findLastIndex((p, index) => p <= (q * (index + 1)) / sorted.length);
  const limit = sorted[last];
  return probabilities.map((p) => limit !== undefined && p <= limit);
}

/** How improbable one more test must be, at the most, to be called a difference among these others. */
export function limitAmong(others: readonly number[], q: number): number {
  const all = others.length + 1;
  const limitOf = (rank: number) => (q * rank) / all;
  const ranks = Array.from({ length: all }, (_, index) => all - index);
  // With it, as many as the rank must be within the limit of the rank.
  const rank = ranks.find((one) => others.filter((p) => p <= limitOf(one)).length >= one - 1) ?? 1;
  return limitOf(rank);
}
