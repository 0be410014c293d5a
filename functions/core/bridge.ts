/**
 * Why a KPI moved, group by group: because groups did better or worse (rate), or because there was more of some and
 * less of others (mix). The parts are exact and sum to the change, nothing is left over (Kitagawa, symmetric form).
 */

import { isCount, type Measured } from "./evidence.ts";

/** What a group gave to the KPI in one period: its part of the KPI's own numerator and denominator. */
export interface Part {
  readonly numerator: number;
  readonly denominator: number;
}

/** A group present in one period only has no part in the other. */
export interface Group {
  readonly member: string;
  readonly now?: Part | null;
  readonly before?: Part | null;
}

/** What one group did to the change, in the KPI's own unit. */
export interface Effect {
  readonly member: string;
  readonly rate: number;
  readonly mix: number;
  /** Both together. */
  readonly whole: number;
}

/** The effects are in the order of their size, largest first. */
export interface Bridge {
  readonly whole: number;
  readonly rate: number;
  readonly mix: number;
  readonly effects: readonly Effect[];
  /** What made most of it: groups doing better or worse, or another mix of groups; `both` when neither did by far. */
  readonly mostly: "rate" | "mix" | "both";
}

export interface Refused {
  readonly refused: string;
}

/** A KPI that may be broken up; `distinct`: it counts customers once, however many groups they are in. */
export type Bridged = Measured & { readonly distinct?: boolean };

/** One kind of effect made most of a change when it is at least twice the other. */
const byFar = 2;

/** The bridge of a share, mean or score; `whole` is the KPI without groups, which they must add up to. */
export function bridge(
  kpi: Bridged,
  groups: readonly Group[],
  whole?: { readonly now: Part; readonly before: Part },
): Bridge | Refused {
  const refused = refusal(kpi);
  if (refused) return { refused };
  const [now, before] = [sumOf(groups, "now"), sumOf(groups, "before")];
  if (!(now.denominator > 0)) return { refused: "no data" };
  if (!(before.denominator > 0)) return { refused: "no earlier data" };
  if (whole && !(isSame(now, whole.now) && isSame(before, whole.before)))
    return { refused: "the groups do not add up to the whole" };
  if (groups.some((group) => isEmptyButCounted(group.now) || isEmptyButCounted(group.before)))
    return { refused: "a group counts something of nothing" };
  const factor = kpi.unit === "points" ? 100 : 1;
  const average = (rateOf(now) + rateOf(before)) / 2;
  const effects = groups.map((group) => effectOf(group, now, before, average, factor));
  return bridgeOf(factor * (rateOf(now) - rateOf(before)), effects);
}

/** What each group gave to the change of a count, which is the sum of its groups: all of it is their own. */
export function contributions(groups: readonly Group[]): Bridge {
  const effects = groups.map(({ member, now, before }) => {
    const whole = (now?.numerator ?? 0) - (before?.numerator ?? 0);
    return { member, rate: whole, mix: 0, whole };
  });
  return bridgeOf(
    effects.reduce((sum, one) => sum + one.whole, 0),
    effects,
  );
}

/** Why a KPI has no bridge; NULL when it has one. */
export function refusal(kpi: Bridged): string | null {
  if (kpi.distinct) return "a customer may be in several groups, so the groups do not add up to the whole";
  if (kpi.kind === "median" || kpi.kind === "ninetieth")
    return "a percentile of all is not made of the percentiles of its groups";
  if (kpi.kind === "largest") return "the largest of all is that of one group alone";
  if (isCount(kpi)) return "a count is the sum of its groups and has no rate";
  return null;
}

/**
 * The mix part uses how far a group lies from the average, not its rate: more of a group that does well then counts
 * as good. The sum stays the same because the weights of each period sum to 1.
 */
function effectOf(group: Group, now: Part, before: Part, average: number, factor: number): Effect {
  const [one, other] = [present(group.now), present(group.before)];
  const [weight, earlier] = [
    (one?.denominator ?? 0) / now.denominator,
    (other?.denominator ?? 0) / before.denominator,
  ];
  // A group that came or went did neither better nor worse: all it did was to change the mix.
  const rateNow = one ? rateOf(one) : other ? rateOf(other) : average;
  const rateBefore = other ? rateOf(other) : rateNow;
  const rate = factor * ((weight + earlier) / 2) * (rateNow - rateBefore);
  const mix = factor * ((rateNow + rateBefore) / 2 - average) * (weight - earlier);
  return { member: group.member, rate, mix, whole: rate + mix };
}

function bridgeOf(whole: number, effects: readonly Effect[]): Bridge {
  const sorted = effects.toSorted(
    (a, b) => Math.abs(b.whole) - Math.abs(a.whole) || (a.member < b.member ? -1 : 1),
  );
  const rate = sorted.reduce((sum, one) => sum + one.rate, 0);
  const mix = sorted.reduce((sum, one) => sum + one.mix, 0);
  return { whole, rate, mix, effects: sorted, mostly: mostlyOf(Math.abs(rate), Math.abs(mix)) };
}

function mostlyOf(rate: number, mix: number): Bridge["mostly"] {
  if (rate >= byFar * mix && rate > 0) return "rate";
  return mix >= byFar * rate && mix > 0 ? "mix" : "both";
}

function present(part: Part | null | undefined): Part | null {
  return part && part.denominator > 0 ? part : null;
}

function isEmptyButCounted(part: Part | null | undefined): boolean {
  return part != null && !(part.denominator > 0) && part.numerator !== 0;
}

function rateOf({ numerator, denominator }: Part): number {
  return numerator / denominator;
}

function sumOf(groups: readonly Group[], side: "now" | "before"): Part {
  return {
    numerator: groups.reduce((sum, group) => sum + (group[side]?.numerator ?? 0), 0),
    denominator: groups.reduce((sum, group) => sum + (group[side]?.denominator ?? 0), 0),
  };
}

function isSame(one: Part, other: Part): boolean {
  return isClose(one.numerator, other.numerator) && isClose(one.denominator, other.denominator);
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
}
