import { expect, test } from "vitest";
import type { KpiModel } from "../../functions/core/model.ts";
import { formatFor, formatOfKpi } from "../../templates/durations.ts";
import { formatOf } from "../../templates/format.ts";
import { renderDigest, renderPage } from "../../templates/index.ts";
import { en } from "../../templates/words/en.ts";
import { mean, ninetieth } from "./kpis.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const format = formatOf(en, "Europe/Budapest");
const breakable = (text: string): string => text.replaceAll("\u00a0", " ");
const [minute, hour, day] = [60, 3_600, 86_400];

// A percentile is at most 0.95 % off: the step is the first of 1, 5, 10, 30 s, 1, 5, 10, 30 min, 1, 2, 4, 6 h ... not below that.
test.each([
  // Below a minute it is exact.
  [42, "42 s"],
  // 0.95 % of 90 s is 0.86 s: whole seconds.
  [90, "1 min 30 s"],
  // Of 1,878 s it is 17.8 s: half minutes, and 1,878 / 30 = 62.6.
  [31 * minute + 18, "31 min 30 s"],
  // Of 4,638 s it is 44 s: minutes, and 4,638 / 60 = 77.3.
  [4_638, "1 h 17 min"],
  // Of 12,360 s it is 117 s: five minutes, and 12,360 / 300 = 41.2.
  [3 * hour + 26 * minute, "3 h 25 min"],
  // Of 107,460 s it is 1,021 s: half hours, and 107,460 / 1,800 = 59.7.
  [29 * hour + 51 * minute, "30 h"],
  // Of 421,200 s it is 4,001 s: two hours, and 421,200 / 7,200 = 58.5.
  [4 * day + 21 * hour, "4 d 22 h"],
  // Of 200 d it is 1.9 d: two days.
  [201 * day, "202 d"],
])("a percentile of %d seconds is written as far as it is known: %s", (seconds, words) => {
  expect(breakable(formatFor("resolution_seconds_p90", [seconds], format).value("seconds", seconds))).toBe(
    words,
  );
});

test("a change of a percentile has no tenths of a percent, and of a mean it has", () => {
  const change = (id: string) => breakable(formatFor(id, [hour], format).signed("seconds", 0.3009));
  expect([change("resolution_seconds_p90"), change("resolution_seconds")]).toEqual(["+30%", "+30.1%"]);
});

test("a mean and a target are written as they are", () => {
  const seconds = 29 * hour + 51 * minute;
  const written = (id: string) => formatFor(id, [seconds], format);
  expect(breakable(written("resolution_seconds").value("seconds", seconds))).toBe("29 h 51 min");
  expect(breakable(written("resolution_seconds_p90").target("seconds", seconds))).toBe("29 h 51 min");
});

const compared = (now: number, before: number): KpiModel => ({
  ...mean,
  ...{ value: now, target: null, trend: [] },
  previous: { ...mean.previous, value: before },
  lastYear: { ...mean.lastYear, value: null, change: null },
});

test.each([
  // 50 h is two days and two hours, and 29 h 51 min is less than two days.
  [29 * hour + 51 * minute, 50 * hour, ["29 h 51 min", "50 h"]],
  [50 * hour, 29 * hour + 51 * minute, ["50 h", "29 h 51 min"]],
  [50 * hour, 3 * day, ["2 d 2 h", "3 d"]],
  [40 * minute, 3 * day, ["40 min", "72 h"]],
] as const)("%d s beside %d s have the same unit", (now, before, words) => {
  const kpi = compared(now, before);
  const own = formatOfKpi(kpi, format);
  expect([now, before].map((seconds) => breakable(own.value("seconds", seconds)))).toEqual(words);
  const { text } = renderDigest({ ...model, kpis: [kpi], attention: [] });
  expect(text).toContain(`Resolution time, mean: ${words[0]}\n`);
  expect(text).toContain(`(was ${words[1]})`);
});

test("a value and its target have the same unit", () => {
  const kpi = { ...compared(4 * day, 4 * day), target: { atMost: day } };
  expect(renderDigest({ ...model, kpis: [kpi], attention: [] }).text).toContain(
    "Resolution time, mean: 96 h\n",
  );
});

test("one column has one unit", () => {
  const members = [29 * hour + 51 * minute, 50 * hour].map((value, at) => ({
    member: `m${at}`,
    values: { resolution_seconds: { value, previous: null, lastYear: null } },
  }));
  const breakdown = { by: "department", kpis: ["resolution_seconds"], members } as const;
  const page = textOf(renderPage({ ...model, breakdowns: [breakdown] }));
  expect(page).toContain("m0\n29 h 51 min\n");
  expect(page).toContain("m1\n50 h\n");
});

test("a correction that reads as it was reported is none", () => {
  const restated = (value: number) => ({
    ...{ kpi: ninetieth.id, name: ninetieth.name, unit: ninetieth.unit, period: ninetieth.previous.against },
    ...{ numerator: null, denominator: 1, fingerprint: "", cause: { kind: "revised" } as const },
    // 29 h 51 min reads 30 h, and so does 30 h 5 min; 31 h does not.
    ...{ reported: 29 * hour + 51 * minute, value },
  });
  const page = (value: number) => textOf(renderPage({ ...model, restatements: [restated(value)] }));
  expect(page(30 * hour + 5 * minute)).not.toContain("was reported as");
  expect(page(31 * hour)).toContain("of week 45 was reported as 30 h; it is now 31 h:");
});
