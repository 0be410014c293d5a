import { expect, test } from "vitest";
import { usualComparison } from "../../functions/core/comparison.ts";
import { type FurtherInput, furtherOf, spansShown } from "../../functions/core/further.ts";
import { type KpiId, kpiOf } from "../../functions/core/kpi.ts";
import type { FurtherModel } from "../../functions/core/model.ts";
import { type Period, periodOf, previous } from "../../functions/core/period.ts";
import type { DayValues, Entry } from "../../functions/core/samples.ts";
import { valuesOf } from "../../functions/core/values.ts";
import { figure, week, zone } from "./sample.ts";

const w46 = week("2026-11-09");
const share = kpiOf("resolved_within_day_share") as Entry;
const opened = kpiOf("contacts_opened") as Entry;

/** Every day alike, but for those named. */
const daily =
  (numerator: number, denominator: number | null, other: Readonly<Record<string, number>> = {}): DayValues =>
  (kpi, day) => {
    const counted = other[day] ?? numerator;
    const value = denominator === null ? counted : counted / denominator;
    return figure(kpi, day, { numerator: counted, denominator, value });
  };

/** So many of so many in these periods, the first one first. */
const values = (kpi: KpiId, period: Period, ...parts: readonly (readonly [number, number])[]) =>
  valuesOf(
    parts.map(([numerator, denominator], back) =>
      figure(kpi, previous(period, back).start, { numerator, denominator, value: numerator / denominator }),
    ),
    { firstDay: "2025-01-01", dataUntil: "2026-12-31T00:00:00Z" },
  );

const input = (settings: Partial<FurtherInput> = {}): FurtherInput => ({
  period: w46,
  values: values(share.id, w46, [50, 100]),
  days: daily(8, 10),
  settings: usualComparison,
  events: [],
  ...settings,
});
const only = (kind: FurtherModel["kind"], all: readonly FurtherModel[]) =>
  all.filter((one) => one.kind === kind);

test("the periods before are one ratio of sums, without the period itself", () => {
  // The mean of the four ratios, 0.1, 0.9, 0.9 and 0.1, would be 0.5.
  const all = values(share.id, w46, [80, 100], [20, 200], [90, 100], [45, 50], [5, 50]);
  const [found] = only("trailing", furtherOf(share, input({ values: all })));
  expect(found).toMatchObject({ title: "4", against: { start: "2026-10-12", end: "2026-11-09" } });
  expect(found?.value).toBeCloseTo(160 / 400, 12); // (20 + 90 + 45 + 5) / (200 + 100 + 50 + 50)
  expect(found?.change).toBeCloseTo(0.8 - 0.4, 12);
});

test("the month to date is held against as many first days of the month before", () => {
  const [found] = only(
    "month_to_date",
    furtherOf(opened, input({ days: daily(10, null, { "2026-10-15": 1000, "2026-10-16": 5000 }) })),
  );
  expect(found?.now).toEqual({ start: "2026-11-01", end: "2026-11-16", value: 150 }); // 15 days of 10
  expect(found?.against).toEqual({ start: "2026-10-01", end: "2026-10-16" });
  expect(found?.value).toBe(1140); // 14 days of 10 and the 15th; the 16th is not in it
});

test("an event is looked at for twelve weeks, whole weeks before against whole weeks after", () => {
  const event = { id: "launch", title: "Launch", on: "2026-11-02" };
  const [found] = only("event", furtherOf(share, input({ events: [event] })));
  expect(found).toMatchObject({
    title: "Launch",
    now: { start: "2026-11-02", end: "2026-11-16", value: 0.8 },
  });
  expect(found?.against).toEqual({ start: "2026-10-19", end: "2026-11-02" });
  expect(only("event", furtherOf(share, input({ events: [{ ...event, on: "2026-08-20" }] })))).toEqual([]);
  expect(only("event", furtherOf(share, input({ events: [{ ...event, on: "2026-11-16" }] })))).toEqual([]);
});

test("of a month's count the weekdays' part is told apart", () => {
  // October 2026 begins on a Thursday and has 31 days, November on a Sunday and has 30: fewer Thursdays, Fridays and Saturdays.
  const november = periodOf("month", "2026-11-01", zone);
  const days: DayValues = (kpi, day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const value = (weekday === 0 || weekday === 6 ? 0 : 10) * (day >= "2026-11-01" ? 3 : 1);
    return figure(kpi, day, { value });
  };
  const [found] = only("weekday_mix", furtherOf(opened, input({ period: november, days })));
  expect(found?.value).toBe(210); // 21 working days of 10: what November had had as October was
  expect(found?.now.value).toBe(630);
  expect(found?.change).toBeCloseTo(2, 12); // 630 against 210
  expect(only("weekday_mix", furtherOf(opened, input()))).toEqual([]); // weeks hold the same weekdays
});

test("a benchmark and the next milestone are distances, good in the direction of the KPI or the limit", () => {
  const target = {
    atLeast: 0.9,
    milestones: [
      { by: "2026-11-01", atLeast: 0.4 },
      { by: "2026-12-01", atLeast: 0.6 },
    ],
  };
  const found = furtherOf(share, input({ benchmark: { value: 0.45, source: "the field" }, target }));
  const [benchmark] = only("benchmark", found);
  expect(benchmark).toMatchObject({ title: "the field", value: 0.45, verdict: "better" });
  expect(benchmark?.change).toBeCloseTo(0.05, 12);
  const [milestone, ...others] = only("milestone", found);
  expect(milestone).toMatchObject({ title: "2026-12-01", value: 0.6, verdict: "worse" });
  expect(milestone?.change).toBeCloseTo(-0.1, 12);
  expect(others).toEqual([]);
});

test("every day it compares is among those that are read", () => {
  const event = { id: "launch", title: "Launch", on: "2026-11-02" };
  const spans = spansShown(w46, [event]);
  for (const { now, against, kind } of furtherOf(share, input({ events: [event] })))
    if (kind !== "trailing" && kind !== "benchmark" && kind !== "milestone")
      for (const { start, end } of [now, against]) expect(spans).toContainEqual({ start, end });
});

test("percentiles of several periods together are not told, rather than said to be lacking", () => {
  const median = kpiOf("resolution_seconds_p50") as Entry;
  const all = values(median.id, w46, [80, 1], [20, 1], [90, 1], [45, 1], [5, 1]);
  expect(only("trailing", furtherOf(median, input({ values: all })))).toEqual([]);
  expect(only("trailing", furtherOf(share, input()))).toHaveLength(1);
});

test("what is left of a change without other weekdays is none where it is too small to matter", () => {
  const month = periodOf("month", "2026-11-01", zone);
  const flat =
    (day: number): DayValues =>
    (kpi, date) => {
      const value = date < "2026-11-01" ? 100 : day;
      return figure(kpi, date, { numerator: value, value });
    };
  const told = (day: number) =>
    only(
      "weekday_mix",
      furtherOf(opened, input({ period: month, days: flat(day), values: values(opened.id, month) })),
    )[0]?.verdict;
  // 101 a day after 100 are 1 % more, less than the 5 % that matter; 120 are 20 %.
  expect(told(101)).toBe("unchanged");
  expect(told(120)).toBe("neutral");
});
