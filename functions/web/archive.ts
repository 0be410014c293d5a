/** Archived reports: the page and the CSV a link in an email opens, read from the lake below `archive/`. */

import { type Context, Hono } from "hono";
import type { Lake } from "../ports.ts";
import { documentPolicy, guard, notFound } from "./page.ts";

export interface Archived {
  readonly report: string;
  readonly period: string;
}

/** One plain name: no slash, no leading dot, nothing a path could be made of. */
const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const types: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "kpis.csv": "text/csv; charset=utf-8",
};

/** Serves `/<report>/<period>/index.html` and `/<report>/<period>/kpis.csv`; everything else is not found. */
export function archive(lake: Lake): Hono {
  const routes = new Hono();
  routes.get("/:report/:period", folder);
  routes.get("/:report/:period/", (context) => document(context, lake, "index.html"));
  routes.get("/:report/:period/:file", (context) => document(context, lake, context.req.param("file")));
  return routes;
}

/** Every report and period that has a page, newest period first within each report. */
export async function archived(lake: Lake): Promise<readonly Archived[]> {
  const found: Archived[] = [];
  for await (const { key } of lake.list("archive/")) {
    const [, report = "", period = "", file, more] = key.split("/");
    if (file === "index.html" && more === undefined && name.test(report) && name.test(period)) {
      found.push({ report, period });
    }
  }
  return found.sort((a, b) =>
    a.report === b.report ? order(b.period, a.period) : order(a.report, b.report),
  );
}

/** With the slash, so that the page's relative links lead to its neighbours. */
function folder(context: Context): Response | Promise<Response> {
  const { report = "", period = "" } = context.req.param();
  if (!name.test(report) || !name.test(period)) return notFound(context);
  guard(context, documentPolicy);
  return context.redirect(`/archive/${report}/${period}/`);
}

async function document(context: Context, lake: Lake, file: string): Promise<Response> {
  const { report = "", period = "" } = context.req.param();
  const type = Object.hasOwn(types, file) ? types[file] : undefined;
  if (type === undefined || !name.test(report) || !name.test(period)) return notFound(context);
  const stored = await lake.get(`archive/${report}/${period}/${file}`);
  if (stored === undefined) return notFound(context);
  guard(context, documentPolicy);
  context.header("Content-Type", type);
  if (file === "kpis.csv") {
    context.header("Content-Disposition", `attachment; filename="${report}-${period}-kpis.csv"`);
  }
  return context.body(new Uint8Array(stored.body));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
