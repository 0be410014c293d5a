/**
 * The way around an archived page: a bar above what was sent, and what was corrected since. It brings no style of its own,
 * because the page's policy allows none but the page's; the bytes that were sent stay as they are at `as-sent.html`.
 */

import { html } from "hono/html";
import { type Format, formatOf, labelled, restatedSentences, wordsOf } from "../../../templates/archive.ts";
import type { ReportModel } from "../../core/model.ts";
import type { Html } from "../page.ts";
import { type Access, type Beside, beside, type Edition, localeOf, modelOf } from "./access.ts";
import { archiveWords } from "./words/index.ts";

/** What a later report says of the period, in sentences, and which one says it. */
interface Correction {
  readonly by: Beside;
  readonly sentences: readonly string[];
}

/** The stored page with its frame. `root` leads from the page to the archive's own address, with its closing slash. */
export async function framed(page: string, edition: Edition, access: Access, root: string): Promise<string> {
  const { before, after } = await beside(edition, access);
  const corrections = await Promise.all(after.map((by) => correctionOf(by, edition, access)));
  const around = await frameOf(edition, root, {
    before: before[0],
    after: after[0],
    corrections: corrections.filter(({ sentences }) => sentences.length > 0),
  });
  return inserted(page, String(around));
}

/** Inside the head of the page; where it has none, at its beginning. What is no page stays as it is. */
export function inserted(page: string, around: string): string {
  const body = /<body[^>]*>/.exec(page);
  if (!body) return page;
  const from = body.index + body[0].length;
  const header = page.indexOf("<header>", from);
  const at = header < 0 ? from : header + "<header>".length;
  return `${page.slice(0, at)}\n${around}${page.slice(at)}`;
}

async function correctionOf(by: Beside, { period }: Edition, { lake }: Access): Promise<Correction> {
  const stored = await modelOf(by.edition, lake);
  return { by, sentences: stored ? correctedIn(stored.model, period) : [] };
}

/** What the report says of an earlier period: `First contact resolution of week 45 was reported as 91.2%; it is now ...` */
export function correctedIn(model: ReportModel, period: string): readonly string[] {
  const restatements = model.restatements?.filter((one) => one.period.name === period) ?? [];
  const { organisation, locale } = model;
  const format = formatOf(wordsOf(locale), organisation.zone, organisation.currency);
  return restatedSentences(labelled({ ...model, restatements }), format);
}

interface Around {
  readonly before: Beside | undefined;
  readonly after: Beside | undefined;
  readonly corrections: readonly Correction[];
}

function frameOf(edition: Edition, root: string, { before, after, corrections }: Around): Html {
  const locale = localeOf(edition);
  const { bar } = archiveWords[locale];
  const format = formatOf(wordsOf(locale), "UTC");
  const link = (
    to: Beside | undefined,
    words: (period: string) => string,
    label: (period: string) => string,
  ) => to && [`${root}${to.edition.address}`, words(named(to, format)), label(named(to, format))];
  const variant = edition.address.split("/")[2] ?? "";
  const asked = new URLSearchParams({
    report: edition.report,
    other: edition.period,
    ...(before && { one: before.edition.period }),
    ...(variant !== "" && { variant }),
  });
  const links = [
    [root, bar.index],
    link(before, bar.previous, bar.previousLabel),
    link(after, bar.next, bar.nextLabel),
    [`${root}compare?${asked}`, bar.compare],
    ["kpis.csv", bar.csv],
    ["kpis.xlsx", bar.workbook],
    ["as-sent.html", bar.asSent],
  ].filter((one) => one !== undefined);
  return html`<nav aria-label="${bar.label}"><ul>${links.map(
    ([href, text, label]) =>
      html`<li><a href="${href}"${label === undefined ? "" : html` aria-label="${label}"`}>${text}</a></li>`,
  )}</ul></nav>${corrections.length === 0 ? "" : corrected(corrections, root, format, locale)}`;
}

function corrected(
  corrections: readonly Correction[],
  root: string,
  format: Format,
  locale: keyof typeof archiveWords,
): Html {
  const words = archiveWords[locale].restated;
  return html`
<section aria-labelledby="since"><h2 id="since">! ${words.title}</h2>
<ul class="said">${corrections.flatMap(({ by, sentences }) =>
    sentences.map(
      (sentence) =>
        html`<li>${sentence} <a href="${root}${by.edition.address}">${words.by(inSentence(by, format))}</a></li>`,
    ),
  )}</ul></section>`;
}

const named = ({ span }: Beside, format: Format): string => format.named(span.name).long;

const inSentence = ({ span }: Beside, format: Format): string =>
  format.inline({ ...span, startsAt: "", endsAt: "" }, span.name.slice(0, 4));
