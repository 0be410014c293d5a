/** What an installation shows to the world at `organisation.url`: the links of its emails, and nothing anybody could find without one. */

import { Hono } from "hono";
import { html } from "hono/html";
import { discreet } from "../core/logged.ts";
import { localeFor } from "./language.ts";
import { type OpenInput, open } from "./open.ts";
import { guard, ownPolicy, page, style } from "./page.ts";
import { type UnsubscribeInput, unsubscribe } from "./unsubscribe.ts";
import { webWords } from "./words.ts";

export interface PublicInput extends OpenInput, UnsubscribeInput {
  readonly lake: OpenInput["lake"] & UnsubscribeInput["lake"];
  readonly config: OpenInput["config"];
}

/** Serves `/open/TOKEN/` with the archive of its report below it, and `/unsubscribe/TOKEN`. */
export function publicSite(input: PublicInput): Hono {
  const app = new Hono();
  app.get("/desk.css", (context) => {
    guard(context, ownPolicy);
    return context.body(style, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  app.get("/robots.txt", (context) => {
    guard(context, ownPolicy);
    return context.text("User-agent: *\nDisallow: /\n");
  });
  app.route("/open", open(input));
  app.route("/unsubscribe", unsubscribe(input));
  app.notFound((context) => {
    input.onRefusal({ route: "none", why: "nowhere" });
    guard(context, ownPolicy);
    const locale = localeFor(context);
    const { notFound, nothing, nothingNote } = webWords[locale];
    return context.html(page(notFound, told(nothing, nothingNote), locale), 404);
  });
  app.onError((error, context) => {
    console.error(`web: ${routeOf(context.req.path)}: ${discreet(error)}`);
    guard(context, ownPolicy);
    const locale = localeFor(context);
    const { failed, failure, failureNote } = webWords[locale];
    return context.html(page(failed, told(failure, failureNote), locale), 500);
  });
  return app;
}

const routes = ["open", "unsubscribe"];
/** The path holds somebody's token, or whatever somebody likes to see in a log, and stays out of it. */
const routeOf = (path: string) => routes.find((one) => path.startsWith(`/${one}/`)) ?? "none";
const told = (what: string, note: string) => html`<main>
<h1>${what}</h1>
<p>${note}</p>
</main>`;
