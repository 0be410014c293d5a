/** Weeks that do not differ, drawn by the hundred: how often is one of them called different all the same? */

import { describe, expect, test } from "vitest";
import type { Daily } from "../../functions/core/clusters.ts";
import { usualComparison } from "../../functions/core/comparison.ts";
import { evidenceOf, type Sample } from "../../functions/core/evidence.ts";

const weeks = 1500;
const ofWeekday = [300, 280, 260, 250, 240, 80, 40];

/** The same numbers on every run, spread like normal ones. */
function gauss(seed: number): () => number {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
}

/** A week in which each day has a level of its own beside the chance of its contacts. */
function week(scatter: number, random: () => number): Daily {
  return ofWeekday.map((usual) => {
    const level = usual * Math.exp(scatter * random());
    const denominator = Math.round(level + Math.sqrt(level) * random());
    const share = 0.8 + (scatter / 2) * random();
    const chance = Math.sqrt(denominator * share * (1 - share)) * random();
    const numerator = Math.round(denominator * share + chance);
    return { numerator: Math.min(denominator, Math.max(0, numerator)), denominator };
  });
}

const sum = (days: Daily, of: "numerator" | "denominator") => days.reduce((all, day) => all + day[of], 0);

function shareOf(days: Daily): Sample {
  const [numerator, denominator] = [sum(days, "numerator"), sum(days, "denominator")];
  return { value: numerator / denominator, numerator, denominator, days };
}

function countOf(days: Daily): Sample {
  const counts = days.map(({ denominator }) => ({ numerator: denominator, denominator: 1 }));
  return { value: sum(days, "denominator"), days: counts };
}

/** How many of the pairs of weeks are called different. */
function called(scatter: number, standardError: "max" | "binomial") {
  const random = gauss(20_261_116);
  const settings = { ...usualComparison, standardError };
  const found = { shares: 0, counts: 0 };
  for (let pair = 0; pair < weeks; pair += 1) {
    const [now, before] = [week(scatter, random), week(scatter, random)];
    const share = evidenceOf({ unit: "share", kind: "share" }, shareOf(now), shareOf(before), settings);
    const count = evidenceOf({ unit: "count", kind: "count" }, countOf(now), countOf(before), settings);
    if ((share?.p ?? 1) <= settings.significance) found.shares += 1 / weeks;
    if ((count?.p ?? 1) <= settings.significance) found.counts += 1 / weeks;
  }
  return found;
}

// One in twenty is meant; the error of 1500 pairs is sqrt(0.05 x 0.95 / 1500) = 0.6 points, and t is an approximation.
describe("of weeks that do not differ, about one pair in twenty at most is called different", () => {
  test.each([0, 0.02, 0.06, 0.15])("where days scatter by %d of themselves", (scatter) => {
    const { shares, counts } = called(scatter, "max");
    expect(shares).toBeLessThan(0.07);
    expect(counts).toBeLessThan(0.09);
    // and the test is not merely silent
    expect(Math.min(shares, counts)).toBeGreaterThan(0.01);
  });

  test("as if contacts were independent, it is one in three and more", () => {
    const { shares, counts } = called(0.15, "binomial");
    expect(shares).toBeGreaterThan(0.33);
    expect(counts).toBeGreaterThan(0.33);
  });
});
