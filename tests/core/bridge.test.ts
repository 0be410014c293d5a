import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Bridge,
  type Bridged,
  bridge,
  contributions,
  type Group,
  type Refused,
  refusal,
} from "../../functions/core/bridge.ts";

const solved: Bridged = { unit: "share", kind: "share" };
const part = (numerator: number, denominator: number) => ({ numerator, denominator });
const group = (member: string, now: readonly [number, number], before: readonly [number, number]): Group => ({
  member,
  now: part(...now),
  before: part(...before),
});

const channels = [
  group("phone", [304, 400], [450, 600]),
  group("email", [310, 500], [180, 300]),
  group("chat", [88, 100], [90, 100]),
];

const built = (found: Bridge | Refused): Bridge => {
  if ("refused" in found) throw new Error(found.refused);
  return found;
};

describe("first contact resolution fell from 72.0 to 70.2 %", () => {
  // weights .6 .3 .1 -> .4 .5 .1; rates .75 .60 .90 -> .76 .62 .88; average (.72 + .702) / 2 = .711
  const found = built(bridge(solved, channels));
  const effect = (member: string) => found.effects.find((one) => one.member === member);

  test("although the channels did better, because there was more of the weak one", () => {
    expect(found.whole).toBeCloseTo(-0.018, 12);
    expect(found.rate).toBeCloseTo(0.011, 12); // .005 + .008 - .002
    expect(found.mix).toBeCloseTo(-0.029, 12); // -.0088 - .0202 + 0
    expect(found.mostly).toBe("mix"); // 2.9 is more than twice 1.1
  });

  test.each([
    ["phone", 0.005, -0.0088], // .5 x .01; (.755 - .711) x -.2
    ["email", 0.008, -0.0202], // .4 x .02; (.61 - .711) x .2
    ["chat", -0.002, 0], // .1 x -.02; its weight is the same
  ])("%s: rate %d, mix %d", (member, rate, mix) => {
    expect(effect(member)?.rate).toBeCloseTo(rate, 12);
    expect(effect(member)?.mix).toBeCloseTo(mix, 12);
    expect(effect(member)?.whole).toBeCloseTo(rate + mix, 12);
  });

  test("the largest effect comes first: email -1.22, phone -0.38, chat -0.20", () => {
    expect(found.effects.map(({ member }) => member)).toEqual(["email", "phone", "chat"]);
  });
});

describe("a mean and a score", () => {
  test("are bridged in their own unit", () => {
    // 100 s of 10 and 200 s of 10: 150 s. Then 100 s of 5 and 200 s of 15: 175 s. Nobody got slower.
    const groups = [group("a", [500, 5], [1000, 10]), group("b", [3000, 15], [2000, 10])];
    const found = built(bridge({ unit: "seconds", kind: "mean" }, groups));
    expect(found).toMatchObject({ whole: 25, rate: 0, mix: 25, mostly: "mix" });
    // average 162.5: (100 - 162.5) x -.25 and (200 - 162.5) x .25
    expect(found.effects).toEqual([
      { member: "a", rate: 0, mix: 15.625, whole: 15.625 },
      { member: "b", rate: 0, mix: 9.375, whole: 9.375 },
    ]);
  });

  test("points are a hundred times the mean", () => {
    const groups = [group("all", [30, 100], [10, 100])];
    expect(built(bridge({ unit: "points", kind: "points" }, groups)).whole).toBeCloseTo(20, 12);
    expect(built(bridge({ unit: "money", kind: "mean" }, groups)).whole).toBeCloseTo(0.2, 12);
  });
});

describe("a group that is there in one period only", () => {
  test("changed the mix and nothing else", () => {
    // 50 of 100 before. Now the same, and 90 of 100 by a new channel: 70 %. average .6
    const groups: Group[] = [
      group("old", [50, 100], [50, 100]),
      { member: "new", now: part(90, 100), before: null },
    ];
    const found = built(bridge(solved, groups));
    expect(found.whole).toBeCloseTo(0.2, 12);
    expect(found.rate).toBe(0);
    // new: (.9 - .6) x .5 = .15; old: (.5 - .6) x -.5 = .05
    expect(found.effects.map(({ member }) => member)).toEqual(["new", "old"]);
    expect(found.effects[0]?.mix).toBeCloseTo(0.15, 12);
    expect(found.effects[1]?.mix).toBeCloseTo(0.05, 12);
  });

  test("may as well be gone, or be there with nothing to count, or in neither", () => {
    const groups: Group[] = [
      group("stays", [60, 100], [60, 100]),
      { member: "gone", before: part(0, 100) },
      group("empty", [0, 0], [0, 0]),
    ];
    const found = built(bridge(solved, groups));
    expect(found.whole).toBeCloseTo(0.3, 12);
    expect(found.effects.find(({ member }) => member === "empty")).toMatchObject({ rate: 0, mix: 0 });
    expect(found.effects.find(({ member }) => member === "gone")?.rate).toBe(0);
  });
});

describe("refused", () => {
  test.each<[Bridged, string]>([
    [{ unit: "seconds", kind: "median" }, "a percentile of all is not made of the percentiles of its groups"],
    [
      { unit: "seconds", kind: "ninetieth" },
      "a percentile of all is not made of the percentiles of its groups",
    ],
    [{ unit: "seconds", kind: "largest" }, "the largest of all is that of one group alone"],
    [
      { unit: "share", kind: "share", distinct: true },
      "a customer may be in several groups, so the groups do not add up to the whole",
    ],
    [{ unit: "count", kind: "count" }, "a count is the sum of its groups and has no rate"],
  ])("%o: %s", (kpi, reason) => {
    expect(bridge(kpi, channels)).toEqual({ refused: reason });
  });

  test("a share, mean, score or running share is not", () => {
    for (const kind of ["share", "mean", "points", "running_share", "mix"] as const)
      expect(refusal({ unit: "share", kind })).toBeNull();
  });

  test("without data in either period", () => {
    const gone = channels.map(({ member, before }) => ({ member, before: before ?? null }));
    const fresh = channels.map(({ member, now }) => ({ member, now: now ?? null }));
    expect(bridge(solved, gone)).toEqual({ refused: "no data" });
    expect(bridge(solved, fresh)).toEqual({ refused: "no earlier data" });
    expect(bridge(solved, [])).toEqual({ refused: "no data" });
  });

  test("where the groups are more or less than the whole: a contact in two queues counts in both", () => {
    const whole = { now: part(702, 1000), before: part(720, 1000) };
    expect(bridge(solved, channels, whole)).toMatchObject({ mostly: "mix" });
    const fewer = { ...whole, now: part(700, 990) };
    expect(bridge(solved, channels, fewer)).toEqual({ refused: "the groups do not add up to the whole" });
    expect(bridge(solved, channels, { ...whole, before: part(719, 1000) })).toHaveProperty("refused");
  });

  test("where a group counts something of nothing", () => {
    expect(bridge(solved, [...channels, group("odd", [1, 0], [0, 0])])).toHaveProperty("refused");
  });
});

test("a count changes by what its groups gave", () => {
  const found = contributions([
    group("phone", [400, 0], [600, 0]),
    group("email", [500, 0], [300, 0]),
    { member: "chat", now: part(30, 0) },
    { member: "fax", before: part(5, 0) },
  ]);
  expect(found.whole).toBe(25);
  expect(found.effects.map(({ member, whole }) => [member, whole])).toEqual([
    ["email", 200],
    ["phone", -200],
    ["chat", 30],
    ["fax", -5],
  ]);
});

test("neither kind of effect made most of it when one is less than twice the other", () => {
  // Weights .5 .5 -> .75 .25; rates .4 .6 -> .52 .56. whole .53 - .5 = .03
  // average .515: mix (.46-.515) x .25 + (.58-.515) x -.25 = -.03; rate .625 x .12 + .375 x -.04 = .06
  const groups = (first: number) => [group("a", [first, 75], [20, 50]), group("b", [14, 25], [30, 50])];
  expect(built(bridge(solved, groups(39))).mostly).toBe("rate"); // .06 is twice .03
  expect(built(bridge(solved, groups(36))).mostly).toBe("both");
  expect(built(bridge(solved, [group("a", [5, 10], [5, 10])])).mostly).toBe("both"); // nothing moved
});

describe("of any groups", () => {
  const side = fc.option(
    fc.tuple(fc.nat(500), fc.nat(500)).map(([one, other]) => part(one, one + other)),
    { nil: null },
  );
  const groups = fc
    .array(fc.record({ now: side, before: side }), { minLength: 1, maxLength: 12 })
    .map((sides) => sides.map((one, index): Group => ({ member: `m${index}`, ...one })));

  test("the effects sum to the change, and to rate and mix", () => {
    fc.assert(
      fc.property(groups, (some) => {
        const found = bridge(solved, some);
        if ("refused" in found) return;
        const sum = (of: "rate" | "mix" | "whole") => found.effects.reduce((all, one) => all + one[of], 0);
        expect(sum("whole")).toBeCloseTo(found.whole, 10);
        expect(found.rate + found.mix).toBeCloseTo(found.whole, 10);
        expect(sum("rate")).toBeCloseTo(found.rate, 10);
      }),
    );
  });

  test("their order makes no difference, and turning time turns the signs", () => {
    fc.assert(
      fc.property(groups, (some) => {
        const found = bridge(solved, some);
        if ("refused" in found) return;
        const turned = built(bridge(solved, some.toReversed()));
        expect(turned.effects.length).toBe(found.effects.length);
        const back = built(
          bridge(
            solved,
            some.map(({ member, now, before }) => ({ member, now: before ?? null, before: now ?? null })),
          ),
        );
        for (const { member, rate, mix } of found.effects) {
          const same = turned.effects.find((one) => one.member === member);
          const mirrored = back.effects.find((one) => one.member === member);
          expect(same?.rate).toBeCloseTo(rate, 10);
          expect(same?.mix).toBeCloseTo(mix, 10);
          expect(mirrored?.rate).toBeCloseTo(-rate, 10);
          expect(mirrored?.mix).toBeCloseTo(-mix, 10);
        }
      }),
    );
  });
});
