/** What each KPI is: in words, as a formula, as SQL, and as a year of its values with the state of each. */

import { html } from "hono/html";
import type { Html } from "../page.ts";
import { chart } from "./chart.ts";
import { head, pill, room, type Tone, wide } from "./shell.ts";
import { sqlMarkup } from "./sql.ts";

export interface KpiLine {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  /** In the last week that is over; undefined where it was not read. */
  readonly value?: { readonly text: string; readonly state: PeriodState } | undefined;
}

export interface KpiFamily {
  readonly name: string;
  /** The question its SQL answers. */
  readonly question: string;
  readonly kpis: readonly KpiLine[];
}

export interface KpiList {
  readonly families: readonly KpiFamily[];
  /** The period the values are of, `2026-W46`. */
  readonly period: string | null;
}

export interface KpiParameter {
  readonly id: string;
  readonly says: string;
  /** What this organisation says, and what is usual. */
  readonly value: string;
  readonly usual: string;
  /** Where channels or departments differ. */
  readonly members: readonly string[];
}

export type PeriodState = "open" | "provisional" | "final";

export interface PeriodValue {
  readonly name: string;
  readonly value: number | null;
  /** The value in words, a dash where there is none. */
  readonly text: string;
  /** What it is made of: `12 / 34`. */
  readonly from: string;
  readonly state: PeriodState;
  /** What it still waits for, and which source began or ended within it; empty of a final one with neither. */
  readonly awaits: string;
}

export const spans = ["week", "month", "day"] as const;
export type Span = (typeof spans)[number];

export interface KpiSheet {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly facts: readonly (readonly [name: string, words: string])[];
  readonly parameters: readonly KpiParameter[];
  readonly traps: string | null;
  readonly file: string;
  readonly sql: string;
  readonly span: Span;
  /** Oldest first; undefined where reading is charged for and nobody asked; null before the first run. */
  readonly values: readonly PeriodValue[] | undefined | null;
  readonly show: (value: number) => string;
  readonly isTime: boolean;
  readonly targets: readonly number[];
}

export interface KpisInput {
  readonly kpis: () => Promise<KpiList>;
  /** Undefined for an id no KPI has. `isAsked`: somebody said that it may cost something. */
  readonly kpi: (id: string, span: Span, isAsked: boolean) => Promise<KpiSheet | undefined>;
}

export function kpisPage({ families, period }: KpiList): Html {
  const count = families.reduce((sum, { kpis }) => sum + kpis.length, 0);
  return room(
    "/kpis",
    "KPIs",
    html`${head(`KPIs (${count})`, html`Each is defined once, by one file of SQL. Ratios are made last, from sums; a denominator of 0 gives no value, and what a source does not state is no value either.${period === null ? "" : html` The numbers are of ${period}, the last week that is over.`}`)}
<nav aria-label="Families"><ul class="chips">${families.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul></nav>
${families.map(family)}`,
  );
}

function family({ name, question, kpis }: KpiFamily): Html {
  return html`<section aria-labelledby="${name}"><h2 id="${name}">${name}</h2><p class="quiet">${question}</p>
<ul class="kpi-list">${kpis.map(
    ({ id, name: words, definition, value }) =>
      html`<li><a href="/kpis/${id}">${words}</a>${value === undefined ? html`<span></span>` : html`<span class="value">${value.text}${value.state === "final" ? "" : html` ${pill(tones[value.state], value.state)}`}</span>`}<span class="quiet">${definition}</span></li>`,
  )}</ul></section>`;
}

export function kpiPage(sheet: KpiSheet): Html {
  const { name, id, definition, facts, traps, file, sql } = sheet;
  return room(
    "/kpis",
    name,
    html`<p class="row"><a href="/kpis">All KPIs</a></p>
${head(name, definition)}
<p><code>${id}</code></p>
${valuesSection(sheet)}
<div class="grid two">
<section aria-labelledby="formula"><h2 id="formula">How it is made</h2><dl class="facts">${facts.map(([term, words]) => html`<dt>${term}</dt><dd>${words}</dd>`)}</dl></section>
${parametersSection(sheet.parameters)}
</div>
<section aria-labelledby="sql"><h2 id="sql">The SQL</h2><p class="quiet"><code>${file}</code> makes the sums of a day that its values are made of.${traps === null ? "" : html` ${traps}`}</p>
<pre class="sql" tabindex="0" aria-label="The SQL of ${name}"><code>${sqlMarkup(sql)}</code></pre></section>`,
  );
}

function parametersSection(parameters: readonly KpiParameter[]): Html {
  return html`<section aria-labelledby="parameters"><h2 id="parameters">What you decide</h2>
${
  parameters.length === 0
    ? html`<p class="quiet">Its definition leaves nothing to the organisation.</p>`
    : html`<ul>${parameters.map(
        ({ id, says, value, usual, members }) =>
          html`<li><code>${id}</code> ${value === usual ? html`<strong>${value}</strong> <span class="pill">usual</span>` : html`<strong>${value}</strong> ${pill("wait", `usually ${usual}`)}`}<span class="quiet">${says}</span>${members.map((one) => html`<span class="quiet">${one}</span>`)}</li>`,
      )}</ul>`
}</section>`;
}

const spanWords: Readonly<Record<Span, string>> = { week: "Weeks", month: "Months", day: "Days" };

function valuesSection(sheet: KpiSheet): Html {
  const { id, span, values, name, show, isTime, targets } = sheet;
  return html`<section aria-labelledby="values"><h2 id="values">A year of values</h2>
<nav class="switch" aria-label="Periods">${spans.map((one) => html`<a href="/kpis/${id}?by=${one}"${one === span ? html` aria-current="true"` : ""}>${spanWords[one]}</a>`)}</nav>
${
  values === undefined
    ? html`<p>A year of values is read with Athena, which charges for every query. <a href="/kpis/${id}?by=${span}&read=yes" rel="nofollow">Read it</a></p>`
    : values === null
      ? html`<p>There are no tables yet. <code>npm run raport -- run</code> makes them.</p>`
      : html`${chart({ title: `${name} by ${span}`, points: values.map((one) => ({ ...one, isUnsure: one.state !== "final" })), show, isTime, targets }) ?? html`<p>Fewer than two periods have a value: there is no line to draw.</p>`}
<p class="legend">Dashed: may still move, or is not over. ${targets.length > 0 ? "Dotted: the target. " : ""}A gap: no value.</p>
${states(values)}${valuesTable(values, span)}`
}</section>`;
}

const tones: Readonly<Record<PeriodState, Tone>> = { open: "plain", provisional: "wait", final: "good" };

function states(values: readonly PeriodValue[]): Html {
  const count = (state: PeriodState) =>
    values.filter((one) => one.state === state && (one.value !== null || state !== "provisional")).length;
  return html`<p>${(["final", "provisional", "open"] as const).map((state) => (count(state) > 0 ? html`${pill(tones[state], `${count(state)} ${state}`)} ` : ""))}</p>`;
}

function valuesTable(values: readonly PeriodValue[], span: Span): Html {
  const table = wide(
    "Values",
    html`<table><thead><tr><th scope="col">${span[0]?.toUpperCase()}${span.slice(1)}</th><th scope="col" class="number">Value</th><th scope="col" class="number">From</th><th scope="col">State</th></tr></thead>
<tbody>${values.toReversed().map(row)}</tbody></table>`,
  );
  return span === "month"
    ? table
    : html`<details><summary>All ${values.length} ${span}s as a table</summary>${table}</details>`;
}

const row = ({ name, value, text, from, state, awaits }: PeriodValue): Html =>
  html`<tr><th scope="row" class="nowrap">${name}</th><td class="number">${text}</td><td class="number">${from}</td><td>${value === null && state === "provisional" ? "" : pill(tones[state], state)}${awaits === "" ? "" : html`<span class="quiet">${awaits}</span>`}</td></tr>`;
