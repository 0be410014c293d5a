/** The chart of a KPI on the desk: what its axis says. */

import { expect, test } from "vitest";
import { chart } from "../../functions/web/desk/chart.ts";

const drawn = (values: readonly number[], show: (value: number) => string, isTime = false) => {
  const points = values.map((value, at) => ({ name: `w${at}`, value, isUnsure: false }));
  const page = String(chart({ title: "Occupancy", points, show, isTime, targets: [] }));
  const axis = /<div class="ticks"[^>]*>(.*?)<\/div>/s.exec(page)?.[1] ?? "";
  return [...axis.matchAll(/<span>(.*?)<\/span>/g)].map(([, text]) => text);
};
const percent = (value: number) => `${(value * 100).toFixed(1)}%`;

test("no two lines of an axis are called the same", () => {
  // Between 0.86 and 0.94 % steps of 0.02 would read 0.8, 0.9, 0.9, 0.9, 0.9, 0.9; of 0.1 they are told apart.
  expect(drawn([0.0086, 0.009, 0.0094], percent)).toEqual(["1.0%", "0.9%", "0.8%"]);
  // Times that are written in hours: every five minutes would be the same hour five times.
  expect(drawn([129_900, 130_500], (seconds) => `${Math.round(seconds / 3600)} h`, true)).toEqual([
    "37 h",
    "36 h",
  ]);
  // Where nothing tells them apart it ends all the same.
  expect(drawn([1, 2], () => "–").length).toBeGreaterThan(1);
});

test("steps that are told apart stay as fine as they are", () => {
  expect(drawn([0.2, 0.6], percent)).toEqual(["60.0%", "40.0%", "20.0%", "0.0%"]);
});
