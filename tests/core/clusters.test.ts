import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clustered,
  clusteredDifference,
  type Daily,
  pairedDays,
  weekdayError,
} from "../../functions/core/clusters.ts";
import { twoProportions } from "../../functions/core/significance.ts";

const days = (...pairs: readonly (readonly [number, number])[]): Daily =>
  pairs.map(([numerator, denominator]) => ({ numerator, denominator }));
const counts = (...values: readonly number[]): Daily =>
  values.map((numerator) => ({ numerator, denominator: 1 }));

describe("a share whose days scatter", () => {
  test("is the ratio of the sums, and its error that of the days about it", () => {
    // R = 40/100 = 0.4. Residuals: 10-4 = 6, 2-4 = -2, 14-16 = -2, 14-16 = -2. Squares 36+4+4+4 = 48.
    // error = sqrt(4/3 x 48) / 100 = 8 / 100
    const found = clustered(days([10, 10], [2, 10], [14, 40], [14, 40]));
    expect(found?.ratio).toBeCloseTo(0.4, 12);
    expect(found?.standardError).toBeCloseTo(0.08, 12);
    expect(found?.days).toBe(4);
  });

  test("needs four days with anything to count", () => {
    expect(clustered(days([1, 2], [1, 2], [1, 2]))).toBeNull();
    expect(clustered(days([1, 2], [1, 2], [1, 2], [0, 0]))).toBeNull();
    expect(clustered(days([1, 2], [1, 2], [1, 2], [0, 0], [1, 2]))?.days).toBe(4);
    expect(clustered([])).toBeNull();
  });
});

describe("two shares whose days scatter", () => {
  // Six days of 900 in 1000, and one day on which half of 1000 failed: 5900 of 7000 after 6300 of 7000.
  const usual = [880, 890, 895, 900, 905, 910, 920].map((one): [number, number] => [one, 1000]);
  const spoiled = usual.map(([one, all], day): [number, number] => [day === 3 ? 500 : one, all]);

  test("do not differ by one bad day, however many contacts it spoiled", () => {
    // now 5900/7000 = 0.842857. Residuals from 842.857: 37.1, 47.1, 52.1, -342.9, 62.1, 67.1, 77.1
    // squares 1379.6+2222.4+2718.9+117551.0+3861.7+4508.2+5951.0 = 138192.9 -> sqrt(7/6 x 138192.9)/7000 = 0.057361
    // before residuals -20 -10 -5 0 5 10 20: 1050 -> sqrt(7/6 x 1050)/7000 = 0.005
    // t = -0.057143 / sqrt(0.057361^2 + 0.005^2) = -0.057143 / 0.057579 = -0.9924, six degrees
    const found = clusteredDifference(days(...spoiled), days(...usual));
    expect(found?.difference).toBeCloseTo(-0.057143, 6);
    expect(found?.standardError).toBeCloseTo(0.057579, 5);
    expect(found?.freedom).toBe(6);
    expect(found?.statistic).toBeCloseTo(-0.9924, 3);
    expect(found?.p).toBeGreaterThan(0.3);
    const binomial = twoProportions({ count: 5900, of: 7000 }, { count: 6300, of: 7000 });
    expect(binomial?.p).toBeLessThan(1e-20); // as if 400 contacts had failed one by one
  });

  test("have the freedom of the side with fewer days, and need four on both", () => {
    expect(clusteredDifference(days(...usual), days(...usual.slice(0, 5)))?.freedom).toBe(4);
    expect(clusteredDifference(days(...usual), days(...usual.slice(0, 3)))).toBeNull();
  });
});

describe("two counts of the same weekdays", () => {
  test("are compared day with day: a quiet Sunday is no scatter", () => {
    // A tenth more on every day: nothing is left over.
    const before = counts(100, 110, 120, 110, 100, 50, 10);
    const found = pairedDays(counts(110, 121, 132, 121, 110, 55, 11), before);
    expect(found?.ratio).toBeCloseTo(1.1, 12); // 660 / 600
    expect(found?.standardError).toBeCloseTo(0, 12);
  });

  test("scatter by what each day has beyond the common ratio", () => {
    // 770 / 700 = 1.1. Residuals 30 and -30 (140 - 110, 80 - 110), else 0: sqrt(7/6 x 1800) / 700 = 0.065465
    const found = pairedDays(counts(140, 80, 110, 110, 110, 110, 110), counts(...Array(7).fill(100)));
    expect(found?.ratio).toBeCloseTo(1.1, 12);
    expect(found?.standardError).toBeCloseTo(0.065465, 6);
  });

  test("a day that only then was closed counts in full, one closed both times not at all", () => {
    // 660 / 600 = 1.1: the 60 of the sixth day are left over, and five days are 120 - 132 = -12 short of 1.1 x 120.
    // squares 60^2 + 5 x 12^2 = 4320; six days: sqrt(6/5 x 4320) / 600 = 72 / 600
    const found = pairedDays(counts(120, 120, 120, 120, 120, 60, 0), counts(120, 120, 120, 120, 120, 0, 0));
    expect(found?.days).toBe(6);
    expect(found?.ratio).toBeCloseTo(1.1, 12);
    expect(found?.standardError).toBeCloseTo(0.12, 12);
  });

  test("must be whole weeks of one length", () => {
    expect(pairedDays(counts(1, 2, 3, 4, 5, 6), counts(1, 2, 3, 4, 5, 6))).toBeNull();
    expect(pairedDays(counts(...Array(14).fill(5)), counts(...Array(7).fill(5)))).toBeNull();
    expect(pairedDays(counts(...Array(7).fill(5)), counts(...Array(7).fill(0)))).toBeNull();
  });
});

describe("a count of whole weekdays", () => {
  test("scatters only within each weekday", () => {
    // Two Mondays 90 and 110 scatter: variance 200, times their two days: 400. The other weekdays repeat.
    const found = weekdayError(counts(90, 100, 100, 100, 100, 40, 5, 110, 100, 100, 100, 100, 40, 5));
    expect(found).toEqual({ error: 20, freedom: 7 });
    // Three Mondays 90 100 110: variance 100, times three days: 300
    const rest = [100, 100, 100, 100, 40, 5];
    const three = weekdayError(counts(90, ...rest, 100, ...rest, 110, ...rest));
    expect(three?.error).toBeCloseTo(Math.sqrt(300), 12);
    expect(three?.freedom).toBe(14);
  });

  test("needs every weekday twice", () => {
    expect(weekdayError(counts(...Array(13).fill(1)))).toBeNull();
  });
});

test("the order of the days makes no difference to a share", () => {
  const day = fc
    .tuple(fc.nat(100), fc.nat(100))
    .map(([numerator, more]) => ({ numerator, denominator: numerator + more }));
  fc.assert(
    fc.property(fc.array(day, { minLength: 4, maxLength: 30 }), (daily) => {
      const [there, back] = [clustered(daily), clustered(daily.toReversed())];
      expect(there === null).toBe(back === null);
      if (!there || !back) return;
      expect(there.ratio).toBeCloseTo(back.ratio, 12);
      expect(there.standardError).toBeCloseTo(back.standardError, 12);
    }),
  );
});
