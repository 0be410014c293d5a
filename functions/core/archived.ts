/** What is kept of a report beside its page: enough to compare it, to make a workbook of it and to find it again. */

import { isDate, type Span, spanBefore, spanOf } from "./calendar.ts";
import type { ReportModel } from "./model.ts";

/** The file of it, beside the page. */
export const modelFile = "model.json";

/** Frozen with the page. Whose it is stands in its address alone: it holds no address of a reader. */
export interface ArchivedModel {
  readonly v: 1;
  readonly subject: string;
  /** ISO UTC instant at which it was frozen. */
  readonly plannedAt: string;
  readonly model: ReportModel;
}

/** The days of the period called so; undefined when no period is. */
export function spanNamed(name: string): Span | undefined {
  const [, year = "", week = ""] = /^(\d{4})-W(\d\d)$/.exec(name) ?? [];
  if (week !== "") {
    // 4 January always lies in week 1.
    const first = isDate(`${year}-01-04`) ? spanOf("week", `${year}-01-04`) : undefined;
    const found = first && spanBefore(first, 1 - Number(week));
    return found?.name === name ? found : undefined;
  }
  if (/^\d{4}-\d\d$/.test(name)) return isDate(`${name}-01`) ? spanOf("month", `${name}-01`) : undefined;
  return isDate(name) ? spanOf("day", name) : undefined;
}
