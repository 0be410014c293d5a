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
import { type Claims, hasEnded, isTokenLike, verify } from "../stages/tokens.ts";
import { isPlainName } from "./archive.ts";
import { localeFor } from "./language.ts";
import { documentPolicy, formPolicy, guard, type Html, ownPolicy, page } from "./page.ts";
import type { OnRefusal } from "./refusal.ts";
import { webWords } from "./words.ts";

export interface OpenInput {
  readonly lake: Pick<Lake, "get">;
  /** The config in force when the link is opened. */
  readonly config: () => Config | Promise<Config>;
  /** ISO UTC instant. */
  readonly now: () => string;
  /** Mails a new link to whose old one this is, if they may have one. Safe to repeat. */
  readonly freshLink: (claims: Claims) => Promise<void>;
  readonly onRefusal: OnRefusal;
}

const types = {
  "index.html": "text/html; charset=utf-8",
  "kpis.csv": "text/csv; charset=utf-8",
} as const;
type File = keyof typeof types;

/**
 * Serves `/TOKEN/` and `/TOKEN/kpis.csv` to whom the token belongs; nothing is there for anybody else. One POST to
 * `/TOKEN/` of a link that has ended asks for a new one: scanners of mail open every link, and press nothing.
 */
export function open(input: OpenInput): Hono {
  const routes = new Hono();
  // With the slash, so that the page's relative link leads to its CSV.
  routes.get("/:token", (context) => {
    const token = context.req.param("token");
    if (!isTokenLike(token)) return refused(context, 404, "unknown", input);
    guard(context, ownPolicy);
    return context.redirect(`./${token}/`);
  });
  routes.get("/:token/", (context) => document(context, "index.html", input));
  routes.get("/:token/kpis.csv", (context) => document(context, "kpis.csv", input));
  routes.post("/:token/", (context) => another(context, input));
  return routes;
}

type Opened = Claims & { readonly period: string };

async function claimed(context: Context, { lake }: OpenInput): Promise<Opened | undefined> {
  const claims = await verify(context.req.param("token") ?? "", "open", lake);
  const { report = "", period = "" } = claims ?? {};
  return claims && isPlainName(report) && isPlainName(period) ? { ...claims, period } : undefined;
}

async function document(context: Context, file: File, input: OpenInput) {
  const { lake, config, now } = input;
  const claims = await claimed(context, input);
  if (!claims) return refused(context, 404, "unknown", input);
  if (await hasEnded(claims, now(), lake)) return ended(context, input);
  const { report: id, period } = claims;
  const report = await reportCalled(id, await config(), lake);
  const reader = report?.to.find(({ address }) => addressKey(address) === claims.address);
  if (!report || !reader) return refused(context, 403, "removed", input);
  const body = await variantBody(report, reader, `archive/${archivePath(id, period)}`, file, lake);
  if (!body) return refused(context, 404, "absent", input, reader.locale);
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
  { onRefusal }: Pick<OpenInput, "onRefusal">,
  locale: Locale = localeFor(context),
) {
  onRefusal({ route: "open", why });
  guard(context, ownPolicy);
  return context.html(said(webWords[locale].open[why], webWords[locale].open[`${why}Note`], locale), status);
}

/**
 * The same page for everybody, on the list or not, in the language of the browser: that of the reader would tell whether
 * there still is one.
 */
function ended(context: Context, { onRefusal }: Pick<OpenInput, "onRefusal">) {
  onRefusal({ route: "open", why: "ended" });
  guard(context, formPolicy);
  const locale = localeFor(context);
  const { ended, endedNote, button } = webWords[locale].open;
  const form = html`<form method="post" action="./"><p><button type="submit">${button}</button></p></form>`;
  return context.html(said(ended, endedNote, locale, form), 410);
}

async function another(context: Context, input: OpenInput) {
  const claims = await claimed(context, input);
  if (!claims) return refused(context, 404, "unknown", input);
  guard(context, ownPolicy);
  if (!(await hasEnded(claims, input.now(), input.lake))) return context.redirect("./", 303);
  await input.freshLink(claims);
  const locale = localeFor(context);
  return context.html(said(webWords[locale].open.mailed, webWords[locale].open.mailedNote, locale));
}

const said = (what: string, note: string, locale: Locale, more: Html | string = "") =>
  page(what, html`<main><h1>${what}</h1><p>${note}</p>${more}</main>`, locale);
