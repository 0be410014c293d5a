import { describe, expect, test } from "vitest";
import { change } from "../../functions/core/compare.ts";
import { usualComparison as usual } from "../../functions/core/comparison.ts";
import { evidenceOf, type Sample } from "../../functions/core/evidence.ts";

const counted = (...numerators: readonly number[]): Sample => ({
  value: numerators.reduce((sum, one) => sum + one, 0),
  days: numerators.map((numerator) => ({ numerator, denominator: 0 })),
});
const opened = { unit: "count", direction: "down", kind: "count" } as const;

describe("a count", () => {
  test("of 120 after 100 may be chance, of 1200 after 1000 not", () => {
    // 20 / sqrt(220) = 1.3484: p 0.1775. 200 / sqrt(2200) = 4.264
    const found = change(opened, { value: 120 }, { value: 100 });
    expect(found).toMatchObject({ verdict: "unchanged", noise: true, basis: "poisson" });
    expect(found.p).toBeCloseTo(0.1775, 4);
    expect(found.standardError).toBeCloseTo(Math.sqrt(220), 9);
    expect(change(opened, { value: 1200 }, { value: 1000 })).toMatchObject({ verdict: "worse" });
  });

  test("is its own size, whatever it is counted of", () => {
    const found = evidenceOf(opened, { value: 120, denominator: 7 }, { value: 100, denominator: 7 }, usual);
    expect(found?.standardError).toBeCloseTo(Math.sqrt(220), 9);
  });

  test("of two weeks is compared weekday by weekday: quiet Sundays are no scatter", () => {
    // A tenth more on every day: only the contacts themselves scatter.
    const before = counted(1000, 1100, 1200, 1100, 1000, 500, 100);
    const found = change(opened, counted(1100, 1210, 1320, 1210, 1100, 550, 110), before);
    expect(found).toMatchObject({ verdict: "worse", basis: "poisson" });
  });

  test("that one day alone raised has not risen", () => {
    // 7700 after 7000: residuals 600 - 6 x 100; squares 360,000 + 6 x 10,000 = 420,000
    // sqrt(7/6 x 420,000) / 7000 = 0.1 of the 7000: 700. t = 700 / 700 = 1 with six degrees: p 0.356
    const found = change(
      opened,
      counted(1000, 1000, 1000, 1700, 1000, 1000, 1000),
      counted(...Array(7).fill(1000)),
    );
    expect(found).toMatchObject({ verdict: "unchanged", noise: true, basis: "day_cluster" });
    expect(found.change).toBeCloseTo(0.1, 12);
    expect(found.standardError).toBeCloseTo(700, 6);
    expect(found.p).toBeCloseTo(0.356, 3);
    expect(found.interval?.high).toBeCloseTo(0.1 + 2.446912 * 0.1, 6);
  });

  test("of spans of other lengths scatters weekday by weekday within each", () => {
    const week = [100, 100, 100, 100, 100, 100, 100];
    // 14 days: the two Mondays differ by 200, so 2 x 20,000 = 40,000, error 200. The other three weeks do not scatter.
    const now = counted(0, ...week.slice(1), 200, ...week.slice(1)); // 1400
    const found = evidenceOf(opened, now, counted(...week, ...week, ...week), usual); // 2100
    expect(found).toMatchObject({ basis: "day_cluster", freedom: 7, difference: -700 });
    expect(found?.standardError).toBeCloseTo(200, 9); // more than sqrt(3500) = 59
  });

  test("by the day is its contacts by its days", () => {
    // 3100 in 31 days: 100 a day, error sqrt(3100)/31 = 1.7961; 3000 in 30 days: sqrt(3000)/30 = 1.8257
    const perDay = { unit: "number", direction: "none", kind: "per_day" } as const;
    const found = evidenceOf(
      perDay,
      { value: 100, numerator: 3100, denominator: 31 },
      { value: 100, numerator: 3000, denominator: 30 },
      usual,
    );
    expect(found?.standardError).toBeCloseTo(Math.hypot(1.7961, 1.8257), 4);
  });

  test("by the day scatters by the day as well", () => {
    // the 14 and 21 days above: 100 a day both times, error 200 / 14
    const perDay = { unit: "number", direction: "none", kind: "per_day" } as const;
    const week = [100, 100, 100, 100, 100, 100, 100];
    const now = counted(0, ...week.slice(1), 200, ...week.slice(1));
    const before = counted(...week, ...week, ...week);
    const found = evidenceOf(
      perDay,
      { ...now, value: 100, numerator: 1400, denominator: 14 },
      { ...before, value: 100, numerator: 2100, denominator: 21 },
      usual,
    );
    expect(found).toMatchObject({ basis: "day_cluster", difference: 0, p: 1 });
    expect(found?.standardError).toBeCloseTo(200 / 14, 9);
  });

  test("of seconds, as time logged in, scatters as its days do and not as so many seconds", () => {
    const loggedIn = { unit: "seconds", direction: "none", kind: "count" } as const;
    expect(evidenceOf(loggedIn, { value: 110_000 }, { value: 100_000 }, usual)).toBeNull();
    const days = [counted(8, 8, 8, 12, 8, 8, 8), counted(8, 8, 8, 8, 8, 8, 8)] as const;
    expect(evidenceOf(loggedIn, ...days, usual)?.basis).toBe("day_cluster");
  });

  test("that stands at the end of a period is not the sum of its days", () => {
    const backlog = { unit: "count", direction: "down", kind: "running" } as const;
    const now = { ...counted(10, 20, 30, 40, 50, 60, 70), value: 280 };
    expect(evidenceOf(backlog, now, now, usual)?.basis).toBe("poisson");
  });

  test("against the mean of four periods has half the error on that side", () => {
    // errors sqrt(1100) and 1/4 sqrt(4000) = 15.81: hypot = sqrt(1100 + 250) = 36.742
    const mean = { value: 1000, standardError: Math.sqrt(4000) / 4 };
    const found = evidenceOf(opened, { value: 1100 }, mean, usual);
    expect(found?.basis).toBe("poisson");
    expect(found?.standardError).toBeCloseTo(36.7423, 4);
  });
});
