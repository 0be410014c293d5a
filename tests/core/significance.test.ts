import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  answerVariance,
  benjaminiHochberg,
  limitAmong,
  type Moments,
  moreCareful,
  pointsError,
  testOf,
  twoPoints,
  twoProportions,
  welch,
} from "../../functions/core/significance.ts";

const momentsOf = (values: readonly number[]): Moments => ({
  n: values.length,
  total: values.reduce((sum, one) => sum + one, 0),
  sumOfSquares: values.reduce((sum, one) => sum + one * one, 0),
});

describe("two shares", () => {
  test("of 702 in 1000 after 720 in 1000 do not differ: z -0.888, p 0.375", () => {
    // pooled 0.711; error sqrt(0.711 x 0.289 x 2/1000) = 0.020272; -0.018 / 0.020272
    const found = twoProportions({ count: 702, of: 1000 }, { count: 720, of: 1000 });
    expect(found?.standardError).toBeCloseTo(0.020272, 6);
    expect(found?.statistic).toBeCloseTo(-0.888, 3);
    expect(found?.p).toBeCloseTo(0.375, 3);
  });

  test("of nothing, or both none or both all, cannot be told apart by their scatter", () => {
    expect(twoProportions({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
    expect(twoProportions({ count: 0, of: 9 }, { count: 0, of: 5 })).toBeNull();
    expect(twoProportions({ count: 9, of: 9 }, { count: 5, of: 5 })).toBeNull();
  });
});

describe("two means", () => {
  test("by Welch: 1 2 3 4 5 after 2 4 6 8 10", () => {
    // means 3 and 6; variances 10/4 = 2.5 and 40/4 = 10; error sqrt(0.5 + 2) = 1.5811; t = -3 / 1.5811 = -1.8974
    // freedom 2.5^2 / (0.5^2/4 + 2^2/4) = 6.25 / 1.0625 = 5.8824
    const found = welch(momentsOf([1, 2, 3, 4, 5]), momentsOf([2, 4, 6, 8, 10]));
    expect(found?.statistic).toBeCloseTo(-1.897367, 6);
    expect(found?.freedom).toBeCloseTo(5.882353, 6);
    // between p of 5 degrees (0.1162) and of 6 (0.1066)
    expect(found?.p).toBeGreaterThan(0.1066);
    expect(found?.p).toBeLessThan(0.1162);
  });

  test("without scatter: a difference is certain, and none is none", () => {
    expect(welch(momentsOf([3, 3]), momentsOf([2, 2]))?.p).toBe(0);
    expect(welch(momentsOf([2, 2, 2]), momentsOf([2, 2]))?.p).toBe(1);
  });

  test("of one observation say nothing", () => {
    expect(welch(momentsOf([3]), momentsOf([2, 4]))).toBeNull();
    expect(welch(momentsOf([2, 4]), momentsOf([]))).toBeNull();
  });
});

describe("a net promoter score", () => {
  // brendan-r/NPS, tests of its variance and standard error: a promoter is 9 or 10, a detractor 0 to 6.
  test.each([
    [[0, 7, 7, 9, 9, 9], 0.33333333333333337, 0.5555555555555555, 0.30429030972509225],
    [[1, 9], 0, 1, Math.SQRT1_2],
    [[7, 9], 0.5, 0.25, 0.3535533905932738],
    [[0, 7, 9], 0, 0.6666666666666666, 0.4714045207910317],
  ])("of %j", (scores, score, variance, error) => {
    const answers = momentsOf(scores.map((one) => (one >= 9 ? 1 : one <= 6 ? -1 : 0)));
    expect(answers.total / answers.n).toBeCloseTo(score, 12);
    expect(answerVariance(answers)).toBeCloseTo(variance, 12);
    expect(pointsError(answers)).toBeCloseTo(100 * error, 9);
  });

  test("differs from another by its points over both errors", () => {
    // 60 promoters, 20 detractors of 100: 40 points, variance 0.8 - 0.16 = 0.64; 50 and 30: 20 points, 0.8 - 0.04 = 0.76
    // error 100 x sqrt(0.0064 + 0.0076) = 11.8322; z = 20 / 11.8322 = 1.6903
    const found = twoPoints({ n: 100, total: 40, sumOfSquares: 80 }, { n: 100, total: 20, sumOfSquares: 80 });
    expect(found?.difference).toBeCloseTo(20, 12);
    expect(found?.standardError).toBeCloseTo(11.8322, 4);
    expect(found?.statistic).toBeCloseTo(1.6903, 4);
    expect(found?.p).toBeCloseTo(0.091, 3);
  });
});

test("of two tests the one with the larger error counts", () => {
  const [narrow, wide] = [testOf(1, 0.5), testOf(1, 0.8, 6)];
  expect(moreCareful(narrow, wide)).toBe(wide);
  expect(moreCareful(wide, narrow)).toBe(wide);
  expect(moreCareful(null, narrow)).toBe(narrow);
  expect(moreCareful(narrow, null)).toBe(narrow);
  expect(moreCareful(null, null)).toBeNull();
});

describe("of many tests", () => {
  test("ten with a false discovery rate of 5 % leave the first two", () => {
    // Benjamini and Hochberg: 0.008 <= 2/10 x 0.05 = 0.01, and no later p is at most its own line
    const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    const found = benjaminiHochberg(p, 0.05).flatMap((called, index) => (called ? [index] : []));
    expect(found).toEqual([0, 1]);
  });

  test("a late one under its line carries all before it", () => {
    // lines at 0.05: 0.0167, 0.0333, 0.05. The first two are over theirs, the third is not.
    expect(benjaminiHochberg([0.04, 0.05, 0.02], 0.05)).toEqual([true, true, true]);
    expect(benjaminiHochberg([0.04, 0.051, 0.02], 0.05)).toEqual([false, false, false]);
    expect(benjaminiHochberg([0.05], 0.05)).toEqual([true]); // on its line
  });

  test("none are none", () => {
    expect(benjaminiHochberg([], 0.1)).toEqual([]);
  });

  const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
  const q = fc.double({ min: 0.001, max: 0.5, noNaN: true });

  test("whoever is called has company of every smaller p, in whatever order they come", () => {
    fc.assert(
      fc.property(probabilities, q, (p, rate) => {
        const called = benjaminiHochberg(p, rate);
        const largest = Math.max(-1, ...p.filter((_, index) => called[index]));
        p.forEach((one, index) => {
          expect(called[index]).toBe(one <= largest);
        });
        expect(benjaminiHochberg(p.toReversed(), rate)).toEqual(called.toReversed());
      }),
    );
  });

  test("what one test has to reach among others is the limit they are called by", () => {
    // Of four, ranks allow 0.025, 0.05, 0.075 and 0.1: with 0.001 and 0.04 two others are within the third.
    expect(limitAmong([0.001, 0.04, 0.5], 0.1)).toBeCloseTo(0.075, 12);
    expect(limitAmong([1, 1, 1], 0.1)).toBeCloseTo(0.025, 12);
    expect(limitAmong([], 0.1)).toBe(0.1);
    fc.assert(
      fc.property(probabilities, q, (p, rate) => {
        const called = benjaminiHochberg(p, rate);
        p.forEach((one, at) => {
          expect(one <= limitAmong(p.toSpliced(at, 1), rate)).toBe(called[at]);
        });
      }),
    );
  });

  test("a larger rate calls no fewer, a smaller p takes none away, and none is called beyond the rate alone", () => {
    fc.assert(
      fc.property(probabilities, q, fc.nat(39), (p, rate, which) => {
        const called = benjaminiHochberg(p, rate);
        const more = benjaminiHochberg(p, rate * 1.5);
        const smaller = benjaminiHochberg(
          p.map((one, index) => (index === which ? one / 2 : one)),
          rate,
        );
        p.forEach((one, index) => {
          if (!called[index]) return;
          expect(one).toBeLessThanOrEqual(rate);
          expect(more[index] && smaller[index]).toBe(true);
        });
      }),
    );
  });
});

test("turning the sides turns the sign and nothing else", () => {
  const count = fc.integer({ min: 1, max: 3000 });
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const there = twoProportions({ count: a, of: a + b }, { count: c, of: c + d });
      const back = twoProportions({ count: c, of: c + d }, { count: a, of: a + b });
      expect(there?.difference).toBeCloseTo(-(back?.difference ?? 9), 12);
      expect(there?.p).toBeCloseTo(back?.p ?? 9, 12);
    }),
  );
});
