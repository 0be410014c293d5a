import { expect, test } from "vitest";
import { figures } from "../../config/limits.ts";
import type { Unit } from "../../functions/core/kpi.ts";

/** What is wrong with a figure of this unit; empty where nothing is. */
const wrong = (unit: Unit, value: unknown) =>
  figures[unit].safeParse(value).error?.issues.map(({ message }) => message) ?? [];

test.each([
  ["points", -100],
  ["points", 100],
  ["points", 42.5],
  ["money", 0],
  ["money", 4.5],
  ["number", 0],
  ["number", 2.5],
  ["seconds", "90s"],
  ["share", "70%"],
  ["count", 400],
] as const)("a figure in %s may be %s", (unit, value) => {
  expect(wrong(unit, value)).toEqual([]);
});

test.each([
  ["points", 101, "101 is not a score in points; this KPI is in points: write a number from -100 to 100"],
  ["points", -101, "-101 is not a score in points"],
  ["points", "40%", '"40%" is not a number; this KPI is in points'],
  ["money", -0.01, "-0.01 is not an amount; this KPI is an amount: write a number of 0 or more"],
  ["money", "4.50 EUR", '"4.50 EUR" is not a number'],
  ["number", -1, "-1 is not a number of 0 or more; write a plain number like 2.5"],
  ["number", "2h", '"2h" is not a number'],
  ["seconds", 8, "8 is not a duration"],
  ["share", 0.7, "0.7 is not a share"],
  ["count", -1, "-1 is not a count"],
] as const)("a figure in %s may not be %s", (unit, value, message) => {
  expect(wrong(unit, value)).toEqual([expect.stringContaining(message)]);
});
