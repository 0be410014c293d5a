import { describe, expect, test } from "vitest";
import { critical, normalTails, tTails } from "../../functions/core/distributions.ts";

describe("the normal distribution", () => {
  // 2 x (1 - Phi(z)), as printed in tables of the normal distribution to ten digits.
  test.each([
    [0, 1],
    [1, 0.3173105079],
    [-1, 0.3173105079],
    [2, 0.0455002639],
    [3, 0.0026997961],
    [3.53, 0.0004155597], // just inside the series
    [3.54, 0.000400127], // just inside the continued fraction
    [4, 0.0000633425],
  ])("beyond %d lies %d", (z, tails) => {
    expect(normalTails(z)).toBeCloseTo(tails, 8);
  });

  test("is joined without a step where one formula follows the other", () => {
    const join = 2.5 * Math.SQRT2;
    expect(normalTails(join - 1e-12) / normalTails(join + 1e-12)).toBeCloseTo(1, 9);
  });

  test("keeps its digits far out: 1.5239706e-23 beyond 10", () => {
    expect(normalTails(10) * 1e23).toBeCloseTo(1.5239706, 6);
  });

  test("has 5 % beyond 1.959963984540054", () => {
    expect(critical(0.05)).toBeCloseTo(1.959963984540054, 12);
  });
});

describe("Student's t", () => {
  // One degree of freedom: 1 - 2/pi atan(t). Two: 1 - t / sqrt(2 + t^2).
  test.each([0.1, 1, 2, 12.706, 300])("has its closed forms at %d", (t) => {
    expect(tTails(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12);
    expect(tTails(-t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
  });

  // Critical values of 5 % in the tables of the t distribution.
  test.each([
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [6, 2.447],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ])("the critical value of 5 percent of %d degrees of freedom is %d", (freedom, value) => {
    expect(critical(0.05, freedom)).toBeCloseTo(value, 3);
  });

  test("becomes the normal distribution, without a step", () => {
    expect(tTails(1.96, 999_999)).toBeCloseTo(normalTails(1.96), 6);
    expect(tTails(1.96, Number.POSITIVE_INFINITY)).toBe(normalTails(1.96));
  });

  test("is certain at the ends, and refuses no freedom at all", () => {
    expect(tTails(0, 5)).toBe(1);
    expect(tTails(Number.POSITIVE_INFINITY, 5)).toBe(0);
    expect(() => tTails(1, 0)).toThrow(RangeError);
    expect(() => critical(0)).toThrow(RangeError);
  });
});
