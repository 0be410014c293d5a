/** Who does best by a KPI, where enough stands behind each value to say so. Pure. */

import type { Config } from "./config.ts";
import type { Kpi } from "./kpi.ts";

/** What is ranked: a value, and what it stands on. */
export interface Ranked {
  readonly member: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** The member that stands for everything nobody is named for: no agent, so no rank. */
export const notStated = "(not stated)";

/** How many a value must be made of to be ranked. */
export function fewestRanked({ parameters }: Pick<Config, "parameters">): number {
  return Number(parameters.organisation.ranking_fewest);
}

/** Whether one value of this KPI is better than another. */
export function canRank({ direction }: Pick<Kpi, "direction">): boolean {
  return direction === "up" || direction === "down";
}

/**
 * The rank of each, in their order; 1 is the best, those with the same value share one, and the next is as much
 * further as there are of them. Null for who has no value, and for who has fewer than `fewest` behind it.
 */
export function ranksOf(
  { direction }: Pick<Kpi, "direction">,
  members: readonly Ranked[],
  fewest: number,
): readonly (number | null)[] {
  const sign = direction === "down" ? -1 : 1;
  const values = members.flatMap((one) => (isRanked(one, fewest) ? [sign * one.value] : []));
  return members.map((one) =>
    isRanked(one, fewest) ? 1 + values.filter((value) => value > sign * one.value).length : null,
  );
}

/** Whether a member has a value, and only too little behind it for a rank. */
export function hasTooFew(member: Ranked, fewest: number): boolean {
  return member.member !== notStated && member.value !== null && standsOn(member) < fewest;
}

function isRanked(one: Ranked, fewest: number): one is Ranked & { readonly value: number } {
  return one.member !== notStated && one.value !== null && standsOn(one) >= fewest;
}

/** How many a value is made of; a plain count is made of itself. */
function standsOn({ numerator, denominator }: Ranked): number {
  return denominator ?? numerator ?? 0;
}
