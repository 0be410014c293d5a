/**
 * A line over a year as inline SVG, drawn in a 100 x 100 box and stretched to the room there is; every word of it is HTML
 * around it, and the table below it has every number.
 */

import { html } from "hono/html";
import type { Html } from "../page.ts";

export interface Point {
  readonly name: string;
  readonly value: number | null;
  /** May still move, or is not whole yet. */
  readonly isUnsure: boolean;
}

interface Chart {
  readonly title: string;
  /** Oldest first. */
  readonly points: readonly Point[];
  readonly show: (value: number) => string;
  readonly isTime: boolean;
  readonly targets: readonly number[];
}

/** Null with fewer than two values: one number is no line. */
export function chart({ title, points, show, isTime, targets }: Chart): Html | null {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [points[0], points.at(-1)];
  if (known.length < 2 || !first || !last) return null;
  const { ticks, y } = scaleOf([...known, ...targets], isTime, show);
  const low = known.reduce((one, other) => Math.min(one, other));
  const high = known.reduce((one, other) => Math.max(one, other));
  const middle = points[Math.floor((points.length - 1) / 2)] as Point;
  const sure = points.map(({ value, isUnsure }) => (isUnsure ? null : value));
  return html`<figure class="chart"><div class="plot"><div class="ticks" aria-hidden="true">${ticks.toReversed().map((tick) => html`<span>${show(tick)}</span>`)}</div>
<svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-labelledby="chart-title chart-text"><title id="chart-title">${title}</title><desc id="chart-text">From ${first.name} to ${last.name}, between ${show(low)} and ${show(high)}. The table below has every value.</desc>
${ticks.map((tick) => html`<path class="grid-line" d="M0 ${y(tick)}H100"/>`)}${targets.map((target) => html`<path class="aim" d="M0 ${y(target)}H100"/>`)}<path class="unsure" d="${unsureLine(points, y)}"/><path class="line" d="${line(sure, y)}"/></svg>
<div class="dates" aria-hidden="true"><span>${first.name}</span><span>${middle.name}</span><span>${last.name}</span></div></div></figure>`;
}

/** A missing value is a gap, never a zero; one alone between gaps is a dot. */
function line(values: readonly (number | null)[], y: (value: number) => number): string {
  return values
    .map((value, at) => {
      if (value === null) return "";
      const alone = values[at - 1] == null && values[at + 1] == null;
      return `${values[at - 1] == null ? "M" : "L"}${x(at, values.length)} ${y(value)}${alone ? "h0" : ""}`;
    })
    .join("");
}

/** Those that may move, each drawn from the one before it. */
function unsureLine(points: readonly Point[], y: (value: number) => number): string {
  const isDrawn = points.map(({ isUnsure }, at) => isUnsure || points[at + 1]?.isUnsure === true);
  return line(
    points.map(({ value }, at) => (isDrawn[at] ? value : null)),
    y,
  );
}

const x = (at: number, count: number): number => round((at / Math.max(1, count - 1)) * 100);
const round = (value: number): number => Math.round(value * 100) / 100;

const timeSteps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 14_400, 21_600, 43_200];

/** Round steps around all values; from zero where that shows no less. None so fine that two of them read the same. */
function scaleOf(values: readonly number[], isTime: boolean, show: (value: number) => string) {
  const high = values.reduce((one, other) => Math.max(one, other));
  const least = values.reduce((one, other) => Math.min(one, other));
  const low = least > 0 && least < high / 2 ? 0 : least;
  let scale = stepsOf(low, high, stepOf((high - low || Math.abs(high) || 1) / 4, isTime));
  for (let wider = 0; wider < widest && new Set(scale.ticks.map(show)).size < scale.ticks.length; wider += 1)
    scale = stepsOf(low, high, stepOf(scale.step * 1.01, isTime));
  return scale;
}

/** How often a step is made wider: a hundred thousand times the first one at least. */
const widest = 16;

function stepsOf(low: number, high: number, step: number) {
  const bottom = Math.floor(low / step);
  const count = Math.min(8, Math.max(1, Math.ceil(high / step - 1e-9) - bottom));
  const ticks = Array.from({ length: count + 1 }, (_, at) => (bottom + at) * step);
  return { step, ticks, y: (value: number) => round(100 - ((value / step - bottom) / count) * 100) };
}

function stepOf(atLeast: number, isTime: boolean): number {
  const time = isTime ? timeSteps.find((step) => step >= atLeast) : undefined;
  if (time !== undefined) return time;
  const base = isTime ? 86_400 : 1;
  const power = 10 ** Math.floor(Math.log10(atLeast / base));
  return ([1, 2, 5, 10].find((factor) => factor * power >= atLeast / base) ?? 10) * power * base;
}
