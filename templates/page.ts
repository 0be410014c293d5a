/** The archived page of a report: the same numbers as the email and all the detail. No script, nothing loaded from anywhere. */

import type { ReportModel } from "../functions/core/model.ts";
import { actionsSection } from "./actions.ts";
import { boardSections } from "./board-page.ts";
import { breakdowns, channelMix, reasonBars } from "./breakdowns.ts";
import { type Format, formatOf } from "./format.ts";
import { html, type Markup } from "./html.ts";
import type { KpiView } from "./kpi-view.ts";
import { labelled } from "./labels.ts";
import { hoursSection } from "./operations-page.ts";
import { kpiCards, overview } from "./page-kpis.ts";
import { shell } from "./page-shell.ts";
import { bridgesShown, whySection } from "./page-why.ts";
import { plain } from "./plain.ts";
import { restatedSentences, unusualSentences } from "./restated.ts";
import { sources } from "./sources.ts";
import { comparedName, type Summary, summaryOf } from "./summary.ts";
import { teamLinks, teamSections } from "./team-page.ts";
import { detailsOf } from "./words/details.ts";
import { wordsOf } from "./words/index.ts";

/** What every part of the page is made from. */
export interface Page {
  readonly model: ReportModel;
  readonly summary: Summary;
  readonly format: Format;
  /** Names of the two periods everything is compared with: `week 45`, `week 46 of 2025`. */
  readonly previous: string;
  readonly lastYear: string;
}

/** The whole page as HTML. `kpis.csv` is expected beside it. */
export function renderPage(unnamed: ReportModel): string {
  const model = labelled(unnamed);
  const format = formatOf(wordsOf(model.locale), model.organisation.zone, model.organisation.currency);
  const summary = summaryOf(model, format);
  const [previous, lastYear] = [
    comparedName(model, "previous", format),
    comparedName(model, "lastYear", format),
  ];
  return documentOf({ model, summary, format, previous, lastYear }).markup;
}

function documentOf(page: Page): Markup {
  const { summary, format } = page;
  const title = `${summary.title} – ${summary.period} – ${summary.organisation}`;
  return shell(
    page.model,
    { title, skipTo: "overview", words: format.words },
    html`${header(page)}
<main>
${attention(summary.attention, format)}
${actionsSection(page.model, page.format)}
${sentences("restated", page.format.words.restated.title, restatedSentences(page.model, page.format))}
${boardSections(page)}
${overview(page)}
${sentences("unusual", page.format.words.unusual.title, unusualSentences(page.model, page.format))}
${whySection(page)}
${teamSections(page.model, page.format)}
${hoursSection(page)}
${kpiCards(page)}
<div class="pair">${reasonBars(page)}${channelMix(page)}</div>
${breakdowns(page)}
${page.model.scope ? null : sources(page)}
</main>
${footer(page)}`,
  );
}

function header({ summary, format, model }: Page): Markup {
  const { words } = format;
  const links: readonly (readonly [string, string])[] = [
    ["#overview", words.page.overview],
    ...(bridgesShown({ model }).length > 0 ? [["#why", detailsOf(words).charts.why] as const] : []),
    ...(model.hours ? [["#hours", words.hours.titleByDay] as const] : []),
    ["#definitions", words.page.details],
    ...teamLinks(model, format),
    ...model.breakdowns.map(({ by }) => [`#by-${by}`, words.page.breakdown[by]] as const),
    ...(model.scope ? [] : [["#sources", words.page.sources] as const]),
    ["kpis.csv", words.page.csv],
    ...(model.contacts
      ? [
          [
            "contacts.html",
            detailsOf(words).contacts.link(format.count(model.contacts.opened ?? model.contacts.rows.length)),
          ] as const,
        ]
      : []),
  ];
  return html`<header>
<p class="mu">${words.reportLine(summary.organisation, summary.title)}</p>
<h1>${summary.headline}</h1>
${summary.narrative.map((sentence) => html`<p class="narrative">${sentence}</p>`)}
<p class="period"><strong>${summary.period}</strong> · ${summary.days}</p>
${summary.compared !== "" && html`<p class="mu">${summary.compared}</p>`}
<p class="score">${summary.score.map((mark) => html`<span class="${mark.status}">${mark.sign} ${mark.text}</span>`)}</p>
<p class="mu">${summary.dataUntil} · ${model.scope ? summary.excluded : html`<a href="#excluded">${summary.excluded}</a>`}</p>
${summary.incomplete && html`<p class="warn">! ${[summary.warning, ...summary.missing].join(" ")}</p>`}
<nav aria-label="${words.page.contents}"><ul>${links.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}</ul></nav>
</header>`;
}

function attention(kpis: readonly KpiView[], { words }: Format): Markup | null {
  if (kpis.length === 0) return null;
  return html`<section><h2 id="attention">${words.attention}</h2>
<p class="mu">${words.attentionRule}</p>
<ol class="attention">${kpis.map(
    (kpi) =>
      html`<li class="is-${kpi.status}"><div><a href="#${kpi.id}">${kpi.name}</a><br><span class="${kpi.previous.tone}">${kpi.previous.arrow} ${kpi.sentence}</span><br><span class="mu"><strong class="${kpi.status}">${kpi.sign} ${kpi.statusWord}</strong>${kpi.target !== "" && ` · ${words.target.labelled(kpi.target)}`}</span></div><span class="value ${kpi.status}">${kpi.value}</span></li>`,
  )}</ol></section>`;
}

function sentences(id: string, title: string, all: readonly string[]): Markup | null {
  if (all.length === 0) return null;
  return html`<section><h2 id="${id}">${title}</h2><ul class="said">${all.map((one) => html`<li>${one}</li>`)}</ul></section>`;
}

function footer({ summary, format, model }: Page): Markup {
  const { words } = format;
  const notes = [
    ...summary.markNotes,
    words.page.days(plain(model.organisation.zone)),
    words.page.generation(format.count(model.generation)),
  ];
  return html`<footer>${notes.map((note) => html`<p>${note}</p>`)}</footer>`;
}
