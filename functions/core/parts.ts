/** What each template shows beside what every report does, and so what is read for it. Pure. */

import { broken, kpisRead } from "./breakdowns.ts";
import type { ReportConfig, Template } from "./config.ts";
import { hoursRead } from "./hours.ts";
import type { Grain, KpiId } from "./kpi.ts";
import type { Period } from "./period.ts";

interface Part {
  readonly grains: readonly Grain[];
  readonly kpis: readonly KpiId[];
}

const nothing: Part = { grains: [], kpis: [] };

const parts: Readonly<Record<Template, Part>> = {
  digest: nothing,
  team: {
    grains: ["agent", "department_x_reason"],
    kpis: ["open_backlog", "open_older_than_1_day", "open_older_than_7_days", "open_older_than_30_days"],
  },
  operations: nothing,
  board: nothing,
};

/** The breakdowns a report reads of its own period, the one before it and last year's. */
export function grainsFor({ template }: Pick<ReportConfig, "template">): readonly Grain[] {
  return [...new Set<Grain>(["all", ...broken, ...parts[template].grains])];
}

/** The KPIs a report reads: those it shows, and what else its template is made of. */
export function kpisFor(report: Pick<ReportConfig, "kpis" | "template">): readonly KpiId[] {
  return [...new Set([...kpisRead(report), ...parts[report.template].kpis])];
}

/** Values of periods the report does not compare, of the KPIs and by the breakdowns named. */
interface AlsoRead extends Part {
  readonly periods: readonly Period[];
}

/** What a template shows of other periods of the same length: `operations` the hours of a week of days. */
export function alsoRead(
  report: Pick<ReportConfig, "kpis" | "template">,
  period: Period,
): readonly AlsoRead[] {
  if (report.template !== "operations" || period.grain !== "day") return [];
  return [{ ...hoursRead(report, period), grains: ["hour"] }];
}
