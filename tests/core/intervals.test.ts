import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  around,
  newcombe,
  type Proportion,
  relativeInterval,
  wilson,
} from "../../functions/core/intervals.ts";

const of = (count: number, whole: number): Proportion => ({ count, of: whole });

describe("Wilson's interval of a share", () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) 857-872.
  test.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.0623863995307363, 0.16048724172330803],
    [0, 20, 0, 0.16112515805281938],
    [1, 29, 0.006113214292762653, 0.17175521879320288],
  ])("%d of %d lies in %d..%d", (count, whole, low, high) => {
    const found = wilson(of(count, whole));
    expect(found?.low).toBeCloseTo(low, 9);
    expect(found?.high).toBeCloseTo(high, 9);
  });

  // codegolf.stackexchange.com/questions/105389: successes, failures, with z = 1.96
  test.each([
    [0, 1, 0, 0.7934567085261071],
    [1, 1, 0.09452865480086614, 0.9054713451991339],
    [1, 10, 0.01623175226282597, 0.3773646254862038],
    [25, 75, 0.1754509400372426, 0.3430464637007583],
    [0, 100, 0, 0.03699480747600191],
  ])("%d successes and %d failures lie in %d..%d", (successes, failures, low, high) => {
    const found = wilson(of(successes, successes + failures), 1.96);
    expect(found?.low).toBeCloseTo(low, 9);
    expect(found?.high).toBeCloseTo(high, 9);
  });

  test("of nothing is none, and more than all is refused", () => {
    expect(wilson(of(0, 0))).toBeNull();
    expect(() => wilson(of(5, 4))).toThrow(RangeError);
    expect(() => wilson(of(-1, 4))).toThrow(RangeError);
  });
});

describe("Newcombe's interval of a difference", () => {
  test("of 56 of 70 and 48 of 80 is 5.2 to 33.4 points", () => {
    // R. G. Newcombe, Interval estimation for the difference between independent proportions, same volume, 873-890.
    const found = newcombe(of(56, 70), of(48, 80));
    expect(found?.low).toBeCloseTo(0.05243147240236498, 9);
    expect(found?.high).toBeCloseTo(0.333872654036906, 9);
  });

  test("of none of none is none", () => {
    expect(newcombe(of(1, 2), of(0, 0))).toBeNull();
    expect(newcombe(of(0, 0), of(1, 2))).toBeNull();
  });
});

describe("the interval of a relative change", () => {
  test("is that of the later value alone when the earlier one is certain", () => {
    // (12 +- 2 x 1) / 10 - 1
    const found = relativeInterval({ value: 12, error: 1 }, { value: 10, error: 0 }, 2);
    expect(found?.low).toBeCloseTo(0, 12);
    expect(found?.high).toBeCloseTo(0.4, 12);
  });

  test("touches 0 exactly where the difference is as large as its error times the critical value", () => {
    // errors 3 and 4 make 5: 110 - 100 = 2 x 5
    const found = relativeInterval({ value: 110, error: 3 }, { value: 100, error: 4 }, 2);
    expect(found?.low).toBeCloseTo(0, 12);
    expect(found?.high).toBeGreaterThan(0.1);
  });

  test("of negative values counts from their size: from -10 to -8 is a fifth more", () => {
    const found = relativeInterval({ value: -8, error: 1 }, { value: -10, error: 0 }, 2);
    expect(found?.low).toBeCloseTo(0, 12); // (-10 + 10) / 10
    expect(found?.high).toBeCloseTo(0.4, 12); // (-6 + 10) / 10
  });

  test("has no bounds when the earlier value may be 0", () => {
    expect(relativeInterval({ value: 10, error: 1 }, { value: 2, error: 1 }, 2)).toBeNull();
    expect(relativeInterval({ value: 10, error: 1 }, { value: 0, error: 0 }, 2)).toBeNull();
  });
});

describe("of any numbers", () => {
  const proportion = fc
    .tuple(fc.nat(5000), fc.nat(5000))
    .filter(([one, other]) => one + other > 0)
    .map(([one, other]) => of(one, one + other));

  test("the interval holds the share and stays within 0..1, and the other share has the mirrored one", () => {
    fc.assert(
      fc.property(proportion, (share) => {
        const found = wilson(share);
        const other = wilson(of(share.of - share.count, share.of));
        const p = share.count / share.of;
        expect(found && found.low >= 0 && found.high <= 1).toBe(true);
        expect(found && found.low <= p && p <= found.high).toBe(true);
        expect((found?.low ?? 9) + (other?.high ?? 9)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("a difference lies in its interval, and turns its sign with the sides", () => {
    fc.assert(
      fc.property(proportion, proportion, (now, before) => {
        const [there, back] = [newcombe(now, before), newcombe(before, now)];
        const difference = now.count / now.of - before.count / before.of;
        expect(there && there.low >= -1 && there.high <= 1).toBe(true);
        expect(there && there.low <= difference + 1e-12 && difference - 1e-12 <= there.high).toBe(true);
        expect((there?.low ?? 9) + (back?.high ?? 9)).toBeCloseTo(0, 12);
      }),
    );
  });

  const estimate = fc.record({
    value: fc.double({ min: 1, max: 1000, noNaN: true }),
    error: fc.double({ min: 0.01, max: 100, noNaN: true }),
  });

  test("a relative change is outside 0 exactly where the difference is", () => {
    fc.assert(
      fc.property(estimate, estimate, (now, before) => {
        const relative = relativeInterval(now, before);
        const plain = around({
          value: now.value - before.value,
          error: Math.hypot(now.error, before.error),
        });
        fc.pre(relative !== null && Math.min(Math.abs(plain.low), Math.abs(plain.high)) > 1e-6);
        const holdsNone = (one: { low: number; high: number } | null) => one && one.low < 0 && one.high > 0;
        expect(holdsNone(relative)).toBe(holdsNone(plain));
      }),
    );
  });
});
