/**
 * One value against another: the change, and whether it is one worth naming. Shares change in points of a hundred and
 * scores in points; counts, times and money in percent of the earlier value. A change is better or worse only when
 * both sides stand on enough, it is large enough to matter, and chance does not explain it.
 */

import { type ComparisonSettings, usualComparison } from "./comparison.ts";
import type { Target } from "./config.ts";
import { type Evidence, evidenceOf, isAbsolute, isCount, type Measured, type Sample } from "./evidence.ts";
import type { Direction, Unit } from "./kpi.ts";
import type { Change, KpiModel, Status, Verdict } from "./model.ts";
import type { SeriesBreak } from "./series-breaks.ts";
import { benjaminiHochberg } from "./significance.ts";
import type { Withheld } from "./withheld.ts";

export type Comparison = Omit<Change, "against">;

/** What of a KPI decides how it is compared. */
export interface Compared extends Measured {
  readonly direction: Direction;
  /** Of a KPI whose direction is `band`: where it should be. */
  readonly band?: { readonly from: number; readonly to: number };
  /** Why a change would mislead, where it would. */
  readonly incomparable?: Withheld;
  /** Sources that tell of only one of the two sides, or of a part of one. */
  readonly breaks?: readonly SeriesBreak[];
}

/** Beyond its target by at most this share of it, a value is near its target. */
export const nearTarget = 0.03;

const tooFew: Withheld = "too few to compare";

/** Whether a change is withheld because one side stands on too few contacts. */
export function isOfTooFew({ withheld }: Pick<Comparison, "withheld">): boolean {
  return withheld === tooFew;
}

/**
 * The change from `before` to `now`; `withheld` says why there is none to show. Its verdict is that of a
 * single comparison: a report, which makes many, asks `judgeAll` as well.
 */
export function change(
  kpi: Compared,
  now: Sample | undefined,
  before: Sample | undefined,
  settings: ComparisonSettings = usualComparison,
): Comparison {
  const value = before?.value ?? null;
  const none = (withheld: Withheld): Comparison => ({ value, change: null, verdict: "unknown", withheld });
  if (now?.value == null) return none("no data");
  if (before?.value == null) return none("no earlier data");
  if (kpi.incomparable) return none(kpi.incomparable);
  if (kpi.breaks && kpi.breaks.length > 0)
    return { ...none("not from the same sources"), breaks: kpi.breaks };
  if (now.fingerprint && before.fingerprint && now.fingerprint !== before.fingerprint)
    return none("the definition changed");
  if (now.unfinished || before.unfinished) return none("not complete yet");
  if (isCount(kpi) && before.value === 0)
    return now.value === 0 ? { value, change: 0, verdict: "unchanged" } : none("new");
  if (!isEnough(kpi, now, before, settings)) return none(tooFew);
  const moved = movedBy(kpi, now.value, before.value);
  if (moved === null) return none("it was 0 before");
  const evidence = evidenceOf(kpi, now, before, settings);
  return {
    value,
    change: moved,
    ...judged(kpi, now.value, before.value, moved, evidence, settings),
    ...(evidence && { p: evidence.p, standardError: evidence.standardError, basis: evidence.basis }),
    ...(evidence?.interval && { interval: evidence.interval }),
  };
}

/**
 * The verdicts of all changes one report tells, in the same order. Of twenty changes that are none, one looks like one:
 * those that do not stand out among all that were tested (Benjamini and Hochberg) are called unchanged.
 */
export function judgeAll<C extends Comparison>(
  changes: readonly C[],
  settings: ComparisonSettings = usualComparison,
): readonly C[] {
  const tested = changes.flatMap(({ p }, index) => (p === undefined ? [] : [{ p, index }]));
  const called = benjaminiHochberg(
    tested.map(({ p }) => p),
    settings.falseDiscovery,
  );
  const noise = new Set(tested.filter((_, place) => !called[place]).map(({ index }) => index));
  return changes.map((one, index) =>
    noise.has(index) && one.verdict !== "unchanged" ? { ...one, verdict: "unchanged", noise: true } : one,
  );
}

/** Whether both sides stand on enough. A count is its own size: one that fell from many to few has changed. */
function isEnough(kpi: Compared, now: Sample, before: Sample, settings: ComparisonSettings): boolean {
  if (isCount(kpi)) return sizeOf(kpi, before) >= settings.fewest;
  return [now, before].every(
    (side) =>
      sizeOf(kpi, side) >= settings.fewest &&
      (kpi.unit !== "share" || kpi.observations === "days" || cellOf(side) >= settings.fewestCell),
  );
}

/** How many contacts a value stands on. Seconds and money are no number of contacts, however many they are. */
function sizeOf(kpi: Compared, { value, numerator, denominator, n }: Sample): number {
  if (kpi.kind === "per_day") return numerator ?? 0;
  if (isCount(kpi)) return value ?? 0;
  if (kpi.observations === "days") return n ?? Number.POSITIVE_INFINITY;
  return n || (denominator ?? 0);
}

/** The smaller of those that count and those that do not: a share of all but two stands on two. */
function cellOf({ value, numerator, denominator }: Sample): number {
  const count = numerator ?? Math.round((value ?? 0) * (denominator ?? 0));
  return Math.min(count, (denominator ?? 0) - count);
}

/** NULL of something that was 0 before, in percent of which nothing can be said. */
function movedBy(kpi: Compared, now: number, before: number): number | null {
  if (isAbsolute(kpi)) return now - before;
  if (before === 0) return now === 0 ? 0 : null;
  return (now - before) / Math.abs(before);
}

function judged(
  kpi: Compared,
  now: number,
  before: number,
  moved: number,
  evidence: Evidence | null,
  settings: ComparisonSettings,
): Pick<Comparison, "verdict" | "noise"> {
  if (Math.abs(moved) < smallestOf(kpi, settings)) return { verdict: "unchanged" };
  if (evidence && evidence.p > settings.significance) return { verdict: "unchanged", noise: true };
  // The largest of many says nothing about the many, and of time and money only days tell how they scatter.
  if (!evidence && (kpi.kind === "largest" || kpi.observations === "days")) return { verdict: "neutral" };
  if (kpi.direction === "band") return { verdict: bandVerdict(kpi, now, before, settings) };
  return { verdict: verdictOf(kpi.direction, moved) };
}

/** The least change worth naming; a change of exactly so much is, though it may have been summed a little short. */
function smallestOf({ unit }: Compared, settings: ComparisonSettings): number {
  const smallest = {
    share: settings.smallestShare,
    points: settings.smallestPoints,
    relative: settings.smallestRelative,
  };
  return smallest[unit === "share" || unit === "points" ? unit : "relative"] - 1e-9;
}

function verdictOf(direction: Exclude<Direction, "band">, moved: number): Verdict {
  if (direction === "none") return "neutral";
  return moved > 0 === (direction === "up") ? "better" : "worse";
}

/** Closer to its band is better, farther is worse; a move within it, or across to the other side, is neither. */
function bandVerdict(kpi: Compared, now: number, before: number, settings: ComparisonSettings): Verdict {
  const { band } = kpi;
  if (!band) return "neutral";
  const distance = (value: number) => Math.max(band.from - value, value - band.to, 0);
  const scale = isAbsolute(kpi) ? 1 : Math.abs(before) || 1;
  const farther = (distance(now) - distance(before)) / scale;
  if (Math.abs(farther) < smallestOf(kpi, settings)) return "neutral";
  return farther > 0 ? "worse" : "better";
}

/** A percentile is read from a histogram: its own value is off by at most this share of it. It is judged as it is read. */
export const percentileError = 0.0095;

/** Whether a value is read from a histogram. */
export function isPercentile({ kind }: Pick<Compared, "kind">): boolean {
  return kind === "median" || kind === "ninetieth";
}

/** Where a value stands against its target: the very value that every reader and program is given, not a rounded one. */
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
  /** 1: target missed. 2: narrowly missed. 3: anything else that got worse, even if on target. */
  readonly tier: 1 | 2 | 3;
  /** Tiers 1 and 2: the gap as a share of the target. Tier 3: the change as a share of the value before. */
  readonly size: number;
}

type Judged = Pick<KpiModel, "unit" | "value" | "target" | "status" | "previous">;

/** NULL when a KPI needs no attention. */
export function urgency({ unit, value, target, status, previous }: Judged): Urgency | null {
  const gap = gapTo(value, target) ?? 0;
  if (status === "off") return { tier: 1, size: gap };
  if (status === "near") return { tier: 2, size: gap };
  return previous.verdict === "worse" ? { tier: 3, size: relative(unit, previous) } : null;
}

/** Shares are divided by the earlier share, scores by their hundred points, to stand in one order with counts and times. */
export function relative(unit: Unit, { value, change }: Pick<Comparison, "value" | "change">): number {
  const whole = unit === "share" ? value || 1 : unit === "points" ? 100 : 1;
  return Math.abs(change ?? 0) / whole;
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
