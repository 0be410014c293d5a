/** What of a model readers are shown first, and how far it may be trusted. */

import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";
import { remembered } from "../functions/core/remembered.ts";
import { isKnown } from "./format.ts";

/** The KPIs that have a value for the whole report. */
export function headlineKpis(model: Pick<ReportModel, "kpis">): readonly KpiModel[] {
  return model.kpis.filter(({ id }) => kpiOf(id)?.grains.includes("all") ?? true);
}

/** The year in a period's name. */
export function yearOf(name: string): string {
  return name.slice(0, 4);
}

/** Whether its state is worth a word: what is final needs none, and where nothing is known nothing is provisional. */
export function isStated({ state, value }: Pick<KpiModel, "state" | "value">): boolean {
  return state === "open" || (state === "provisional" && isKnown(value));
}

const instantOf = remembered((iso: string): number => Date.parse(iso), 1_000);

/** Whether data of the period were missing when the report was made. */
export function isIncomplete({ dataUntil, period, kpis, missing = [] }: ReportModel): boolean {
  if (missing.length > 0) return true;
  const covered = dataUntil !== null && instantOf(dataUntil) >= instantOf(period.endsAt);
  return !covered || kpis.some(({ state }) => state === "open");
}
