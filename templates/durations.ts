/** Durations in words: the same unit on all sides of a comparison, and no digit that an estimate does not know. */

import { isPercentile, percentileError } from "../functions/core/compare.ts";
import type { Target } from "../functions/core/config.ts";
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
  /** Seconds that no rounding may reach or cross: a target is met or missed by what is written, too. */
  readonly limits?: readonly number[];
}

/**
 * The two largest units: `42 s`, `6 min 42 s`, `1 h 17 min`, `4 d 21 h`; rounded, so 59 min 59.6 s is `1 h`. Days begin
 * at two: below, an hour more or less is a change worth seeing. Where that would hide on which side of a limit a value
 * is, as many parts as tell it. Its spaces do not break.
 */
export function duration(
  value: number,
  words: Words,
  count: (value: number) => string,
  { inHours, isEstimate, limits = [] }: DurationStyle,
): string {
  const sign = value < 0 ? "−" : "";
  const length = Math.abs(value);
  const text = (parts: Parts) =>
    sign + parts.map(([unit, n]) => `${count(n)}\u00a0${words.units[unit]}`).join("\u00a0");
  const isTrue = (parts: Parts) =>
    limits.every((limit) => Math.sign(lengthOf(parts) - limit) === Math.sign(length - limit));
  const shortest = [isEstimate ? stepOf(length) : 0, 0].map((step) => twoUnits(length, step, inHours));
  return text(shortest.find(isTrue) ?? everyUnit(length, inHours));
}

type Parts = readonly (readonly [unit: keyof typeof sizes, n: number])[];

const sizes = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;

const lengthOf = (parts: Parts) => parts.reduce((sum, [unit, n]) => sum + n * sizes[unit], 0);

function twoUnits(value: number, step: number, inHours: boolean): Parts {
  const length = step > 0 ? Math.round(value / step) * step : value;
  const largest = units.find((one) => length >= one.from && !(inHours && one.unit === "days"));
  if (!largest) return [["seconds", Math.round(length)]];
  const { size, unit, below, belowUnit } = largest;
  // Rounded once: to the unit that is written where that is the coarser one.
  const rounded = step > below ? length : Math.round(value / below) * below;
  const rest = (rounded % size) / below;
  const whole = [unit, Math.floor(rounded / size)] as const;
  return rest === 0 ? [whole] : [whole, [belowUnit, rest]];
}

/** To the second. */
function everyUnit(length: number, inHours: boolean): Parts {
  let rest = Math.round(length);
  const isIn = (unit: string) => unit !== "days" || (!inHours && length >= daysFrom);
  return (Object.keys(sizes) as (keyof typeof sizes)[]).filter(isIn).flatMap((unit) => {
    const n = Math.floor(rest / sizes[unit]);
    rest -= n * sizes[unit];
    return n > 0 ? [[unit, n] as const] : [];
  });
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
 * A percentile is rounded to the largest step within its error, which adds half of that error at most: of 36 h 12 min, which
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
  target: Target | null | undefined = null,
): Format {
  return formatOfThose(id, (is) => values.some(is), target, format);
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
  return formatOfThose(id, isAny, target, format);
}

type IsSo = (value: number | null | undefined) => boolean;

const isShort: IsSo = (value) => value != null && Math.abs(value) < daysFrom;

/** Only durations are written by what stands beside them: of others nobody looks. */
function formatOfThose(
  id: string,
  isAny: (is: IsSo) => boolean,
  target: Target | null | undefined,
  format: Format,
): Format {
  const kpi = kpiOf(id);
  if (kpi?.unit !== "seconds") return format;
  const inHours = isAny(isShort);
  const limits = [target?.atMost, target?.atLeast].filter((one) => one !== undefined);
  return format.styled({ inHours, isEstimate: isPercentile(kpi), limits });
}
