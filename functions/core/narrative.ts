/**
 * What the first sentences of a report are about, and what explains the change they tell. They say many more numbers,
 * all of them cells of the model that stand elsewhere in it. Pure.
 */

import { relative } from "./compare.ts";
import type { KpiId } from "./kpi.ts";
import { kpiOf } from "./kpi.ts";
import type { KpiModel, ReportModel } from "./model.ts";
import { type Why, type WhyInput, whyOf } from "./narrative-why.ts";
import type { Entry } from "./samples.ts";

export interface NarrativeModel {
  readonly kpi: KpiId;
  /** It missed its target or got worse; it got better; or nothing did, and it says how much there was to do. */
  readonly about: "problem" | "good" | "volume";
  /** Absent where nothing explains the change, where it is none, and where telling it would give a hidden group away. */
  readonly why?: Why;
}

type Judged = Pick<ReportModel, "kpis" | "attention">;

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

/** Nothing where no KPI has a value. */
export function narrativeOf(judged: Judged, input: WhyInput): Pick<ReportModel, "narrative"> {
  const subject = subjectOf(judged);
  const kpi = judged.kpis.find(({ id }) => id === subject?.kpi);
  if (!subject || !kpi) return {};
  const why = whyOf(kpiOf(kpi.id) as Entry, kpi, input);
  return { narrative: { ...subject, ...(why && { why }) } };
}

/** Whether it has a value for the whole report. */
function isKnown({ id, value }: KpiModel): boolean {
  return value !== null && Number.isFinite(value) && (kpiOf(id)?.grains.includes("all") ?? true);
}
