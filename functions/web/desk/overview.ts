/** What a newcomer sees first: whether all is well, what was sent last, what comes next, and where everything is. */

import { html } from "hono/html";
import type { Html } from "../page.ts";
import type { ComingReport } from "./coming.ts";
import type { SentEmail } from "./inbox.ts";
import { counted, head, order, pill, room, timeOf, type Zone } from "./shell.ts";

/** The data in one line. */
export interface HealthLine {
  readonly sources: number;
  /** Sources that have given everything up to the end of yesterday. */
  readonly complete: number;
  readonly landed: number;
  /** Rows that count in no figure; null where telling would cost something. */
  readonly leftOut: number | null;
  readonly generation: number;
}

/** Something that needs somebody: what it is, and where more of it stands. */
export interface Trouble {
  readonly what: string;
  readonly href: string;
  readonly isGrave: boolean;
}

export interface OverviewInput {
  /** Null before the first run. */
  readonly overview: () => Promise<{
    readonly organisation: string;
    readonly health: HealthLine;
    readonly troubles: readonly Trouble[];
  } | null>;
}

interface Seen {
  readonly about: Awaited<ReturnType<OverviewInput["overview"]>>;
  readonly emails: readonly SentEmail[];
  readonly coming: readonly ComingReport[];
  readonly zone: Zone;
}

export function overviewPage({ about, emails, coming, zone }: Seen): Html {
  return room(
    "/",
    "Raport desk",
    html`${head(about?.organisation ?? "Raport desk", "What was sent, what comes next, and whether the data can be trusted.")}
${about === null ? nothingYet : attention([...about.troubles, ...coming.flatMap(overdue)])}
<div class="grid three">
${lastSent(emails, zone)}
${comingNext(coming)}
${healthCard(about?.health)}
</div>
${tour}`,
    zone,
  );
}

const nothingYet = html`<section class="banner wait" aria-labelledby="attention"><h2 id="attention">No run has put a config in force here yet</h2>
<p><code>npm run raport -- run</code> reads the sources, makes the numbers and sends what is due; then this page fills.</p></section>`;

/** A report whose hour has passed and that still waits is late for somebody. */
const overdue = ({ title, period, isDue, when, waitsFor }: ComingReport): readonly Trouble[] =>
  isDue && waitsFor.length > 0
    ? [
        {
          what: `${title} ${period} was due ${when} and waits for ${waitsFor[0]}.`,
          href: "/coming",
          isGrave: false,
        },
      ]
    : [];

function attention(troubles: readonly Trouble[]): Html {
  if (troubles.length === 0)
    return html`<section class="banner" aria-labelledby="attention"><h2 id="attention">Nothing needs anybody</h2>
<p class="quiet">No file is refused, nothing fails, and no report is held back by something that only a person can mend.</p></section>`;
  const isGrave = troubles.some((one) => one.isGrave);
  return html`<section class="banner ${isGrave ? "bad" : "wait"}" aria-labelledby="attention"><h2 id="attention">${counted(troubles.length, "thing needs somebody", "things need somebody")}</h2>
<ul>${troubles.map(({ what, href }) => html`<li>${what} <a href="${href}">See it</a></li>`)}</ul></section>`;
}

function lastSent(emails: readonly SentEmail[], zone: Zone): Html {
  const last = emails.toSorted((one, other) => order(other.sentAt, one.sentAt))[0];
  const same = emails.filter(({ report, period }) => report === last?.report && period === last.period);
  return html`<section aria-labelledby="last"><h2 class="label" id="last">Sent last</h2>
${
  last === undefined
    ? html`<p class="big">Nothing yet</p><p class="quiet"><code>npm run raport -- run</code> sends what is due and says what it waits for.</p>`
    : html`<p class="big"><a href="/inbox/${encodeURIComponent(last.id)}">${last.subject || "(no subject)"}</a></p>
<p class="quiet">${last.report} ${last.period}, ${timeOf(last.sentAt, zone)}, to ${counted(new Set(same.map(({ address }) => address)).size, "reader")}</p>
<p class="more"><a href="/inbox">Inbox (${emails.length.toLocaleString("en")})</a> · <a href="${last.page}">The full report</a></p>`
}</section>`;
}

function comingNext(coming: readonly ComingReport[]): Html {
  const next = coming[0];
  return html`<section aria-labelledby="next"><h2 class="label" id="next">Comes next</h2>
${
  next === undefined
    ? html`<p class="big">Nothing is planned</p><p class="quiet">A report goes out when a config names one.</p>`
    : html`<p class="big">${next.title}</p><p>${pill(next.tone, next.state)} <span class="quiet">${next.period}</span></p>
<p class="quiet">${next.isDue ? "Was due" : "Goes out"} ${next.when}, to ${counted(next.readers.length, "reader")}</p>
${next.waitsFor[0] === undefined ? "" : html`<p>Waits for ${next.waitsFor[0]}${next.waitsFor.length > 1 ? html`, and for ${next.waitsFor.length - 1} more` : ""}</p>`}`
}
<p class="more"><a href="/coming">All that is coming (${coming.length})</a></p></section>`;
}

function healthCard(health: HealthLine | undefined): Html {
  if (!health || health.generation === 0)
    return html`<section aria-labelledby="data"><h2 class="label" id="data">Data</h2><p class="big">No tables yet</p>
<p class="more"><a href="/health">Data health</a></p></section>`;
  const isWhole = health.complete === health.sources;
  return html`<section aria-labelledby="data"><h2 class="label" id="data">Data</h2>
<p class="big">${isWhole ? `All ${counted(health.sources, "source")} complete` : `${health.complete} of ${counted(health.sources, "source")} complete`}</p>
<p>${isWhole ? pill("good", "up to yesterday") : pill("wait", "more is awaited")}</p>
<p class="quiet">${counted(health.landed, "row")} read${health.leftOut === null ? "" : health.leftOut === 0 ? ", every one counts" : `, ${health.leftOut.toLocaleString("en")} left out`}; generation ${health.generation} of the tables</p>
<p class="more"><a href="/health">Data health</a></p></section>`;
}

const places = [
  ["/inbox", "Inbox", "the emails, as each reader has them"],
  ["/archive", "Archive", "every report as it was sent, to search and compare"],
  ["/coming", "Coming", "what goes out next, to whom, and what it waits for"],
  ["/health", "Data health", "how far each source reaches, and the rows left out"],
  ["/kpis", "KPIs", "what each number means, its SQL, a year of its values"],
  ["/config", "Config", "what is in force, and a place to try an edit"],
] as const;

const tour = html`<section aria-labelledby="tour"><h2 id="tour">The rooms of this desk</h2>
<ul class="tour">${places.map(([path, name, what]) => html`<li><a href="${path}">${name}</a><span class="quiet">${what}</span></li>`)}</ul></section>`;
