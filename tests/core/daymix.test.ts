import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Days, dayMix, weekdayOf } from "../../functions/core/daymix.ts";
import { addDays } from "../../functions/core/period.ts";

/** Days from a first one on, with the count of their weekday: Monday first. */
function days(first: string, length: number, ofWeekday: readonly number[]): Days {
  return Array.from({ length }, (_, index) => {
    const day = addDays(first, index);
    return { day, count: ofWeekday[weekdayOf(day) - 1] ?? 0 };
  });
}

describe("the weekday", () => {
  test.each([
    ["2026-11-16", 1],
    ["2026-11-15", 7],
    ["2024-02-29", 4],
    ["1969-12-31", 3],
  ])("of %s is %d", (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });
});

describe("of a month against the one before", () => {
  const week = [100, 100, 100, 100, 100, 20, 10];

  test("all of the change is the calendar's when every weekday is as it was", () => {
    // October 2026 has 22 working days, 5 Saturdays, 4 Sundays: 2200 + 100 + 40 = 2340.
    // November has 21 working days, 4 Saturdays, 5 Sundays: 2100 + 80 + 50 = 2230.
    const found = dayMix(days("2026-11-01", 30, week), days("2026-10-01", 31, week));
    expect(found?.expected).toBeCloseTo(2230, 9);
    expect(found?.dayMix).toBeCloseTo(-110, 9); // 2230 - 2340
    expect(found?.underlying).toBeCloseTo(0, 9);
  });

  test("what is left is underlying: a tenth more on every day", () => {
    const more = days(
      "2026-11-01",
      30,
      week.map((count) => 1.1 * count),
    );
    const found = dayMix(more, days("2026-10-01", 31, week));
    expect(found?.dayMix).toBeCloseTo(-110, 9);
    expect(found?.underlying).toBeCloseTo(223, 9); // 2453 - 2230; in all 113 more
    expect(found?.underlyingShare).toBeCloseTo(0.1, 9);
  });

  test("a weekday counts by its mean: two Mondays of 90 and 110 expect three of 100", () => {
    const before = [
      { day: "2026-11-02", count: 90 },
      { day: "2026-11-09", count: 110 },
    ];
    const now = ["2026-11-16", "2026-11-23", "2026-11-30"].map((day) => ({ day, count: 120 }));
    expect(dayMix(now, before)).toEqual({ expected: 300, dayMix: 100, underlying: 60, underlyingShare: 0.2 });
  });
});

test("a weekday of which nothing is known cannot be expected", () => {
  const friday = [{ day: "2026-11-20", count: 5 }];
  expect(dayMix(friday, [{ day: "2026-11-19", count: 5 }])).toBeNull();
  expect(dayMix(friday, [])).toBeNull();
});

test("where nothing was expected there is no share", () => {
  const found = dayMix([{ day: "2026-11-20", count: 5 }], [{ day: "2026-11-13", count: 0 }]);
  expect(found).toEqual({ expected: 0, dayMix: 0, underlying: 5, underlyingShare: null });
});

test("calendar and underlying sum to the change, and the order of days makes no difference", () => {
  const counts = fc.array(fc.nat(1000), { minLength: 7, maxLength: 40 });
  const from = (first: string, some: readonly number[]): Days =>
    some.map((count, index) => ({ day: addDays(first, index), count }));
  fc.assert(
    fc.property(counts, counts, (some, others) => {
      const [now, before] = [from("2026-11-01", some), from("2026-10-01", others)];
      const found = dayMix(now, before);
      const sum = (days: Days) => days.reduce((all, { count }) => all + count, 0);
      expect((found?.dayMix ?? 0) + (found?.underlying ?? 0)).toBeCloseTo(sum(now) - sum(before), 8);
      expect(dayMix(now.toReversed(), before.toReversed())?.expected).toBeCloseTo(found?.expected ?? -1, 8);
    }),
  );
});
