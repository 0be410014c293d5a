/**
 * What the first sentences of a report are about, and what explains the change they tell. They say many more numbers,
 * all of them cells of the model that stand elsewhere in it. Pure.
 */

import { kpiOf } from "./kpi.ts";
import type { ReportModel } from "./model.ts";
import { type Judged, subjectOf } from "./narrative-subject.ts";
import { type WhyInput, whyOf } from "./narrative-why.ts";
import type { Entry } from "./samples.ts";

export { type NarrativeModel, subjectOf } from "./narrative-subject.ts";

/** Nothing where no KPI has a value. */
export function narrativeOf(judged: Judged, input: WhyInput): Pick<ReportModel, "narrative"> {
  const subject = subjectOf(judged);
  const kpi = judged.kpis.find(({ id }) => id === subject?.kpi);
  if (!subject || !kpi) return {};
  const why = whyOf(kpiOf(kpi.id) as Entry, kpi, input);
  return { narrative: { ...subject, ...(why && { why }) } };
}
