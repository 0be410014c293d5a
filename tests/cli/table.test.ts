/** What the table of `raport kpis` says of what there is none of. */

import { expect, test } from "vitest";
import type { KpiRow } from "../../functions/cli/kpis.ts";
import { table } from "../../functions/cli/table.ts";
import { periodOf } from "../../functions/core/period.ts";
import { configOf } from "../core/sample.ts";

const week = periodOf("week", "2026-11-09", "UTC");
const row = (more: Partial<KpiRow>): KpiRow => ({
  ...{ kpi: "resolved_share", period: "week", start: week.start, end: week.end, by: "all", member: "all" },
  ...{ numerator: 0, denominator: 0, value: null, state: "provisional" },
  ...more,
});
const lineOf = (more: Partial<KpiRow>) =>
  table([row(more)], week, configOf())
    .split("\n")
    .at(-1);

test("a value of nothing is a dash, made of no parts and not provisional", () => {
  expect(lineOf({})).toBe("Resolved share      –");
  expect(lineOf({ numerator: null })).toBe("Resolved share      –");
  expect(lineOf({ state: "open" })).toMatch(/ – +open$/);
});

test("a value has its parts and its state, be it 0", () => {
  expect(lineOf({ value: 0, denominator: 12 })).toMatch(/ 0\.0% +0 \/ 12 +provisional$/);
  expect(lineOf({ kpi: "contacts_opened", value: 0, denominator: null, state: "final" })).toMatch(
    / 0 +final$/,
  );
});
