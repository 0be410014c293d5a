/** Durations in words: the same unit on all sides of a comparison, and no digit that an estimate does not know. */

import { isPercentile, percentileError } from "../functions/core/compare.ts";
import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel } from "../functions/core/model.ts";
import { daysFrom } from "../functions/core/printed.ts";
import type { Format } from "./format.ts";
import type { Words } from "./words/words.ts";

export interface DurationStyle {
  /** Hours and minutes, however many: beside something shorter than two days. */
  readonly inHours: boolean;
  /** Known only so far: rounded to what is known of it. */
  readonly isEstimate: boolean;
}

/**
 * The two largest units: `42 s`, `6 min 42 s`, `1 h 17 min`, `4 d 21 h`; rounded, so 59 min 59.6 s is `1 h`. Days begin
 * at two: below, an hour more or less is a change worth seeing. Its spaces do not break.
 */
export function duration(
  value: number,
  words: Words,
  count: (value: number) => string,
  { inHours, isEstimate }: DurationStyle,
): string {
  const sign = value < 0 ? "−" : "";
  const step = isEstimate ? stepOf(Math.abs(value)) : 0;
  const length = step > 0 ? Math.round(Math.abs(value) / step) * step : Math.abs(value);
  const largest = units.find((one) => length >= one.from && !(inHours && one.unit === "days"));
  if (!largest) return `${sign}${Math.round(length)}\u00a0${words.units.seconds}`;
  const { size, unit, below, belowUnit } = largest;
  // Rounded once: to the unit that is written where that is the coarser one.
  const rounded = step > below ? length : Math.round(Math.abs(value) / below) * below;
  const rest = (rounded % size) / below;
  const whole = `${sign}${count(Math.floor(rounded / size))}\u00a0${words.units[unit]}`;
  return rest === 0 ? whole : `${whole}\u00a0${rest}\u00a0${words.units[belowUnit]}`;
}

/** Each begins where the finer one would round up to it. */
const units = [
  { from: daysFrom, size: 86_400, unit: "days", below: 3_600, belowUnit: "hours" },
  { from: 3_599.5, size: 3_600, unit: "hours", below: 60, belowUnit: "minutes" },
  { from: 59.5, size: 60, unit: "minutes", below: 1, belowUnit: "seconds" },
] as const;

const minute = 60;
const roundings = [1, 5, 10, 30, minute, 300, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];

/**
 * A percentile is rounded to the largest step within its error, which adds half of that error at most: of 36 h 2 min, which
 * may be 20 minutes off, to 10 minutes. With the unit that is written, and what it is off itself, that stays below 2 %.
 */
function stepOf(length: number): number {
  if (length < minute) return 0;
  const error = length * percentileError;
  return roundings.findLast((step) => step <= error) ?? 1;
}

/** How values of one KPI that stand beside each other are written. */
export function formatFor(
  id: string,
  values: readonly (number | null | undefined)[],
  format: Format,
): Format {
  return formatOfThose(id, (is) => values.some(is), format);
}

/** The same for everything a report says of a KPI. */
export function formatOfKpi(
  { id, value, previous, lastYear, target, trend, further = [] }: KpiModel,
  format: Format,
): Format {
  const isAny = (is: IsSo) =>
    [value, previous.value, lastYear.value, target?.atMost, target?.atLeast].some(is) ||
    trend.some((point) => is(point.value) || is(point.lastYear)) ||
    further.some((one) => is(one.now.value) || is(one.value));
  return formatOfThose(id, isAny, format);
}

type IsSo = (value: number | null | undefined) => boolean;

const isShort: IsSo = (value) => value != null && Math.abs(value) < daysFrom;

/** Only durations are written by what stands beside them: of others nobody looks. */
function formatOfThose(id: string, isAny: (is: IsSo) => boolean, format: Format): Format {
  const kpi = kpiOf(id);
  if (kpi?.unit !== "seconds") return format;
  const inHours = isAny(isShort);
  return format.styled({ inHours, isEstimate: isPercentile(kpi) });
}
