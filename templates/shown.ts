/** What of a model readers are shown first, and how far it may be trusted. */

import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";

/** The KPIs that have a value for the whole report. */
export function headlineKpis(model: Pick<ReportModel, "kpis">): readonly KpiModel[] {
  return model.kpis.filter(({ id }) => kpiOf(id)?.grains.includes("all") ?? true);
}

/** The year in a period's name. */
export function yearOf(name: string): string {
  return name.slice(0, 4);
}

/** Whether data of the period were missing when the report was made. */
export function isIncomplete({ dataUntil, period, kpis, missing = [] }: ReportModel): boolean {
  if (missing.length > 0) return true;
  const covered = dataUntil !== null && Date.parse(dataUntil) >= Date.parse(period.endsAt);
  return !covered || kpis.some(({ state }) => state === "open");
}
