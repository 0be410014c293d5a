/**
 * The waterfall of a change as inline SVG: from the value before to the value now, a step for what each group did by
 * itself and one for their mix. A name and a number stand above each step, so that any width is enough.
 */

import type { BridgeModel } from "../functions/core/causes.ts";
import type { KpiModel } from "../functions/core/model.ts";
import { wholeName } from "./beside.ts";
import { round, tableBehind } from "./charts-table.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { detailsOf } from "./words/details.ts";

interface Step {
  readonly name: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Empty of the values before and now, which are no step. */
  readonly tone: "good" | "bad" | "even" | "";
}

const rowHeight = 28;
const barHeight = 14;

/** Null where it does not end at a value that is known. */
export function bridgeChart(bridge: BridgeModel, kpi: KpiModel, name: string, format: Format): Markup | null {
  const { value, previous } = kpi;
  if (!isKnown(value) || !isKnown(previous.value)) return null;
  const { charts } = detailsOf(format.words);
  const title = charts.bridge[bridge.by](name);
  const id = `${kpi.id}-by-${bridge.by}`;
  const steps = stepsOf(bridge, kpi, previous.value, format);
  const x = scaleOf(steps);
  const told = steps.map((step) => `${step.name}: ${step.text}`).join("; ");
  return html`<figure class="bridge"><div class="way"><div class="names" aria-hidden="true">${steps.map(({ name }) => html`<span dir="auto">${name}</span>`)}</div><div class="amounts" aria-hidden="true">${steps.map(({ text, tone }) => html`<span class="${tone || "end"}">${text}</span>`)}</div>
<svg height="${steps.length * rowHeight}" role="img" aria-labelledby="${id}-title ${id}-text"><title id="${id}-title">${title}</title><desc id="${id}-text">${told}</desc>
${steps.map((step, at) => drawn(step, at, at + 1 < steps.length, x))}</svg></div>
${tableBehind(id, format.words.page.behind(title), ...rowsOf(bridge, kpi, format))}</figure>`;
}

function stepsOf(bridge: BridgeModel, kpi: KpiModel, before: number, format: Format): readonly Step[] {
  const { effects, rest, mix, whole } = bridge;
  const { charts } = detailsOf(format.words);
  const own = [
    ...effects.map((one) => ({ name: wholeName(one.member, format), by: one.rate })),
    ...(rest ? [{ name: charts.others(format.count(rest.members), rest.members), by: rest.rate }] : []),
    ...(mix === 0 ? [] : [{ name: charts.mixRow, by: mix }]),
  ].filter(({ by }) => by !== 0);
  const end = (at: number) => own.slice(0, at).reduce((sum, { by }) => sum + by, before);
  const value = (one: number | null) => (isKnown(one) ? format.value(kpi.unit, one) : format.words.none);
  return [
    { name: format.period(kpi.previous.against), text: value(before), from: before, to: before, tone: "" },
    ...own.map(
      ({ name, by }, at): Step => ({
        ...{ name, text: signedAmount(kpi, by, format) },
        ...{ from: end(at), to: end(at + 1), tone: toneOf(kpi, by) },
      }),
    ),
    {
      ...{ name: nowOf(kpi, format), text: value(kpi.value) },
      ...{ from: before + whole, to: before + whole, tone: "" },
    },
  ];
}

const nowOf = ({ trend }: KpiModel, format: Format) => format.named(trend.at(-1)?.period ?? "").long;

function toneOf({ direction }: KpiModel, by: number): Step["tone"] {
  if (direction !== "up" && direction !== "down") return "even";
  return by > 0 === (direction === "up") ? "good" : "bad";
}

/** `+1.2 pts`, `−14 min`, `+120`: a change in the KPI's own unit. */
export function signedAmount({ unit }: Pick<KpiModel, "unit">, amount: number, format: Format): string {
  if (unit === "share" || unit === "points") return format.signed(unit, amount);
  if (unit === "count") return format.difference(amount);
  const sign = amount > 0 ? "+" : amount < 0 ? "−" : "";
  return `${sign}${format.value(unit, Math.abs(amount))}`;
}

/** From the lowest point of the way to the highest: it does not begin at zero, and no length is that of a whole value. */
function scaleOf(steps: readonly Step[]): (value: number) => number {
  const all = steps.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return (value) => round(high === low ? 50 : 2 + ((value - low) / (high - low)) * 96);
}

function drawn(
  { from, to, tone }: Step,
  at: number,
  isFollowed: boolean,
  x: (value: number) => number,
): Markup {
  const [start, end] = [x(from), x(to)];
  const middle = at * rowHeight + rowHeight / 2;
  const next = middle + rowHeight - barHeight / 2;
  const mark =
    tone === ""
      ? html`<circle cx="${end}%" cy="${middle}" r="6"/>`
      : html`<rect class="${tone}" x="${Math.min(start, end)}%" y="${middle - barHeight / 2}" width="${Math.max(0.5, round(Math.abs(end - start)))}%" height="${barHeight}"/>`;
  return html`${isFollowed && html`<line x1="${end}%" x2="${end}%" y1="${middle}" y2="${next}"/>`}${mark}`;
}

/** A count has no mix: all of it is the groups' own. */
function rowsOf(
  { by, effects, rest, rate, mix, whole }: BridgeModel,
  kpi: KpiModel,
  format: Format,
): [columns: readonly string[], rows: readonly (readonly string[])[]] {
  const { charts } = detailsOf(format.words);
  const { page, columns } = format.words;
  const isCount = [...effects, ...(rest ? [rest] : [])].every((one) => one.mix === 0) && mix === 0;
  const row = (
    name: string,
    parts: { readonly rate: number; readonly mix: number; readonly whole: number },
  ) => [
    name,
    ...(isCount ? [parts.whole] : [parts.rate, parts.mix, parts.whole]).map((one) =>
      signedAmount(kpi, one, format),
    ),
  ];
  return [
    [page.member[by], ...(isCount ? [columns.change] : [charts.own, charts.mix, charts.both])],
    [
      ...effects.map((one) => row(wholeName(one.member, format), one)),
      ...(rest ? [row(charts.others(format.count(rest.members), rest.members), rest)] : []),
      row(charts.whole, { rate, mix, whole }),
    ],
  ];
}
