/** Two periods of a report side by side, each as it was sent: the difference of every KPI, or why there is none. Pure. */

import type { KpiId, Unit } from "./kpi.ts";
import type { KpiModel, ReportModel } from "./model.ts";
import { breaksBetween, type SeriesBreak } from "./series-breaks.ts";

/** Why two values are not held against each other. */
export const obstacles = [
  "definition",
  "unit",
  "currency",
  "zone",
  "length",
  "incomplete",
  "maturity",
  "sources",
  "absent",
  "noData",
] as const;
export type Obstacle = (typeof obstacles)[number];

export interface ComparedKpi {
  readonly id: KpiId;
  readonly unit: Unit;
  /** What each report says; undefined where it does not have the KPI. */
  readonly one: KpiModel | undefined;
  readonly other: KpiModel | undefined;
  /** `other` less `one`, in the KPI's own unit: a share as a fraction, a time in seconds. */
  readonly difference: number | null;
  /** Why there is no difference. */
  readonly obstacle?: Obstacle;
  /** Of `sources`: which began or ended, and when. */
  readonly breaks?: readonly SeriesBreak[];
}

/** Every KPI of either report, those of the later first in its order; the change is from `one` to `other`. */
export function comparedKpis(one: ReportModel, other: ReportModel): readonly ComparedKpi[] {
  const ids = new Set([...other.kpis, ...one.kpis].map(({ id }) => id));
  const whole = obstacleOf(one, other);
  // Of a source that fell silent the later one knows whether it spoke again.
  const known = (one.generation > other.generation ? one : other).breaks;
  return [...ids].map((id): ComparedKpi => {
    const [first, second] = [one, other].map(({ kpis }) => kpis.find((kpi) => kpi.id === id));
    const unit = (second ?? first)?.unit ?? "count";
    const sides = { id, unit, one: first, other: second };
    const obstacle = sidesObstacle(first, second) ?? whole ?? moneyObstacle(unit, one, other);
    if (obstacle !== undefined) return { ...sides, difference: null, obstacle };
    const breaks = breaksBetween(known, id, one.period, other.period);
    if (breaks.length > 0) return { ...sides, difference: null, obstacle: "sources", breaks };
    return { ...sides, difference: (second?.value ?? 0) - (first?.value ?? 0) };
  });
}

/** What stands in the way of every KPI. */
export function obstacleOf(one: ReportModel, other: ReportModel): Obstacle | undefined {
  if (one.period.grain !== other.period.grain) return "length";
  if (one.organisation.zone !== other.organisation.zone) return "zone";
  return isIncomplete(one) || isIncomplete(other) ? "incomplete" : undefined;
}

/** Marked as going out without some of its data. */
export const isIncomplete = ({ missing = [] }: Pick<ReportModel, "missing">): boolean => missing.length > 0;

function sidesObstacle(one: KpiModel | undefined, other: KpiModel | undefined): Obstacle | undefined {
  if (!one || !other) return "absent";
  if (one.unit !== other.unit) return "unit";
  if (one.fingerprint && other.fingerprint && one.fingerprint !== other.fingerprint) return "definition";
  if (!isKnown(one.value) || !isKnown(other.value)) return "noData";
  // A value that could still move beside one that could not: only one of both had time to.
  return one.state !== other.state || one.state === "open" ? "maturity" : undefined;
}

function moneyObstacle(unit: Unit, one: ReportModel, other: ReportModel): Obstacle | undefined {
  return unit === "money" && one.organisation.currency !== other.organisation.currency
    ? "currency"
    : undefined;
}

const isKnown = (value: number | null) => value !== null && Number.isFinite(value);
