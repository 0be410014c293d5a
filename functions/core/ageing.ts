/** How old the contacts are that are still open: KPIs count those older than so many days, an age is the difference of two. Pure. */

import { previousOf } from "./against.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { Scope } from "./config.ts";
import type { KpiId } from "./kpi.ts";
import type { Period } from "./period.ts";
import { grainWithin } from "./scope.ts";
import type { Values } from "./values.ts";

/** The days at which an age begins; each ends where the next begins. */
export const ages = [0, 1, 7, 30] as const;

/** Counts those open at the end of the period that are at least as old as the age of the same place. */
const counted: readonly KpiId[] = [
  "open_backlog",
  "open_older_than_1_day",
  "open_older_than_7_days",
  "open_older_than_30_days",
];

export interface AgesModel {
  /** How many are open, of each age in turn; null where it is not told. */
  readonly open: readonly number[] | null;
  /** The same at the end of the period before. */
  readonly previous: readonly number[] | null;
}

export interface AgeingModel extends AgesModel {
  /** Most open contacts first. */
  readonly departments: readonly (AgesModel & { readonly member: string })[];
}

interface Given {
  readonly period: Period;
  readonly values: Values;
  readonly settings: { readonly comparison: Pick<ComparisonSettings, "previousDay"> };
  readonly scope?: Scope | null;
}

/** Nothing where the whole is not known. */
export function ageingOf({ period, values, settings, scope }: Given): AgeingModel | null {
  const before = previousOf(period, settings.comparison.previousDay);
  const whole = { open: agesAt(values, period), previous: agesAt(values, before) };
  if (whole.open === null) return null;
  if (grainWithin(scope, "department") === undefined) return { ...whole, departments: [] };
  const departments = values
    .members("department", [period, before])
    .map((member) => ({
      member,
      open: agesAt(values, period, member),
      previous: agesAt(values, before, member),
    }))
    .filter(({ open, previous: then }) => total(open) > 0 || total(then) > 0 || open === null);
  return { ...whole, departments: departments.toSorted((a, b) => total(b.open) - total(a.open)) };
}

export const total = (open: readonly number[] | null) => (open ?? []).reduce((sum, one) => sum + one, 0);

/** An age of fewer than none says that its counts are of different things: then none is told. */
function agesAt(values: Values, period: Period, member?: string): readonly number[] | null {
  const older = counted.map(
    (kpi) =>
      (member === undefined ? values.at(kpi, period) : values.at(kpi, period, "department", member))?.value ??
      null,
  );
  if (older.some((one) => one === null)) return null;
  const open = older.map((one, at) => (one ?? 0) - (older[at + 1] ?? 0));
  return open.some((one) => one < 0) ? null : open;
}
