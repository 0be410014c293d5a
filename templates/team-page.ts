/** The sections of the archived page that only a report for a team has: everybody's rank, the whole age of the backlog, whose reasons rose. */

import { type AgesModel, total } from "../functions/core/ageing.ts";
import type { KpiModel, ReportModel } from "../functions/core/model.ts";
import type { TeamModel } from "../functions/core/team.ts";
import { ageNames } from "./ageing.ts";
import { type BesideCell, besideCell, wholeCell, wholeName } from "./beside.ts";
import { formatFor } from "./durations.ts";
import { type Format, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { rowOf, standingsOf, wholeRow, worseAgents, worseNote } from "./ranking.ts";
import { hidesReasons, movedText, reasonsOf } from "./reasons.ts";
import { comparedName, isIncomplete } from "./summary.ts";
import { judgedReasons } from "./team.ts";

/** More rows help nobody on a page, and they are in the CSV. */
const mostRows = 500;

export function teamSections(model: ReportModel, format: Format): readonly Markup[] {
  const { team } = model;
  if (!team) return [];
  return [
    rankings(model, team, format),
    sla(model, format),
    ageing(team, format),
    rose(model, team, format),
  ].filter((one) => one !== null);
}

/** Where they are, for the list of what is on the page. */
export function teamLinks(model: ReportModel, { words }: Format): readonly (readonly [string, string])[] {
  const { team } = model;
  if (!team) return [];
  const hasAgents = model.breakdowns.some(({ by, members }) => by === "agent" && members.length > 0);
  const isOpen = team.ageing !== null && total(team.ageing.open) > 0;
  return [
    ...(team.rankedBy !== null && hasAgents ? [["#ranking", words.team.ranked] as const] : []),
    ...(isOpen ? [["#ageing", words.team.ageing] as const] : []),
    ...(model.reasons.length > 0 ? [["#routed", routedTitle(model, words)] as const] : []),
  ];
}

function section(
  id: string,
  title: string,
  note: string,
  table: Markup | null,
  after: Markup | null,
): Markup {
  return html`<section><h2 id="${id}">${title}</h2>${
    table &&
    html`<section class="table" aria-labelledby="${id}" tabindex="0"><table><caption>${note}</caption>${table}</table></section>`
  }${after}</section>`;
}

const heads = (columns: readonly string[]) =>
  html`<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>`;

const paragraph = (text: string) => (text === "" ? null : html`<p class="mu">${text}</p>`);

/** Everybody with their rank, then those without one, beside all together. */
function rankings(model: ReportModel, team: TeamModel, format: Format): Markup | null {
  const kpi = model.kpis.find(({ id }) => id === team.rankedBy);
  const agents = model.breakdowns.find(({ by }) => by === "agent")?.members ?? [];
  if (!kpi || agents.length === 0) return null;
  const { words, count } = format;
  const own = formatFor(kpi.id, [kpi.value, kpi.previous.value], format, kpi.target);
  const { ranked, unranked } = standingsOf(agents, kpi.id);
  const all = [...ranked, ...unranked];
  const rows = all.slice(0, mostRows).map((one) => {
    const { rank, made, cell } = rowOf(one, kpi, own);
    return {
      rank,
      made,
      cell,
      name: wholeName(one.member, format),
      was: before(one.figure.previous, kpi, own),
    };
  });
  const [first] = wholeRow(model, kpi, own);
  const whole = first && { ...first, was: before(kpi.previous.value, kpi, own) };
  const more = all.length - rows.length;
  const worse = worseAgents(model, format);
  const columns = [
    words.page.member.agent,
    words.team.rank,
    words.columns.value,
    comparedName(model, "previous", format),
    words.team.change,
  ];
  const table = html`${heads(columns)}<tbody>${[...(whole ? [whole] : []), ...rows].map(
    ({ rank, name, made, cell, was }) =>
      html`<tr><th scope="row">${rank === "" ? html`<strong>${name}</strong>` : html`<bdi>${name}</bdi>`}</th><td>${rank}</td><td><span class="strong">${cell.value}</span>${made !== "" && html`<small>${made}</small>`}</td><td>${was}</td><td>${moved(cell)}</td></tr>`,
  )}</tbody>`;
  const after = html`${more > 0 && paragraph(words.page.moreMembers(count(more)))}${ranked.length === 0 && !isIncomplete(model) && paragraph(words.team.nobodyRanked)}<h3>${words.team.gotWorse}</h3>${
    worse.length > 0 &&
    html`<ul class="said">${worse.slice(0, mostRows).map((one) => html`<li>${one}</li>`)}</ul>`
  }${paragraph(worseNote(model, format))}`;
  const name = words.kpis[kpi.id].name;
  return section(
    "ranking",
    words.team.ranking(name),
    words.team.rankingNote(count(team.fewest)),
    table,
    after,
  );
}

function before(value: number | null, kpi: KpiModel, format: Format): string {
  return isKnown(value) ? format.value(kpi.unit, value) : format.words.none;
}

function moved({ change, tone, status, standing }: BesideCell): Markup {
  return html`<span class="${tone}">${change}</span>${standing !== "" && html`<small class="${status}">${standing}</small>`}`;
}

/** Departments by every SLA target the report names. */
function sla(model: ReportModel, format: Format): Markup | null {
  const { words } = format;
  const names: Readonly<Record<string, string>> = words.team.slaOf;
  const departments = model.breakdowns.find(({ by }) => by === "department");
  const kpis = model.kpis.filter(({ id }) => id in names && departments?.kpis.includes(id));
  if (kpis.length === 0 || !departments || departments.members.length === 0) return null;
  const cell = (one: BesideCell, n: number | null | undefined) =>
    html`<td><span class="strong">${one.value}</span>${isKnown(n) && html`<small>${words.team.made(format.count(n))}</small>`}<small>${moved(one)}</small></td>`;
  const whole = html`<tr><th scope="row"><strong>${model.scope ? wholeName(model.scope.member, format) : words.team.all}</strong></th>${kpis.map((kpi) => cell(wholeCell(kpi, format), kpi.denominator))}</tr>`;
  const rows = departments.members
    .slice(0, mostRows)
    .map(
      ({ member, values }) =>
        html`<tr><th scope="row"><bdi>${wholeName(member, format)}</bdi></th>${kpis.map((kpi) => cell(besideCell(values[kpi.id], kpi, format), values[kpi.id]?.n))}</tr>`,
    );
  const columns = [words.page.member.department, ...kpis.map(({ id }) => names[id] ?? "")];
  const note = `${words.team.slaNote}. ${words.team.besideNote(words.change.versus(comparedName(model, "previous", format)))}`;
  return section("sla", words.team.sla, note, html`${heads(columns)}<tbody>${whole}${rows}</tbody>`, null);
}

/** All together, then each department: how many are open of each age, and how many were. */
function ageing({ ageing: found }: TeamModel, format: Format): Markup | null {
  if (!found?.open || total(found.open) === 0) return null;
  const { words, count } = format;
  const cells = ({ open, previous }: AgesModel) =>
    open === null
      ? html`<td colspan="5">${words.hidden}</td>`
      : html`<td><span class="strong">${count(total(open))}</span>${was(previous && total(previous), format)}</td>${open.map((one, at) => html`<td>${count(one)}${was(previous?.[at], format)}</td>`)}`;
  const rows = found.departments
    .slice(0, mostRows)
    .map(
      (one) => html`<tr><th scope="row"><bdi>${wholeName(one.member, format)}</bdi></th>${cells(one)}</tr>`,
    );
  const columns = [words.page.member.department, words.team.open, ...ageNames(format)];
  const table = html`${heads(columns)}<tbody><tr><th scope="row"><strong>${words.team.all}</strong></th>${cells(found)}</tr>${rows}</tbody>`;
  return section("ageing", words.team.ageing, words.team.ageingNote, table, null);
}

function was(value: number | null | undefined, { words, count }: Format): Markup | null {
  return isKnown(value) ? html`<small>${words.change.was(count(value))}</small>` : null;
}

const routedTitle = (model: ReportModel, words: Format["words"]) =>
  hidesReasons(model) ? words.someReasons : words.team.routed;

/** All reasons that rose, and whose the largest are. */
function rose(model: ReportModel, team: TeamModel, format: Format): Markup | null {
  const { words } = format;
  const table = (reasons: ReturnType<typeof reasonsOf>) =>
    html`${heads([words.page.reason, words.page.contacts, words.page.share, words.team.change, words.team.whose])}<tbody>${reasons.map(
      ({ reason, contacts, share, change, whose }) =>
        html`<tr><th scope="row"><bdi>${reason}</bdi></th><td class="strong">${contacts}</td><td>${share}</td><td>${movedText(change)}</td><td>${whose || words.team.nobody}</td></tr>`,
    )}</tbody>`;
  const grown = reasonsOf(team.rose, format, mostRows);
  const largest = reasonsOf(model.reasons, format);
  const versus = words.change.versus(comparedName(model, "previous", format));
  const isCompared = model.reasons.some(({ change }) => change !== null);
  return html`${
    (grown.length > 0 || isCompared) &&
    section(
      "rose",
      words.team.rose,
      `${words.team.roseNote} (${versus})`,
      grown.length > 0 ? table(grown) : null,
      paragraph(`${grown.length > 0 ? "" : words.team.noneRose} ${judgedReasons(model, format)}`.trim()),
    )
  }${largest.length > 0 && section("routed", routedTitle(model, words), `${words.team.change}: ${versus}`, table(largest), null)}`;
}
