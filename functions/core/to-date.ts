/** The year and the quarter as far as a month's report: the sum of its months, against the same months of last year. */

import { daysIn, type Span } from "./against.ts";
import { isCut, isYoungStock, toldSince, untilWhole } from "./begin.ts";
import { change } from "./compare.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { ToDateModel, ToDateSpan } from "./model.ts";
import { type Period, previous, sameLastYear } from "./period.ts";
import { type Entry, summed } from "./samples.ts";
import { acrossBreaks, type SourceBreak } from "./series-breaks.ts";
import type { Values } from "./values.ts";

export interface ToDateInput {
  /** A month. */
  readonly period: Period;
  readonly values: Values;
  readonly comparison: ComparisonSettings;
  /** When the data begin: what starts before is not whole, and told of nothing. */
  readonly begins?: string | null;
  readonly breaks?: readonly SourceBreak[];
}

/** One per KPI, in their order. A period that began before the data did is null: a part of it would pass for the whole. */
export function toDateOf(kpis: readonly Entry[], input: ToDateInput): readonly ToDateModel[] {
  const month = Number(input.period.start.slice(5, 7));
  return kpis.map((kpi) => ({
    kpi: kpi.id,
    quarter: spanOf(kpi, ((month - 1) % 3) + 1, input),
    year: spanOf(kpi, month, input),
  }));
}

function spanOf(
  kpi: Entry,
  count: number,
  { period, values, comparison, begins, breaks }: ToDateInput,
): ToDateSpan | null {
  const months = Array.from({ length: count }, (_, back) => previous(period, count - 1 - back));
  const before = months.map(sameLastYear);
  const [span, other] = [wholeOf(months), wholeOf(before)];
  if (isCut(span, begins)) return null;
  const at = (all: readonly Period[]) =>
    summed(
      kpi,
      all.map((one) => values.at(kpi.id, one)),
      daysIn(wholeOf(all)),
    );
  const now = at(months);
  const earlier = isCut(other, begins) ? undefined : at(before);
  const compared = change(acrossBreaks(kpi, span, other, breaks), now, earlier, comparison);
  const isYoung = compared.value !== null && isYoungStock(kpi, other, begins);
  const told = isYoung ? untilWhole : toldSince(compared, other, begins);
  const { value, change: moved, withheld, breaks: found } = told;
  return {
    now: { ...span, value: now?.value ?? null },
    ...{ against: other, value, change: moved },
    ...(withheld !== undefined && { withheld }),
    ...(found && { breaks: found }),
  };
}

function wholeOf(months: readonly Period[]): Span {
  return { start: months[0]?.start ?? "", end: months.at(-1)?.end ?? "" };
}
