/** What the rooms of the desk share: the way between them, and how times, counts and states look. */

import { html } from "hono/html";
import { onClock } from "../../core/clock.ts";
import { type Html, page } from "../page.ts";

export const rooms = [
  ["/", "Overview"],
  ["/inbox", "Inbox"],
  ["/archive", "Archive"],
  ["/coming", "Coming"],
  ["/health", "Data health"],
  ["/kpis", "KPIs"],
  ["/config", "Config"],
] as const;
export type Room = (typeof rooms)[number][0];

/** On whose clock times are told: the organisation's, or null for UTC where nothing says which that is. */
export type Zone = string | null;

/** A page of the desk: `current` is the room it belongs to; `zone` is named where its times are of one. */
export function room(current: Room | null, title: string, body: Html, zone: Zone = null): Html {
  const name = title === "Raport desk" ? title : `${title} · Raport desk`;
  return page(
    name,
    html`<a class="skip" href="#content">Skip to the content</a>
<header class="bar"><div>
<a class="brand" href="/"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2 17V9h4v8zM8 17V3h4v14zM14 17v-6h4v6z"/></svg>Raport</a>
<nav aria-label="Rooms of the desk"><ul>${rooms.map(
      ([path, words]) =>
        html`<li><a href="${path}"${path === current ? html` aria-current="page"` : ""}>${words}</a></li>`,
    )}</ul></nav>
</div></header>
<main class="desk" id="content">
${body}
</main>
<footer class="foot"><p>This desk shows everything to everybody who can reach it, and is for this machine only. It sends nothing and writes nothing.${zone === null ? "" : html` Times are those of ${zone}.`}</p></footer>`,
  );
}

/** The head of a page: what it is, and what it is for. */
export const head = (title: string, lede: Html | string): Html => html`<div class="head"><h1>${title}</h1>
<p class="lede">${lede}</p></div>`;

export type Tone = "good" | "wait" | "bad" | "plain";

/** A state in a word; the word says it, the colour only helps. */
export const pill = (tone: Tone, words: string): Html => html`<span class="pill ${tone}">${words}</span>`;

/** A table that scrolls by itself where there is no room; `label` names the region for who hears it. */
export const wide = (label: string, content: Html): Html =>
  html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${content}</div>`;

export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

/** `2026-11-16 08:00`, or with UTC behind it; what is no instant stays as it is. */
export function moment(instant: string, zone: Zone): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  const iso = new Date(time).toISOString();
  return zone === null ? `${iso.slice(0, 16).replace("T", " ")} UTC` : onClock(iso, zone);
}

/** A moment that machines can read too. */
export const timeOf = (instant: string, zone: Zone): Html =>
  html`<time datetime="${instant}">${moment(instant, zone)}</time>`;

/** An order of texts that is the same everywhere. */
export const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
