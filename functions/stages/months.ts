/** Costs come by month and are spread over what was handled in it, so they follow the sums of another family. */

import { query } from "../../queries/index.ts";
import type { Family } from "../core/kpi.ts";
import { addDays } from "../core/period.ts";
import type { Draft } from "../ports.ts";

/** Whose sums of days are read. */
export const handling = "handling" satisfies Family;

/** Whether a family is made of the sums of another one, and so comes after it. */
export function readsSums(family: Family): boolean {
  return query(`kpis/${family}`).reads.some(({ table }) => table === "kpi_daily");
}

/** Days on which something was handled in these months, each named by its first day. */
export async function handledDays(months: readonly string[], draft: Draft): Promise<readonly string[]> {
  const asked = new Set(months);
  return (await draft.pointers("kpi_daily"))
    .filter(({ partition, location }) => partition.family === handling && location)
    .map(({ partition }) => partition.period_start as string)
    .filter((day) => asked.has(monthOf(day)))
    .sort();
}

/**
 * Months whose costs are to be spread again: what was handled on one of these days changed. A month is spread once it
 * is over, so the month before a day that is new may have waited for it.
 */
export async function monthsToSpread(days: Iterable<string>, draft: Draft): Promise<readonly string[]> {
  const months = [...days].flatMap((day) => [monthOf(day), monthOf(addDays(monthOf(day), -1))]);
  const stated = new Set((await draft.pointers("costs")).map(({ partition }) => partition.cohort));
  return [...new Set(months)].filter((month) => stated.has(month));
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`;
