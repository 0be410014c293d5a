import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Comparison, change, judgeAll } from "../../functions/core/compare.ts";
import { usualComparison as usual } from "../../functions/core/comparison.ts";
import type { Sample } from "../../functions/core/evidence.ts";

const resolved = { unit: "share", direction: "up", kind: "share" } as const;
const share = (numerator: number, denominator: number): Sample => ({
  value: numerator / denominator,
  numerator,
  denominator,
});

describe("over a report", () => {
  const of = (p: number | undefined, verdict: Comparison["verdict"] = "worse"): Comparison => ({
    value: 1,
    change: 1,
    verdict,
    ...(p !== undefined && { p }),
  });

  test("what stands out alone may not stand out among many", () => {
    // lines of ten tests at 0.1: 0.01, 0.02, ... 0.1. Sorted: 0.004 under 0.01, 0.03 over 0.02, and all others far over.
    const others = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95].map((p) => of(p, "unchanged"));
    const judged = judgeAll([of(0.03), of(0.004), ...others]);
    expect(judged[0]).toMatchObject({ verdict: "unchanged", noise: true, p: 0.03, change: 1 });
    expect(judged[1]).toEqual(of(0.004));
    expect(judged.slice(2)).toEqual(others);
    expect(judgeAll([of(0.03)])[0]).toEqual(of(0.03));
  });

  test("neutral changes may be chance as well, and what was not tested stays as it is", () => {
    const judged = judgeAll([of(0.2, "neutral"), of(undefined, "worse"), of(undefined, "unknown")]);
    expect(judged.map(({ verdict }) => verdict)).toEqual(["unchanged", "worse", "unknown"]);
    expect(judgeAll([])).toEqual([]);
    // alone 0.04 is under its line of 0.1; as one of four tests it would be over 0.025
    const untested = [of(undefined), of(undefined), of(undefined)];
    expect(judgeAll([...untested, of(0.04)]).at(-1)).toEqual(of(0.04));
  });

  test("the rate is the organisation's", () => {
    expect(judgeAll([of(0.03)], { ...usual, falseDiscovery: 0.02 })[0]?.noise).toBe(true);
  });
});

describe("of any two shares", () => {
  const side = fc
    .tuple(fc.integer({ min: 5, max: 3000 }), fc.integer({ min: 25, max: 3000 }))
    .map(([one, other]) => share(one, one + other));
  const mirrored = { better: "worse", worse: "better" } as Partial<Record<string, string>>;

  test("turning the sides turns the change and the verdict", () => {
    fc.assert(
      fc.property(side, side, (now, before) => {
        const [there, back] = [change(resolved, now, before), change(resolved, before, now)];
        expect(there.change).toBeCloseTo(-(back.change ?? 9), 12);
        expect(there.p).toBeCloseTo(back.p ?? 9, 12);
        expect(there.verdict).toBe(mirrored[back.verdict] ?? back.verdict);
        expect(there.interval?.low).toBeCloseTo(-(back.interval?.high ?? 9), 12);
      }),
    );
  });

  test("the change lies in its interval, and the whole report calls no change that alone is none", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { maxLength: 12 }), (pairs) => {
        const alone = pairs.map(([now, before]) => change(resolved, now, before));
        const judged = judgeAll(alone);
        alone.forEach((one, index) => {
          const { low = 9, high = -9 } = one.interval ?? {};
          expect(low <= (one.change ?? 9) + 1e-12 && high >= (one.change ?? -9) - 1e-12).toBe(true);
          expect([one.verdict, "unchanged"]).toContain(judged[index]?.verdict);
        });
        expect(judgeAll(alone.toReversed())).toEqual(judged.toReversed());
      }),
    );
  });
});
