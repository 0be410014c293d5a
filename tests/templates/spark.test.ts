import { expect, test } from "vitest";
import { formatOf } from "../../templates/format.ts";
import { sparkOf } from "../../templates/spark.ts";
import { en } from "../../templates/words/en.ts";
import { model } from "./model.ts";

const [kpi] = model.kpis;
const trend = (...values: readonly (number | null)[]) =>
  values.map((value, at) => ({ period: `2026-W${30 + at}`, value, lastYear: null }));

test("the bars of a sparkline begin at zero: half as high is half as much", () => {
  const spark = sparkOf({ ...kpi!, trend: trend(50, 100, null, 75) }, "week", formatOf(en, "UTC"));
  // 30 pixels for 100: 50 -> 15, 75 -> 22.5, rounded up; no value, no bar.
  expect(spark?.bars.map(({ height }) => height)).toEqual([15, 30, 0, 23]);
});

test("scores below zero begin at the lowest of them", () => {
  const spark = sparkOf({ ...kpi!, unit: "points", trend: trend(-20, 40, 10) }, "week", formatOf(en, "UTC"));
  // 30 pixels for the 60 points from -20 to 40: 10 is 30 of them, 15 pixels; the lowest is still to be seen.
  expect(spark?.bars.map(({ height }) => height)).toEqual([3, 30, 15]);
});
