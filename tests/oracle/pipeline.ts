/** The rows of the real pipeline, as the oracle writes its own. */

import type { Config } from "../../functions/core/config.ts";
import { grains } from "../../functions/core/kpi.ts";
import { periodOf } from "../../functions/core/period.ts";
import type { Reader } from "../../functions/ports.ts";
import { operatingOf, readValues } from "../../functions/stages/values.ts";
import { dateOf } from "./calendar.ts";
import { allGrains } from "./grains.ts";
import { periodsBetween } from "./periods.ts";
import type { OracleRow } from "./sums.ts";

/** Every value of the days from `from` to `to` and of the weeks and months wholly between, by the breakdowns of both. */
export async function pipelineRows(
  reader: Reader,
  config: Pick<Config, "organisation" | "businessHours" | "parameters">,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly OracleRow[]> {
  const shared = grains.filter((grain) => (allGrains as readonly string[]).includes(grain));
  const asked = { grains: shared, isOperating: operatingOf(config) };
  const rows: OracleRow[] = [];
  for (const period of ["day", "week", "month"] as const) {
    const periods = periodsBetween(from, to)
      .filter(({ grain }) => grain === period)
      .map(({ start }) => periodOf(period, dateOf(start), config.organisation.zone));
    for (const value of await readValues(reader, period, periods, asked)) rows.push({ ...value, period });
  }
  return rows;
}

/** KPIs of which nothing is told, and that have a value all the same, but for how many do not say: what is not told is no 0. */
export function unfed(rows: readonly OracleRow[], fed: readonly string[]): readonly string[] {
  const valued = rows.filter(({ value, member }) => value !== null && member !== "(not stated)");
  return [...new Set(valued.map(({ kpi }) => kpi))].filter((kpi) => !fed.includes(kpi));
}
