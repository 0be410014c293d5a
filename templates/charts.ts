/**
 * Charts as inline SVG: lines are drawn in a 100 x 100 box and stretched to the room there is, dots and numbers placed
 * over it in percent, and words are HTML around it, so that all of it fits a phone and nothing needs measuring.
 */

import type { Unit } from "../functions/core/kpi.ts";
import type { KpiModel } from "../functions/core/model.ts";
import { drawnMarks, type Happened, markNumbers, nothing } from "./charts-events.ts";
import { round } from "./charts-table.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { seen } from "./spark.ts";

interface Scale {
  /** Lowest first, evenly spaced. */
  readonly ticks: readonly number[];
  /** 0 at the bottom to 100 at the top, turned over because SVG counts from the top. */
  y(value: number): number;
}

type Points = readonly (number | null)[];

/**
 * The trend of one KPI: this year's line, last year's dashed, the target dotted, what happened marked; null with fewer
 * than two values.
 */
export function trendChart(
  whole: KpiModel,
  name: string,
  format: Format,
  happened: Happened = nothing,
): Markup | null {
  const kpi = { ...whole, trend: seen(whole.trend) };
  const now = kpi.trend.map(({ value }) => (isKnown(value) ? value : null));
  const then = kpi.trend.map(({ lastYear }) => (isKnown(lastYear) ? lastYear : null));
  const known = now.filter((value) => value !== null);
  if (known.length < 2) return null;
  const targets = [kpi.target?.atMost, kpi.target?.atLeast].filter(isKnown);
  const scale = scaleOf(kpi.unit, [...known, ...then.filter((value) => value !== null), ...targets]);
  const { id, previous } = kpi;
  const title = format.words.trendTitle[previous.against.grain](name, format.count(now.length), now.length);
  return html`<figure class="chart">
<div class="plot">${markNumbers(happened, now.length)}<div class="ticks" aria-hidden="true">${scale.ticks.toReversed().map((tick) => html`<span>${format.target(kpi.unit, tick)}</span>`)}</div>
<svg role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${description(kpi, name, known, format)}</desc>
<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">${scale.ticks.map((tick) => html`<path class="grid" d="M0 ${scale.y(tick)}H100"/>`)}${targets.map((target) => html`<path class="target" d="M0 ${scale.y(target)}H100"/>`)}<path class="then" d="${line(then, scale)}"/><path class="now" d="${line(now, scale)}"/></svg>
${drawnMarks(happened, (at) => x(at, now))}${dot(now, scale)}</svg>
<div class="dates" aria-hidden="true">${dates(kpi, format)}</div></div>
</figure>`;
}

function description(kpi: KpiModel, name: string, known: readonly number[], format: Format): string {
  const label = (at: number): string => format.named(kpi.trend.at(at)?.period ?? "").long;
  const [low, high] = [
    format.value(kpi.unit, Math.min(...known)),
    format.value(kpi.unit, Math.max(...known)),
  ];
  const { page } = format.words;
  return low === high
    ? page.chartDescriptionSame(name, label(0), label(-1), low)
    : page.chartDescription(name, label(0), label(-1), low, high);
}

function dates(kpi: KpiModel, format: Format): readonly Markup[] {
  const last = kpi.trend.length - 1;
  const shown = [...new Set([0, Math.round(last / 2), last])];
  return shown.map((at) => html`<span>${format.named(kpi.trend[at]?.period ?? "").long}</span>`);
}

/** A missing value is a gap, never a zero; a value alone between gaps is a dot. */
function line(points: Points, scale: Scale): string {
  return points
    .map((value, at) => {
      if (value === null) return "";
      const alone = points[at - 1] == null && points[at + 1] == null;
      return `${points[at - 1] == null ? "M" : "L"}${x(at, points)} ${scale.y(value)}${alone ? "h0" : ""}`;
    })
    .join("");
}

function dot(points: Points, scale: Scale): Markup | null {
  const value = points.at(-1);
  if (!isKnown(value)) return null;
  return html`<circle class="dot" cx="${x(points.length - 1, points)}%" cy="${scale.y(value)}%" r="4.5"/>`;
}

/** A little room at both ends keeps the last dot whole. */
function x(at: number, points: Points): number {
  return round(1 + (at / Math.max(1, points.length - 1)) * 97);
}

/** Whole steps of the unit (5 min, 1 h, 500 contacts, 2 %) around all values, two to five of them. */
function scaleOf(unit: Unit, values: readonly number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = stepOf(unit, (high - low || Math.abs(high) || 1) / 4);
  const bottom = Math.floor(low / step) * step;
  // Never more than eight, whatever rounding makes of numbers too large to count in.
  const count = Math.min(8, Math.max(1, Math.ceil((high - bottom) / step - 1e-9)));
  const ticks = Array.from({ length: count + 1 }, (_, at) => bottom + at * step);
  return { ticks, y: (value) => round(98 - ((value - bottom) / (count * step)) * 96) };
}

const timeSteps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/** The least a label can tell apart. */
const finest: Readonly<Record<Unit, number>> = {
  count: 1,
  seconds: 1,
  share: 0.001,
  points: 0.1,
  money: 0.01,
  number: 0.1,
};

function stepOf(unit: Unit, least: number): number {
  const time = unit === "seconds" ? timeSteps.find((step) => step >= least) : undefined;
  if (time !== undefined) return time;
  const base = unit === "seconds" ? 86_400 : 1;
  const power = 10 ** Math.floor(Math.log10(least / base));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= least / base) ?? 10) * power * base;
  // Finer steps would all be labelled alike.
  return Math.max(finest[unit], step);
}

/** A bar from zero, `width` percent long; the number stands beside it in the table, so it is hidden from readers aloud. */
export function bar(width: number): Markup {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="fill" width="${round(Math.min(100, Math.max(0, width)))}" height="10"/></svg>`;
}
