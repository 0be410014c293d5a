/** The report cut by channel, department and reason: bars for the mixes, tables for everything. */

import type { KpiId } from "../functions/core/kpi.ts";
import { type BreakdownModel, type FigureModel, type MemberModel, sides } from "../functions/core/model.ts";
import { bar } from "./charts.ts";
import { formatFor } from "./durations.ts";
import { movedFigure, sideText, unitOf } from "./figures.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";
import { plain } from "./plain.ts";
import { movedText, reasonsOf } from "./reasons.ts";
import { comparesLastYear, isIncomplete } from "./summary.ts";

/** More rows help nobody on a page, and they are in the CSV. */
const mostRows = 100;

/** The top reasons as bars from zero, with their numbers. */
export function reasonBars({ model, format, previous }: Page): Markup | null {
  const { words } = format;
  const reasons = reasonsOf(model.reasons, format);
  if (reasons.length === 0) return null;
  const heading = words.reasons(format.count(reasons.length), reasons.length);
  const rows = reasons.map(
    ({ reason, contacts, share, change, bar: width }) =>
      html`<tr><th scope="row"><bdi>${reason}</bdi>${bar(width)}</th><td class="strong">${contacts}</td><td>${share}</td><td>${movedText(change)}</td></tr>`,
  );
  return barTable(
    "reasons",
    [heading, words.barNote],
    [words.page.reason, words.page.contacts, words.page.share, words.change.versus(previous)],
    rows,
  );
}

/** Each channel's share of all contacts, where the report has it. */
export function channelMix({ model, format, previous }: Page): Markup | null {
  const { words } = format;
  const channels = model.breakdowns.find(({ by }) => by === "channel");
  if (!channels?.kpis.includes("channel_share") || channels.members.length === 0) return null;
  const rows = channels.members.slice(0, mostRows).map((member) => {
    const share = member.values.channel_share;
    const change = mixChange(share, model, format);
    const [value, width] = isKnown(share?.value)
      ? [format.value("share", share.value), share.value * 100]
      : [share?.hidden?.includes("value") ? words.hidden : words.none, 0];
    return html`<tr><th scope="row">${nameOf(member, format)}${bar(width)}</th><td class="strong">${value}</td><td>${change}</td></tr>`;
  });
  const headings = [words.page.member.channel, words.page.share, words.change.versus(previous)];
  return barTable("channel-mix", [words.page.channelMix, words.barNote], headings, rows);
}

function mixChange(share: FigureModel | undefined, model: Page["model"], format: Format): string {
  if (isIncomplete(model)) return format.words.notCompared;
  if (share?.few?.includes("previous")) return format.words.change.tooFew;
  return share ? sideText(share, "previous", "share", format) : format.words.noData;
}

function barTable(
  id: string,
  [heading, note]: readonly [string, string],
  columns: readonly string[],
  rows: readonly Markup[],
): Markup {
  return html`<section><h2 id="${id}">${heading}</h2><section class="table bars" aria-labelledby="${id}" tabindex="0"><table><caption>${note}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section></section>`;
}

/** One table per breakdown, with every KPI it has. */
export function breakdowns(page: Page): readonly Markup[] {
  return page.model.breakdowns.map((breakdown) => table(breakdown, page));
}

function table({ by, kpis, members, notKept = [] }: BreakdownModel, page: Page): Markup {
  const { words, count } = page.format;
  const { smallestGroup } = page.model;
  const columns = kpis.map(
    (id) => html`<th scope="col"><a href="#${id}">${page.format.words.kpis[id].name}</a></th>`,
  );
  // One column is compared from line to line.
  const pages = kpis.map((id) => ({ ...page, format: formatFor(id, allOf(id, members), page.format) }));
  const rows = members
    .slice(0, mostRows)
    .map(
      (member) =>
        html`<tr><th scope="row">${nameOf(member, page.format)}</th>${kpis.map((id, at) => cell(member, id, kpis.length > 4, pages[at] ?? page))}</tr>`,
    );
  const more = members.length - mostRows;
  const heading = html`<h2 id="by-${by}">${words.page.breakdown[by]}</h2>`;
  if (members.length === 0)
    return html`<section>${heading}<p class="mu">${smallestGroup === undefined ? words.page.noMembers : words.noGroups(smallestGroup)}</p></section>`;
  const lost = notKept.map((id) => page.format.words.kpis[id].name).join(", ");
  const isHidden = members.some(({ values }) => Object.values(values).some(({ hidden }) => hidden));
  const note = comparesLastYear(page.model)
    ? words.page.breakdownNote(page.previous, page.lastYear)
    : words.page.breakdownNoteOnly(page.previous);
  return html`<section>${heading}
<section class="table" aria-labelledby="by-${by}" tabindex="0"><table><caption>${note}</caption>
<thead><tr><th scope="col">${words.page.member[by]}</th>${columns}</tr></thead><tbody>${rows}</tbody></table></section>
${more > 0 && html`<p class="mu">${words.page.moreMembers(count(more))}</p>`}${isHidden && smallestGroup !== undefined && html`<p class="mu">${words.hiddenNote(smallestGroup)}</p>`}${lost !== "" && html`<p class="mu">${words.notKeptSo(lost)}</p>`}</section>`;
}

const allOf = (id: KpiId, members: readonly MemberModel[]) =>
  members.flatMap(({ values }) => sides.map((side) => values[id]?.[side]));

function cell(member: MemberModel, id: KpiId, wide: boolean, { format, model }: Page): Markup {
  const figures = member.values[id];
  const unit = unitOf(id, model);
  if (figures?.hidden?.includes("value")) return html`<td>${format.words.hidden}</td>`;
  if (!figures || !isKnown(figures.value))
    return html`<td>${format.words.none}<small>${format.words.noData}</small></td>`;
  const change = (side: "previous" | "lastYear") => movedFigure(figures, id, side, model, format);
  if (!comparesLastYear(model))
    return html`<td><span class="strong">${format.value(unit, figures.value)}</span>${lines([change("previous")], wide)}</td>`;
  const changes = [change("previous"), change("lastYear")];
  return html`<td><span class="strong">${format.value(unit, figures.value)}</span>${lines(changes, wide)}</td>`;
}

/** Both changes on one line where there is room, else one below the other; where neither is told, why, once. */
function lines(both: readonly string[], wide: boolean): readonly Markup[] {
  const isUntold = both.every((one) => one === both[0] && !/\d/.test(one));
  const changes = isUntold ? both.slice(0, 1) : both;
  return wide
    ? changes.map((change) => html`<small>${change}</small>`)
    : [html`<small>${changes.join(" · ")}</small>`];
}

function nameOf({ member }: MemberModel, { words }: Format): Markup {
  return html`<bdi>${plain(member) || words.unknownMember}</bdi>`;
}
