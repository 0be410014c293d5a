import { describe, expect, test } from "vitest";
import { change } from "../../functions/core/compare.ts";
import type { Sample } from "../../functions/core/evidence.ts";
import { pooled } from "../../functions/core/pooled.ts";

const share = (numerator: number, denominator: number, fingerprint = "f"): Sample => ({
  value: denominator > 0 ? numerator / denominator : null,
  numerator,
  denominator,
  fingerprint,
});
const resolved = { unit: "share", direction: "up", kind: "share" } as const;
const opened = { unit: "count", direction: "down", kind: "count" } as const;

describe("several periods together", () => {
  test("are the ratio of their sums, not the mean of their ratios", () => {
    // 50 of 100 and 9 of 10: 59 of 110, 53.6 %; the mean of the ratios would be 70 %
    const found = pooled(resolved, [share(50, 100), share(9, 10)]);
    expect(found).toMatchObject({ numerator: 59, denominator: 110, fingerprint: "f" });
    expect(found?.value).toBeCloseTo(59 / 110, 12);
  });

  test("a period with nothing to count adds nothing, and one that did not say leaves no value", () => {
    expect(pooled(resolved, [share(50, 100), share(0, 0)])?.value).toBe(0.5);
    expect(pooled(resolved, [share(0, 0)])?.value).toBeNull();
    const unsaid: Sample = { value: null, numerator: null, denominator: null };
    expect(pooled(resolved, [share(50, 100), unsaid])?.value).toBeNull();
  });

  test("means and scores are their totals by their n, with their squares", () => {
    const side = (n: number, total: number, sumOfSquares: number): Sample => ({
      value: total / n,
      denominator: n,
      ...{ n, total, sumOfSquares },
    });
    const waiting = { unit: "seconds", kind: "mean" } as const;
    expect(pooled(waiting, [side(2, 30, 500), side(3, 10, 40)])).toMatchObject({
      value: 8, // 40 / 5
      ...{ n: 5, total: 40, sumOfSquares: 540 },
    });
    expect(pooled({ unit: "points", kind: "points" }, [side(10, 4, 8), side(10, 2, 6)])?.value).toBe(30); // 6 of 20
  });

  test("the largest is the largest of them, and a percentile is not known", () => {
    const values = [{ value: 5, denominator: 20 }, { value: 9, denominator: 30 }, { value: null }];
    expect(pooled({ unit: "seconds", kind: "largest" }, values)).toMatchObject({ value: 9, denominator: 50 });
    expect(pooled({ unit: "seconds", kind: "largest" }, [{ value: null }])?.value).toBeNull();
    expect(pooled({ unit: "seconds", kind: "ninetieth" }, values)).toBeUndefined();
    expect(pooled({ unit: "seconds", kind: "median" }, values)).toBeUndefined();
  });

  test("none of which may be missing", () => {
    expect(pooled(opened, [{ value: 5 }, undefined])).toBeUndefined();
    expect(pooled(opened, [])).toBeUndefined();
    expect(pooled(opened, [{ value: 5 }, { value: null }])?.value).toBeNull();
  });

  test("of two definitions are compared with nothing, and a 0 that no row made has none", () => {
    const two = pooled(resolved, [share(50, 100, "f"), share(50, 100, "g")]);
    expect(change(resolved, share(60, 100, "g"), two).withheld).toBe("the definition changed");
    expect(pooled(resolved, [share(50, 100, "f"), share(0, 100, "")])?.fingerprint).toBe("f");
  });

  test("are unfinished when one of them is", () => {
    expect(pooled(opened, [{ value: 5 }, { value: 5, unfinished: true }])?.unfinished).toBe(true);
  });
});

describe("a count", () => {
  test("is their mean, and scatters less than one of them", () => {
    // 4000 in four weeks: 1000, error sqrt(4000) / 4 = 15.81
    const found = pooled(
      opened,
      [900, 1100, 950, 1050].map((value) => ({ value })),
    );
    expect(found?.value).toBe(1000);
    expect(found?.standardError).toBeCloseTo(15.8114, 4);
  });

  test("of whole weeks has a mean Monday, a mean Tuesday and so on", () => {
    const week = (monday: number): Sample => ({
      value: monday + 60,
      days: [monday, 10, 10, 10, 10, 10, 10].map((numerator) => ({ numerator, denominator: 0 })),
    });
    const found = pooled(opened, [week(10), week(30)]);
    expect(found?.value).toBe(80);
    expect(found?.days?.map(({ numerator }) => numerator)).toEqual([20, 10, 10, 10, 10, 10, 10]);
    expect(pooled(opened, [week(10), { value: 70 }])?.days).toBeUndefined();
  });

  test("by the day is all contacts by all days", () => {
    const perDay = { unit: "number", kind: "per_day" } as const;
    const found = pooled(perDay, [share(300, 30), share(620, 31)]);
    expect(found?.value).toBeCloseTo(920 / 61, 12);
    expect(found?.standardError).toBeCloseTo(Math.sqrt(920) / 61, 12);
  });
});

test("a share keeps the days of all its periods", () => {
  const days = [{ numerator: 1, denominator: 2 }];
  expect(
    pooled(resolved, [
      { ...share(1, 2), days },
      { ...share(1, 2), days },
    ])?.days,
  ).toHaveLength(2);
  expect(pooled(resolved, [{ ...share(1, 2), days }, share(1, 2)])?.days).toBeUndefined();
});
