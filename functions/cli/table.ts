/** KPI rows as a table in the terminal. */

import { valueText } from "../../templates/index.ts";
import { kpiOf } from "../core/kpi.ts";
import type { Period } from "../core/period.ts";
import type { KpiRow } from "./kpis.ts";
import { plain } from "./plain.ts";

export function table(rows: readonly KpiRow[], period: Period): string {
  const last = lastDay(period);
  const title = period.start === last ? period.name : `${period.name}, ${period.start} to ${last}`;
  if (rows.length === 0)
    return `${title} (${period.zone})\nno contact in this period, so there are no members to list`;
  const cells = rows.map((row) => [
    kpiOf(row.kpi)?.name ?? row.kpi,
    ...(row.by === "all" ? [] : [plain(row.member)]),
    shown(row),
    parts(row),
    row.state,
  ]);
  const head = ["KPI", ...(rows[0]?.by === "all" ? [] : [rows[0]?.by ?? ""]), "value", "from", "state"];
  const widths = head.map((name, index) =>
    Math.max(name.length, ...cells.map((row) => (row[index] ?? "").length)),
  );
  const rightAligned = head.length - 3;
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

function shown({ kpi, value }: KpiRow): string {
  return value === null ? "–" : valueText(kpiOf(kpi)?.unit ?? "count", value);
}

function parts({ numerator, denominator }: KpiRow): string {
  if (denominator === null) return "";
  return numerator === null
    ? `n = ${denominator.toLocaleString("en")}`
    : `${numerator.toLocaleString("en")} / ${denominator.toLocaleString("en")}`;
}

const lastDay = (period: Period) =>
  new Date(Date.parse(`${period.end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
