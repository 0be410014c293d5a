/** Every KPI on the page: one table of all, then a card each with its definition, its chart and the numbers behind it. */

import { kpiOf } from "../functions/core/kpi.ts";
import type { KpiModel } from "../functions/core/model.ts";
import type { ChangeView } from "./change.ts";
import { trendChart } from "./charts.ts";
import { type Happened, happenedIn, happenedLegend } from "./charts-events.ts";
import { formatOfKpi } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { furtherTable } from "./further.ts";
import { html, type Markup } from "./html.ts";
import type { KpiView } from "./kpi-view.ts";
import type { Page } from "./page.ts";
import { settingsText } from "./settings.ts";
import { seen } from "./spark.ts";
import { stateNote } from "./state-notes.ts";
import { comparesLastYear, headlineKpis } from "./summary.ts";
import { detailsOf } from "./words/details.ts";

/** The table of all KPIs. */
export function overview({ model, summary, format, previous, lastYear }: Page): Markup {
  const { words } = format;
  const isWithYear = comparesLastYear(model);
  const { columns } = words;
  return html`<section><h2 id="overview">${words.page.overview}</h2>
<section class="table" aria-labelledby="overview" tabindex="0"><table>
<thead><tr><th scope="col">${columns.kpi}</th><th scope="col">${columns.value}</th><th scope="col">${words.change.versus(previous)}</th>${isWithYear && html`<th scope="col">${words.change.versus(lastYear)}</th>`}<th scope="col">${columns.target}</th></tr></thead>
<tbody>${summary.kpis.map(
    (kpi) =>
      html`<tr><th scope="row"><a href="#${kpi.id}">${kpi.name}</a><small><strong class="${kpi.status}">${kpi.sign} ${kpi.statusWord}</strong>${kpi.stateWord !== "" && ` · ${kpi.stateWord}`}</small></th><td class="strong">${kpi.value}</td>${[kpi.previous, ...(isWithYear ? [kpi.lastYear] : [])].map((change) => changeCell(change, format))}<td>${kpi.target || words.none}</td></tr>`,
  )}</tbody></table></section></section>`;
}

function changeCell(change: ChangeView, { words }: Format): Markup {
  if (change.short === "") return html`<td><span class="flat">${change.words || words.none}</span></td>`;
  // What is no change is no heading, and may take two lines.
  if (change.arrow === words.arrow.flat)
    return html`<td><small>${change.brief}, ${words.change.was(change.was)}</small></td>`;
  const was = [change.judgement, words.change.was(change.was)].filter((part) => part !== "").join(", ");
  return html`<td><strong class="${change.tone}">${change.brief}</strong><small>${was}</small></td>`;
}

/** A card per KPI, anchored by its id, then the definitions of the mixes. */
export function kpiCards(page: Page): Markup {
  const { model, summary, format } = page;
  const cards = headlineKpis(model).flatMap((kpi, at) => {
    const view = summary.kpis[at];
    return view ? [card(kpi, view, page)] : [];
  });
  return html`<section><h2 id="definitions">${format.words.page.details}</h2>
<p class="mu">${detailsOf(format.words).settings.rounding}</p>
<div class="cards">${cards}${mixes(page)}</div></section>`;
}

function card(kpi: KpiModel, view: KpiView, whole: Page): Markup {
  const page = { ...whole, format: formatOfKpi(kpi, whole.format) };
  const { words } = page.format;
  const happened = happenedIn(seen(kpi.trend).length, page.model, page.format);
  const chart = trendChart(kpi, view.name, page.format, happened);
  return html`<article class="card" aria-labelledby="${view.id}"><h3 id="${view.id}">${view.name}</h3>
<p class="value">${view.value}</p>
<p><strong class="${view.status}">${view.sign} ${view.statusWord}</strong>${view.target !== "" && ` · ${words.target.labelled(view.target)}`}${view.stateWord !== "" && ` · ${view.stateWord}`}</p>
<dl>${compared(page.previous, view.previous, page)}${comparesLastYear(page.model) && compared(page.lastYear, view.lastYear, page)}${counted(kpi, page.format)}</dl>
${view.notes.map((note) => html`<p class="note">${note}</p>`)}${view.stateWord !== "" && html`<p class="note">${stateNote(kpi, page.format)}</p>`}
<p><strong>${words.page.definition}:</strong> ${detailsOf(words).definitions[kpi.id]}</p>
${settled(kpi, page.format)}${furtherTable(kpi, view.name, page.format)}
${chart && [chart, legend(kpi, view, happened, page), numbers(kpi, view, page)]}</article>`;
}

function compared(period: string, change: ChangeView, { format: { words } }: Page): Markup | null {
  if (change.judged === "") return null;
  const was = change.was === "" ? "" : ` (${words.change.was(change.was)})`;
  return html`<dt>${words.change.versus(period)}</dt><dd><span class="${change.tone}">${change.arrow} ${change.judged}</span>${was}</dd>`;
}

/** What the organisation decided of the definition. */
function settled({ parameters = {} }: KpiModel, format: Format): Markup | null {
  const text = settingsText(parameters, format);
  return text === "" ? null : html`<p class="note">${detailsOf(format.words).settings.title} ${text}</p>`;
}

/** What a share or a mean was made from, where the model says. */
function counted({ id, unit, numerator, denominator }: KpiModel, format: Format): Markup | null {
  if (unit !== "share" || !isKnown(numerator) || !isKnown(denominator)) return null;
  const { page } = format.words;
  const parts = kpiOf(id)?.observations === "days" ? "seconds" : "count";
  const [part, all] = [numerator, denominator].map((value) => format.value(parts, value)) as [string, string];
  return html`<dt>${page.madeFrom}</dt><dd>${page.ofAll(part, all)}</dd>`;
}

function legend(
  kpi: KpiModel,
  view: KpiView,
  happened: Happened,
  { model, format: { words, ...format } }: Page,
): Markup {
  const none = comparesLastYear(model) && html`<li>${words.noLastYear}</li>`;
  const last = kpi.trend.at(-1)?.lastYear;
  const hasLastYear = kpi.trend.some(({ lastYear }) => isKnown(lastYear));
  const then = `${words.lastYear}: ${isKnown(last) ? format.value(kpi.unit, last) : words.none}`;
  return html`<ul class="legend"><li><span></span>${words.thisYear}: ${view.value}</li>${hasLastYear ? html`<li><span class="then"></span>${then}</li>` : none}${view.target !== "" && html`<li><span class="target"></span>${words.page.targetLine(view.target)}</li>`}${happenedLegend(happened)}</ul>`;
}

function numbers(kpi: KpiModel, view: KpiView, { model, format: { words, ...format } }: Page): Markup {
  const isWithYear = comparesLastYear(model);
  const cell = (value: number | null): Markup =>
    html`<td>${isKnown(value) ? format.value(kpi.unit, value) : words.none}</td>`;
  const rows = seen(kpi.trend)
    .toReversed()
    .map(
      ({ period, value, lastYear }) =>
        html`<tr><th scope="row">${format.named(period).long}</th>${cell(value)}${isWithYear && cell(lastYear)}</tr>`,
    );
  return html`<details><summary>${words.page.behind(view.name)}</summary><table><thead><tr><th scope="col">${words.page.period}</th><th scope="col">${words.thisYear}</th>${isWithYear && html`<th scope="col">${words.lastYear}</th>`}</tr></thead><tbody>${rows}</tbody></table></details>`;
}

/** Definitions of KPIs that exist only as breakdowns: they have no card, but the same anchor. */
function mixes({ model, format }: Page): Markup | null {
  const cards = new Set(headlineKpis(model).map(({ id }) => id));
  const used = new Set([...model.kpis.map(({ id }) => id), ...model.breakdowns.flatMap(({ kpis }) => kpis)]);
  const rest = [...used].filter((id) => !cards.has(id));
  const { words } = format;
  if (rest.length === 0) return null;
  return html`<div class="card mixes">${rest.map((id) => html`<h3 id="${id}">${words.kpis[id].name}</h3><p><strong>${words.page.definition}:</strong> ${detailsOf(words).definitions[id]}</p>`)}</div>`;
}
