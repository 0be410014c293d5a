/** What a KPI is held against beside the period before and last year: one row each, on the page. */

import type { FurtherModel, KpiModel, PeriodModel } from "../functions/core/model.ts";
import { changeView } from "./change.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { plain } from "./plain.ts";

/** A table of them, folded; null where there are none. */
export function furtherTable(kpi: KpiModel, name: string, format: Format): Markup | null {
  const rows = (kpi.further ?? []).filter(({ now, value }) => isKnown(now.value) || isKnown(value));
  if (rows.length === 0) return null;
  const { words } = format;
  return html`<details><summary>${words.further.title(name)}</summary><table><thead><tr><th scope="col">${words.further.against}</th><th scope="col">${words.columns.value}</th><th scope="col">${words.further.held}</th><th scope="col">${words.columns.change}</th></tr></thead><tbody>${rows.map((row) => line(kpi, row, format))}</tbody></table></details>`;
}

function line(kpi: KpiModel, row: FurtherModel, format: Format): Markup {
  const { words } = format;
  const change = changeView(
    {
      unit: kpi.unit,
      now: row.now.value,
      before: row.value,
      change: row.change,
      verdict: row.verdict,
      withheld: row.withheld,
      breaks: row.breaks,
      noise: row.noise,
    },
    format,
  );
  const cell = (value: number | null) =>
    html`<td>${isKnown(value) ? format.value(kpi.unit, value) : words.none}</td>`;
  return html`<tr><th scope="row">${label(row, format)}</th>${cell(row.now.value)}${cell(row.value)}<td><span class="${change.tone}">${change.arrow} ${change.judged}</span>${row.breaks !== undefined && html`<small>${change.note}</small>`}</td></tr>`;
}

function label({ kind, title, now, against }: FurtherModel, format: Format): string {
  const days = (span: { readonly start: string; readonly end: string }) =>
    format.days({ ...span, grain: "week", name: "", startsAt: "", endsAt: "" } satisfies PeriodModel);
  const { further } = format.words;
  if (kind === "trailing") return further.trailing(format.count(Number(title)), days(against), Number(title));
  if (kind === "benchmark") return further.benchmark(plain(title));
  if (kind === "milestone") return further.milestone(format.named(title).long);
  if (kind === "event") return further.event(plain(title), days(now), days(against));
  return further[kind](days(now), days(against));
}
