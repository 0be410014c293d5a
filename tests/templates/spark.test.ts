import { expect, test } from "vitest";
import { trendChart } from "../../templates/charts.ts";
import { formatOf } from "../../templates/format.ts";
import { sparkOf, trendOf } from "../../templates/spark.ts";
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

const format = formatOf(en, "UTC");
const young = { ...kpi!, trend: trend(null, null, null, 5, null, 9) };

test("a trend begins with its first value, and says how many there are", () => {
  // Six weeks, of which the first three are before the data: weeks 33 to 35, two with a value.
  const spark = sparkOf(young, "week", format);
  expect(spark?.caption).toBe("2 weeks: lowest 5, highest 9");
  expect(spark?.bars).toHaveLength(3);
  const view = trendOf(young, "Contacts opened", model.period, format);
  expect(view?.title).toBe("Contacts opened, last 3 weeks");
  expect(view?.points.map(({ label }) => label)).toEqual(["33", "34", "35"]);
  // The report is on week 46, and its trend ends there: two weeks before is week 44.
  expect(view?.first.name).toBe("Week 44");
  expect(trendChart(young, "Contacts opened", format)?.markup).toContain("from Week 33 to Week 35");
});

test("values that read the same have no highest and lowest", () => {
  const same = { ...kpi!, trend: trend(5, 5.2) };
  expect(sparkOf(same, "week", format)?.caption).toBe("2 weeks: always 5");
  expect(trendOf(same, "Contacts opened", model.period, format)?.range).toBe("Always 5.");
  expect(trendChart(same, "Contacts opened", format)?.markup).toContain("always 5.");
});
