import { expect, test } from "vitest";
import { changeView, neutralChange } from "../../templates/change.ts";
import { formatOf } from "../../templates/format.ts";
import { clip, plain } from "../../templates/plain.ts";
import { en } from "../../templates/words/en.ts";
import { lastYear46, week45, week46 } from "./model.ts";

const format = formatOf(en, "Europe/Budapest", "EUR");
const breakable = (text: string): string => text.replaceAll("\u00a0", " ");

test.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min"],
  [402, "6 min 42 s"],
  // 59 min 59.6 s
  [3_599.6, "1 h"],
  [4_620, "1 h 17 min"],
  // 23 h 59 min 45 s rounds to the minute
  [86_385, "24 h"],
  [97_200, "27 h"],
  // 47 h 59 min 20 s, and 10 s before the second day is over
  [172_760, "47 h 59 min"],
  [172_790, "2 d"],
  [172_800, "2 d"],
  // 117 h
  [421_200, "4 d 21 h"],
  // 1000 days and 1 h
  [86_403_600, "1,000 d 1 h"],
  [-90, "−1 min 30 s"],
])("%d seconds are written %s", (seconds, words) => {
  expect(breakable(format.value("seconds", seconds))).toBe(words);
});

test.each([
  ["count", 12_480, "12,480"],
  ["share", 0.786, "78.6%"],
  ["share", 0.8, "80.0%"],
  ["share", 0, "0.0%"],
  ["share", 1, "100.0%"],
  // 2,214 of 2,215 are 99.95 %, 2,213 are 99.91 %; 1 is 0.05 %, 2 are 0.09 %.
  ["share", 2_214 / 2_215, ">99.9%"],
  ["share", 2_213 / 2_215, "99.9%"],
  ["share", 1 / 2_215, "<0.1%"],
  ["share", 2 / 2_215, "0.1%"],
  ["points", 12.34, "+12.3"],
  ["points", -100, "−100.0"],
  ["points", 0.04, "0.0"],
  ["money", 4.5, "EUR 4.50"],
  ["money", 12_480.125, "EUR 12,480.13"],
  ["number", 132.857, "132.9"],
  ["number", 2, "2.0"],
] as const)("a %s of %d is written %s", (unit, value, words) => {
  expect(breakable(format.value(unit, value))).toBe(words);
});

test("an amount has the decimals of its currency, and without one it names none", () => {
  expect(breakable(formatOf(en, "UTC", "JPY").value("money", 412))).toBe("JPY 412");
  expect(formatOf(en, "UTC").value("money", 4.5)).toBe("4.50");
});

test.each([
  ["share", 0.8, "80%"],
  ["points", 40, "+40"],
  ["money", 4, "EUR 4"],
  ["money", 4.25, "EUR 4.25"],
  // A value of 4.2 misses it, so it must not read 4.3.
  ["number", 4.25, "4.25"],
] as const)("a target of a %s has no trailing zeros and loses nothing: %d is %s", (unit, value, words) => {
  expect(breakable(format.target(unit, value))).toBe(words);
});

test.each([
  ["count", 0.26296, "+26.3%"],
  ["count", -0.07143, "−7.1%"],
  ["seconds", 0.00049, "0.0%"],
  ["seconds", -0.00049, "0.0%"],
  ["share", 0.0257, "+2.6 pts"],
  ["share", -0.026, "−2.6 pts"],
  ["points", 4.26, "+4.3 pts"],
  ["money", 0.05, "+5.0%"],
  ["number", -0.012, "−1.2%"],
] as const)("a change of a %s by %d is written %s", (unit, change, words) => {
  expect(breakable(format.signed(unit, change))).toBe(words);
});

test("periods are named, with their year when it is another one", () => {
  expect(format.period(week46)).toBe("Week 46");
  expect(format.inline(week45, "2026")).toBe("week 45");
  expect(format.inline(lastYear46, "2026")).toBe("week 46 of 2025");
  expect(format.inline({ ...week46, grain: "month", name: "2025-11" }, "2026")).toBe("November 2025");
});

test("days are the first and the last one of the period", () => {
  expect(format.days(week46)).toBe("9–15 November 2026");
  expect(breakable(format.days({ ...week46, start: "2026-11-30", end: "2026-12-07" }))).toBe(
    "30 November – 6 December 2026",
  );
  expect(breakable(format.days({ ...week46, start: "2026-12-28", end: "2027-01-04" }))).toBe(
    "28 December 2026 – 3 January 2027",
  );
  expect(format.days({ ...week46, start: "2026-11-15", end: "2026-11-16" })).toBe("15 November 2026");
  // 15 November 2026 is the last day of week 46, which begins on Monday 9 November.
  const day = {
    ...week46,
    grain: "day",
    name: "2026-11-15",
    start: "2026-11-15",
    end: "2026-11-16",
  } as const;
  expect([format.period(day), format.days(day)]).toEqual(["15 November 2026", "Sunday"]);
});

test("instants are told in the organisation's zone", () => {
  expect(format.instant("2026-11-15T23:00:00Z")).toBe("Mon, 16 Nov 2026, 00:00");
  expect(formatOf(en, "America/New_York").instant("2026-11-15T23:00:00Z")).toBe("Sun, 15 Nov 2026, 18:00");
});

const compared = { unit: "count", now: 1_316, before: 1_042, change: 0.26296, verdict: "worse" } as const;

test("a worse change has an arrow, a word, a size and a judgement", () => {
  expect(changeView(compared, format)).toMatchObject({
    arrow: "▲",
    short: "+26.3%",
    judged: "up 26.3%, worse",
    tone: "bad",
    was: "1,042",
  });
});

test("a change that rounds to nothing is no change, whatever its verdict", () => {
  expect(changeView({ ...compared, change: 0.0004 }, format)).toMatchObject({
    arrow: "■",
    words: "no change",
    tone: "flat",
  });
});

test("a change too small to mean anything has no direction", () => {
  const view = changeView({ ...compared, change: 0.004, verdict: "unchanged" }, format);
  expect(view).toMatchObject({ arrow: "■", words: "no clear change (+0.4%)", tone: "flat" });
});

test("a change that may be chance says so beside its size", () => {
  const view = changeView({ ...compared, verdict: "unchanged", noise: true }, format);
  expect(view).toMatchObject({ arrow: "■", words: "+26.3%, may be chance", tone: "flat" });
  expect(breakable(view.brief)).toBe("■ +26.3%, may be chance");
});

test("a change from fewer than 30 is a number, not a percentage", () => {
  expect(neutralChange("count", 9, 5, format)).toMatchObject({ short: "+4", words: "up 4", was: "5" });
  expect(neutralChange("count", 3, 0, format)).toMatchObject({ short: "+3", words: "up 3", was: "0" });
});

test("a time that was zero has no relative change", () => {
  expect(neutralChange("seconds", 60, 0, format)).toMatchObject({
    arrow: "",
    short: "",
    words: "up from 0",
    was: "0\u00a0s",
  });
});

test("text is cut between characters as a reader counts them", () => {
  expect(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2)).toBe("👩‍👩‍👧‍👦…");
  expect(clip("short", 5)).toBe("short");
});

test("plain text has one line, no characters that reorder it, no half emoji", () => {
  expect(plain(" a\r\nb\u202ec\u0000\ud83d ")).toBe("a bc \ufffd");
});

test("a score moves by the difference, whichever side of zero it began on", () => {
  const change = neutralChange("points", 12, -3, format);
  // 12 - (-3) = 15 points.
  expect([breakable(change.short), breakable(change.words), change.was]).toEqual([
    "+15.0 pts",
    "up 15.0 pts",
    "−3.0",
  ]);
});
