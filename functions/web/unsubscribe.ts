/**
 * Where a reader ends the emails of one report. GET only shows a button, because scanners of mail open every link; one POST
 * without a login is enough (RFC 8058), from that button or from a mail program's own.
 */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Lake } from "../ports.ts";
import { type Claims, verify } from "../stages/tokens.ts";
import { guard, ownPolicy, page } from "./page.ts";

export interface UnsubscribeInput {
  readonly lake: Pick<Lake, "get">;
  /** What a report is called in the config of now; undefined when it is not there any more. */
  readonly titleOf: (report: string) => Promise<string | undefined>;
  /** Writes it down. Safe to repeat. */
  readonly unsubscribe: (who: Pick<Claims, "report" | "address">) => Promise<void>;
}

/** The button sends to this very page, and nothing sends anywhere else. */
const formPolicy = ownPolicy.replace("form-action 'none'", "form-action 'self'");

/** Serves `/TOKEN`. */
export function unsubscribe({ lake, titleOf, unsubscribe }: UnsubscribeInput): Hono {
  const routes = new Hono();
  const claimed = (context: Context) => verify(context.req.param("token") ?? "", "unsubscribe", lake);
  routes.get("/:token", async (context) => {
    const claims = await claimed(context);
    if (!claims) return unknown(context);
    guard(context, formPolicy);
    return context.html(asked((await titleOf(claims.report)) ?? claims.report));
  });
  routes.post("/:token", async (context) => {
    const claims = await claimed(context);
    if (!claims) return unknown(context);
    await unsubscribe({ report: claims.report, address: claims.address });
    guard(context, ownPolicy);
    return context.html(done((await titleOf(claims.report)) ?? claims.report));
  });
  return routes;
}

const asked = (title: string) =>
  page(
    "Unsubscribe",
    html`<main>
<h1>No more emails of “${title}”?</h1>
<p>Nothing has changed yet. Your other reports are not affected.</p>
<form method="post"><p><button type="submit">Unsubscribe</button></p></form>
</main>`,
  );

const done = (title: string) =>
  page(
    "Unsubscribed",
    html`<main>
<h1>You get no more emails of “${title}”</h1>
<p>Whoever sends it has been told, and can put you on the list again.</p>
</main>`,
  );

function unknown(context: Context): Response | Promise<Response> {
  guard(context, ownPolicy);
  const body = html`<main>
<h1>This link ends nothing</h1>
<p>It was cut off when it was copied, or is too old. Use the one of a newer email, or answer to the email.</p>
</main>`;
  return context.html(page("Not found", body), 404);
}
