import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnomalyKind,
  type DayValue,
  judgeDays,
  median,
  usualAnomaly,
} from "../../functions/core/anomaly.ts";
import { addDays } from "../../functions/core/period.ts";

const first = "2026-09-07"; // a Monday
/** One value per Monday. */
const mondays = (values: readonly (number | null)[], n?: number): DayValue[] =>
  values.map((value, week) => ({ day: addDays(first, 7 * week), value, ...(n !== undefined && { n }) }));
const last = (kind: AnomalyKind, values: readonly DayValue[], leftOut: readonly string[] = []) => {
  const found = judgeDays(kind, values, leftOut);
  return found.find(({ day }) => day === values.at(-1)?.day);
};

describe("a count", () => {
  // Median of 96 98 99 100 100 101 102 104 is 100; deviations 4 2 1 0 0 1 2 4: median 1.5, scale 2.22; floor sqrt(100) = 10
  const usual = [96, 98, 99, 100, 100, 101, 102, 104];

  test("is compared with the same weekday of eight weeks, and needs more than a small scatter", () => {
    const found = last("count", mondays([...usual, 135]));
    expect(found).toMatchObject({ usual: 100, days: 8, anomaly: false });
    expect(found?.z).toBeCloseTo(3.5, 12); // 35 / 10; more than 3.5 is an anomaly, 3.5 is none
    expect(last("count", mondays([...usual, 136]))?.anomaly).toBe(true);
    expect(last("count", mondays([...usual, 64]))?.anomaly).toBe(true); // as far below
  });

  test("whose days scatter more than chance is judged by their own scatter", () => {
    // 60 70 80 90 110 120 130 140: median 100, deviations 40 30 20 10 10 20 30 40: 25, scale 37.065
    const found = last("count", mondays([60, 70, 80, 90, 110, 120, 130, 140, 220]));
    expect(found?.z).toBeCloseTo(120 / 37.065, 9);
    expect(found?.anomaly).toBe(false); // 3.24
  });

  test("of one on a weekday of nothing is no anomaly, of four it is", () => {
    expect(last("count", mondays([0, 0, 0, 0, 0, 0, 0, 0, 1]))).toMatchObject({ z: 1, anomaly: false });
    expect(last("count", mondays([0, 0, 0, 0, 0, 0, 0, 0, 4]))).toMatchObject({ z: 4, anomaly: true });
  });

  test("is not judged by fewer than six days", () => {
    expect(last("count", mondays([100, 100, 100, 100, 100, 500]))).toBeUndefined();
    expect(last("count", mondays([100, 100, 100, 100, 100, 100, 500]))).toMatchObject({
      days: 6,
      anomaly: true,
    });
    expect(last("count", mondays([null, null, null, ...Array(5).fill(100), 500]))).toBeUndefined();
  });

  test("is not compared with what lies more than eight weeks back", () => {
    // ten weeks: the two oldest would make the middle 300
    expect(last("count", mondays([500, 500, ...usual, 100]))?.days).toBe(8);
  });

  test("is not compared with other weekdays", () => {
    const sundays = mondays(Array(8).fill(5)).map(({ day, value }) => ({ day: addDays(day, -1), value }));
    expect(last("count", [...sundays, ...mondays([...usual, 100])])).toMatchObject({ usual: 100 });
  });
});

describe("days left out", () => {
  const holiday = addDays(first, 21);

  test("are neither judged nor compared with", () => {
    const values = mondays([100, 100, 100, 0, 100, 100, 100, 100, 100]);
    expect(last("count", values, [holiday])).toMatchObject({ days: 7, usual: 100 });
    const day = values.at(-1)?.day ?? "";
    expect(judgeDays("count", values, [day]).map((one) => one.day)).not.toContain(day);
  });

  test("leave too few: nothing is said", () => {
    const out = [0, 7, 14].map((days) => addDays(first, days));
    expect(last("count", mondays([...Array(8).fill(100), 500]), out)).toBeUndefined();
  });

  test("an anomaly is not compared with later", () => {
    const values = mondays([100, 100, 100, 100, 100, 100, 300, 100]);
    // Of the seven Mondays before six are ordinary, and one is wild itself.
    expect(last("count", values)).toMatchObject({ usual: 100, days: 6, wild: 1 });
    expect(judgeDays("count", values).filter((one) => one.anomaly)).toHaveLength(1);
  });

  test("a new level is told until too few days are left, then it is the usual one", () => {
    const judged = judgeDays("count", mondays([...Array(8).fill(100), ...Array(12).fill(300)]));
    const anomalies = judged.filter((one) => one.anomaly).map(({ day }) => day);
    // three times: after the third, five of the eight are left
    expect(anomalies).toEqual([8, 9, 10].map((week) => addDays(first, 7 * week)));
    expect(judged.at(-1)).toMatchObject({ usual: 300, anomaly: false });
  });
});

describe("a share", () => {
  test("scatters at least as its contacts do", () => {
    // sqrt(.8 x .2 / 100) = .04: .66 is 3.5 away
    expect(last("share", mondays([...Array(8).fill(0.8), 0.67], 100))?.z).toBeCloseTo(-3.25, 9);
    expect(last("share", mondays([...Array(8).fill(0.8), 0.65], 100))?.anomaly).toBe(true);
    expect(last("share", mondays([...Array(8).fill(0.8), 0.65], 50))?.anomaly).toBe(false); // .15 / .0566 = 2.65
  });

  test("of all scatters as if half a contact had been otherwise", () => {
    // share .995 of 100: sqrt(.995 x .005 / 100) = .0070534
    expect(last("share", mondays([...Array(8).fill(1), 0.98], 100))?.z).toBeCloseTo(-0.02 / 0.0070534, 3);
    expect(last("share", mondays([...Array(8).fill(0), 0], 100))?.z).toBe(0);
  });

  test("of few contacts, or of how many is not known, says nothing", () => {
    expect(judgeDays("share", mondays(Array(9).fill(0.5), 29))).toEqual([]);
    expect(judgeDays("share", mondays(Array(9).fill(0.5)))).toEqual([]);
    expect(judgeDays("share", mondays(Array(9).fill(0.5), 30))).toHaveLength(3); // the last of 7, 8 and 9 days
  });
});

describe("a time", () => {
  test("is compared by its ratio, and 5 % is the least scatter", () => {
    // ln 1.18 / ln 1.05 = 3.39; ln 1.19 / ln 1.05 = 3.57
    const found = last("seconds", mondays([...Array(8).fill(600), 708], 200));
    expect(found?.z).toBeCloseTo(Math.log(1.18) / Math.log(1.05), 9);
    expect(found?.usual).toBeCloseTo(600, 9);
    expect(found?.anomaly).toBe(false);
    expect(last("seconds", mondays([...Array(8).fill(600), 714], 200))?.anomaly).toBe(true);
    expect(last("seconds", mondays([...Array(8).fill(600), 600 / 1.19], 200))?.anomaly).toBe(true);
  });

  test("of nothing is a second", () => {
    expect(last("seconds", mondays([...Array(8).fill(0), 1]))?.z).toBe(0);
  });

  test("of few contacts says nothing", () => {
    expect(judgeDays("seconds", mondays(Array(9).fill(600), 29))).toEqual([]);
    expect(judgeDays("seconds", mondays(Array(9).fill(600), 30))).toHaveLength(3);
    expect(judgeDays("seconds", mondays(Array(9).fill(600)))).toHaveLength(3); // of how many is not known
  });
});

test("weeks, limit and fewest days are the organisation's", () => {
  const values = mondays([100, 100, 100, 125]);
  expect(judgeDays("count", values, [], { ...usualAnomaly, weeks: 3, z: 2, fewestDays: 3 })).toMatchObject([
    { days: 3, z: 2.5, anomaly: true },
  ]);
});

test("the median of an even number lies between the two in the middle", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
});

test("the order in which days are given makes no difference, nor does what comes after a day", () => {
  const values = fc.array(fc.option(fc.nat(300), { nil: null }), { maxLength: 30 });
  fc.assert(
    fc.property(values, fc.nat(30), (some, cut) => {
      const all = judgeDays("count", mondays(some));
      expect(judgeDays("count", mondays(some).toReversed())).toEqual(all);
      const early = judgeDays("count", mondays(some.slice(0, cut)));
      expect(all.slice(0, early.length)).toEqual(early);
    }),
  );
});
