/** The desk of a local run: a room each for what was sent, what comes, the data, the numbers and the config. It only shows. */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Lake } from "../ports.ts";
import { archive } from "./archive.ts";
import { type ComingReport, comingPage } from "./desk/coming.ts";
import { type ConfigInput, configRoom } from "./desk/config.ts";
import { type HealthInput, healthPage } from "./desk/health.ts";
import { type InboxInput, inbox } from "./desk/inbox.ts";
import { type KpisInput, kpiPage, kpisPage, spans } from "./desk/kpis.ts";
import { nowhere } from "./desk/nowhere.ts";
import { type OverviewInput, overviewPage } from "./desk/overview.ts";
import { room } from "./desk/shell.ts";
import { deskStyle } from "./desk/style.ts";
import { guard, type Html, ownPolicy, style } from "./page.ts";

export interface DeskInput extends InboxInput, OverviewInput, HealthInput, KpisInput, ConfigInput {
  readonly lake: Lake;
  /** What goes out next; null before the first run. */
  readonly coming: () => Promise<readonly ComingReport[] | null>;
  /** Where the archive has the report that a link of an email opens; undefined for a link nobody was sent. */
  readonly linked: (token: string) => Promise<string | undefined>;
}

/** The desk's pages: `/`, `/inbox`, `/archive`, `/coming`, `/health`, `/kpis` and `/config`. */
export function desk(input: DeskInput): Hono {
  const app = new Hono();
  const shown = (context: Context, body: Html) => {
    guard(context, ownPolicy);
    return context.html(body);
  };
  app.get("/", async (context) => shown(context, await overview(input)));
  app.get("/desk.css", (context) => {
    guard(context, ownPolicy);
    return context.body(style + deskStyle, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  app.get("/coming", async (context) => shown(context, comingPage(await input.coming())));
  app.get("/health", async (context) =>
    shown(context, healthPage(await input.health(isAsked(context)), await input.zone())),
  );
  app.get("/kpis", async (context) => shown(context, kpisPage(await input.kpis())));
  app.get("/kpis/:id", async (context) => {
    const span = spans.find((one) => one === context.req.query("by")) ?? "week";
    const sheet = await input.kpi(context.req.param("id"), span, isAsked(context));
    return sheet === undefined ? nowhere(context) : shown(context, kpiPage(sheet));
  });
  for (const path of ["/open/:token", "/open/:token/", "/open/:token/:file"])
    app.get(path, (context) => opened(context, input));
  app.route("/", inbox(input));
  app.route("/", configRoom(input));
  app.route(
    "/archive",
    archive(input.lake, (title, body) => room("/archive", title, body)),
  );
  app.notFound(nowhere);
  app.onError(failed);
  return app;
}

async function overview(input: DeskInput): Promise<Html> {
  const [about, emails, coming, zone] = await Promise.all([
    input.overview(),
    input.emails(),
    input.coming(),
    input.zone(),
  ]);
  return overviewPage({ about, emails, coming: coming ?? [], zone });
}

const isAsked = (context: Context): boolean => context.req.query("read") === "yes";

/** A link of an email that leads here, where the organisation's url is this desk. */
async function opened(context: Context, { linked }: DeskInput) {
  const page = await linked(context.req.param("token") ?? "");
  if (page === undefined) return nowhere(context);
  guard(context, ownPolicy);
  const isCsv = context.req.param("file") === "kpis.csv";
  return context.redirect(isCsv ? page.replace(/index\.html$/, "kpis.csv") : page);
}

function failed(error: Error, context: Context) {
  if ("getResponse" in error && typeof error.getResponse === "function") {
    guard(context, ownPolicy);
    return context.html(room(null, "Refused", refusal), 403);
  }
  console.error(`desk: ${context.req.path}: ${error.message}`);
  guard(context, ownPolicy);
  return context.html(room(null, "Something failed", failure), 500);
}

const failure = html`<h1>This page could not be made</h1>
<p>The reason stands in the terminal that runs the desk. Nothing was changed or sent.</p>
<p><a href="/">See what the desk has</a></p>`;

const refusal = html`<h1>Refused</h1>
<p>Only a page of this desk may ask this of it.</p>
<p><a href="/config">Open the config</a></p>`;
