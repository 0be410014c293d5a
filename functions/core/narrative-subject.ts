/** The KPI that the first sentences of a report are about. Renderers ask for it too, of models that do not say. Pure. */

import { relative } from "./compare.ts";
import { type KpiId, kpiOf } from "./kpi.ts";
import type { KpiModel, ReportModel } from "./model.ts";
import type { Why } from "./narrative-why.ts";

export interface NarrativeModel {
  readonly kpi: KpiId;
  /** It missed its target or got worse; it got better; or nothing did, and it says how much there was to do. */
  readonly about: "problem" | "good" | "volume";
  /** Absent where nothing explains the change, where it is none, and where telling it would give a hidden group away. */
  readonly why?: Why;
}

export type Judged = Pick<ReportModel, "kpis" | "attention">;

/** The KPI that needs attention most, else the one that got better by most, else how many contacts came; null without any value. */
export function subjectOf({ kpis, attention }: Judged): Omit<NarrativeModel, "why"> | null {
  const known = kpis.filter(isKnown);
  const worst = known.find(({ id }) => id === attention[0]);
  if (worst) return { kpi: worst.id, about: "problem" };
  const [best] = known
    .filter(({ previous }) => previous.verdict === "better")
    .sort((a, b) => relative(b.unit, b.previous) - relative(a.unit, a.previous));
  if (best) return { kpi: best.id, about: "good" };
  const volume = known.find(({ id }) => id === "contacts_opened") ?? known[0];
  return volume ? { kpi: volume.id, about: "volume" } : null;
}

/** Whether it has a value for the whole report. */
function isKnown({ id, value }: KpiModel): boolean {
  return value !== null && Number.isFinite(value) && (kpiOf(id)?.grains.includes("all") ?? true);
}
