import { expect, test } from "vitest";
import { type HeatMap, heatMap } from "../../templates/charts-heat.ts";
import { formatOf } from "../../templates/format.ts";
import { renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { tagsOf, textOf } from "./read.ts";
import { pageProblems } from "./valid.ts";

const format = formatOf(wordsOf("en"), "Europe/Budapest");

const map: HeatMap = {
  id: "hours",
  title: "Contacts opened by day and hour",
  corner: "Day",
  rows: ["Monday", "Tuesday"],
  columns: ["09:00", "10:00", "11:00"],
  values: [
    [0, 10, 20],
    [30, null, 50],
  ],
};

const drawn = (given: HeatMap) => heatMap(given, "count", format)?.markup ?? "";

test("a cell is the darker the higher its value: five steps of the same width from the lowest to the highest", () => {
  // From 0 to 50 a step is 10 wide: 0 in the first, 10 in the second, 20 in the third, 30 in the fourth, and 50, which ends the fifth, in it.
  const paths = [...drawn(map).matchAll(/class="(h\d)" d="(M\d+ \d+)h1v1h-1z"/g)].slice(0, 5);
  expect(paths.map(([, step, at]) => `${step} ${at}`)).toEqual([
    "h0 M0 0",
    "h1 M1 0",
    "h2 M2 0",
    "h3 M0 1",
    "h4 M2 1",
  ]);
});

test("what is not known is no cell, and a dash in the table behind", () => {
  expect(drawn(map)).not.toContain("M1 1h1");
  expect(textOf(drawn(map))).toContain(
    "The numbers behind the chart of Contacts opened by day and hour\nDay\n09:00\n10:00\n11:00\nMonday\n0\n10\n20\nTuesday\n30\n–\n50\n",
  );
});

test("the highest and the lowest are told in words", () => {
  expect(textOf(drawn(map))).toContain("Highest 50 (Tuesday, 11:00), lowest 0 (Monday, 09:00).");
});

test("values that are all alike are one shade", () => {
  const even = drawn({ ...map, values: [[7, 7, 7]] });
  expect(textOf(even)).toContain("Always 7.");
  expect(even.match(/class="h\d" d="M0 0h1v1h-1zM1/g)).toEqual(['class="h0" d="M0 0h1v1h-1zM1']);
});

test("of twenty-four hours every third is named below, so that a phone has room for them", () => {
  const columns = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
  const day = drawn({ ...map, rows: ["Monday"], columns, values: [columns.map((_, hour) => hour)] });
  const [, below = ""] = /<div class="hours"[^>]*>(.*?)<\/div>/.exec(day) ?? [];
  const named = [...below.matchAll(/<span>([^<]*)</g)].map(([, name]) => name);
  expect(named.slice(0, 4)).toEqual(["00", "", "", "03"]);
  expect(named).toHaveLength(24);
});

test("nothing is drawn of a single value or of none", () => {
  expect(heatMap({ ...map, values: [[1]] }, "count", format)).toBeNull();
  expect(heatMap({ ...map, values: [] }, "count", format)).toBeNull();
});

test.each(hostileTexts)("names that mean harm are text: %j", (text) => {
  const harmless = tagsOf(drawn(map));
  expect(tagsOf(drawn({ ...map, rows: [text, "Tuesday"], columns: [text, "10:00", "11:00"] }))).toEqual(
    harmless,
  );
});

test("it is valid HTML", async () => {
  const page = renderPage(model).replace("</main>", `${drawn(map)}</main>`);
  expect(await pageProblems(page)).toEqual([]);
});
