import { expect, test } from "vitest";
import { usualComparison } from "../../functions/core/comparison.ts";
import { type KpiId, kpiOf } from "../../functions/core/kpi.ts";
import { type Period, periodOf } from "../../functions/core/period.ts";
import type { Entry } from "../../functions/core/samples.ts";
import { type ToDateInput, toDateOf } from "../../functions/core/to-date.ts";
import { type Value, valuesOf } from "../../functions/core/values.ts";
import { figure, zone } from "./sample.ts";

const november = periodOf("month", "2026-11-01", zone);
const opened = kpiOf("contacts_opened") as Entry;
const share = kpiOf("resolved_within_day_share") as Entry;
const backlog = kpiOf("open_backlog") as Entry;
const median = kpiOf("resolution_seconds_p50") as Entry;

/** Months by name, each `[numerator, denominator]`; a plain count has no denominator. */
function months(kpi: KpiId, parts: Readonly<Record<string, readonly [number, number | null]>>): Value[] {
  return Object.entries(parts).map(([month, [numerator, denominator]]) => {
    const value = denominator === null ? numerator : denominator === 0 ? null : numerator / denominator;
    return figure(kpi, `${month}-01`, { numerator, denominator, value });
  });
}

const input = (values: readonly Value[], settings: Partial<ToDateInput> = {}): ToDateInput => ({
  period: november,
  values: valuesOf(values, { firstDay: "2024-01-01", dataUntil: "2026-12-31T00:00:00Z" }),
  comparison: usualComparison,
  ...settings,
});

const ofYear = (year: string, part: readonly [number, number | null], until = 11) =>
  Object.fromEntries(
    Array.from({ length: until }, (_, at) => [`${year}-${String(at + 1).padStart(2, "0")}`, part]),
  );

test("the quarter and the year so far are the sum of their months, against the same months of last year", () => {
  const values = months(opened.id, {
    ...ofYear("2026", [1000, null]),
    "2026-11": [1500, null],
    ...ofYear("2025", [900, null]),
    "2025-12": [7777, null],
  });
  const [found] = toDateOf([opened], input(values));
  // October and November: 1,000 + 1,500 against 900 + 900; December of last year is in neither.
  expect(found?.quarter).toMatchObject({
    now: { start: "2026-10-01", end: "2026-12-01", value: 2500 },
    against: { start: "2025-10-01", end: "2025-12-01" },
    value: 1800,
  });
  // Ten months of 1,000 and one of 1,500 against eleven of 900.
  expect(found?.year).toMatchObject({
    now: { start: "2026-01-01", end: "2026-12-01", value: 11_500 },
    against: { start: "2025-01-01", end: "2025-12-01" },
    value: 9900,
  });
  expect(found?.year?.change).toBeCloseTo((11_500 - 9900) / 9900, 12);
});

test("a share so far is a ratio of sums, never a mean of the months' shares", () => {
  const values = months(share.id, {
    "2026-10": [90, 100],
    "2026-11": [100, 900],
    "2025-10": [50, 100],
    "2025-11": [450, 900],
  });
  const [found] = toDateOf([share], input(values));
  expect(found?.quarter?.now.value).toBeCloseTo(190 / 1000, 12); // the mean of 0.9 and 0.111 would be 0.506
  expect(found?.quarter?.value).toBeCloseTo(0.5, 12);
  expect(found?.quarter?.change).toBeCloseTo(0.19 - 0.5, 12);
});

test("a month without anything to count is part of the sum", () => {
  const values = months(share.id, { "2026-10": [0, 0], "2026-11": [30, 60] });
  expect(toDateOf([share], input(values))[0]?.quarter?.now.value).toBe(0.5); // (0 + 30) / (0 + 60)
});

test("what stands open is not added up: the last month says it", () => {
  const values = months(backlog.id, {
    "2026-10": [400, null],
    "2026-11": [350, null],
    "2025-11": [500, null],
  });
  expect(toDateOf([backlog], input(values))[0]?.quarter?.now.value).toBe(350);
});

test("a median needs the contacts themselves, so there is none of several months", () => {
  const values = months(median.id, { "2026-10": [3600, null], "2026-11": [3600, null] });
  expect(toDateOf([median], input(values))[0]?.quarter?.now.value).toBeNull();
});

test("with a month that is not known nothing is said of the year", () => {
  const { "2026-03": _, ...rest } = ofYear("2026", [10, null]);
  const [found] = toDateOf([share], input(months(share.id, rest as never)));
  expect(found?.year?.now.value).toBeNull();
});

test("where the data begin within the year a part of it does not pass for the whole", () => {
  const values = months(opened.id, { ...ofYear("2026", [10, null]), ...ofYear("2025", [10, null]) });
  const [found] = toDateOf([opened], input(values, { begins: "2026-02-01" }));
  expect(found?.year).toBeNull();
  expect(found?.quarter?.now.value).toBe(20); // October and November
  expect(found?.quarter).toMatchObject({ value: null, change: null });
});

test("the first month of a quarter and of a year stands alone", () => {
  const values = months(opened.id, { "2026-01": [10, null], "2025-12": [99, null], "2025-01": [5, null] });
  const january: Period = periodOf("month", "2026-01-01", zone);
  const [found] = toDateOf([opened], input(values, { period: january }));
  expect(found?.quarter?.now).toEqual({ start: "2026-01-01", end: "2026-02-01", value: 10 });
  expect(found?.year?.now).toEqual({ start: "2026-01-01", end: "2026-02-01", value: 10 });
  expect(found?.year?.value).toBe(5);
});

test("a backlog is held against none of last year that lacks what stood open before the data began", () => {
  const values = months(backlog.id, {
    "2026-10": [400, null],
    "2026-11": [350, null],
    "2025-11": [500, null],
  });
  const since = (begins: string) => toDateOf([backlog], input(values, { begins }))[0]?.quarter;
  // November 2025 ended with the last day before 1 December: 180 days after 4 June.
  expect(since("2025-06-03")).toMatchObject({ value: 500, change: -0.3 }); // (350 - 500) / 500
  expect(since("2025-06-04")).toMatchObject({
    value: null,
    withheld: "the data begin less than half a year before it",
  });
  expect(since("2025-06-04")?.now.value).toBe(350);
});
