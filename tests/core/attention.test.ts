import { describe, expect, test } from "vitest";
import { statusOf, urgency, worstFirst } from "../../functions/core/compare.ts";
import type { Target } from "../../functions/core/config.ts";
import type { Change, KpiModel, Verdict } from "../../functions/core/model.ts";

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

  test("when it narrowly misses its target, whether it got better or worse, the more the further", () => {
    for (const previous of [moved("worse", 0.9), moved("better", -0.9), same])
      expect(urgency(model(102, { atMost: 100 }, previous))).toEqual({ tier: 2, size: 0.02 });
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

  test("a score by its points as a part of a hundred", () => {
    const score = urgency({ ...model(10, null, { ...moved("worse", -15), value: 25 }), unit: "points" });
    expect(score).toEqual({ tier: 3, size: 0.15 });
  });

  test("and not when it is better, unchanged, neutral or unknown", () => {
    for (const verdict of ["better", "unchanged", "neutral", "unknown"] as const)
      expect(urgency(model(150, null, moved(verdict, 0.5))), verdict).toBeNull();
  });

  test("any missed target before any near one, and that before any change, however large", () => {
    const kpis = [
      model(10, null, moved("worse", 4)),
      model(10, null, moved("worse", 50)), // 50 times more
      model(101, { atMost: 100 }, same), // 1 % over
      model(103, { atMost: 100 }, moved("worse", 0.1)), // 3 % over
      model(5, null, same),
      model(104, { atMost: 100 }, same), // 4 % over
      model(10, null, moved("worse", 50)),
    ].map((kpi, place) => ({ ...kpi, place }));
    // the two changes of 50 stay in the order they came in
    expect(worstFirst(kpis).map(({ place }) => place)).toEqual([5, 3, 2, 1, 6, 0]);
  });
});
