/** What goes out next, to whom, and what each still waits for. */

import { html } from "hono/html";
import type { Html } from "../page.ts";
import { counted, head, pill, room, type Tone } from "./shell.ts";

export interface ComingReport {
  readonly report: string;
  readonly title: string;
  /** The period it tells of, `2026-W47`. */
  readonly period: string;
  /** `2026-11-23 08:00 (Europe/Budapest)`. */
  readonly when: string;
  readonly isDue: boolean;
  /** Where it stands, in a word. */
  readonly state: string;
  readonly tone: Tone;
  readonly readers: readonly { readonly name: string; readonly locale: string; readonly sees: string }[];
  readonly waitsFor: readonly string[];
  /** What else is to be said: pauses, failures, what happens if the data never come. */
  readonly notes: readonly string[];
}

export function comingPage(coming: readonly ComingReport[] | null): Html {
  return room(
    "/coming",
    "Coming and waiting",
    html`${head("Coming and waiting", "The next send of each report, and every one that is due and waits. A report waits until its data are complete; nothing goes out wrong to go out early.")}
${coming === null ? html`<section><p>No run has put a config in force here yet.</p></section>` : ""}
${coming?.length === 0 ? html`<section><p>The config names no report.</p></section>` : ""}
${(coming ?? []).map(card)}`,
  );
}

function card({
  report,
  title,
  period,
  when,
  isDue,
  state,
  tone,
  readers,
  waitsFor,
  notes,
}: ComingReport): Html {
  const id = `${report}-${period}`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title} <span class="quiet">${report} ${period}</span> ${pill(tone, state)}</h2>
<dl class="facts"><dt>${isDue ? "Was due" : "Goes out"}</dt><dd>${when}</dd>
<dt>Waits for</dt><dd>${waitsFor.length === 0 ? "nothing" : html`<ul>${waitsFor.map((one) => html`<li>${one}</li>`)}</ul>`}</dd>
${notes.length === 0 ? "" : html`<dt>Then</dt><dd><ul>${notes.map((one) => html`<li>${one}</li>`)}</ul></dd>`}
<dt>To</dt><dd>${readersOf(readers)}</dd></dl></section>`;
}

function readersOf(readers: ComingReport["readers"]): Html {
  const list = html`<ul>${readers.map(({ name, locale, sees }) => html`<li>${name} <span class="quiet">${locale}, sees ${sees}</span></li>`)}</ul>`;
  if (readers.length === 0) return html`nobody more`;
  return readers.length <= 6
    ? list
    : html`<details><summary>${counted(readers.length, "reader")}</summary>${list}</details>`;
}
