/** What the rooms of the desk share: the way between them, and how times, counts and states look. */

import { html } from "hono/html";
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

/** A page of the desk: `current` is the room it belongs to. */
export function room(current: Room | null, title: string, body: Html): Html {
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
<footer class="foot"><p>This desk shows everything to everybody who can reach it, and is for this machine only. It sends nothing and writes nothing.</p></footer>`,
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

/** `2026-11-16 07:00 UTC`; what is no instant stays as it is. */
export function moment(instant: string): string {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A moment that machines can read too. */
export const timeOf = (instant: string): Html => html`<time datetime="${instant}">${moment(instant)}</time>`;

/** An order of texts that is the same everywhere. */
export const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
