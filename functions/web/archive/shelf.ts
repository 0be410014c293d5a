/** The index of the archive: every report by period, searched and paged by a form that needs no script. */

import { html } from "hono/html";
import { type Format, formatOf, plain, wordsOf } from "../../../templates/archive.ts";
import { type ArchivedModel, spanNamed } from "../../core/archived.ts";
import type { Html } from "../page.ts";
import { type Access, type Edition, editionsOf, modelOf } from "./access.ts";
import { type ArchiveWords, archiveWords } from "./words/index.ts";

/** What somebody asks for: each empty where they do not. */
export interface Asked {
  readonly q: string;
  readonly report: string;
  readonly year: string;
  readonly page: number;
}

interface Entry {
  readonly edition: Edition;
  readonly title: string;
  readonly stored?: ArchivedModel | undefined;
}

export const onPage = 25;
/** So many of the newest have their subjects searched; titles and periods are searched of all. */
const searched = 400;
const atOnce = 20;

export async function indexPage(asked: Asked, access: Access): Promise<Html> {
  const all = await editionsOf(access);
  const titles = await titlesOf(all, access);
  const wanted = all
    .filter(({ report }) => asked.report === "" || report === asked.report)
    .filter(({ period }) => asked.year === "" || period.startsWith(asked.year))
    .map((edition): Entry => ({ edition, title: titles.get(edition.report) ?? edition.report }));
  const words = archiveWords[access.locale];
  const format = formatOf(wordsOf(access.locale), "UTC");
  const found = asked.q.trim() === "" ? wanted : await matching(wanted, asked.q, format, access);
  const pages = Math.max(1, Math.ceil(found.length / onPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  const shown = await withModels(found.slice((page - 1) * onPage, page * onPage), access);
  const isCut = asked.q.trim() !== "" && wanted.length > searched;
  return html`<h1>${words.archive}</h1>
<p class="quiet">${words.lede}</p>
${finder(asked, all, titles, words)}
<p role="status">${words.find.found(format.count(found.length), found.length)}${isCut ? html`. ${words.find.searchedOnly(format.count(searched), searched)}` : ""}</p>
${all.length === 0 ? html`<p>${words.find.empty}</p>` : found.length === 0 ? html`<p>${words.find.none}</p>` : ""}
${[...Map.groupBy(shown, ({ edition }) => edition.report)].map(([, entries], at) => section(entries, at, words, format))}
${pages > 1 ? pager({ ...asked, page }, pages, words, format) : ""}`;
}

/** What reports are called now, else what the newest of each was called. */
async function titlesOf(all: readonly Edition[], access: Access): Promise<ReadonlyMap<string, string>> {
  const newest = [...Map.groupBy(all, ({ report }) => report)].flatMap(([report, [first]]) =>
    first ? [[report, first] as const] : [],
  );
  return new Map(
    await Promise.all(
      newest.map(async ([report, first]) => {
        const title =
          access.titleOf(report) ?? (await modelOf(first, access.lake))?.model.report.title ?? report;
        return [report, plain(title) || report] as const;
      }),
    ),
  );
}

/** Those that hold every word asked for, in any case and with or without accents. */
async function matching(
  entries: readonly Entry[],
  q: string,
  format: Format,
  access: Access,
): Promise<readonly Entry[]> {
  const asked = folded(q).split(" ").filter(Boolean);
  const read = await withModels(entries.slice(0, searched), access);
  return [...read, ...entries.slice(searched)].filter((entry) => {
    const text = folded(textOf(entry, format));
    return asked.every((word) => text.includes(word));
  });
}

function textOf({ edition, title, stored }: Entry, format: Format): string {
  const span = spanNamed(edition.period);
  return [
    title,
    edition.report,
    edition.period,
    ...(span ? [format.named(span.name).long, daysOf(edition, format)] : []),
    stored?.subject ?? "",
    stored?.model.report.title ?? "",
    stored?.model.scope?.member ?? "",
  ].join(" ");
}

const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/gu, " ");

async function withModels(entries: readonly Entry[], { lake }: Access): Promise<readonly Entry[]> {
  const read: Entry[] = [];
  for (let from = 0; from < entries.length; from += atOnce)
    read.push(
      ...(await Promise.all(
        entries
          .slice(from, from + atOnce)
          .map(async (one) => ({ ...one, stored: await modelOf(one.edition, lake) })),
      )),
    );
  return read;
}

function finder(
  asked: Asked,
  all: readonly Edition[],
  titles: ReadonlyMap<string, string>,
  { find }: ArchiveWords,
): Html {
  const years = [...new Set(all.map(({ period }) => period.slice(0, 4)))].sort().reverse();
  const choice = (name: "report" | "year", label: string, options: readonly (readonly [string, string])[]) =>
    html`<p><label for="${name}">${label}</label>
<select id="${name}" name="${name}"><option value="">${find.any}</option>${options.map(
      ([value, text]) =>
        html`<option value="${value}"${value === asked[name] ? html` selected` : ""}>${text}</option>`,
    )}</select></p>`;
  return html`<form class="find" method="get" action="./" role="search" aria-label="${find.label}">
<p class="wider"><label for="q">${find.text}</label>
<input id="q" name="q" type="search" maxlength="200" value="${asked.q}"></p>
${titles.size > 1 ? choice("report", find.report, [...titles]) : ""}
${choice(
  "year",
  find.year,
  years.map((year) => [year, year]),
)}
<p><button type="submit">${find.button}</button></p>
${asked.q !== "" || asked.report !== "" || asked.year !== "" ? html`<p><a href="./">${find.clear}</a></p>` : ""}
</form>`;
}

function section(entries: readonly Entry[], at: number, words: ArchiveWords, format: Format): Html {
  const title = entries[0]?.title ?? "";
  const { columns } = words;
  const hasWhose = entries.some(({ edition }) => edition.address.split("/").length > 3);
  return html`<section aria-labelledby="report-${at}"><h2 id="report-${at}">${title}</h2>
<div class="wide" role="region" aria-labelledby="report-${at}" tabindex="0"><table>
<thead><tr><th scope="col">${columns.period}</th><th scope="col">${columns.subject}</th>${hasWhose ? html`<th scope="col">${columns.whose}</th>` : ""}<th scope="col">${columns.files}</th></tr></thead>
<tbody>${entries.map((entry) => row(entry, hasWhose, words, format))}</tbody>
</table></div></section>`;
}

function row({ edition, stored }: Entry, hasWhose: boolean, words: ArchiveWords, format: Format): Html {
  const { address, period, variant } = edition;
  const name = spanNamed(period) ? format.named(period).long : period;
  const whose = plain(stored?.model.scope?.member ?? "") || (stored ? words.everything : variant);
  const language = stored?.model.locale ?? "en";
  return html`<tr><th scope="row"><a href="${address}">${name}</a><span class="quiet">${daysOf(edition, format)}</span></th>
<td class="subject">${plain(stored?.subject ?? "")}</td>${hasWhose ? html`<td>${whose}${language === "en" ? "" : html` <span class="quiet">${language}</span>`}</td>` : ""}
<td class="files"><a href="${address}kpis.csv" aria-label="${words.bar.csv}, ${name}">${words.bar.csv}</a>${
    stored
      ? html` <a href="${address}kpis.xlsx" aria-label="${words.bar.workbook}, ${name}">${words.bar.workbook}</a>`
      : ""
  }</td></tr>`;
}

function daysOf({ period }: Edition, format: Format): string {
  const span = spanNamed(period);
  return span ? format.days({ ...span, startsAt: "", endsAt: "" }) : "";
}

function pager({ page, ...asked }: Asked, pages: number, words: ArchiveWords, format: Format): Html {
  const to = (number: number) => {
    const given = Object.entries({ ...asked, page: String(number) }).filter(([, value]) => value !== "");
    return `./?${new URLSearchParams(given as [string, string][])}`;
  };
  return html`<nav class="pages" aria-label="${words.pages.label}">
${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">${words.pages.newer}</a>` : ""}
<span>${words.pages.at(format.count(page), format.count(pages))}</span>
${page < pages ? html`<a href="${to(page + 1)}" rel="next">${words.pages.older}</a>` : ""}
</nav>`;
}
