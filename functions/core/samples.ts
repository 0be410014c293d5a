/** One side of a comparison made of values: a whole period, or any span of days, which is the sum of its days. */

import { eachDay, type Span } from "./against.ts";
import type { Daily } from "./clusters.ts";
import type { Sample } from "./evidence.ts";
import type { Kpi, KpiId } from "./kpi.ts";
import { daysOf, type Period, periodOf } from "./period.ts";
import type { Value, Values } from "./values.ts";

/** A KPI of the catalogue with the type of its id. */
export type Entry = Kpi & { readonly id: KpiId };

/** Values by day: looked up by local date. */
export type DayValues = (kpi: KpiId, day: string) => Value | undefined;

export function dayValuesOf(values: Values, zone: string): DayValues {
  return (kpi, day) => values.at(kpi, periodOf("day", day, zone));
}

/** The period's own value, with its days where they are known. */
export function sampleOf(kpi: Entry, period: Period, values: Values, days: DayValues): Sample | undefined {
  const value = values.at(kpi.id, period);
  if (!value) return undefined;
  const daily = sumsToDays(kpi) ? dailyOf(kpi, daysOf(period), days) : undefined;
  return {
    value: value.value,
    numerator: value.numerator,
    denominator: value.denominator,
    fingerprint: value.fingerprint,
    sumOfSquares: value.sumOfSquares ?? null,
    ...(value.standardError == null ? {} : { standardError: value.standardError }),
    ...(daily && { days: daily }),
  };
}

/** What the days of a span are together; undefined where days do not add up, or are not all known. */
export function spanSample(kpi: Entry, span: Span, days: DayValues): Sample | undefined {
  const dates = eachDay(span);
  const all = dates.map((day) => days(kpi.id, day));
  const whole = togetherOf(kpi, all, dates.length);
  const daily = whole && sumsToDays(kpi) ? dailyOf(kpi, dates, days) : undefined;
  return whole && { ...whole, ...(daily && { days: daily }) };
}

/**
 * What periods one after the other, of so many days, are together; undefined where one of them is not known, or they do not
 * add up. What was not said of one, as a cost not loaded yet, was not said of all.
 */
export function summed(
  kpi: Entry,
  periods: readonly (Value | undefined)[],
  days: number,
): Sample | undefined {
  if (periods.some((one) => one === undefined)) return undefined;
  if (periods.some((one) => one?.value === null && one.denominator !== 0)) return undefined;
  return togetherOf(kpi, periods, days);
}

function togetherOf(kpi: Entry, all: readonly (Value | undefined)[], length: number): Sample | undefined {
  if (kpi.kind === "running" || kpi.kind === "running_share") {
    const last = all.at(-1);
    return (
      last && {
        value: last.value,
        numerator: last.numerator,
        denominator: last.denominator,
        fingerprint: last.fingerprint,
      }
    );
  }
  if (kpi.kind === "largest") {
    const known = all.flatMap((one) => (one?.value == null ? [] : [one]));
    return known.length === 0
      ? undefined
      : {
          value: Math.max(...known.map(({ value }) => value as number)),
          denominator: sum(known, "denominator"),
          fingerprint: printOf(known),
        };
  }
  if (!sumsToDays(kpi)) return undefined;
  const known = all.filter((one) => one !== undefined);
  if (known.length === 0) return undefined;
  const numerator = sum(known, "numerator");
  const denominator = kpi.kind === "per_day" ? length : sum(known, "denominator");
  return {
    value: ratioOf(kpi, numerator, denominator),
    numerator,
    denominator: kpi.kind === "count" ? null : denominator,
    sumOfSquares: known.some(({ sumOfSquares }) => sumOfSquares == null) ? null : sum(known, "sumOfSquares"),
    fingerprint: printOf(known),
  };
}

function ratioOf({ kind }: Kpi, numerator: number, denominator: number): number | null {
  if (kind === "count") return numerator;
  if (denominator === 0) return null;
  return ((kind === "points" ? 100 : 1) * numerator) / denominator;
}

/** Whether a longer period is the sum of its days. Percentiles need the contacts themselves. */
export function sumsToDays({ kind }: Pick<Kpi, "kind">): boolean {
  return ["count", "share", "mean", "points", "per_day"].includes(kind);
}

function dailyOf(kpi: Entry, dates: readonly string[], days: DayValues): Daily | undefined {
  const all = dates.map((day) => days(kpi.id, day));
  if (all.every((one) => one === undefined)) return undefined;
  return all.map((one) => ({ numerator: one?.numerator ?? 0, denominator: one?.denominator ?? 0 }));
}

/** Days of several definitions are comparable with nothing; a 0 that no row made has none. */
function printOf(values: readonly Value[]): string {
  return [...new Set(values.map(({ fingerprint }) => fingerprint).filter((print) => print !== ""))]
    .sort()
    .join("+");
}

function sum(values: readonly Value[], of: "numerator" | "denominator" | "sumOfSquares"): number {
  return values.reduce((so, one) => so + (one[of] ?? 0), 0);
}
