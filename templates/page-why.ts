/** Why KPIs moved: the bridges of those that got worse or moved, a waterfall each. */

import type { BridgeModel } from "../functions/core/causes.ts";
import { bridgeChart } from "./charts-bridge.ts";
import { formatOfKpi } from "./durations.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";
import { detailsOf } from "./words/details.ts";

/** Null where no change may be taken apart. */
export function whySection(page: Page): Markup | null {
  const { charts } = detailsOf(page.format.words);
  const cards = bridgesShown(page).flatMap((bridge) => card(bridge, page) ?? []);
  if (cards.length === 0) return null;
  return html`<section><h2 id="why">${charts.why}</h2><p class="mu">${charts.whyNote}</p>
<div class="ways">${cards}</div></section>`;
}

/** Only of changes the report tells. */
export function bridgesShown({ model }: Pick<Page, "model">): readonly BridgeModel[] {
  const { bridges = [], kpis } = model;
  const told = new Set(kpis.filter(({ previous }) => previous.change !== null).map(({ id }) => id));
  return bridges.filter(({ kpi }) => told.has(kpi));
}

function card(bridge: BridgeModel, { model, format }: Page): Markup | null {
  const kpi = model.kpis.find(({ id }) => id === bridge.kpi);
  if (!kpi) return null;
  const { name } = format.words.kpis[kpi.id];
  const chart = bridgeChart(bridge, kpi, name, formatOfKpi(kpi, format));
  const title = detailsOf(format.words).charts.bridge[bridge.by](name);
  return chart && html`<article class="card"><h3>${title}</h3>${chart}</article>`;
}
