/** Small pictures made of table cells: heights in pixels, and the words that say the same. */

import { spanBefore, spanOf } from "../functions/core/calendar.ts";
import type { KpiModel, PeriodModel } from "../functions/core/model.ts";
import { type Format, isKnown } from "./format.ts";

export interface Spark {
  /** Oldest first, from the first one known; height 0 where there is no value. */
  readonly bars: readonly { readonly height: number; readonly now: boolean }[];
  /** `13 weeks: lowest 1,042, highest 1,316`. */
  readonly caption: string;
}

const sparkHeight = 30;
const lowest = 3;

/** A sparkline of bars from zero, or null with fewer than two values: a bar half as high is half as much. */
export function sparkOf(kpi: KpiModel, grain: PeriodModel["grain"], format: Format): Spark | null {
  const values = seen(kpi.trend).map((point) => (isKnown(point.value) ? point.value : null));
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const high = Math.max(...known);
  const low = Math.min(...known);
  // Scores may lie below zero: then bars begin at the lowest of them, and none is half of another.
  const floor = Math.min(0, low);
  const { range, rangeSame } = format.words;
  const [lowestText, highestText] = [format.value(kpi.unit, low), format.value(kpi.unit, high)];
  const height = (value: number | null): number =>
    value === null
      ? 0
      : Math.max(lowest, high > floor ? Math.round(((value - floor) / (high - floor)) * sparkHeight) : 0);
  return {
    bars: values.map((value, at) => ({ height: height(value), now: at === values.length - 1 })),
    caption:
      lowestText === highestText
        ? rangeSame[grain](format.count(known.length), lowestText, known.length)
        : range[grain](format.count(known.length), lowestText, highestText, known.length),
  };
}

/** A trend from the first period on of which anything is known: the periods before the data begin are none of it. */
export function seen(trend: KpiModel["trend"]): KpiModel["trend"] {
  const first = trend.findIndex(({ value, lastYear }) => isKnown(value) || isKnown(lastYear));
  return first < 0 ? [] : trend.slice(first);
}

export interface TrendView {
  readonly title: string;
  readonly now: string;
  readonly lastYear: string;
  readonly hasLastYear: boolean;
  /** `Highest 12,480 (week 46), lowest 9,840 (week 34).` */
  readonly range: string;
  readonly points: readonly TrendPoint[];
  readonly first: TrendEnd;
  readonly last: TrendEnd;
}

/** A week at one end of the trend and its days; `days` is empty where the name says them: `Week 34`, `17–23 August 2026`. */
export interface TrendEnd {
  readonly name: string;
  readonly days: string;
}

export interface TrendPoint {
  readonly label: string;
  readonly period: string;
  readonly value: string;
  readonly lastYear: string;
  /** Its value, beside last year's where the report looks at it. */
  readonly text: string;
  readonly height: number;
  readonly lastYearHeight: number;
  readonly now: boolean;
}

const trendHeight = 96;

/** Two bars from zero per period, this year's and last year's; null when there are not two values. */
export function trendOf(kpi: KpiModel, name: string, period: PeriodModel, format: Format): TrendView | null {
  const { words } = format;
  const trend = seen(kpi.trend);
  const known = trend.flatMap(({ period, value }) => (isKnown(value) ? [{ period, value }] : []));
  const last = trend.at(-1);
  const values = known.map(({ value }) => value);
  const highest = known[values.indexOf(Math.max(...values))];
  const least = known[values.indexOf(Math.min(...values))];
  if (!last || !highest || !least || known.length < 2) return null;
  const before = trend.map(({ lastYear }) => lastYear).filter(isKnown);
  const hasLastYear = before.length > 0;
  const top = Math.max(...values, ...before);
  const height = (value: number | null): number =>
    isKnown(value) && value > 0 ? Math.max(1, Math.round((value / top) * trendHeight)) : 0;
  const shown = (value: number | null): string =>
    isKnown(value) ? format.value(kpi.unit, value) : words.none;
  const at = (name: string): string => format.named(name).long;
  const pointOf = (value: string, lastYear: string) => ({
    ...{ value, lastYear },
    text: hasLastYear ? words.valueAndLastYear(value, lastYear) : value,
  });
  return {
    title: words.trendTitle[period.grain](name, format.count(trend.length), trend.length),
    now: shown(kpi.value),
    lastYear: shown(last.lastYear),
    hasLastYear,
    range:
      shown(highest.value) === shown(least.value)
        ? words.highLowSame(shown(least.value))
        : words.highLow(shown(highest.value), at(highest.period), shown(least.value), at(least.period)),
    points: trend.map((point) => ({
      label: format.named(point.period).short,
      period: at(point.period),
      ...pointOf(shown(point.value), shown(point.lastYear)),
      height: height(point.value),
      lastYearHeight: height(point.lastYear),
      now: point === last,
    })),
    first: endOf(trend.length - 1, period, format),
    last: endOf(0, period, format),
  };
}

/** The trend ends with the report's own period; its days are the organisation's, so no zone can move them. */
function endOf(earlier: number, { grain, start }: PeriodModel, format: Format): TrendEnd {
  const period = spanBefore(spanOf(grain, start), earlier);
  return { name: format.period(period), days: grain === "week" ? format.days(period) : "" };
}
