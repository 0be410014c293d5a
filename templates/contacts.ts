/** The contacts behind a report: a page of its own and a CSV file. Nothing in them names a person. */

import type { ContactsModel, ListedContact } from "../functions/core/listed.ts";
import type { ReportModel } from "../functions/core/model.ts";
import { csvText } from "./csv.ts";
import { type Format, formatOf, isKnown } from "./format.ts";
import { html, type Markup } from "./html.ts";
import { shell } from "./page-shell.ts";
import { plain } from "./plain.ts";
import { summaryOf } from "./summary.ts";
import { detailsOf } from "./words/details.ts";
import { wordsOf } from "./words/index.ts";

/** The page, beside that of the report; undefined where the report lists none. */
export function renderContacts(model: ReportModel): string | undefined {
  if (!model.contacts) return undefined;
  const format = formatOf(wordsOf(model.locale), model.organisation.zone, model.organisation.currency);
  const { title, period, days, organisation } = summaryOf(model, format);
  const words = detailsOf(format.words).contacts;
  return shell(
    model,
    { title: `${words.title} – ${title} – ${period}`, skipTo: "contacts", words: format.words },
    html`<header><p class="mu">${format.words.reportLine(organisation, title)}</p>
<h1 id="contacts">${words.title}</h1>
<p class="period"><strong>${period}</strong> · ${days}</p>
<p>${countOf(model.contacts, format)}</p><p class="mu">${words.note}</p>
<nav aria-label="${words.title}"><ul><li><a href="./">${words.back}</a></li><li><a href="contacts.csv">${words.csv}</a></li></ul></nav></header>
<main>${model.contacts.rows.length > 0 && tableOf(model, model.contacts.rows, format)}</main>`,
  ).markup;
}

/** How many are shown of how many. */
function countOf({ opened, rows }: ContactsModel, format: Format): string {
  const words = detailsOf(format.words).contacts;
  const shown = format.count(rows.length);
  if (rows.length === 0) return words.none;
  if (!isKnown(opened)) return words.newestOnly(shown, rows.length);
  const all = format.count(opened);
  return opened <= rows.length ? words.all(all, opened) : words.newest(shown, all, opened);
}

function tableOf(model: ReportModel, rows: readonly ListedContact[], format: Format): Markup {
  const words = detailsOf(format.words).contacts;
  const { member } = format.words.page;
  const heads = [
    ...[words.opened, member.channel, member.department, member.reason],
    ...[words.wait, words.talk, words.transferred, words.resolved, words.outcome],
  ];
  return html`<section class="table" aria-labelledby="contacts" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    (one) =>
      html`<tr><th scope="row">${format.instant(one.openedAt)}</th>${cellsOf(one, model, format).map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></section>`;
}

function cellsOf(one: ListedContact, model: ReportModel, format: Format): readonly string[] {
  const { words } = format;
  const seconds = (value: number | null) => (isKnown(value) ? format.value("seconds", value) : words.none);
  return [
    named(one.channel, {}, format),
    named(one.department, model.labels?.departments ?? {}, format),
    named(one.reason, model.labels?.reasons ?? {}, format),
    seconds(one.waitSeconds),
    seconds(one.talkSeconds),
    transferText(one, format),
    seconds(resolvedAfter(one)),
    outcomeText(one, format),
  ];
}

function named(member: string, labels: Readonly<Record<string, string>>, { words }: Format): string {
  if (member === "(not stated)") return words.unknownMember;
  return plain((Object.hasOwn(labels, member) && labels[member]) || member);
}

function transferText({ isTransferred, transferReason }: ListedContact, { words }: Format): string {
  const { yes, no } = detailsOf(words).contacts;
  if (isTransferred === null) return words.none;
  return isTransferred ? [yes, ...(transferReason ? [plain(transferReason)] : [])].join(": ") : no;
}

/** The organisation's own word for it; else what is known. */
function outcomeText({ outcome, isAnswered, resolvedAt }: ListedContact, { words }: Format): string {
  const { answered, unanswered, isResolved, isOpen } = detailsOf(words).contacts;
  if (outcome) return plain(outcome);
  if (isAnswered === false) return unanswered;
  return [...(isAnswered ? [answered] : []), resolvedAt === null ? isOpen : isResolved].join(", ");
}

function resolvedAfter({ openedAt, resolvedAt }: ListedContact): number | null {
  return resolvedAt === null ? null : (Date.parse(resolvedAt) - Date.parse(openedAt)) / 1000;
}

const columns = [
  ...(["opened_at", "channel", "department", "reason", "wait_seconds", "talk_seconds"] as const),
  ...(["is_transferred", "transfer_reason", "resolved_at", "outcome", "is_answered"] as const),
];

/** The same rows, as the CSV of the figures is written: ids in English, instants in UTC, times in seconds. */
export function renderContactsCsv(model: ReportModel): string | undefined {
  const { csv } = wordsOf(model.locale);
  const told = (value: boolean | null) => (value === null ? null : String(value));
  return (
    model.contacts &&
    csvText(
      columns,
      model.contacts.rows.map((one) => [
        ...[one.openedAt, one.channel, one.department, one.reason, one.waitSeconds, one.talkSeconds],
        ...[told(one.isTransferred), one.transferReason, one.resolvedAt, one.outcome, told(one.isAnswered)],
      ]),
      csv,
    )
  );
}
