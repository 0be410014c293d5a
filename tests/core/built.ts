/** A report on week 46 of 2026, built from a few rows of values. */

import type { KpiId } from "../../functions/core/kpi.ts";
import { buildReport, type ReportInput } from "../../functions/core/report.ts";
import { type Coverage, type Value, valuesOf } from "../../functions/core/values.ts";
import { configOf, figure, reportOf, week } from "./sample.ts";

export const w46 = week("2026-11-09");
export const [start, before, lastYear] = ["2026-11-09", "2026-11-02", "2025-11-10"]; // 364 days back is a Monday too
export const covered: Coverage = { firstDay: "2025-06-02", dataUntil: "2026-11-16T05:00:00Z" };

export function built(rows: readonly Value[], settings: Partial<ReportInput> = {}, coverage = covered) {
  return buildReport(inputOf(rows, settings, coverage));
}

/** What such a report is built from. */
export function inputOf(
  rows: readonly Value[],
  settings: Partial<ReportInput> = {},
  coverage = covered,
): ReportInput {
  const { name, zone } = configOf().organisation;
  return {
    report: reportOf(),
    organisation: { name, zone },
    period: w46,
    values: valuesOf(rows, coverage),
    coverage,
    targets: {},
    settings: configOf(),
    sources: [
      { id: "helpdesk", completeUntil: "2026-11-16T05:00:00Z", landed: 9, mapped: 8, quarantined: 1 },
    ],
    exclusions: [{ reason: "opened_at is empty", rows: 1 }],
    link: "https://reports.example.org/archive/weekly/2026-W46/index.html",
    generation: 4,
    ...settings,
  };
}

export const opened = (value: number, at = start, by: Value["by"] = "all", member = "all") =>
  figure("contacts_opened", at, { value, by, member });
export const kpisOf = (...kpis: readonly KpiId[]) => reportOf({ kpis });
