import { describe, expect, test } from "vitest";
import { change, statusOf, urgency, worstFirst } from "../../functions/core/compare.ts";
import type { Target } from "../../functions/core/config.ts";
import type { Direction, Unit } from "../../functions/core/kpi.ts";
import type { Change, KpiModel, Status, Verdict } from "../../functions/core/model.ts";
import type { Value } from "../../functions/core/values.ts";
import { figure } from "./sample.ts";

const kpi = (unit: Unit, direction: Direction = "down") => ({ unit, direction });
const count = (value: number | null, fingerprint = "f") =>
  figure("open_backlog", "2026-11-09", { value, fingerprint });
const of = (value: number | null, denominator: number | null = 100, fingerprint = "f") =>
  figure("resolution_seconds", "2026-11-09", { value, denominator, fingerprint });

describe("counts and times change in percent of the earlier value", () => {
  test.each<[Unit, Value, Value, number]>([
    ["count", count(120), count(100), 0.2], // 20 more than 100
    ["count", count(50), count(200), -0.75], // 150 fewer than 200
    ["count", count(45), count(30), 0.5], // 15 more than 30
    ["seconds", of(5400), of(3600), 0.5], // half an hour more than an hour
    ["seconds", of(900), of(3600), -0.75],
    ["seconds", of(0), of(3600), -1],
  ])("%s: %o after %o", (unit, now, before, expected) => {
    const found = change(kpi(unit), now, before);
    expect(found.change).toBeCloseTo(expected, 12);
    expect(found.value).toBe(before.value);
    expect(found.withheld).toBeUndefined();
  });
});

describe("shares change in points", () => {
  test.each([
    [0.84, 0.8, 0.04],
    [0.1, 0.2, -0.1], // ten points, although it is half
    [0, 0.25, -0.25],
    [0.25, 0, 0.25], // points need no earlier value to divide by
  ])("%d after %d", (now, before, expected) => {
    expect(change(kpi("share"), of(now), of(before)).change).toBeCloseTo(expected, 12);
  });
});

describe("a change is better or worse", () => {
  test.each<[Direction, number, Verdict]>([
    ["down", 150, "worse"],
    ["down", 50, "better"],
    ["up", 150, "better"],
    ["up", 50, "worse"],
    ["none", 150, "neutral"],
    ["none", 50, "neutral"],
  ])("%s is good: from 100 to %d is %s", (direction, now, verdict) => {
    expect(change(kpi("count", direction), count(now), count(100)).verdict).toBe(verdict);
  });

  test.each<[Unit, Value, Value, Verdict]>([
    ["count", count(1009), count(1000), "unchanged"], // 0.9 %
    ["count", count(1011), count(1000), "worse"], // 1.1 %
    ["count", count(991), count(1000), "unchanged"],
    ["count", count(989), count(1000), "better"],
    ["seconds", of(3630), of(3600), "unchanged"], // 30 / 3600 = 0.83 %
    ["seconds", of(3640), of(3600), "worse"], // 40 / 3600 = 1.11 %
    ["share", of(0.504), of(0.5), "unchanged"], // 0.4 points
    ["share", of(0.506), of(0.5), "worse"], // 0.6 points
    ["count", count(100), count(100), "unchanged"],
  ])("small ones are none: %s %o after %o", (unit, now, before, verdict) => {
    expect(change(kpi(unit), now, before).verdict).toBe(verdict);
  });
});

test("a count that fell from many to few has changed", () => {
  // 29 / 100 - 1
  const fell = change(kpi("count"), count(29), count(100));
  expect(fell.change).toBeCloseTo(-0.71, 12);
  expect(fell.verdict).toBe("better"); // less is better here
});

describe("a change is not shown", () => {
  test.each<[string, Unit, Value | undefined, Value | undefined, string]>([
    ["nothing now", "count", undefined, count(100), "no data"],
    ["no value now", "seconds", of(null), of(3600), "no data"],
    ["nothing before", "count", count(100), undefined, "no earlier data"],
    ["no value before", "seconds", of(3600), of(null), "no earlier data"],
    ["another definition", "count", count(100, "g"), count(100, "f"), "the definition changed"],
    ["few contacts before", "count", count(100), count(29), "too few to compare"],
    ["a time of few contacts", "seconds", of(3600, 29), of(7200, 500), "too few to compare"],
    ["a share of few contacts", "share", of(0.5, 500), of(0.6, 29), "too few to compare"],
    ["contacts unknown", "seconds", of(3600, null), of(7200), "too few to compare"],
    ["a time of 0 before", "seconds", of(3600), of(0), "it was 0 before"],
    ["a count of 0 before", "count", count(100), count(0), "too few to compare"],
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
      incomparable: "older periods have had longer",
    } as const;
    expect(change(resolved, of(0.7), of(0.9)).withheld).toContain("older periods have had longer");
    expect(change(resolved, undefined, of(0.9)).withheld).toBe("no data");
  });

  test("but thirty are enough, and a 0 that no row made has no definition to differ by", () => {
    expect(change(kpi("count"), count(30), count(30)).verdict).toBe("unchanged");
    expect(change(kpi("share"), of(0.5, 30), of(0.6, 30)).verdict).toBe("better");
    expect(change(kpi("count"), count(60, ""), count(30, "f")).change).toBe(1);
  });
});

describe("against its target a value is", () => {
  test.each<[number | null, Target | null, Status]>([
    [100, { atMost: 100 }, "on"],
    [99, { atMost: 100 }, "on"],
    [102, { atMost: 100 }, "near"], // 2 % over
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

describe("a KPI needs attention", () => {
  const moved = (verdict: Verdict, by: number | null): Change => ({
    against: { grain: "week", start: "", end: "", name: "", startsAt: "", endsAt: "" },
    value: 100,
    change: by,
    verdict,
  });
  const model = (value: number | null, target: Target | null, previous: Change): KpiModel => ({
    ...{ id: "open_backlog", name: "", unit: "count", direction: "down", definition: "", state: "final" },
    ...{ numerator: null, denominator: null, trend: [], lastYear: previous },
    ...{ value, target, previous, status: statusOf(value, target) },
  });
  const same = moved("unchanged", 0);

  test("when it misses its target, whether it got better or worse, the more the further", () => {
    expect(urgency(model(150, { atMost: 100 }, same))).toEqual({ tier: 1, size: 0.5 });
    expect(urgency(model(200, { atMost: 100 }, moved("better", -0.5)))).toEqual({ tier: 1, size: 1 });
    expect(urgency(model(10, { atLeast: 40 }, same))).toEqual({ tier: 1, size: 0.75 }); // 30 / 40
  });

  test("when it is near its target and got worse, the more the further", () => {
    expect(urgency(model(102, { atMost: 100 }, moved("worse", 0.9)))).toEqual({ tier: 2, size: 0.02 });
    expect(urgency(model(102, { atMost: 100 }, moved("better", -0.9)))).toBeNull();
    expect(urgency(model(102, { atMost: 100 }, same))).toBeNull();
  });

  test("when it got worse, with no target or still on it, the more the larger the change", () => {
    expect(urgency(model(150, null, moved("worse", 0.5)))).toEqual({ tier: 3, size: 0.5 });
    expect(urgency(model(90, { atMost: 100 }, moved("worse", 0.25)))).toEqual({ tier: 3, size: 0.25 });
    expect(urgency(model(90, { atLeast: 80 }, moved("worse", -0.25)))).toEqual({ tier: 3, size: 0.25 });
  });

  test("a share by its points as a part of the share before", () => {
    const share = (before: number, points: number) =>
      urgency({ ...model(0.5, null, { ...moved("worse", points), value: before }), unit: "share" });
    expect(share(0.8, -0.2)).toEqual({ tier: 3, size: 0.25 }); // 0.2 / 0.8
    expect(share(0, 0.2)).toEqual({ tier: 3, size: 0.2 }); // nothing to divide by
  });

  test("and not when it is better, unchanged, neutral or unknown", () => {
    for (const verdict of ["better", "unchanged", "neutral", "unknown"] as const)
      expect(urgency(model(150, null, moved(verdict, 0.5))), verdict).toBeNull();
  });

  test("any missed target before any near one, and that before any change, however large", () => {
    const kpis = [
      model(10, null, moved("worse", 4)),
      model(10, null, moved("worse", 50)), // 50 times more
      model(101, { atMost: 100 }, moved("worse", 0.1)), // 1 % over
      model(103, { atMost: 100 }, moved("worse", 0.1)), // 3 % over
      model(5, null, same),
      model(104, { atMost: 100 }, same), // 4 % over
      model(10, null, moved("worse", 50)),
    ].map((kpi, place) => ({ ...kpi, place }));
    // the two changes of 50 stay in the order they came in
    expect(worstFirst(kpis).map(({ place }) => place)).toEqual([5, 3, 2, 1, 6, 0]);
  });
});
