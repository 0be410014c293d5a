import { describe, expect, test } from "vitest";
import type { Daily } from "../../functions/core/clusters.ts";
import { change } from "../../functions/core/compare.ts";
import { usualComparison as usual } from "../../functions/core/comparison.ts";
import { evidenceOf, type Sample } from "../../functions/core/evidence.ts";

const share = (numerator: number, denominator: number, days?: Daily): Sample => ({
  value: numerator / denominator,
  numerator,
  denominator,
  ...(days && { days }),
});
const resolved = { unit: "share", direction: "up", kind: "share" } as const;
const waiting = { unit: "seconds", direction: "down", kind: "mean" } as const;
const promoters = { unit: "points", direction: "up", kind: "points" } as const;

describe("a share", () => {
  test("of 702 in 1000 after 720 in 1000 may be chance: p 0.375, between -5.8 and +2.2 points", () => {
    const found = change(resolved, share(702, 1000), share(720, 1000));
    expect(found).toMatchObject({ verdict: "unchanged", noise: true, basis: "binomial" });
    expect(found.change).toBeCloseTo(-0.018, 12);
    expect(found.p).toBeCloseTo(0.375, 3);
    expect(found.standardError).toBeCloseTo(0.020272, 6);
    expect(found.interval?.low).toBeCloseTo(-0.058, 3);
    expect(found.interval?.high).toBeCloseTo(0.022, 3);
  });

  // Seven days about 900 of 1000; then the same with one day of 500. Worked out in clusters.test.ts: error 0.057579.
  const usually = [880, 890, 895, 900, 905, 910, 920].map((one) => ({ numerator: one, denominator: 1000 }));
  const spoiled = usually.map((day, index) => (index === 3 ? { ...day, numerator: 500 } : day));
  const [now, before] = [share(5900, 7000, spoiled), share(6300, 7000, usually)];

  test("is not worse for one bad day, though 400 contacts failed on it", () => {
    const found = change(resolved, now, before);
    expect(found).toMatchObject({ verdict: "unchanged", noise: true, basis: "day_cluster" });
    expect(found.standardError).toBeCloseTo(0.057579, 5);
    expect(found.interval?.low).toBeCloseTo(-0.198, 3); // -0.057143 - 2.446912 x 0.057579
  });

  test("stands on the error the organisation chose", () => {
    const as = (standardError: "binomial" | "day_cluster") =>
      change(resolved, now, before, { ...usual, standardError });
    expect(as("binomial")).toMatchObject({ verdict: "worse", basis: "binomial" });
    expect(as("day_cluster")).toMatchObject({ verdict: "unchanged", basis: "day_cluster" });
  });

  test("may be told without its numerator", () => {
    const plain = (value: number): Sample => ({ value, denominator: 1000 });
    expect(change(resolved, plain(0.702), plain(0.72)).p).toBeCloseTo(0.375, 3);
  });

  test("whose days are all alike stands on its contacts, which scatter more", () => {
    const alike = (numerator: number) =>
      share(7 * numerator, 700, Array(7).fill({ numerator, denominator: 100 }));
    // 80 % after 90 % of 700: pooled 0.85, error sqrt(0.85 x 0.15 x 2/700) = 0.019086
    const found = change(resolved, alike(80), alike(90));
    expect(found).toMatchObject({ verdict: "worse", basis: "binomial" });
    expect(found.standardError).toBeCloseTo(0.019086, 6);
  });

  test("is not judged by days that do not sum to it", () => {
    const days = usually.slice(1);
    expect(change(resolved, share(5900, 7000, days), before).basis).toBe("binomial");
  });

  test("of time has as many observations as days, not as seconds", () => {
    const occupancy = { unit: "share", direction: "up", observations: "days" } as const;
    expect(change(occupancy, now, before)).toMatchObject({ noise: true, basis: "day_cluster" });
    // Nothing says how it scatters: its size is told, and neither a p nor whether it is worse.
    const alone = change(occupancy, share(5900, 7000), share(6300, 7000));
    expect(alone).toEqual({ value: 0.9, change: expect.closeTo(-0.057143, 6), verdict: "neutral" });
  });

  test("is never said to have moved by more than a whole", () => {
    const wild = [0, 100, 0, 100].map((numerator) => ({ numerator, denominator: 100 }));
    const found = change(resolved, share(200, 400, wild), share(200, 400, wild));
    expect(found.interval).toEqual({ low: -1, high: 1 });
  });
});

describe("a mean", () => {
  // 100 observations each, variance 400: the sum of squares is 99 x 400 + 100 x mean^2; each error sqrt(400/100) = 2.
  const mean = (value: number, n = 100): Sample => ({
    value,
    denominator: n,
    n,
    total: value * n,
    sumOfSquares: (n - 1) * 400 + n * value ** 2,
  });

  test("of 110 s after 100 s is more by 4.3 to 16 %", () => {
    // t = 10 / sqrt(8) = 3.5355 with 198 degrees; critical 1.97202
    // lean (1.97202 x 2 / 100)^2 = 0.0015555; half 0.0197202 x sqrt(4 + 1.21 x 4 - 0.0015555 x 4) = 0.058612
    // (1.1 - 0.058612) / 0.9984445 - 1 = 0.04301; (1.1 + 0.058612) / 0.9984445 - 1 = 0.16042
    const found = change(waiting, mean(110), mean(100));
    expect(found).toMatchObject({ verdict: "worse", basis: "welch" });
    expect(found.standardError).toBeCloseTo(Math.sqrt(8), 9);
    expect(found.p).toBeCloseTo(0.0005, 4);
    expect(found.interval?.low).toBeCloseTo(0.04301, 4);
    expect(found.interval?.high).toBeCloseTo(0.16042, 4);
  });

  test("whose squares were not summed is told by its size alone", () => {
    const bare = (value: number): Sample => ({ ...mean(value), sumOfSquares: 0 });
    expect(change(waiting, bare(110), bare(100)).p).toBeUndefined();
    // a hundred times exactly 100 s have squares, and no scatter
    const alike = { ...mean(100), sumOfSquares: 1_000_000 };
    expect(change(waiting, mean(110), alike).standardError).toBeCloseTo(2, 9);
  });

  test("of 105 s after 100 s may be chance", () => {
    // 5 / 2.8284 = 1.7678
    expect(change(waiting, mean(105.5), mean(100))).toMatchObject({ verdict: "unchanged", noise: true });
  });

  test("has its n and its sum in denominator and numerator, unless they are given apart", () => {
    const { value, n, total, sumOfSquares } = mean(110);
    const bare = { value, numerator: total, denominator: n, sumOfSquares, n: null, total: null } as Sample;
    expect(change(waiting, bare, mean(100))).toEqual(change(waiting, mean(110), mean(100)));
  });

  test("stands on its days when they scatter more", () => {
    // before: 4 days of 25, each 2500 s. now: 25 x 100, 25 x 100, 25 x 100, 25 x 180: 12,000 s of 100 = 120 s
    // residuals -500 -500 -500 1500: squares 3,000,000; sqrt(4/3 x 3,000,000) / 100 = 20
    const days = (...means: readonly number[]): Daily =>
      means.map((one) => ({ numerator: 25 * one, denominator: 25 }));
    const now = { ...mean(120), days: days(100, 100, 100, 180) };
    const before = { ...mean(100), days: days(100, 100, 100, 100) };
    const found = change(waiting, now, before);
    expect(found).toMatchObject({ verdict: "unchanged", noise: true, basis: "day_cluster" });
    expect(found.standardError).toBeCloseTo(20, 9);
    expect(found.p).toBeCloseTo(0.391, 3); // t = 1, three degrees
    expect(found.interval?.low).toBeCloseTo(0.2 - 3.182446 * 0.2, 4); // the earlier days do not scatter
  });
});

describe("a score", () => {
  const score = (promoting: number, detracting: number, n: number): Sample => ({
    value: (100 * (promoting - detracting)) / n,
    n,
    total: promoting - detracting,
    sumOfSquares: promoting + detracting,
  });

  test("of 40 after 20 of a hundred answers may be chance, of two hundred not", () => {
    // significance.test.ts: error 11.8322, z 1.6903. Twice as many: 11.8322 / sqrt(2) = 8.3666, z 2.3905
    expect(change(promoters, score(60, 20, 100), score(50, 30, 100))).toMatchObject({
      change: 20,
      noise: true,
    });
    const found = change(promoters, score(120, 40, 200), score(100, 60, 200));
    expect(found).toMatchObject({ verdict: "better", basis: "points" });
    expect(found.standardError).toBeCloseTo(8.3666, 4);
    expect(found.interval?.low).toBeCloseTo(20 - 1.959964 * 8.3666, 3);
  });

  test("stands on its days when they scatter more", () => {
    // four days of 50 answers: 40 points each before. now 40 40 40 and -40: (20+20+20-20)/200 = 20 points
    // residuals 10 10 10 -30: 1200; sqrt(4/3 x 1200) / 200 = 0.2, 20 points
    const days = (...sums: readonly number[]): Daily =>
      sums.map((numerator) => ({ numerator, denominator: 50 }));
    const now = { ...score(110, 70, 200), days: days(20, 20, 20, -20) };
    const before = { ...score(120, 40, 200), days: days(20, 20, 20, 20) };
    const found = change(promoters, now, before);
    expect(found).toMatchObject({ change: -20, basis: "day_cluster", noise: true });
    expect(found.standardError).toBeCloseTo(20, 9);
    expect(found.interval?.low).toBeCloseTo(-20 - 3.182446 * 20, 4); // three degrees
  });
});

describe("a percentile", () => {
  const median = { unit: "seconds", direction: "down", kind: "median" } as const;

  test("has no error unless it brings one", () => {
    const plain = (value: number): Sample => ({ value, n: 500, total: 1, sumOfSquares: 1 });
    expect(evidenceOf(median, plain(120), plain(100), usual)).toBeNull();
    const own = (value: number): Sample => ({ ...plain(value), standardError: 6 });
    // 20 / sqrt(72) = 2.357
    expect(evidenceOf(median, own(120), own(100), usual)).toMatchObject({ basis: "own_error" });
    expect(evidenceOf(median, own(120), own(100), usual)?.statistic).toBeCloseTo(2.357, 3);
  });
});
