import { describe, expect, test } from "vitest";
import { type Compared, change, statusOf } from "../../functions/core/compare.ts";
import { usualComparison as usual } from "../../functions/core/comparison.ts";
import type { Target } from "../../functions/core/config.ts";
import type { Sample } from "../../functions/core/evidence.ts";
import type { Direction, Unit } from "../../functions/core/kpi.ts";
import type { Status, Verdict } from "../../functions/core/model.ts";

const kpi = (unit: Unit, direction: Direction = "down"): Compared => ({ unit, direction });
const count = (value: number | null, fingerprint = "f"): Sample => ({
  value,
  numerator: value,
  denominator: null,
  fingerprint,
});
/** A time: a mean of which only its size is known. */
const time = (value: number | null, denominator: number | null = 100, fingerprint = "f"): Sample => ({
  value,
  denominator,
  fingerprint,
});
const share = (numerator: number, denominator: number): Sample => ({
  value: numerator / denominator,
  numerator,
  denominator,
  fingerprint: "f",
});

describe("counts and times change in percent of the earlier value", () => {
  test.each<[Unit, Sample, Sample, number]>([
    ["count", count(120), count(100), 0.2], // 20 more than 100
    ["count", count(50), count(200), -0.75], // 150 fewer than 200
    ["count", count(45), count(30), 0.5], // 15 more than 30
    ["seconds", time(5400), time(3600), 0.5], // half an hour more than an hour
    ["seconds", time(900), time(3600), -0.75],
    ["seconds", time(0), time(3600), -1],
    ["money", time(-5), time(-10), 0.5], // 5 more, of a size of 10
  ])("%s: %o after %o", (unit, now, before, expected) => {
    const found = change(kpi(unit), now, before);
    expect(found.change).toBeCloseTo(expected, 12);
    expect(found.value).toBe(before.value);
    expect(found.withheld).toBeUndefined();
  });

  test("two counts of nothing have not changed", () => {
    expect(change(kpi("count"), count(0), count(0))).toEqual({ value: 0, change: 0, verdict: "unchanged" });
  });
});

test.each([
  [84, 80, 0.04],
  [10, 20, -0.1], // ten points, although it is half
  [95, 5, 0.9],
])("shares change in points: %d of 100 after %d", (now, before, expected) => {
  expect(change(kpi("share"), share(now, 100), share(before, 100)).change).toBeCloseTo(expected, 12);
});

test("scores change in points, from below 0 too", () => {
  expect(change(kpi("points"), time(12), time(-8)).change).toBe(20);
  expect(change(kpi("points"), time(12), time(0)).change).toBe(12);
});

describe("a change is better or worse", () => {
  test.each<[Direction, number, Verdict]>([
    ["down", 150, "worse"], // z = 50 / sqrt(250) = 3.2
    ["down", 50, "better"], // z = -50 / sqrt(150) = -4.1
    ["up", 150, "better"],
    ["up", 50, "worse"],
    ["none", 150, "neutral"],
    ["none", 50, "neutral"],
  ])("%s is good: from 100 to %d is %s", (direction, now, verdict) => {
    expect(change(kpi("count", direction), count(now), count(100)).verdict).toBe(verdict);
  });

  // All of these are certain: so many contacts leave no doubt, and of these times nothing is known but their size.
  test.each<[Unit, Sample, Sample, Verdict]>([
    ["count", count(104_900), count(100_000), "unchanged"], // 4.9 %
    ["count", count(105_000), count(100_000), "worse"], // 5 %
    ["count", count(95_100), count(100_000), "unchanged"],
    ["count", count(95_000), count(100_000), "better"],
    ["seconds", time(3776), time(3600), "unchanged"], // 176 / 3600 = 4.89 %
    ["seconds", time(3784), time(3600), "worse"], // 184 / 3600 = 5.11 %
    ["share", share(50_900, 100_000), share(50_000, 100_000), "unchanged"], // 0.9 points
    ["share", share(29_000, 100_000), share(28_000, 100_000), "worse"], // 1 point, though 0.29 - 0.28 is less in binary
    ["points", time(24.9), time(20), "unchanged"], // 4.9 points
    ["points", time(25.1), time(20), "worse"],
    ["count", count(100), count(100), "unchanged"],
  ])("small ones are none: %s %o after %o", (unit, now, before, verdict) => {
    const found = change(kpi(unit), now, before);
    expect(found.verdict).toBe(verdict);
    expect(found.noise).toBeUndefined();
  });

  test("and how small is too small is the organisation's", () => {
    const settings = { ...usual, smallestRelative: 0.01 };
    expect(change(kpi("seconds"), time(3640), time(3600), settings).verdict).toBe("worse"); // 1.1 %
  });
});

test("a count that fell from many to few has changed", () => {
  // 29 / 100 - 1
  const fell = change(kpi("count"), count(29), count(100));
  expect(fell.change).toBeCloseTo(-0.71, 12);
  expect(fell.verdict).toBe("better"); // less is better here
});

test("the largest of many is shown and not judged", () => {
  const slowest: Compared = { unit: "seconds", direction: "down", kind: "largest" };
  expect(change(slowest, time(900), time(300))).toEqual({ value: 300, change: 2, verdict: "neutral" });
});

describe("where good lies in a band, from 75 to 85 %", () => {
  const banded: Compared = { unit: "share", direction: "band", band: { from: 0.75, to: 0.85 } };
  const verdict = (now: number, before: number) =>
    change(banded, share(now * 1000, 100_000), share(before * 1000, 100_000)).verdict;
  test.each<[number, number, Verdict]>([
    [90, 87, "worse"], // 5 points away, after 2
    [87, 90, "better"],
    [60, 70, "worse"], // 15 points away, after 5
    [80, 60, "better"], // inside, after 15
    [84, 76, "neutral"], // inside both times
    [90, 70, "neutral"], // 5 points away on either side
    [85.5, 80, "neutral"], // half a point beyond is too small to matter
    [90.5, 90, "unchanged"],
  ])("%d after %d is %s", (now, before, expected) => {
    expect(verdict(now, before)).toBe(expected);
  });

  test("times are away by a part of the earlier time, and without a band nothing is good or bad", () => {
    const times: Compared = { unit: "seconds", direction: "band", band: { from: 100, to: 200 } };
    expect(change(times, time(300), time(250)).verdict).toBe("worse"); // 100 away after 50: 50 / 250
    expect(change(times, time(260), time(205)).verdict).toBe("worse"); // 60 after 5
    expect(change(times, time(251), time(50)).verdict).toBe("neutral"); // 51 away after 50: 1 / 50 is too little
    expect(change({ unit: "seconds", direction: "band" }, time(300), time(250)).verdict).toBe("neutral");
  });
});

describe("a change is not shown", () => {
  test.each<[string, Unit, Sample | undefined, Sample | undefined, string]>([
    ["nothing now", "count", undefined, count(100), "no data"],
    ["no value now", "seconds", time(null), time(3600), "no data"],
    ["nothing before", "count", count(100), undefined, "no earlier data"],
    ["no value before", "seconds", time(3600), time(null), "no earlier data"],
    ["another definition", "count", count(100, "g"), count(100, "f"), "the definition changed"],
    ["part of a period", "count", { ...count(100), unfinished: true }, count(100), "not complete yet"],
    ["few contacts before", "count", count(100), count(29), "too few to compare"],
    ["a time of few contacts", "seconds", time(3600, 29), time(7200, 500), "too few to compare"],
    ["a share of few contacts", "share", share(250, 500), share(17, 29), "too few to compare"],
    ["a share with four that count", "share", share(4, 500), share(50, 500), "too few to compare"],
    ["a share with all but four", "share", share(250, 500), share(496, 500), "too few to compare"],
    ["contacts unknown", "seconds", time(3600, null), time(7200), "too few to compare"],
    ["a time of 0 before", "seconds", time(3600), time(0), "it was 0 before"],
    ["a count of 0 before", "count", count(100), count(0), "new"],
  ])("%s", (_, unit, now, before, withheld) => {
    expect(change(kpi(unit), now, before)).toEqual({
      value: before?.value ?? null,
      change: null,
      verdict: "unknown",
      withheld,
    });
  });

  test("where the KPI says that it would mislead", () => {
    const resolved = {
      unit: "share",
      direction: "up",
      incomparable: "older periods have had longer to be resolved",
    } as const;
    expect(change(resolved, time(0.7), time(0.9)).withheld).toContain("older periods have had longer");
    expect(change(resolved, undefined, time(0.9)).withheld).toBe("no data");
  });

  test("but thirty are enough, five of either kind too, and a 0 that no row made has no definition to differ by", () => {
    expect(change(kpi("count"), count(30), count(30)).verdict).toBe("unchanged");
    expect(change(kpi("share"), share(25, 30), share(5, 30)).verdict).toBe("worse");
    expect(change(kpi("count"), count(60, ""), count(30, "f")).change).toBe(1);
  });

  test("how few are too few is the organisation's", () => {
    const settings = { ...usual, fewest: 10, fewestCell: 2 };
    expect(change(kpi("share"), share(2, 10), share(8, 10), settings).change).toBeCloseTo(-0.6, 12);
    expect(change(kpi("share"), share(1, 10), share(8, 10), settings).withheld).toBe("too few to compare");
  });
});

describe("against its target a value is", () => {
  test.each<[number | null, Target | null, Status]>([
    [100, { atMost: 100 }, "on"],
    [99, { atMost: 100 }, "on"],
    [102, { atMost: 100 }, "near"], // 2 % over
    [103, { atMost: 100 }, "near"], // 3 % over
    [104, { atMost: 100 }, "off"], // 4 % over
    [0.8, { atLeast: 0.8 }, "on"],
    [0.784, { atLeast: 0.8 }, "near"], // 0.016 / 0.8 = 2 % under
    [0.76, { atLeast: 0.8 }, "off"], // 0.04 / 0.8 = 5 % under
    [0, { atMost: 0 }, "on"],
    [1, { atMost: 0 }, "off"],
    [0, { atLeast: 0 }, "on"],
    [50, { atLeast: 40, atMost: 60 }, "on"],
    [61, { atLeast: 40, atMost: 60 }, "near"], // 1 / 60 = 1.7 %
    [39, { atLeast: 40, atMost: 60 }, "near"], // 1 / 40 = 2.5 %
    [30, { atLeast: 40, atMost: 60 }, "off"],
    [5, null, "none"],
    [5, {}, "on"],
    [null, { atMost: 100 }, "none"],
  ])("%d, target %o: %s", (value, target, status) => {
    expect(statusOf(value, target)).toBe(status);
  });
});

test("a target is missed by whatever is beyond it, of a percentile too", () => {
  const target = { atMost: 36 * 3_600 };
  // 2 min / 36 h = 0.09 %: as it is read, though it may be 0.95 % off.
  expect(statusOf(36 * 3_600 + 2 * 60, target)).toBe("near");
  expect(statusOf(36 * 3_600, target)).toBe("on");
});

test("of time that is divided up only days tell how it scatters: without them its change is neither good nor bad", () => {
  const occupancy: Compared = { unit: "share", direction: "up", kind: "share", observations: "days" };
  // 27.8 % of 100,000 s after 24.1 %: as if each second were a contact that would be no chance at all.
  const [before, now] = [share(27_800, 100_000), share(24_100, 100_000)];
  expect(change(occupancy, now, before)).toMatchObject({ verdict: "neutral" });
  expect(change({ ...occupancy, observations: "contacts" }, now, before)).toMatchObject({ verdict: "worse" });
});
