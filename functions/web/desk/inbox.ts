/** The inbox: every email that was sent, newest first, as each reader has it: on a phone and on a desk, light and dark. */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { documentPolicy, guard, type Html, ownPolicy } from "../page.ts";
import { themed } from "./email.ts";
import { fatePill, neighbours, opened, themes, widths } from "./mail.ts";
import { nowhere } from "./nowhere.ts";
import { head, order, room, timeOf, type Zone } from "./shell.ts";

export interface SentEmail {
  readonly id: string;
  readonly subject: string;
  /** Whose it is. */
  readonly name: string;
  readonly address: string;
  /** ISO UTC instant. */
  readonly sentAt: string;
  readonly report: string;
  readonly period: string;
  /** Its page in the archive. */
  readonly page: string;
  /** What was heard of it since, in one word. */
  readonly fate?: string | undefined;
}

/** What is kept of one email. */
export interface StoredEmail {
  readonly html: string;
  readonly text?: string | undefined;
  /** The message as it was handed over, with its headers; absent where no copy stays here. */
  readonly source?: string | undefined;
}

export interface InboxInput {
  /** On whose clock times are told. */
  readonly zone: () => Promise<Zone>;
  readonly emails: () => Promise<readonly SentEmail[]>;
  /** What is kept of it; undefined when it is gone. Asked only for ids `emails` named. */
  readonly email: (id: string) => Promise<StoredEmail | undefined>;
}

const atOnce = 100;
const fewReaders = 8;

/** Our page frames the email, which a page elsewhere must not. */
const framingPolicy = `${ownPolicy}; frame-src 'self'`;
const framedPolicy = documentPolicy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
/** Choosing a reader asks our own page. */
const choosingPolicy = ownPolicy.replace("form-action 'none'", "form-action 'self'");

export function inbox(input: InboxInput): Hono {
  const routes = new Hono();
  routes.get("/inbox", async (context) => {
    const emails = newestFirst(await input.emails());
    guard(context, choosingPolicy);
    return context.html(
      listPage(emails, context.req.query("to") ?? "", Number(context.req.query("page")), await input.zone()),
    );
  });
  routes.get("/inbox/unsubscribe", (context) => {
    guard(context, ownPolicy);
    return context.html(room("/inbox", "Unsubscribing", unsubscribing));
  });
  routes.get("/inbox/:id", (context) => onePage(context, input));
  routes.get("/outbox/:id", (context) => kept(context, input, ({ html: text }) => text));
  routes.get("/outbox/:id/source", (context) => kept(context, input, ({ source }) => source, "text/plain"));
  routes.get("/outbox/:id/:theme", async (context) => {
    const theme = themes.find((one) => one === context.req.param("theme"));
    const found = theme && (await foundIn(context, input));
    if (!theme || !found) return nowhere(context);
    guard(context, framedPolicy);
    context.header("X-Frame-Options", "SAMEORIGIN");
    return context.html(themed(found.stored.html, theme, found.email.page));
  });
  return routes;
}

const newestFirst = (emails: readonly SentEmail[]) =>
  emails.toSorted((one, other) => order(other.sentAt, one.sentAt) || order(one.address, other.address));

async function foundIn(context: Context, input: InboxInput) {
  const id = context.req.param("id");
  const emails = newestFirst(await input.emails());
  const email = emails.find((one) => one.id === id);
  const stored = email && (await input.email(email.id));
  return email && stored ? { email, stored, emails } : undefined;
}

async function kept(
  context: Context,
  input: InboxInput,
  take: (stored: StoredEmail) => string | undefined,
  type = "text/html",
) {
  const body = await foundIn(context, input).then((found) => found && take(found.stored));
  if (body === undefined) return nowhere(context);
  guard(context, documentPolicy);
  return context.body(body, 200, { "Content-Type": `${type}; charset=utf-8` });
}

function listPage(emails: readonly SentEmail[], to: string, page: number, zone: Zone): Html {
  const chosen = to === "" ? emails : emails.filter(({ address }) => address === to);
  const first = Number.isInteger(page) && page > 1 ? (page - 1) * atOnce : 0;
  const shown = chosen.slice(first, first + atOnce);
  const whose = to === "" ? "" : `&to=${encodeURIComponent(to)}`;
  const turn = (at: number, words: string) =>
    html`<a href="/inbox?page=${at / atOnce + 1}${whose}">${words}</a> `;
  return room(
    "/inbox",
    "Inbox",
    html`${head("Inbox", "Every email that was sent, newest first. Open one to see it as its reader does: on a phone or on a desk, light or dark, or as plain text.")}
${emails.length === 0 ? "" : readers(emails, to)}
<section aria-labelledby="emails">
<h2 id="emails">Sent emails (${chosen.length.toLocaleString("en")})</h2>
${shown.length === 0 ? html`<p>${emails.length === 0 ? html`None yet. <code>npm run raport -- run</code> sends what is due and says what it waits for.` : "None to this reader, or none so old."}</p>` : html`<ul class="mails">${shown.map((one) => item(one, zone))}</ul>`}
${first > 0 || first + atOnce < chosen.length ? html`<p class="more">${first > 0 ? turn(first - atOnce, "Newer") : ""}${first + atOnce < chosen.length ? turn(first + atOnce, "Older") : ""}</p>` : ""}
</section>`,
    zone,
  );
}

const inboxOf = (address: string) => `/inbox?to=${encodeURIComponent(address)}`;

function readers(emails: readonly SentEmail[], to: string): Html {
  const each = [...Map.groupBy(emails, ({ address }) => address)]
    .map(([address, of]) => ({ address, name: of[0]?.name || address, count: of.length }))
    .sort((one, other) => order(one.name, other.name));
  if (each.length > fewReaders)
    return html`<form method="get" action="/inbox" class="row"><label for="to">Reader</label>
<select id="to" name="to"><option value="">All (${emails.length})</option>${each.map(({ address, name, count }) => html`<option value="${address}"${address === to ? html` selected` : ""}>${name} &lt;${address}&gt; (${count})</option>`)}</select>
<button type="submit">Show</button></form>`;
  const chip = (path: string, isCurrent: boolean, words: string) =>
    html`<li><a href="${path}"${isCurrent ? html` aria-current="true"` : ""}>${words}</a></li>`;
  return html`<nav aria-label="Readers"><ul class="chips">${chip("/inbox", to === "", `All (${emails.length})`)}${each.map(({ address, name, count }) => chip(inboxOf(address), address === to, `${name} (${count})`))}</ul></nav>`;
}

function item({ id, subject, name, address, sentAt, report, period, fate }: SentEmail, zone: Zone): Html {
  return html`<li><a href="/inbox/${encodeURIComponent(id)}">${subject || "(no subject)"}</a>
<span class="quiet when">${timeOf(sentAt, zone)}</span>
<span class="quiet">to ${name} &lt;${address}&gt; · ${report} ${period}${fate ? html` · ${fatePill(fate)}` : ""}</span></li>`;
}

async function onePage(context: Context, input: InboxInput) {
  const found = await foundIn(context, input);
  if (!found) return nowhere(context);
  const { width, theme } = context.req.query();
  const view = {
    width: widths.find((one) => one === width) ?? "both",
    theme: themes.find((one) => one === theme) ?? "light",
    zone: await input.zone(),
  };
  guard(context, framingPolicy);
  const { email, stored, emails } = found;
  return context.html(
    room(
      "/inbox",
      email.subject || "(no subject)",
      opened(email, stored, view, neighbours(email, emails)),
      view.zone,
    ),
  );
}

const unsubscribing = html`${head("The desk unsubscribes nobody", "In the email this link opens a page with one button. Pressed there, it ends this report's emails to its reader, and the owner is told. Here nothing is changed, so the link leads to this page.")}
<p><a href="/inbox">Back to the inbox</a></p>`;
