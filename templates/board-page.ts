/** What only a report for the board says, on its page: the same as in the email, as tables. */

import { boardView, type ToDateCell } from "./board.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";

/** Null in any other template. */
export function boardSections({ model, summary, format }: Page): Markup | null {
  const { toDate, steps, events } = boardView(model, summary.kpis, format);
  const { words } = format;
  const { board } = words;
  const cell = ({ value, change }: ToDateCell) =>
    html`<td><strong>${value}</strong>${change !== "" && html`<small>${change}</small>`}</td>`;
  if (!toDate && steps.length === 0 && events.length === 0) return null;
  return html`${
    toDate &&
    html`<section><h2 id="to-date">${board.toDate}</h2><p class="mu">${board.toDateNote}</p>
<section class="table" aria-labelledby="to-date" tabindex="0"><table><thead><tr><th scope="col">${words.columns.kpi}</th><th scope="col">${board.quarter}<small>${toDate.quarter}</small></th><th scope="col">${board.year}<small>${toDate.year}</small></th></tr></thead><tbody>${toDate.rows.map(
      ({ name, quarter, year }) => html`<tr><th scope="row">${name}</th>${cell(quarter)}${cell(year)}</tr>`,
    )}</tbody></table></section>${toDate.note !== "" && html`<p class="mu">${toDate.note}</p>`}</section>`
  }${
    steps.length > 0 &&
    html`<section><h2 id="steps">${board.steps}</h2><ul class="said">${steps.map(
      ({ name, value, status, sign, target, milestone }) =>
        html`<li>${name}: <strong>${value}</strong>${target !== "" && html`<br><span class="${status}">${sign} ${target}</span>`}${milestone !== "" && html`<br>${milestone}`}</li>`,
    )}</ul></section>`
  }${
    events.length > 0 &&
    html`<section><h2 id="events">${board.events}</h2>${events.map(
      ({ title, rows, note }) =>
        html`<h3>${title}</h3>${note !== "" ? html`<p>${note}</p>` : html`<ul class="said">${rows.map(({ name, value, tone, change }) => html`<li>${name}: <strong>${value}</strong> <span class="${tone}">${change}</span></li>`)}</ul>`}`,
    )}</section>`
  }`;
}
