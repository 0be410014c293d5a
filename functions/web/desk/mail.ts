/** One email as its reader has it: on a phone and on a desk, light or dark; its plain text, its headers and the message itself. */

import { html } from "hono/html";
import type { Html } from "../page.ts";
import type { Theme } from "./email.ts";
import type { SentEmail, StoredEmail } from "./inbox.ts";
import { head, pill, timeOf, type Zone } from "./shell.ts";

export const widths = ["both", "640", "360"] as const;
export const themes = ["light", "dark"] as const;

/** What was heard of it since it was sent. */
export const fatePill = (fate: string) => pill(fate === "delivered" ? "good" : "bad", fate);

export interface View {
  readonly zone: Zone;
  readonly width: (typeof widths)[number];
  readonly theme: Theme;
}

/** The emails of the same reader before and after this one. */
export function neighbours({ id, address }: SentEmail, emails: readonly SentEmail[]) {
  const same = emails.filter((one) => one.address === address);
  const at = same.findIndex((one) => one.id === id);
  return { newer: same[at - 1], older: same[at + 1] };
}

export function opened(
  email: SentEmail,
  stored: StoredEmail,
  view: View,
  { newer, older }: ReturnType<typeof neighbours>,
): Html {
  const { id, subject, name, address, sentAt, report, period, fate } = email;
  const path = encodeURIComponent(id);
  const from = headerOf(stored.source, "from");
  const next = (to: SentEmail | undefined, words: string) =>
    to ? html`<a href="/inbox/${encodeURIComponent(to.id)}">${words}</a>` : "";
  return html`<p class="row"><a href="/inbox">Inbox</a> <a href="${`/inbox?to=${encodeURIComponent(address)}`}">Only ${name || address}</a> ${next(newer, "Newer")} ${next(older, "Older")}</p>
${head(subject || "(no subject)", "The email as its reader has it.")}
<dl class="facts">${from ? html`<dt>From</dt><dd>${from}</dd>` : ""}<dt>To</dt><dd>${name} &lt;${address}&gt;</dd><dt>Sent</dt><dd>${timeOf(sentAt, view.zone)} ${fate ? fatePill(fate) : ""}</dd>
<dt>Report</dt><dd><a href="${email.page}">${report} ${period}, the full report</a></dd></dl>
${switches(path, view)}
<div class="stage ${view.width}" role="region" aria-label="The email" tabindex="0">${widths.map((width) => (width === "both" || (view.width !== "both" && view.width !== width) ? "" : frame(path, width, view.theme)))}</div>
<section aria-labelledby="text"><h2 id="text">As plain text</h2>
${stored.text === undefined ? html`<p>No copy of it stays here.</p>` : html`<p class="quiet">What mail programs show that take no HTML, and what a screen reader may be given.</p><pre class="wrap tall" tabindex="0">${stored.text}</pre>`}
</section>
<section aria-labelledby="headers"><h2 id="headers">Headers</h2>
${stored.source === undefined ? html`<p>The message went to a mail server, and no copy of it stays here.</p>` : html`<pre class="wrap" tabindex="0">${headersOf(stored.source)}</pre><p class="more"><a href="/outbox/${path}/source">The whole message, as it was sent</a> · <a href="/outbox/${path}">The HTML alone</a></p>`}
</section>`;
}

/** It runs nothing; its links open in place of the desk, never within the frame. */
const frame = (path: string, width: string, theme: Theme): Html =>
  html`<iframe class="w${width}" src="/outbox/${path}/${theme}" title="The email at ${width} pixels, ${theme}" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`;

const widthWords = { both: "Both", "640": "Desk, 640 px", "360": "Phone, 360 px" } as const;
const themeWords = { light: "Light", dark: "Dark" } as const;

function switches(path: string, { width, theme }: View): Html {
  const to = (wanted: Pick<View, "width" | "theme">, isCurrent: boolean, words: string) =>
    html`<a href="/inbox/${path}?width=${wanted.width}&theme=${wanted.theme}"${isCurrent ? html` aria-current="true"` : ""}>${words}</a>`;
  return html`<nav class="switches" aria-label="How it is shown"><div class="switch"><span class="label">Width</span>${widths.map((one) => to({ width: one, theme }, one === width, widthWords[one]))}</div>
<div class="switch"><span class="label">Colours</span>${themes.map((one) => to({ width, theme: one }, one === theme, themeWords[one]))}</div></nav>`;
}

const headersOf = (source: string) => source.replaceAll("\r\n", "\n").split("\n\n", 1)[0] ?? "";

/** One header, unfolded, its encoded words read. */
function headerOf(source: string | undefined, name: string): string | undefined {
  if (source === undefined) return undefined;
  const lines = headersOf(source)
    .replaceAll(/\n[ \t]+/g, " ")
    .split("\n");
  const line = lines.find((one) => one.toLowerCase().startsWith(`${name}:`));
  const text = line?.slice(name.length + 1).trim();
  // What is between two encoded words is no space of the text.
  return text?.replaceAll(/\?=\s+=\?/g, "?==?").replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, word);
}

function word(_: string, kind: string, text: string): string {
  if (kind.toLowerCase() === "b") return Buffer.from(text, "base64").toString();
  const bytes = text
    .replaceAll("_", " ")
    .replaceAll(/=([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
