/** Whether the data can be trusted: how far each source reaches, what was refused or left out, and what the checks found. */

import { html } from "hono/html";
import type { Html } from "../page.ts";
import { counted, head, pill, room, type Tone, timeOf, wide, type Zone } from "./shell.ts";

export interface SourceHealth {
  readonly id: string;
  /** Complete up to here; null when that cannot be said. */
  readonly watermark: string | null;
  /** When it was looked at last. */
  readonly landedAt: string | null;
  readonly files: number;
  readonly newest: string | null;
  /** Of a vendor's account: how far each kind of record is read. */
  readonly streams: readonly StreamHealth[];
  readonly landed: number;
  readonly mapped: number;
  /** Rows of a vendor that no figure needs. */
  readonly unused: number;
  readonly quarantined: number;
  /** Batches that landed and are in no table yet. */
  readonly unread: number;
  /** What it waits for, to be complete up to the end of yesterday; null where it is. */
  readonly missing: string | null;
  /** `failed 3 times, tried again at 10:15: why`. */
  readonly failure: string | null;
  /** Files of which nothing was taken in, each with its cure. */
  readonly refused: readonly string[];
}

export interface StreamHealth {
  readonly name: string;
  readonly watermark: string | null;
  readonly records: number;
  /** Why it could not be read, or that the plan does not have it. */
  readonly trouble: string | null;
}

export interface CheckResult {
  readonly name: string;
  readonly question: string;
  /** What it found when it ran last; null: nothing, as it should. */
  readonly found: string | null;
}

export interface QuarantinedRow {
  readonly source: string;
  /** File and row, `contacts-2026-11-20.csv.gz:17`. */
  readonly place: string;
  readonly reason: string;
}

/** The rows left out: the first of them, and how many there are by reason. */
export interface Quarantine {
  readonly rows: readonly QuarantinedRow[];
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

export interface Health {
  readonly sources: readonly SourceHealth[];
  readonly checks: readonly CheckResult[];
  readonly generation: number;
  /** When the tables were made last. */
  readonly madeAt: string | null;
  /** What keeps the tables from being brought up to date, and what is left to do in them. */
  readonly held: readonly string[];
  /** Undefined where reading it is charged for and nobody asked. */
  readonly quarantine: Quarantine | undefined;
}

export interface HealthInput {
  /** Null before the first run. `isAsked`: somebody said that it may cost something. */
  readonly health: (isAsked: boolean) => Promise<Health | null>;
}

const mostRows = 200;

export function healthPage(health: Health | null, zone: Zone = null): Html {
  return room(
    "/health",
    "Data health",
    html`${head("Data health", "Every row that was read is either in the figures or named here. A report waits for sources that are not complete.")}
${health === null ? html`<section><p>No run has put a config in force here yet.</p></section>` : rooms(health, zone)}`,
    zone,
  );
}

const rooms = (health: Health, zone: Zone): Html => html`${tables(health, zone)}
${sourcesSection(health.sources, zone)}
${refusedSection(health.sources.flatMap(({ refused }) => refused))}
${checksSection(health)}
${quarantineSection(health.quarantine)}`;

function tables({ generation, madeAt, held }: Health, zone: Zone): Html {
  const tone: Tone = held.length > 0 ? "wait" : generation === 0 ? "plain" : "good";
  const state = held.length > 0 ? "not up to date" : generation === 0 ? "none yet" : "up to date";
  return html`<section aria-labelledby="tables"><h2 id="tables">Tables ${pill(tone, state)}</h2>
<dl class="facts"><dt>Generation</dt><dd>${generation}</dd>${madeAt === null ? "" : html`<dt>Made</dt><dd>${timeOf(madeAt, zone)}</dd>`}</dl>
${held.length === 0 ? html`<p class="quiet">Everything that landed is in them, and no day is left to be made again.</p>` : html`<ul>${held.map((one) => html`<li>${one}</li>`)}</ul>`}</section>`;
}

function sourcesSection(sources: readonly SourceHealth[], zone: Zone): Html {
  return html`<section aria-labelledby="sources"><h2 id="sources">Sources (${sources.length})</h2>
${wide(
  "Sources",
  html`<table class="stacked"><thead><tr><th scope="col">Source</th><th scope="col">Complete up to</th><th scope="col">Looked at</th><th scope="col" class="number">Files</th>
<th scope="col" class="number">Rows read</th><th scope="col" class="number">Mapped</th><th scope="col" class="number">Not needed</th><th scope="col" class="number">Left out</th></tr></thead>
<tbody>${sources.map((source) => sourceRow(source, zone))}</tbody></table>`,
)}
<p class="quiet">Rows read are always rows mapped, rows that no figure needs and rows left out.</p>
${sources.filter(({ streams }) => streams.length > 0).map((source) => streamsOf(source, zone))}</section>`;
}

/** What an account told of, kind by kind; open where something of it could not be read. */
function streamsOf({ id, streams }: SourceHealth, zone: Zone): Html {
  const isTroubled = streams.some(({ trouble }) => trouble !== null);
  return html`<details${isTroubled ? " open" : ""}><summary>${counted(streams.length, "kind")} of records of ${id}</summary>${wide(
    `Records of ${id}`,
    html`<table><thead><tr><th scope="col">Records</th><th scope="col" class="number">Read</th><th scope="col">Up to</th></tr></thead>
<tbody>${streams.map((stream) => streamRow(stream, zone))}</tbody></table>`,
  )}</details>`;
}

function streamRow({ name, watermark, records, trouble }: StreamHealth, zone: Zone): Html {
  return html`<tr><th scope="row">${name.replaceAll("_", " ")}${trouble === null ? "" : html`<span class="quiet">${trouble}</span>`}</th>
<td class="number">${records.toLocaleString("en")}</td><td>${watermark === null ? "not read to its end yet" : timeOf(watermark, zone)}</td></tr>`;
}

function sourceRow(source: SourceHealth, zone: Zone): Html {
  const {
    id,
    watermark,
    landedAt,
    files,
    newest,
    streams,
    landed,
    mapped,
    unused,
    quarantined,
    unread,
    missing,
    failure,
  } = source;
  const said = [
    newest === null ? null : `newest file ${newest}`,
    missing === null ? null : `waits for ${missing}`,
    failure,
    unread > 0 ? `${counted(unread, "batch", "batches")} landed and not in the tables yet` : null,
  ];
  const state =
    failure !== null
      ? pill("bad", "fails")
      : missing !== null
        ? pill("wait", "waits")
        : pill("good", "complete");
  const number = (of: string, value: number) =>
    html`<td class="number" data-of="${of}">${value.toLocaleString("en")}</td>`;
  return html`<tr><th scope="row">${id} ${state}${said.map((one) => (one === null ? "" : html`<span class="quiet">${one}</span>`))}</th>
<td data-of="Complete up to">${watermark === null ? "not known" : timeOf(watermark, zone)}</td><td data-of="Looked at">${landedAt === null ? "never" : timeOf(landedAt, zone)}</td>
<td class="number" data-of="Files">${files === 0 && streams.length > 0 ? "" : files.toLocaleString("en")}</td>${number("Rows read", landed)}${number("Mapped", mapped)}${number("Not needed", unused)}${number("Left out", quarantined)}</tr>`;
}

function refusedSection(refused: readonly string[]): Html {
  if (refused.length === 0) return html``;
  return html`<section aria-labelledby="refused">
<h2 id="refused">Refused files (${refused.length})</h2>
<p class="quiet">Nothing of them was taken in. Put each right or take it away; the next run looks again.</p>
<ul>${refused.map((line) => html`<li>${line}</li>`)}</ul>
</section>`;
}

function checksSection({ checks, generation }: Health): Html {
  const found = checks.filter((check) => check.found !== null).length;
  return html`<section aria-labelledby="checks"><h2 id="checks">Checks (${checks.length}) ${found > 0 ? pill("bad", `${found} of ${checks.length} found rows`) : generation === 0 ? pill("plain", "not run yet") : pill("good", "all found nothing")}</h2>
<p class="quiet">Each must find no row, or nothing of a run is published: readers keep the tables they had.${generation === 0 ? "" : ` Generation ${generation} is there because none found any.`}</p>
<ul>${checks.map(({ name, question, found: rows }) => html`<li>${question} <span class="quiet"><code>queries/checks/${name}.sql</code></span>${rows === null ? "" : html`<p>${pill("bad", "found rows")} ${rows}</p>`}</li>`)}</ul></section>`;
}

function quarantineSection(quarantine: Quarantine | undefined): Html {
  if (quarantine === undefined)
    return html`<section aria-labelledby="quarantine"><h2 id="quarantine">Quarantine</h2>
<p>The rows left out are read with Athena, which charges for every query. <a href="/health?read=yes" rel="nofollow">Read them</a></p></section>`;
  const { rows, reasons } = quarantine;
  const total = reasons.reduce((sum, one) => sum + one.rows, 0);
  return html`<section aria-labelledby="quarantine">
<h2 id="quarantine">Quarantine (${total.toLocaleString("en")})</h2>
${
  total === 0
    ? html`<p>Empty: every row that was read counts in the figures.</p>`
    : html`<p class="quiet">Rows left out of every figure until their source sends them right.</p>
<ul>${reasons.map(({ reason, rows: count }) => html`<li>${counted(count, "row")}: ${reason}</li>`)}</ul>
${rowsTable(rows, total)}`
}
</section>`;
}

function rowsTable(rows: readonly QuarantinedRow[], total: number): Html {
  const shown = rows.slice(0, mostRows);
  return html`<h3>Row by row</h3>${wide(
    "Rows left out",
    html`<table>
<thead><tr><th scope="col">Source</th><th scope="col">File</th><th scope="col" class="number">Row</th>
<th scope="col">Reason</th></tr></thead>
<tbody>${shown.map(quarantineRow)}</tbody>
</table>`,
  )}
${shown.length < total ? html`<p class="quiet">The first ${shown.length} of ${total.toLocaleString("en")} rows.</p>` : ""}`;
}

function quarantineRow({ source, place, reason }: QuarantinedRow): Html {
  const [, file = place, row = ""] = /^(.*):(\d+)$/s.exec(place) ?? [];
  return html`<tr><td>${source}</td><td>${file}</td><td class="number">${row}</td><td>${reason}</td></tr>`;
}
