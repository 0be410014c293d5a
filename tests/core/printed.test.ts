import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bridge, contributions } from "../../functions/core/bridge.ts";
import { printed, roundTogether } from "../../functions/core/printed.ts";

const part = (numerator: number, denominator: number) => ({ numerator, denominator });

describe("parts are rounded together", () => {
  test.each<[readonly number[], number, readonly number[]]>([
    [[0.4, 0.4, 0.4], 1, [1, 0, 0]], // 1.2 is 1: one of three equal parts is raised
    [[1.6, 1.6, -0.2], 1, [2, 1, 0]], // 3: -0.2 loses .8 by rounding down, 1.6 loses .6 twice; two are raised
    [[-1.5, 0], 1, [-2, 0]], // half goes away from 0, as it is printed
    [[2.5, 0], 1, [3, 0]],
    [[0.3, 0.6], 0.1, [3, 6]], // 0.3 / 0.1 is 2.9999999999999996 in binary
    [[0, 0], 1, [0, 0]],
    [[-1.5, 0.5], 1, [-1, 0]], // both lost half: the larger one is raised
    [[0.5, -1.5], 1, [0, -1]],
    [[], 1, []],
  ])("%j in steps of %d: %j", (parts, step, expected) => {
    expect(roundTogether(parts, step)).toEqual(expected);
  });

  test("to a whole that is given, and to none they cannot sum to", () => {
    expect(roundTogether([1.2, 1.2], 1, 3)).toEqual([2, 1]);
    expect(() => roundTogether([1.2, 1.2], 1, 5)).toThrow(RangeError);
    expect(() => roundTogether([1.2, 1.2], 1, 1)).toThrow(RangeError);
  });

  test("any parts: the printed ones sum to the printed whole, and none is off by a step", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { maxLength: 20 }),
        fc.constantFrom(1, 0.1, 0.01),
        (parts, step) => {
          const found = roundTogether(parts, step);
          const sum = parts.reduce((all, one) => all + one, 0);
          const total = found.reduce((all, one) => all + one, 0);
          expect(Math.abs(total - sum / step)).toBeLessThanOrEqual(0.5 + 1e-5);
          found.forEach((one, index) => {
            expect(Number.isInteger(one)).toBe(true);
            expect(Math.abs(one - parts[index]! / step)).toBeLessThan(1 + 1e-5);
          });
        },
      ),
    );
  });
});

describe("a printed bridge", () => {
  test("of the channels adds up in tenths of a point", () => {
    // whole -1.8 = rate 1.1 + mix -2.9; rates .5 .8 -.2; mixes -.88 -2.02 0: down -9 -21 0 make -30, so the one that
    // lost most is raised: -.88 lost .2, -2.02 lost .8
    const found = bridge({ unit: "share", kind: "share" }, [
      { member: "phone", now: part(304, 400), before: part(450, 600) },
      { member: "email", now: part(310, 500), before: part(180, 300) },
      { member: "chat", now: part(88, 100), before: part(90, 100) },
    ]);
    if ("refused" in found) throw new Error(found.refused);
    expect(printed(found, 0.001)).toEqual({
      whole: -0.018,
      rate: 0.011,
      mix: -0.029,
      mostly: "mix",
      effects: [
        { member: "email", rate: 0.008, mix: -0.02, whole: -0.012 },
        { member: "phone", rate: 0.005, mix: -0.009, whole: -0.004 },
        { member: "chat", rate: -0.002, mix: 0, whole: -0.002 },
      ],
    });
  });

  test("of a count is the count itself", () => {
    const found = contributions([{ member: "a", now: part(7, 0), before: part(9, 0) }]);
    expect(printed(found, 1)).toEqual(found);
  });

  const side = fc.tuple(fc.nat(500), fc.nat(500)).map(([one, other]) => part(one, one + other + 1));
  const groups = fc.array(fc.record({ now: side, before: side }), { minLength: 1, maxLength: 12 });

  test("adds up exactly, whatever the groups and the step", () => {
    fc.assert(
      fc.property(groups, fc.constantFrom(0.01, 0.001, 0.0001), (some, step) => {
        const found = bridge(
          { unit: "share", kind: "share" },
          some.map((one, index) => ({ member: `m${index}`, ...one })),
        );
        if ("refused" in found) throw new Error(found.refused);
        const { whole, rate, mix, effects } = printed(found, step);
        const inSteps = (value: number) => Math.round(value / step);
        const sum = (of: "rate" | "mix" | "whole") => effects.reduce((all, one) => all + inSteps(one[of]), 0);
        expect(Math.abs(whole - found.whole)).toBeLessThanOrEqual(step / 2 + 1e-9);
        expect(inSteps(rate) + inSteps(mix)).toBe(inSteps(whole));
        expect([sum("rate"), sum("mix"), sum("whole")]).toEqual([rate, mix, whole].map(inSteps));
        effects.forEach((one, index) => {
          expect(one.member).toBe(found.effects[index]?.member);
          expect(inSteps(one.rate) + inSteps(one.mix)).toBe(inSteps(one.whole));
          expect(Math.abs(one.rate - found.effects[index]!.rate)).toBeLessThan(step * 1.00001);
        });
      }),
    );
  });
});
