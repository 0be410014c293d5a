import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../functions/core/values.ts";
import { before, built, kpisOf, start } from "./built.ts";
import { figure } from "./sample.ts";

describe("of any groups", () => {
  const side = fc.tuple(
    fc.integer({ min: 100, max: 9_000 }),
    fc.double({ min: 0.02, max: 0.98, noNaN: true }),
  );
  const groups = fc.array(fc.record({ now: side, before: side }), { minLength: 2, maxLength: 8 });
  const rowsOf = (
    some: readonly { readonly now: readonly [number, number]; readonly before: readonly [number, number] }[],
    kpi: "resolved_within_day_share" | "resolution_seconds",
  ): readonly Value[] => {
    const most = kpi === "resolution_seconds" ? 400_000 : 1;
    const row = (at: string, parts: readonly (readonly [number, number])[], member?: string): Value => {
      const denominator = parts.reduce((sum, [count]) => sum + count, 0);
      const numerator = parts.reduce((sum, [count, rate]) => sum + Math.round(count * rate * most), 0);
      const where = member === undefined ? {} : { by: "channel" as const, member };
      return figure(kpi, at, { ...where, numerator, denominator, value: numerator / denominator });
    };
    return [
      row(
        start,
        some.map(({ now }) => now),
      ),
      row(
        before,
        some.map(({ before }) => before),
      ),
      ...some.flatMap(({ now, before: then }, at) => [
        row(start, [now], `c${at}`),
        row(before, [then], `c${at}`),
      ]),
    ];
  };

  test.each([
    ["resolved_within_day_share", 0.001],
    ["resolution_seconds", 1],
  ] as const)("what is told of %s sums to the change that is printed", (kpi, step) => {
    fc.assert(
      fc.property(groups, (some) => {
        const made = built(rowsOf(some, kpi), { report: kpisOf(kpi) });
        const why = made.narrative?.why;
        const [{ value, previous }] = made.kpis as [(typeof made.kpis)[0]];
        if (!why) return;
        const steps = (amount: number) => Math.round(amount / step);
        const named = why.groups.reduce((sum, { amount }) => sum + steps(amount), 0);
        expect(named + steps(why.rest ?? 0)).toBe(steps(why.whole));
        expect(steps(why.rate) + steps(why.mix)).toBe(steps(why.whole));
        if (kpi === "resolved_within_day_share")
          expect((why.whole * 100).toFixed(1)).toBe(((previous.change ?? 0) * 100).toFixed(1));
        else {
          // Times are printed in days and hours from two days on, else in hours and minutes.
          const unit = [value, previous.value].some((one) => (one ?? 0) < 172_770) ? 60 : 3_600;
          const printed = (one: number | null) => Math.round((one ?? 0) / unit) * unit;
          expect(Math.abs(why.whole) % 60).toBe(0);
          if (unit === 60) expect(why.whole).toBe(printed(value) - printed(previous.value));
        }
      }),
      { numRuns: 60 },
    );
  });
});
