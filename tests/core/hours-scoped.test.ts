import { describe, expect, test } from "vitest";
import { hoursOf } from "../../functions/core/hours.ts";
import type { KpiId } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import { type Value, valuesOf } from "../../functions/core/values.ts";
import { figure, reportOf } from "./sample.ts";

const monday = "2026-11-16";
const period = periodOf("day", monday, "Europe/Budapest");
const coverage = { firstDay: "2026-01-01", dataUntil: period.endsAt };
const report = reportOf({ kpis: ["contacts_opened", "contacts_handled", "service_level_share"] });
const inHour = (kpi: KpiId, hour: string, value: number, denominator: number | null = null) =>
  figure(kpi, monday, { by: "hour", member: hour, value, denominator });
const opened = (hour: string, value: number) => inHour("contacts_opened", hour, value);
const hours = (rows: readonly Value[], scope: { by: "department"; member: string } | null = null) =>
  hoursOf({ report, period, values: valuesOf(rows, coverage), coverage, scope, smallestGroup: 5 });
const at = (found: Readonly<Record<number, number>>) =>
  Array.from({ length: 24 }, (_, hour) => found[hour] ?? 0);

describe("of a part of the organisation", () => {
  const scope = { by: "department", member: "Billing" } as const;

  test("hours of few contacts are not told, and neither is the one that would give one away", () => {
    // 3 is fewer than 5; the day's total is known, so the smallest of the others, 6, goes with it.
    const rows = [opened("09", 3), opened("10", 6), opened("11", 20)];
    const day = hours(rows, scope).days.at(-1);
    expect(day?.hidden).toContain(9);
    expect(day?.contacts[9]).toBeNull();
    expect(day?.contacts[11]).toBe(20);
    // Whoever takes what is shown from 29 learns a sum of hours, and no hour.
    expect(day?.hidden?.length).toBeGreaterThan(1);
  });

  test("the busiest hour is named where it is told, and no other in its place", () => {
    const peak = (...rows: readonly Value[]) => hours(rows, scope).peak;
    expect(peak(opened("09", 3), opened("10", 6), opened("11", 20))).toEqual({ hours: [11], contacts: 20 });
    // 4 is hidden, and one of the two others with it: which of 6 and 6 came first is nobody's to know.
    expect(peak(opened("09", 4), opened("10", 6), opened("11", 6))).toBeNull();
  });

  test("all hours are told where none is small", () => {
    const day = hours([opened("09", 5), opened("10", 6)], scope).days.at(-1);
    expect(day?.hidden).toBeUndefined();
    expect(day?.contacts).toEqual(at({ 9: 5, 10: 6 }));
  });

  test("service KPIs are not told by the hour, and are named", () => {
    const rows = [opened("09", 50), inHour("service_level_share", "09", 0.75, 40)];
    expect(hours(rows, scope)).toMatchObject({
      kpis: [],
      idle: null,
      notKept: ["contacts_handled", "service_level_share"],
    });
    expect(hours(rows).notKept).toBeUndefined();
  });
});
