/**
 * What a link in an email opens. The token says whose link it is and for which report; what they may see is looked up in
 * the config of now, so that an older page shows nothing to somebody who may see less since, or is off the list.
 */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Config, ReportConfig, Scope } from "../core/config.ts";
import { type Locale, locales } from "../core/organisation.ts";
import { scopeFor } from "../core/scope.ts";
import type { Lake } from "../ports.ts";
import { reportCalled } from "../stages/names.ts";
import { addressKey, archivePath, variantId } from "../stages/places.ts";
import { verify } from "../stages/tokens.ts";
import { isPlainName } from "./archive.ts";
import { localeFor } from "./language.ts";
import { documentPolicy, guard, ownPolicy, page } from "./page.ts";
import { webWords } from "./words.ts";

export interface OpenInput {
  readonly lake: Pick<Lake, "get">;
  /** The config in force when the link is opened. */
  readonly config: () => Config | Promise<Config>;
}

const types = {
  "index.html": "text/html; charset=utf-8",
  "kpis.csv": "text/csv; charset=utf-8",
} as const;
type File = keyof typeof types;

/** Serves `/TOKEN/` and `/TOKEN/kpis.csv` to whom the token belongs; nothing is there for anybody else. */
export function open(input: OpenInput): Hono {
  const routes = new Hono();
  // With the slash, so that the page's relative link leads to its CSV.
  routes.get("/:token", (context) => {
    guard(context, ownPolicy);
    return context.redirect(`./${encodeURIComponent(context.req.param("token"))}/`);
  });
  routes.get("/:token/", (context) => document(context, context.req.param("token"), "index.html", input));
  routes.get("/:token/kpis.csv", (context) =>
    document(context, context.req.param("token"), "kpis.csv", input),
  );
  return routes;
}

async function document(context: Context, token: string, file: File, { lake, config }: OpenInput) {
  const claims = await verify(token, "open", lake);
  const { report: id = "", period = "" } = claims ?? {};
  if (!claims || !isPlainName(id) || !isPlainName(period)) return refused(context, 404, "unknown");
  const report = await reportCalled(id, await config(), lake);
  const reader = report?.to.find(({ address }) => addressKey(address) === claims.address);
  if (!report || !reader) return refused(context, 403, "removed");
  const body = await variantBody(report, reader, `archive/${archivePath(id, period)}`, file, lake);
  if (!body) return refused(context, 404, "absent", reader.locale);
  guard(context, documentPolicy);
  context.header("Content-Type", types[file]);
  if (file === "kpis.csv")
    context.header("Content-Disposition", `attachment; filename="${id}-${period}-kpis.csv"`);
  return context.body(new Uint8Array(body));
}

/** Their language if it was made then, else any other: never another scope. */
async function variantBody(
  report: ReportConfig,
  reader: { readonly scope: Scope | null; readonly locale: Locale },
  folder: string,
  file: File,
  lake: Pick<Lake, "get">,
): Promise<Uint8Array | undefined> {
  const scope = scopeFor(report, reader);
  if (scope === undefined) return undefined;
  for (const locale of [reader.locale, ...locales.filter((one) => one !== reader.locale)]) {
    const id = variantId(scope, locale);
    const stored = await lake.get(`${folder}${id === "" ? "" : `${id}/`}${file}`);
    if (stored) return stored.body;
  }
  return undefined;
}

/** Says nothing of the report, and not the token either: it may be somebody else's. */
function refused(
  context: Context,
  status: 403 | 404,
  why: "unknown" | "removed" | "absent",
  locale: Locale = localeFor(context),
) {
  guard(context, ownPolicy);
  const words = webWords[locale].open;
  const body = html`<main><h1>${words[why]}</h1><p>${words[`${why}Note`]}</p></main>`;
  return context.html(page(words[why], body, locale), status);
}
