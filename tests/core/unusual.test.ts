import { expect, test } from "vitest";
import { type KpiId, kpiOf } from "../../functions/core/kpi.ts";
import type { DayValues, Entry } from "../../functions/core/samples.ts";
import { unusualDays } from "../../functions/core/unusual.ts";
import { week } from "./sample.ts";

const w46 = week("2026-11-09");
const usual = { holidays: [], events: [] };

/** 100 a day, but for the days named. */
const daily =
  (other: Readonly<Record<string, number>>): DayValues =>
  (kpi, day) => ({
    kpi,
    start: day,
    by: "all",
    member: "all",
    numerator: other[day] ?? 100,
    denominator: null,
    value: other[day] ?? 100,
    fingerprint: "f",
  });
const entry = (id: KpiId) => kpiOf(id) as Entry;
const found = (days: DayValues, settings = usual, id: KpiId = "contacts_opened") =>
  unusualDays(entry(id), w46, days, settings).map(({ day, value, usual: middle, days: of }) => [
    day,
    value,
    middle,
    of,
  ]);

test("a day far from the middle of its eight weekdays is named, and no other", () => {
  // The middle of eight times 100 is 100, the floor of the scale its root, 10: 136 lies 3.6 scales away, 134 lies 3.4.
  expect(found(daily({ "2026-11-10": 136, "2026-11-11": 134 }))).toEqual([["2026-11-10", 136, 100, 8]]);
});

test("a day before the period is not named, and does not become usual", () => {
  expect(found(daily({ "2026-11-03": 200, "2026-11-10": 136 }))).toEqual([["2026-11-10", 136, 100, 7]]);
});

test("a holiday and the days of an event are neither judged nor compared with", () => {
  const days = daily({ "2026-11-10": 10, "2026-11-11": 400 });
  const event = { id: "outage", title: "Outage", on: "2026-11-11", until: "2026-11-12" };
  expect(found(days, { holidays: ["2026-11-10"], events: [event] } as never)).toEqual([]);
  expect(found(days)).toHaveLength(2);
});

test("what may still change, and time that is spent, is not judged by the day", () => {
  const days = daily({ "2026-11-10": 400 });
  for (const id of [
    "resolved_share",
    "first_contact_resolution_share",
    "occupancy_share",
    "logged_in_seconds",
  ] as const)
    expect(found(days, usual, id)).toEqual([]);
});
