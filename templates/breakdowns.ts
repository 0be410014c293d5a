/** The report cut by channel, department and reason: bars for the mixes, tables for everything. */

import type { KpiId } from "../functions/core/kpi.ts";
import { type BreakdownModel, type FigureModel, type MemberModel, sides } from "../functions/core/model.ts";
import { wholeName } from "./beside.ts";
import { bar } from "./charts.ts";
import { formatFor } from "./durations.ts";
import { movedFigure, sideText, unitOf } from "./figures.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import type { Page } from "./page.ts";
import { movedText, reasonsOf, reasonsTitle } from "./reasons.ts";
import { comparesLastYear, isIncomplete } from "./summary.ts";
import { detailsOf } from "./words/details.ts";

/** More rows help nobody on a page, and they are in the CSV. */
const mostRows = 100;

/** The top reasons as bars from zero, with their numbers. */
export function reasonBars({ model, format, previous }: Page): Markup | null {
  const { words } = format;
  const reasons = reasonsOf(model.reasons, format);
  if (reasons.length === 0) return null;
  const heading = reasonsTitle(model, format);
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
  if (share?.apart?.includes("previous")) return format.words.notCompared;
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

/** Every breakdown, with every KPI it has. */
export function breakdowns(page: Page): readonly Markup[] {
  return page.model.breakdowns.map((breakdown) => section(breakdown, page));
}

/** As many columns as a desk and a sheet of paper have room for; the rest are tables of their own below. */
const mostColumns = 6;

function section(breakdown: BreakdownModel, page: Page): Markup {
  const { by, kpis, members, notKept = [] } = breakdown;
  const { words, count } = page.format;
  const { smallestGroup } = page.model;
  const more = members.length - mostRows;
  const heading = html`<h2 id="by-${by}">${words.page.breakdown[by]}</h2>`;
  if (members.length === 0)
    return html`<section>${heading}<p class="mu">${smallestGroup === undefined ? words.page.noMembers : words.noGroups(smallestGroup)}</p></section>`;
  const lost = notKept.map((id) => page.format.words.kpis[id].name).join(", ");
  const isHidden = members.some(({ values }) => Object.values(values).some(({ hidden }) => hidden));
  return html`<section>${heading}
${evenly(kpis).map((own, at, all) => table(breakdown, own, [at + 1, all.length], page))}
${more > 0 && html`<p class="mu">${words.page.moreMembers(count(more))}</p>`}${isHidden && smallestGroup !== undefined && html`<p class="mu">${words.hiddenNote(smallestGroup)}</p>`}${lost !== "" && html`<p class="mu">${words.notKeptSo(lost)}</p>`}</section>`;
}

/** Tables of nearly as many columns each: eight are four and four, and not six and two. */
function evenly(kpis: readonly KpiId[]): readonly (readonly KpiId[])[] {
  const tables = Math.max(1, Math.ceil(kpis.length / mostColumns));
  const size = Math.ceil(kpis.length / tables);
  return Array.from({ length: tables }, (_, at) => kpis.slice(at * size, (at + 1) * size));
}

function table(
  { by, members }: BreakdownModel,
  kpis: readonly KpiId[],
  [part, parts]: readonly [number, number],
  page: Page,
): Markup {
  const { words } = page.format;
  const columns = kpis.map((id) => html`<th scope="col"><a href="#${id}">${words.kpis[id].name}</a></th>`);
  // One column is compared from line to line.
  const pages = kpis.map((id) => ({ ...page, format: formatFor(id, allOf(id, members), page.format) }));
  const width = kpis.includes(counted) ? widthsOf(members) : undefined;
  const rows = members
    .slice(0, mostRows)
    .map(
      (member) =>
        html`<tr><th scope="row">${nameOf(member, page.format)}${width ? bar(width(member)) : null}</th>${kpis.map((id, at) => cell(member, id, kpis.length > 4, pages[at] ?? page))}</tr>`,
    );
  const isFirst = part === 1;
  const name = `${words.page.breakdown[by]}${parts > 1 ? ` ${part}/${parts}` : ""}`;
  const note = comparesLastYear(page.model)
    ? words.page.breakdownNote(page.previous, page.lastYear)
    : words.page.breakdownNoteOnly(page.previous);
  const barNote = width && detailsOf(words).charts.bar(words.kpis[counted].name);
  return html`<section class="table" aria-label="${name}" tabindex="0"><table>${isFirst && html`<caption>${[note, ...(barNote ? [barNote] : [])].join(" ")}</caption>`}
<thead><tr><th scope="col">${words.page.member[by]}</th>${columns}</tr></thead><tbody>${rows}</tbody></table></section>
`;
}

const counted: KpiId = "contacts_opened";

/** The length of a member's bar in percent, that of the longest being all; undefined where nothing is to be drawn. */
function widthsOf(members: readonly MemberModel[]): ((member: MemberModel) => number) | undefined {
  const told = ({ values }: MemberModel) => {
    const value = values[counted]?.value;
    return isKnown(value) && !values[counted]?.hidden?.includes("value") ? value : 0;
  };
  const most = Math.max(0, ...members.map(told));
  return most > 0 ? (member) => (told(member) / most) * 100 : undefined;
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
    return html`<td><b>${format.value(unit, figures.value)}</b>${lines([change("previous")], wide)}</td>`;
  const changes = [change("previous"), change("lastYear")];
  return html`<td><b>${format.value(unit, figures.value)}</b>${lines(changes, wide)}</td>`;
}

/** Both changes on one line where there is room, else one below the other; where neither is told, why, once. */
function lines(both: readonly string[], wide: boolean): readonly Markup[] {
  const isUntold = both.every((one) => one === both[0] && !/\d/.test(one));
  const changes = isUntold ? both.slice(0, 1) : both;
  return wide
    ? changes.map((change) => html`<small>${change}</small>`)
    : [html`<small>${changes.join(" · ")}</small>`];
}

function nameOf({ member }: MemberModel, format: Format): Markup {
  return html`<bdi>${wholeName(member, format)}</bdi>`;
}
