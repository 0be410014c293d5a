/** Who does best: ties, what is better, and who has too little behind a value to be ranked. */

import { expect, test } from "vitest";
import { canRank, hasTooFew, type Ranked, ranksOf } from "../../functions/core/ranking.ts";

const fewest = 30;
const member = (name: string, value: number | null, denominator: number | null = 100): Ranked => ({
  member: name,
  value,
  denominator,
  numerator: value === null || denominator === null ? value : value * denominator,
});
const ranks = (direction: "up" | "down", ...members: readonly Ranked[]) =>
  ranksOf({ direction }, members, fewest);

test("the highest share is first where more is better, and the order of the members is kept", () => {
  expect(ranks("up", member("Ana", 0.7), member("Bo", 0.9), member("Cy", 0.8))).toEqual([3, 1, 2]);
});

test("the shortest time is first where less is better", () => {
  expect(ranks("down", member("Ana", 340), member("Bo", 290), member("Cy", 410))).toEqual([2, 1, 3]);
});

test("equal values share a rank, and the next is as much further", () => {
  const four = [member("Ana", 0.8), member("Bo", 0.9), member("Cy", 0.8), member("Di", 0.7)];
  expect(ranks("up", ...four)).toEqual([2, 1, 2, 4]);
  expect(ranks("down", ...four)).toEqual([2, 4, 2, 1]);
});

test("the same share of different wholes is a tie", () => {
  const two = [
    { member: "Ana", numerator: 20, denominator: 60, value: 20 / 60 },
    { member: "Bo", numerator: 30, denominator: 90, value: 30 / 90 },
  ];
  expect(ranks("up", ...two)).toEqual([1, 1]);
});

test("fewer than needed have no rank and take none from others", () => {
  expect(ranks("up", member("Ana", 1, 29), member("Bo", 0.9, 30), member("Cy", 0.5, 31))).toEqual([
    null,
    1,
    2,
  ]);
});

test("a count stands on itself", () => {
  expect(ranks("down", member("Ana", 29, null), member("Bo", 40, null), member("Cy", 30, null))).toEqual([
    null,
    2,
    1,
  ]);
});

test("who has no value has no rank", () => {
  expect(ranks("up", member("Ana", null), member("Bo", 0), member("Cy", null, 0))).toEqual([null, 1, null]);
  expect(ranks("up")).toEqual([]);
});

test("0 is the best of what should be low, and a negative score the worst of what should be high", () => {
  expect(ranks("down", member("Ana", 0), member("Bo", 0.1))).toEqual([1, 2]);
  expect(ranks("up", member("Ana", -12.5), member("Bo", 0))).toEqual([2, 1]);
});

test("contacts nobody is named for are nobody's rank", () => {
  expect(ranks("up", member("(not stated)", 1), member("Bo", 0.9))).toEqual([null, 1]);
});

test("too few is said of who has a value only", () => {
  expect(hasTooFew(member("Ana", 0.9, 29), fewest)).toBe(true);
  expect(hasTooFew(member("Ana", 0.9, 30), fewest)).toBe(false);
  expect(hasTooFew(member("Ana", null, 0), fewest)).toBe(false);
  expect(hasTooFew(member("(not stated)", 0.9, 5), fewest)).toBe(false);
});

test("only what is better when higher, or when lower, can be ranked", () => {
  expect((["up", "down", "none", "band"] as const).map((direction) => canRank({ direction }))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
