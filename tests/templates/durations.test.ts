import { expect, test } from "vitest";
import type { KpiModel } from "../../functions/core/model.ts";
import { changeView } from "../../templates/change.ts";
import { formatFor, formatOfKpi } from "../../templates/durations.ts";
import { formatOf } from "../../templates/format.ts";
import { renderEmail, renderPage, valueText } from "../../templates/index.ts";
import { en } from "../../templates/words/en.ts";
import { mean, ninetieth } from "./kpis.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const format = formatOf(en, "Europe/Budapest");
const breakable = (text: string): string => text.replaceAll("\u00a0", " ");
const [minute, hour, day] = [60, 3_600, 86_400];

// A percentile is at most 0.95 % off: the step is the last of 1, 5, 10, 30 s, 1, 5, 10, 30 min, 1, 2, 4, 6 h ... not above that.
test.each([
  // Below a minute it is exact.
  [42, "42 s"],
  // 0.95 % of 90 s is 0.86 s: whole seconds.
  [90, "1 min 30 s"],
  // Of 1,878 s it is 17.8 s: ten seconds, and 1,878 / 10 = 187.8.
  [31 * minute + 18, "31 min 20 s"],
  // Of 4,638 s it is 44 s: half minutes, but minutes are written, and 4,638 / 60 = 77.3.
  [4_638, "1 h 17 min"],
  // Of 12,360 s it is 117 s: minutes, and 12,360 / 60 = 206.
  [3 * hour + 26 * minute, "3 h 26 min"],
  // Of 19,018.5 s it is 181 s: minutes, and 19,018.5 / 60 = 316.98. 19,144 s by hand are 0.65 % more than 317 min.
  [19_018.5, "5 h 17 min"],
  // Of 107,460 s it is 1,021 s: ten minutes, and 107,460 / 600 = 179.1.
  [29 * hour + 51 * minute, "29 h 50 min"],
  // Of 174,500 s it is 1,658 s: ten minutes, but hours are written, and 174,500 / 3,600 = 48.47; by way of 174,600 it were 49.
  [174_500, "2 d"],
  // Of 421,200 s it is 4,001 s: hours, and 421,200 / 3,600 = 117.
  [4 * day + 21 * hour, "4 d 21 h"],
  // Of 201 d it is 1.9 d: days.
  [201 * day, "201 d"],
])("a percentile of %d seconds is written as far as it is known: %s", (seconds, words) => {
  expect(breakable(formatFor("resolution_seconds_p90", [seconds], format).value("seconds", seconds))).toBe(
    words,
  );
});

test.each([
  // 0.95 % of 36 h 2 min is 20 min: written in steps of ten it would be the target.
  ["resolution_seconds_p90", 36 * hour + 2 * minute, 36 * hour, "36 h 2 min"],
  // 36 h 8 min would be 36 h 10 min, which misses it no less.
  ["resolution_seconds_p90", 36 * hour + 8 * minute, 36 * hour, "36 h 10 min"],
  ["resolution_seconds_p90", 36 * hour - 2 * minute, 36 * hour, "35 h 58 min"],
  ["resolution_seconds_p90", 36 * hour, 36 * hour, "36 h"],
  // 36 h 20 s is 36 h in hours and minutes.
  ["resolution_seconds", 36 * hour + 20, 36 * hour, "36 h 20 s"],
  // 4 d 20 min is 4 d in days and hours.
  ["resolution_seconds", 4 * day + 20 * minute, 4 * day, "4 d 20 min"],
  ["resolution_seconds", 4 * day + 40 * minute, 4 * day, "4 d 1 h"],
])("%s of %d s beside a target of %d s is written as %s", (id, seconds, atMost, words) => {
  const own = formatFor(id, [seconds, atMost], format, { atMost });
  expect(breakable(own.value("seconds", seconds))).toBe(words);
});

test("a percentile as written is within 2 % of what it is, of whatever length", () => {
  const units: Readonly<Record<string, number>> = { d: day, h: hour, min: minute, s: 1 };
  const read = (text: string) =>
    [...text.matchAll(/(\d+)\u00a0(\w+)/g)].reduce((sum, [, n, unit]) => sum + Number(n) * units[unit!]!, 0);
  for (let truth = minute; truth < 400 * day; truth *= 1.0007)
    // Buckets are 1.9 % wide and read back at their middle: off by the root of 1.019 at most.
    for (const value of [truth * Math.sqrt(1.019), truth / Math.sqrt(1.019)]) {
      if (value < 60) continue;
      const written = read(formatFor("resolution_seconds_p90", [value], format).value("seconds", value));
      expect(Math.abs(written - truth) / truth).toBeLessThan(0.02);
    }
});

test("the desk and the command line write a value as a report does", () => {
  const kpi = { id: "resolution_seconds_p90", unit: "seconds" } as const;
  const shown = (seconds: number, atMost?: number) =>
    valueText(kpi, seconds, { currency: "EUR", target: atMost === undefined ? undefined : { atMost } });
  expect(shown(36 * hour + 2 * minute, 36 * hour)).toBe("36 h 2 min");
  expect(shown(36 * hour + 2 * minute)).toBe("36 h");
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
  const { text } = renderEmail({ ...model, kpis: [kpi], attention: [] });
  expect(text).toContain(`Resolution time, mean: ${words[0]}\n`);
  expect(text).toContain(`(was ${words[1]})`);
});

test("a value and its target have the same unit", () => {
  const kpi = { ...compared(4 * day, 4 * day), target: { atMost: day } };
  expect(renderEmail({ ...model, kpis: [kpi], attention: [] }).text).toContain(
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
    // 29 h 51 min reads 29 h 50 min, and so does 29 h 53 min; 31 h does not.
    ...{ reported: 29 * hour + 51 * minute, value },
  });
  const page = (value: number) => textOf(renderPage({ ...model, restatements: [restated(value)] }));
  expect(page(29 * hour + 53 * minute)).not.toContain("was reported as");
  expect(page(31 * hour)).toContain("of week 45 was reported as 29 h 50 min; it is now 31 h:");
});

test("what reads the same on both sides has not changed", () => {
  const change = (now: number, before: number) =>
    changeView(
      { unit: "seconds", now, before, change: (now - before) / before, verdict: "unchanged" },
      formatFor("resolution_seconds_p90", [now, before], format),
    );
  // 2 d 2 h are 180,000 s: 178,300 / 3,600 = 49.53 and 181,700 / 3,600 = 50.47, 1.9 % apart.
  expect(change(178_300, 181_700)).toMatchObject({ words: "no change", was: "2\u00a0d\u00a02\u00a0h" });
  // 19 h 10 min are 69,000 s, which is 1.7 % less than 70,200.
  expect(change(69_000, 70_200)).toMatchObject({ short: "−2%", was: "19\u00a0h\u00a030\u00a0min" });
});
