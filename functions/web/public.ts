/** What an installation shows to the world at `organisation.url`: the links of its emails, and nothing anybody could find without one. */

import { Hono } from "hono";
import { html } from "hono/html";
import { type OpenInput, open } from "./open.ts";
import { guard, ownPolicy, page, style } from "./page.ts";
import { type UnsubscribeInput, unsubscribe } from "./unsubscribe.ts";

export interface PublicInput extends OpenInput, UnsubscribeInput {
  readonly lake: OpenInput["lake"] & UnsubscribeInput["lake"];
}

/** Serves `/open/TOKEN/`, `/open/TOKEN/kpis.csv` and `/unsubscribe/TOKEN`. */
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
    guard(context, ownPolicy);
    return context.html(page("Not found", nothing), 404);
  });
  app.onError((error, context) => {
    // The path holds somebody's token, and stays out of the log.
    console.error(`web: ${context.req.path.split("/")[1] ?? ""}: ${error.message}`);
    guard(context, ownPolicy);
    return context.html(page("Something failed", failure), 500);
  });
  return app;
}

const nothing = html`<main>
<h1>There is nothing here</h1>
<p>Reports are opened by the links in their emails.</p>
</main>`;

const failure = html`<main>
<h1>This page could not be made</h1>
<p>Nothing was changed. Try again in a few minutes.</p>
</main>`;
