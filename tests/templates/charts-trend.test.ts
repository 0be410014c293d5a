import { expect, test } from "vitest";
import { trendChart } from "../../templates/charts.ts";
import { formatOf } from "../../templates/format.ts";
import { renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { backlog } from "./kpis.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const format = formatOf(wordsOf("en"), "Europe/Budapest");
const chart = trendChart(backlog, "Open backlog", format)?.markup ?? "";
const pathOf = (name: string) => new RegExp(`class="${name}" d="([^"]*)"`).exec(chart)?.[1] ?? "";
const heights = (path: string) => [...path.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y));

/** From 800 at the bottom (98) to 1,400 at the top (2): 96 for 600. */
const y = (value: number) => Math.round((98 - ((value - 800) / 600) * 96) * 100) / 100;

test("the line stands where the numbers of the table behind it say", () => {
  // 880: 98 - 80 / 600 x 96 = 85.2; 1,316: 98 - 516 / 600 x 96 = 15.44
  expect([y(880), y(1316)]).toEqual([85.2, 15.44]);
  expect(textOf(chart)).toContain("1,400 1,200 1,000 800".replaceAll(" ", ""));
  expect(heights(pathOf("now"))).toEqual(backlog.trend.map(({ value }) => y(value ?? 0)));
  expect(heights(pathOf("then"))).toEqual(backlog.trend.map(({ lastYear }) => y(lastYear ?? 0)));
  expect(chart).toContain('class="dot" cx="98%" cy="15.44%"');
  // Of the target, 1,100: in the middle.
  expect(pathOf("target")).toBe("M0 50H100");
});

test("every number of the trend stands in the table of its card", () => {
  const [, card = ""] = /<article class="card" aria-labelledby="open_backlog">(.*?)<\/article>/s.exec(
    renderPage({ ...model, kpis: [backlog] }),
  ) ?? ["", ""];
  const [, table = ""] = /<details>(.*)<\/details>/s.exec(card) ?? [];
  const rows = backlog.trend
    .map(
      ({ value, lastYear }, at) =>
        `Week ${34 + at}\n${format.count(value ?? 0)}\n${format.count(lastYear ?? 0)}`,
    )
    .toReversed();
  expect(textOf(table)).toContain(rows.join("\n"));
});

test("a week without a value is a gap in the line, and a dash in the table", () => {
  const trend = backlog.trend.map((point, at) => (at === 3 ? { ...point, value: null } : point));
  const gap = trendChart({ ...backlog, trend }, "Open backlog", format)?.markup ?? "";
  const [, path = ""] = /class="now" d="([^"]*)"/.exec(gap) ?? [];
  expect(path.match(/M/g)).toHaveLength(2);
  expect(heights(path)).toHaveLength(12);
});
