/** Any two periods of a report side by side, each with the numbers that were sent. */

import { html } from "hono/html";
import {
  breaksText,
  type Format,
  formatFor,
  formatOf,
  isKnown,
  plain,
  wordsOf,
} from "../../../templates/archive.ts";
import { type ArchivedModel, spanNamed } from "../../core/archived.ts";
import {
  type ComparedKpi,
  comparedKpis,
  isIncomplete,
  type Obstacle,
  obstacleOf,
} from "../../core/compared.ts";
import { kpiOf, type Unit } from "../../core/kpi.ts";
import type { KpiModel } from "../../core/model.ts";
import type { Html } from "../page.ts";
import { type Access, type Edition, editionsOf, isPlainName, modelOf } from "./access.ts";
import { type ArchiveWords, archiveWords } from "./words/index.ts";

export interface AskedPair {
  readonly report: string;
  /** Its folder in addresses; empty where there is none. */
  readonly variant: string;
  readonly one: string;
  readonly other: string;
}

interface Side {
  readonly edition: Edition;
  readonly stored: ArchivedModel | undefined;
}

/** The page of a comparison; undefined where the report, or one of the two periods, is not there for this visitor. */
export async function comparePage(asked: AskedPair, access: Access): Promise<Html | undefined> {
  if (!isPlainName(asked.report)) return undefined;
  const { locale } = access;
  const words = archiveWords[locale];
  // A report keeps its past under the names it had.
  const listed = await editionsOf(access, access.reports ? undefined : asked.report);
  const choices = listed
    .filter(({ address }) => (address.split("/")[2] ?? "") === asked.variant)
    .toSorted((a, b) => (a.period < b.period ? 1 : a.period > b.period ? -1 : 0));
  const [newest, before] = choices;
  if (!newest || !listed.some(({ report }) => report === asked.report)) return undefined;
  const chosen = (period: string, usual: Edition | undefined) =>
    period === "" ? (usual ?? newest) : choices.find((one) => one.period === period);
  const [one, other] = [chosen(asked.one, before), chosen(asked.other, newest)];
  if (!one || !other) return undefined;
  const [first, second] = (await Promise.all(
    [one, other].map(async (edition) => ({ edition, stored: await modelOf(edition, access.lake) })),
  )) as [Side, Side];
  const format = formatOf(wordsOf(locale), "UTC");
  const title = second.stored ?? first.stored;
  return html`<h1>${words.compare.title}</h1>
<p class="quiet">${plain(access.titleOf(asked.report) ?? title?.model.report.title ?? asked.report)} · <a href="./">${words.bar.index}</a></p>
${picker({ ...asked, one: one.period, other: other.period }, choices, words, format)}
${compared(first, second, choices.length, words, access)}`;
}

function picker(asked: AskedPair, choices: readonly Edition[], words: ArchiveWords, format: Format): Html {
  const choice = (name: "one" | "other", label: string) =>
    html`<p><label for="${name}">${label}</label>
<select id="${name}" name="${name}">${choices.map(
      ({ period }) =>
        html`<option value="${period}"${period === asked[name] ? html` selected` : ""}>${longName(period, format)}</option>`,
    )}</select></p>`;
  return html`<form class="find" method="get" action="compare">
<input type="hidden" name="report" value="${asked.report}">${asked.variant === "" ? "" : html`<input type="hidden" name="variant" value="${asked.variant}">`}
${choice("one", words.compare.one)}${choice("other", words.compare.other)}
<p><button type="submit">${words.compare.button}</button></p>
</form>`;
}

/** `Week 46 · 9–15 November 2026`. */
function longName(period: string, format: Format): string {
  const span = spanNamed(period);
  return span
    ? `${format.named(period).long} · ${format.days({ ...span, startsAt: "", endsAt: "" })}`
    : period;
}

/** `week 46`, with its year where that is not `year`. */
function shortName(period: string, year: string, format: Format): string {
  const span = spanNamed(period);
  return span ? format.inline({ ...span, startsAt: "", endsAt: "" }, year) : period;
}

const capital = (text: string) => text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());

function compared(first: Side, second: Side, periods: number, words: ArchiveWords, access: Access): Html {
  const told = words.compare;
  const plainFormat = formatOf(wordsOf(access.locale), "UTC");
  if (periods === 1) return html`<p>${told.fewer}</p>`;
  if (first.edition.period === second.edition.period) return html`<p>${told.same}</p>`;
  const lost = [first, second].find(({ stored }) => stored === undefined);
  if (!first.stored || !second.stored)
    return html`<p>${told.notKept(capital(shortName(lost?.edition.period ?? "", "", plainFormat)))}</p>`;
  const [one, other] = [first.stored.model, second.stored.model];
  const { zone, currency } = other.organisation;
  const format = formatOf(wordsOf(access.locale), zone, currency);
  const nameOf = (period: string) => shortName(period, other.period.name.slice(0, 4), format);
  const marks = [one, other].filter(isIncomplete).map(({ period }) => capital(nameOf(period.name)));
  const whole = obstacleOf(one, other);
  const head = ({ edition }: Side) =>
    html`<th scope="col" class="number"><a href="${edition.address}">${capital(nameOf(edition.period))}</a></th>`;
  return html`<section aria-labelledby="compared"><h2 id="compared">${capital(told.titleOf(nameOf(one.period.name), nameOf(other.period.name)))}</h2>
${marks.map((period) => html`<p><strong>${told.incomplete(period)}</strong></p>`)}${whole ? html`<p>${told.blocked(told.obstacles[whole])}</p>` : ""}
<div class="wide pairs" role="region" aria-labelledby="compared" tabindex="0"><table>
<thead><tr><th scope="col">${told.kpi}</th>${head(first)}${head(second)}<th scope="col" class="number">${told.difference}</th></tr></thead>
<tbody>${comparedKpis(one, other).map((kpi) => row(kpi, whole, words, format))}</tbody>
</table></div>
<p class="quiet">${told.note}</p></section>`;
}

/** What stands in the way of all is said once, above them. */
function row(kpi: ComparedKpi, whole: Obstacle | undefined, words: ArchiveWords, common: Format): Html {
  const format = formatFor(kpi.id, [kpi.one?.value, kpi.other?.value], common);
  const { obstacle, difference, breaks } = kpi;
  const why = breaks ? breaksText(breaks, format) : words.compare.obstacles[obstacle ?? "noData"];
  return html`<tr><th scope="row">${format.words.kpis[kpi.id].name}</th>${side(kpi.one, words, format)}${side(kpi.other, words, format)}
<td class="number">${
    obstacle !== undefined || difference === null
      ? html`<span class="quiet">${obstacle === whole ? format.words.notCompared : words.compare.blocked(why)}</span>`
      : html`<strong>${differenceText(kpi.unit, difference, format)}</strong>`
  }</td></tr>`;
}

function side(kpi: KpiModel | undefined, words: ArchiveWords, format: Format): Html {
  if (!kpi || !isKnown(kpi.value)) return html`<td class="number">${format.words.none}</td>`;
  const { unit, value, denominator, state } = kpi;
  const isOfDays = kpiOf(kpi.id)?.observations === "days";
  const n = unit === "share" && isKnown(denominator) && !isOfDays ? format.count(denominator) : "";
  return html`<td class="number">${format.value(unit, value)}${n === "" ? "" : html`<span class="quiet">${words.compare.n(n)}</span>`}${
    state === "final" ? "" : html`<span class="quiet">${format.words.state[state]}</span>`
  }</td>`;
}

/** `+1.2 pts`, `−14`, `+1 min 20 s`: no sign where it reads as none. */
export function differenceText(unit: Unit, difference: number, format: Format): string {
  if (unit === "share" || unit === "points") return format.signed(unit, difference);
  if (unit === "count") return format.difference(difference);
  const size = format.value(unit, Math.abs(difference));
  if (size === format.value(unit, 0)) return size;
  return `${difference < 0 ? "−" : "+"}${size}`;
}
