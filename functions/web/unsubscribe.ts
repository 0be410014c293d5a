/**
 * Where a reader ends the emails of one report. GET only shows a button, because scanners of mail open every link; one POST
 * without a login is enough (RFC 8058), from that button or from a mail program's own.
 */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Config } from "../core/config.ts";
import type { Locale } from "../core/organisation.ts";
import type { Lake } from "../ports.ts";
import { type Claims, verify } from "../stages/tokens.ts";
import { localeFor } from "./language.ts";
import { formPolicy, guard, type Html, ownPolicy, page } from "./page.ts";
import type { OnRefusal } from "./refusal.ts";
import { webWords } from "./words.ts";

export interface UnsubscribeInput {
  readonly lake: Pick<Lake, "get">;
  /** The config in force when the link is opened: it knows the reader's language. */
  readonly config: () => Pick<Config, "reports"> | Promise<Pick<Config, "reports">>;
  /** What a report is called in the config of now; undefined when it is not there any more. */
  readonly titleOf: (report: string) => Promise<string | undefined>;
  /** Writes it down. Safe to repeat. */
  readonly unsubscribe: (who: Pick<Claims, "report" | "address">) => Promise<void>;
  readonly onRefusal: OnRefusal;
}

/** Serves `/TOKEN`. */
export function unsubscribe(input: UnsubscribeInput): Hono {
  const { lake, config, titleOf, unsubscribe } = input;
  const routes = new Hono();
  const claimed = (context: Context) => verify(context.req.param("token") ?? "", "unsubscribe", lake);
  const shown = async (context: Context, { report, address }: Claims, what: typeof asked) => {
    const locale = localeFor(context, await config(), address, report);
    return context.html(what((await titleOf(report)) ?? report, locale));
  };
  routes.get("/:token", async (context) => {
    const claims = await claimed(context);
    if (!claims) return unknown(context, input);
    guard(context, formPolicy);
    return shown(context, claims, asked);
  });
  routes.post("/:token", async (context) => {
    const claims = await claimed(context);
    if (!claims) return unknown(context, input);
    await unsubscribe({ report: claims.report, address: claims.address });
    guard(context, ownPolicy);
    return shown(context, claims, done);
  });
  return routes;
}

function asked(title: string, locale: Locale): Html {
  const { unsubscribe: words } = webWords[locale];
  const body = html`<main>
<h1>${words.ask(title)}</h1>
<p>${words.note}</p>
<form method="post"><p><button type="submit">${words.button}</button></p></form>
</main>`;
  return page(words.title, body, locale);
}

function done(title: string, locale: Locale): Html {
  const { unsubscribe: words } = webWords[locale];
  const body = html`<main>
<h1>${words.done(title)}</h1>
<p>${words.doneNote}</p>
</main>`;
  return page(words.doneTitle, body, locale);
}

function unknown(
  context: Context,
  { onRefusal }: Pick<UnsubscribeInput, "onRefusal">,
): Response | Promise<Response> {
  onRefusal({ route: "unsubscribe", why: "unknown" });
  guard(context, ownPolicy);
  const locale = localeFor(context);
  const { unsubscribe: words, notFound } = webWords[locale];
  const body = html`<main>
<h1>${words.unknown}</h1>
<p>${words.unknownNote}</p>
</main>`;
  return context.html(page(notFound, body, locale), 404);
}
