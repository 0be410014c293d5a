/** KPI rows as a table in the terminal. */

import { valueText } from "../../templates/index.ts";
import type { Config } from "../core/config.ts";
import { type Kpi, kpiOf, kpis } from "../core/kpi.ts";
import type { Period } from "../core/period.ts";
import { fewestRanked, hasTooFew } from "../core/ranking.ts";
import type { KpiRow } from "./kpis.ts";
import { plain } from "./plain.ts";

/** The rows of KPIs that have a value anywhere in them, and how many have none: rows of dashes hide the others. */
export function withData(
  rows: readonly KpiRow[],
  isAll: boolean,
): { readonly shown: readonly KpiRow[]; readonly note: readonly string[] } {
  if (rows.length === 0)
    return { shown: rows, note: ["no contact in this period, so there are no members to list"] };
  const told = new Set(rows.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
  const untold = new Set(rows.map(({ kpi }) => kpi)).size - told.size;
  if (isAll || untold === 0) return { shown: rows, note: [] };
  const have = untold === 1 ? "1 more has" : `${untold} ${told.size === 0 ? "KPIs" : "more"} have`;
  return {
    shown: rows.filter(({ kpi }) => told.has(kpi)),
    note: [`${have} no data in this period; --all shows ${untold === 1 ? "it" : "them"}`],
  };
}

/** KPIs that have no value of all together, and what shows them. */
export function onlyByMember(): readonly string[] {
  const none = (kpis as readonly Kpi[]).filter(({ grains }) => !grains.includes("all"));
  const shown = none.map(({ id, grains }) => `${id} with ${grains.map((one) => `--by ${one}`).join(" or ")}`);
  return none.length === 0
    ? []
    : [`${none.length} more are shares that members have of a whole: ${shown.join(", ")}`];
}

export function table(
  rows: readonly KpiRow[],
  period: Period,
  config: Pick<Config, "parameters" | "currency" | "targets">,
): string {
  const last = lastDay(period);
  const title = period.start === last ? period.name : `${period.name}, ${period.start} to ${last}`;
  if (rows.length === 0) return `${title} (${period.zone})`;
  const isRanked = rows[0]?.rank !== undefined;
  const cells = rows.map((row) => [
    kpiOf(row.kpi)?.name ?? row.kpi,
    ...(row.by === "all" ? [] : [plain(row.member)]),
    shown(row, config),
    parts(row),
    // Where there is no value nothing is provisional.
    row.value === null && row.state === "provisional" ? "" : row.state,
    ...(isRanked ? [rankOf(row, fewestRanked(config))] : []),
  ]);
  const names = ["KPI", ...(rows[0]?.by === "all" ? [] : [rows[0]?.by ?? ""])];
  const head = [...names, "value", "from", "state", ...(isRanked ? ["rank"] : [])];
  const widths = head.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => (row[index] ?? "").length)),
  );
  const rightAligned = names.length;
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        index === rightAligned ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [
    `${title} (${period.zone})`,
    line(head),
    line(widths.map((width) => "─".repeat(width))),
    ...cells.map(line),
  ].join("\n");
}

function shown(
  { kpi: id, value }: KpiRow,
  { currency, targets }: Pick<Config, "currency" | "targets">,
): string {
  const kpi = kpiOf(id);
  return value === null || !kpi ? "–" : valueText(kpi, value, { currency, target: targets[id] });
}

/** Of nothing there is no part: of such a value a dash says all. */
function parts({ numerator, denominator, value }: KpiRow): string {
  if (denominator === null || (denominator === 0 && value === null)) return "";
  return numerator === null
    ? `n = ${denominator.toLocaleString("en")}`
    : `${numerator.toLocaleString("en")} / ${denominator.toLocaleString("en")}`;
}

function rankOf(row: KpiRow, fewest: number): string {
  if (row.rank != null) return String(row.rank);
  return hasTooFew(row, fewest) ? `fewer than ${fewest.toLocaleString("en")}` : "–";
}

const lastDay = (period: Period) =>
  new Date(Date.parse(`${period.end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
