/** Archived reports on this machine: every page and CSV below `archive/` of the lake, whoever it was made for. */

import { type Context, Hono } from "hono";
import type { Lake } from "../ports.ts";
import { archivePath } from "../stages/places.ts";
import { documentPolicy, guard, notFound } from "./page.ts";

export interface Archived {
  readonly report: string;
  readonly period: string;
  /** The scope and language it was made for; empty for everything in English. */
  readonly variant: string;
}

/** One plain name: no slash, no leading dot, nothing a path could be made of. */
const name = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

const types: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "kpis.csv": "text/csv; charset=utf-8",
};

export const isPlainName = (text: string): boolean => name.test(text);

/**
 * Serves `index.html` and `kpis.csv` below `/<report>/<period>/`, and of each variant in a folder of its own below that;
 * everything else is not found.
 */
export function archive(lake: Lake): Hono {
  const routes = new Hono();
  routes.get("/:report/:period", folder);
  routes.get("/:report/:period/", (context) => document(context, lake, "index.html"));
  routes.get("/:report/:period/:file", (context) => document(context, lake, context.req.param("file")));
  routes.get("/:report/:period/:variant/:file", (context) =>
    document(context, lake, context.req.param("file"), context.req.param("variant")),
  );
  return routes;
}

/** Every report and period that has a page, newest period first within each report. */
export async function archived(lake: Lake): Promise<readonly Archived[]> {
  const found: Archived[] = [];
  for await (const { key } of lake.list("archive/")) {
    const [, report = "", period = "", ...rest] = key.split("/");
    const [variant = "", file, more] = rest.length === 1 ? ["", ...rest] : rest;
    const isPlain = [report, period, ...(variant === "" ? [] : [variant])].every(isPlainName);
    if (file === "index.html" && more === undefined && isPlain) found.push({ report, period, variant });
  }
  return found.sort(
    (a, b) => order(a.report, b.report) || order(b.period, a.period) || order(a.variant, b.variant),
  );
}

/** With the slash, so that the page's relative links lead to its neighbours. */
function folder(context: Context): Response | Promise<Response> {
  const { report = "", period = "" } = context.req.param();
  if (!name.test(report) || !name.test(period)) return notFound(context);
  guard(context, documentPolicy);
  return context.redirect(`/archive/${report}/${period}/`);
}

async function document(context: Context, lake: Lake, file: string, variant = ""): Promise<Response> {
  const { report = "", period = "" } = context.req.param();
  const type = Object.hasOwn(types, file) ? types[file] : undefined;
  if (type === undefined || !name.test(report) || !name.test(period)) return notFound(context);
  if (variant !== "" && !name.test(variant)) return notFound(context);
  const stored = await lake.get(`archive/${archivePath(report, period, variant)}${file}`);
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
