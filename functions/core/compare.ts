/**
 * One value against another: the change, and whether it is one worth naming. Rates change in points, counts and times
 * in percent of the earlier value.
 */

import type { Target } from "./config.ts";
import type { Kpi, Unit } from "./kpi.ts";
import type { Change, KpiModel, Status, Verdict } from "./model.ts";
import type { Value } from "./values.ts";

export type Comparison = Omit<Change, "against">;

/** A change is not shown when what it is measured from stands on fewer contacts: it would be noise. */
const fewest = 30;
/** Changes smaller than these are called unchanged. */
const smallest = { relative: 0.01, share: 0.005 } as const;
/** Beyond its target by at most this share of it, a value is near its target. */
export const nearTarget = 0.03;

/** The change from `before` to `now`; `withheld` says in words why there is none to show. */
export function change(
  kpi: Pick<Kpi, "unit" | "direction" | "incomparable">,
  now: Value | undefined,
  before: Value | undefined,
): Comparison {
  const value = before?.value ?? null;
  const none = (withheld: string): Comparison => ({ value, change: null, verdict: "unknown", withheld });
  if (now?.value == null) return none("no data");
  if (before?.value == null) return none("no earlier data");
  if (kpi.incomparable) return none(kpi.incomparable);
  if (now.fingerprint && before.fingerprint && now.fingerprint !== before.fingerprint)
    return none("the definition changed");
  // A count is its own size: one that fell from many to few has changed. A percentage of few says nothing.
  const sizes = kpi.unit === "count" ? [before] : [now, before];
  if (sizes.some((value) => sizeOf(kpi, value) < fewest)) return none("too few to compare");
  if (kpi.unit === "share") return judged(kpi, value, now.value - before.value, smallest.share);
  if (before.value === 0) return none("it was 0 before");
  return judged(kpi, value, (now.value - before.value) / Math.abs(before.value), smallest.relative);
}

/** How many contacts a value stands on. */
function sizeOf(kpi: Pick<Kpi, "unit">, value: Value): number {
  return (kpi.unit === "count" ? value.value : value.denominator) ?? 0;
}

function judged(kpi: Pick<Kpi, "direction">, value: number | null, moved: number, floor: number): Comparison {
  if (Math.abs(moved) < floor) return { value, change: moved, verdict: "unchanged" };
  return { value, change: moved, verdict: verdictOf(kpi.direction, moved) };
}

function verdictOf(direction: Kpi["direction"], moved: number): Verdict {
  if (direction === "none") return "neutral";
  return moved > 0 === (direction === "up") ? "better" : "worse";
}

/** Where a value stands against its target. */
export function statusOf(value: number | null, target: Target | null): Status {
  const gap = gapTo(value, target);
  if (gap === null) return "none";
  if (gap <= 0) return "on";
  return gap <= nearTarget ? "near" : "off";
}

/** How far beyond its target a value is, as a share of the target; negative when it is met; NULL without one. */
function gapTo(value: number | null, target: Target | null): number | null {
  if (value === null || !target) return null;
  const over =
    target.atMost === undefined ? Number.NEGATIVE_INFINITY : (value - target.atMost) / (target.atMost || 1);
  const under =
    target.atLeast === undefined
      ? Number.NEGATIVE_INFINITY
      : (target.atLeast - value) / (target.atLeast || 1);
  return Math.max(over, under);
}

/** How much a KPI needs attention: a lower tier comes first, and within a tier the larger size. */
export interface Urgency {
  /** 1: target missed. 2: near its target, and got worse. 3: anything else that got worse, even if on target. */
  readonly tier: 1 | 2 | 3;
  /** Tiers 1 and 2: the gap as a share of the target. Tier 3: the change as a share of the value before. */
  readonly size: number;
}

type Judged = Pick<KpiModel, "unit" | "value" | "target" | "status" | "previous">;

/** NULL when a KPI needs no attention. */
export function urgency({ unit, value, target, status, previous }: Judged): Urgency | null {
  const gap = gapTo(value, target) ?? 0;
  if (status === "off") return { tier: 1, size: gap };
  if (previous.verdict !== "worse") return null;
  return status === "near" ? { tier: 2, size: gap } : { tier: 3, size: relative(unit, previous) };
}

/** Points are divided by the earlier share, so that shares stand in one order with counts and times. */
function relative(unit: Unit, { value, change }: Comparison): number {
  return Math.abs(change ?? 0) / (unit === "share" ? value || 1 : 1);
}

/** The KPIs that need attention, worst first; in their own order where it makes no difference. */
export function worstFirst<K extends Judged>(kpis: readonly K[]): readonly K[] {
  return kpis
    .flatMap((kpi) => {
      const found = urgency(kpi);
      return found ? [{ kpi, ...found }] : [];
    })
    .sort((a, b) => a.tier - b.tier || b.size - a.size)
    .map(({ kpi }) => kpi);
}
