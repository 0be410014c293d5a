/** Where the numbers come from: each source's rows and cut-off, and what was left out and why. */

import type { SourceModel } from "../functions/core/model.ts";
import type { Format } from "./format.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";
import { plain } from "./plain.ts";

/** The tables of sources and of exclusions. */
export function sources({ model, summary, format }: Page): Markup {
  const { page } = format.words;
  // Files hold what somebody exported for this; only of what vendors tell there are rows that no figure needs.
  const hasUnused = model.sources.some(({ unused }) => unused !== undefined);
  const columns = [
    ...[page.source, page.completeUntil, page.landed, page.mapped],
    ...(hasUnused ? [page.unused] : []),
    ...[page.quarantined, hasUnused ? page.checkUnused : page.check],
  ];
  return html`<section><h2 id="sources">${page.sources}</h2><p class="mu">${summary.dataUntil}</p>
<section class="table" aria-labelledby="sources" tabindex="0"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${model.sources.map((source) => sourceRow(source, hasUnused, format))}</tbody></table></section></section>
<section><h2 id="excluded">${page.excluded}</h2>${exclusions({ summary, format })}</section>`;
}

function sourceRow(
  { id, completeUntil, landed, mapped, unused = 0, quarantined }: SourceModel,
  hasUnused: boolean,
  { words, count, instant }: Format,
): Markup {
  const adds = landed === mapped + unused + quarantined;
  const until = completeUntil === null ? words.page.unknown : instant(completeUntil);
  return html`<tr><th scope="row"><bdi>${plain(id)}</bdi></th><td>${until}</td><td>${count(landed)}</td><td>${count(mapped)}</td>${hasUnused && html`<td>${count(unused)}</td>`}<td>${count(quarantined)}</td><td class="${adds ? "good" : "bad"}">${adds ? words.page.addsUp : words.page.doesNotAddUp}</td></tr>`;
}

function exclusions({ summary, format: { words } }: Pick<Page, "summary" | "format">): Markup {
  if (summary.exclusions.length === 0) return html`<p>${words.page.nothingExcluded}</p>`;
  const rows = summary.exclusions.map(
    ({ rows, reason }) => html`<tr><th scope="row"><bdi>${reason}</bdi></th><td>${rows}</td></tr>`,
  );
  return html`<section class="table" aria-labelledby="excluded" tabindex="0"><table><thead><tr><th scope="col">${words.page.why}</th><th scope="col">${words.page.rows}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}
