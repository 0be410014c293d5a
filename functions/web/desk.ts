/** The desk of a local run: what was sent, what is archived, and which rows were left out. It only shows. */

import { Hono } from "hono";
import { html } from "hono/html";
import type { Lake } from "../ports.ts";
import { type Archived, archive, archived } from "./archive.ts";
import { documentPolicy, guard, type Html, notFound, ownPolicy, page, style } from "./page.ts";

export interface SentEmail {
  readonly id: string;
  readonly subject: string;
  readonly to: string;
  /** ISO UTC instant. */
  readonly sentAt: string;
}

export interface QuarantinedRow {
  readonly source: string;
  /** File and row, `contacts-2026-11-20.csv.gz:17`. */
  readonly place: string;
  readonly reason: string;
}

export interface DeskInput {
  readonly lake: Lake;
  readonly emails: () => Promise<readonly SentEmail[]>;
  /** The finished HTML of one email; undefined when it is gone. Asked only for ids `emails` named. */
  readonly emailHtml: (id: string) => Promise<string | undefined>;
  /** The first of the rows left out. */
  readonly quarantine: () => Promise<readonly QuarantinedRow[]>;
  /** What goes out next and what it waits for: of each report some lines, the first of which names it. */
  readonly coming?: () => Promise<readonly (readonly string[])[]>;
  /** What stands refused, each with its cure. */
  readonly refused?: () => Promise<readonly string[]>;
  /** How many rows are left out, where `quarantine` may not name them all. */
  readonly quarantined?: () => Promise<number>;
}

const mostRows = 200;

/** The desk's pages: `/`, `/outbox/<id>`, `/archive/<report>/<period>/index.html` and `kpis.csv`. */
export function desk(input: DeskInput): Hono {
  const app = new Hono();
  app.get("/", async (context) => {
    const [emails, reports, rows, total, coming, refused] = await Promise.all([
      input.emails(),
      archived(input.lake),
      input.quarantine(),
      input.quarantined?.(),
      input.coming?.(),
      input.refused?.(),
    ]);
    guard(context, ownPolicy);
    return context.html(
      front(emails, reports, { rows, total: total ?? rows.length }, coming ?? [], refused ?? []),
    );
  });
  app.get("/desk.css", (context) => {
    guard(context, ownPolicy);
    return context.body(style, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  app.get("/outbox/:id", async (context) => {
    const id = context.req.param("id");
    const known = (await input.emails()).some((email) => email.id === id);
    const document = known ? await input.emailHtml(id) : undefined;
    if (document === undefined) return notFound(context);
    guard(context, documentPolicy);
    return context.html(document);
  });
  app.route("/archive", archive(input.lake));
  app.notFound(notFound);
  app.onError((error, context) => {
    console.error(`desk: ${context.req.path}: ${error.message}`);
    guard(context, ownPolicy);
    return context.html(page("Something failed", failure), 500);
  });
  return app;
}

const failure = html`<main>
<h1>This page could not be made</h1>
<p>The reason stands in the terminal that runs the desk. Nothing was changed or sent.</p>
<p><a href="/">See all emails and reports</a></p>
</main>`;

function front(
  emails: readonly SentEmail[],
  reports: readonly Archived[],
  { rows, total }: { readonly rows: readonly QuarantinedRow[]; readonly total: number },
  coming: readonly (readonly string[])[],
  refused: readonly string[],
): Html {
  return page(
    "Raport desk",
    html`<main>
<h1>Raport desk</h1>
<p class="quiet">What this machine has sent and archived. Nothing on this page sends anything.</p>
${comingSection(coming)}
${refusedSection(refused)}
${emailSection(emails)}
${archiveSection(reports)}
${quarantineSection(rows, total)}
</main>`,
  );
}

function comingSection(coming: readonly (readonly string[])[]): Html {
  return html`<section aria-labelledby="coming">
<h2 id="coming">Coming and waiting (${coming.length})</h2>
${coming.length === 0 ? html`<p>No run has put a config in force here yet.</p>` : ""}
${coming.map(
  ([what = "", ...lines]) => html`<h3>${what}</h3>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
)}
</section>`;
}

function refusedSection(refused: readonly string[]): Html {
  if (refused.length === 0) return html``;
  return html`<section aria-labelledby="refused">
<h2 id="refused">Refused files (${refused.length})</h2>
<p class="quiet">Nothing of them was taken in. Put each right or take it away; the next run looks again.</p>
<ul>${refused.map((line) => html`<li>${line}</li>`)}</ul>
</section>`;
}

function emailSection(emails: readonly SentEmail[]): Html {
  const newest = emails.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : a.sentAt > b.sentAt ? -1 : 0));
  return html`<section aria-labelledby="emails">
<h2 id="emails">Sent emails (${emails.length})</h2>
${
  newest.length === 0
    ? html`<p>None yet. <code>npm run raport -- run</code> sends what is due and says what it waits for.</p>`
    : html`<ul>${newest.map(emailItem)}</ul>`
}
</section>`;
}

function emailItem({ id, subject, to, sentAt }: SentEmail): Html {
  return html`<li><a href="/outbox/${encodeURIComponent(id)}">${subject || "(no subject)"}</a>
<span class="quiet">to ${to}, <time datetime="${sentAt}">${moment(sentAt)}</time></span></li>`;
}

function archiveSection(reports: readonly Archived[]): Html {
  const groups = [...Map.groupBy(reports, (each) => each.report)];
  return html`<section aria-labelledby="archive">
<h2 id="archive">Archived reports (${reports.length})</h2>
${groups.length === 0 ? html`<p>None yet. A report is archived when it is sent.</p>` : ""}
${groups.map(
  ([report, periods]) => html`<h3>${report}</h3>
<ul>${periods.map(archiveItem)}</ul>`,
)}
</section>`;
}

function archiveItem({ report, period, variant }: Archived): Html {
  const parts = [report, period, ...(variant === "" ? [] : [variant])];
  const path = `/archive/${parts.map(encodeURIComponent).join("/")}`;
  const title = variant === "" ? period : `${period} ${variant}`;
  return html`<li><a href="${path}/index.html">${title}</a>
<span class="quiet"><a href="${path}/kpis.csv">the numbers of ${report} ${title} as CSV</a></span></li>`;
}

function quarantineSection(rows: readonly QuarantinedRow[], total: number): Html {
  return html`<section aria-labelledby="quarantine">
<h2 id="quarantine">Quarantine (${total.toLocaleString("en")})</h2>
${
  rows.length === 0
    ? html`<p>Empty: every row that was read counts in the figures.</p>`
    : html`<p class="quiet">Rows left out of every figure until their source sends them right.</p>
${quarantineTable(rows, total)}`
}
</section>`;
}

function quarantineTable(rows: readonly QuarantinedRow[], total: number): Html {
  const shown = rows.slice(0, mostRows);
  return html`<div class="wide" role="region" aria-labelledby="quarantine" tabindex="0"><table>
<thead><tr><th scope="col">Source</th><th scope="col">File</th><th scope="col" class="number">Row</th>
<th scope="col">Reason</th></tr></thead>
<tbody>${shown.map(quarantineRow)}</tbody>
</table></div>
${shown.length < total ? html`<p class="quiet">The first ${shown.length} of ${total.toLocaleString("en")} rows.</p>` : ""}`;
}

function quarantineRow({ source, place, reason }: QuarantinedRow): Html {
  const [, file = place, row = ""] = /^(.*):(\d+)$/s.exec(place) ?? [];
  return html`<tr><td>${source}</td><td>${file}</td><td class="number">${row}</td><td>${reason}</td></tr>`;
}

function moment(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
