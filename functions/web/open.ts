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
import { namesNow, reportCalled } from "../stages/names.ts";
import { addressKey, variantId } from "../stages/places.ts";
import { type Claims, hasEnded, isTokenLike, verify } from "../stages/tokens.ts";
import { type Access, editionAt, isPlainName } from "./archive/access.ts";
import { archiveApp, document } from "./archive.ts";
import { localeFor } from "./language.ts";
import { formPolicy, guard, type Html, ownPolicy, page } from "./page.ts";
import type { OnRefusal } from "./refusal.ts";
import { webWords } from "./words.ts";

export interface OpenInput {
  readonly lake: Pick<Lake, "get" | "list">;
  /** The config in force when the link is opened. */
  readonly config: () => Config | Promise<Config>;
  /** ISO UTC instant. */
  readonly now: () => string;
  /** Mails a new link to whose old one this is, if they may have one. Safe to repeat. */
  readonly freshLink: (claims: Claims) => Promise<void>;
  readonly onRefusal: OnRefusal;
}

/** What lies beside the report that a link is for. */
const files = ["as-sent.html", "kpis.csv", "kpis.xlsx", "contacts.html", "contacts.csv"] as const;

/**
 * Serves `/TOKEN/`, the files beside it and, below `/TOKEN/archive`, the other periods of the same report to whom the token
 * belongs; nothing is there for anybody else, and nothing of another report, which has links of its own. One POST to
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
  routes.get("/:token/", (context) => own(context, "index.html", input));
  for (const file of files) routes.get(`/:token/${file}`, (context) => own(context, file, input));
  routes.post("/:token/", (context) => another(context, input));
  routes.route(
    "/:token/archive",
    archiveApp({
      access: async (context) => {
        const visit = await visitOf(context, input);
        return visit instanceof Response ? visit : visit.access;
      },
      missing: (context, locale) => refused(context, 404, "absent", input, locale),
    }),
  );
  return routes;
}

type Opened = Claims & { readonly period: string };

async function claimed(context: Context, { lake }: OpenInput): Promise<Opened | undefined> {
  const claims = await verify(context.req.param("token") ?? "", "open", lake);
  const { report = "", period = "" } = claims ?? {};
  return claims && isPlainName(report) && isPlainName(period) ? { ...claims, period } : undefined;
}

interface Visit {
  readonly claims: Opened;
  readonly access: Access;
}

/** Whose link it is and what they may see now, or what they are answered instead. */
async function visitOf(context: Context, input: OpenInput): Promise<Visit | Response> {
  const { lake, config, now } = input;
  const claims = await claimed(context, input);
  if (!claims) return refused(context, 404, "unknown", input);
  if (await hasEnded(claims, now(), lake)) return ended(context, input);
  const inForce = await config();
  const report = await reportCalled(claims.report, inForce, lake);
  const reader = report?.to.find(({ address }) => addressKey(address) === claims.address);
  if (!report || !reader) return refused(context, 403, "removed", input);
  const reports = [...new Set([claims.report, ...(await namesNow(report, inForce, lake))])];
  return { claims, access: accessOf(report, reader, reports, lake) };
}

/** The report and the period that the link is for. */
async function own(context: Context, file: (typeof files)[number] | "index.html", input: OpenInput) {
  const visit = await visitOf(context, input);
  if (visit instanceof Response) return visit;
  const { claims, access } = visit;
  const edition = await editionAt(access, claims.report, claims.period);
  const answer = edition && (await document(context, edition, file, access, "archive/"));
  return answer ?? refused(context, 404, "absent", input, access.locale);
}

/** Of each period their language if it was made then, else any other: never another scope. */
function accessOf(
  report: ReportConfig,
  reader: { readonly scope: Scope | null; readonly locale: Locale },
  reports: readonly string[],
  lake: OpenInput["lake"],
): Access {
  const scope = scopeFor(report, reader);
  const liked = [reader.locale, ...locales.filter((one) => one !== reader.locale)];
  const own = scope === undefined ? [] : liked.map((locale) => variantId(scope, locale));
  return {
    lake,
    locale: reader.locale,
    listsContacts: report.listsContacts,
    reports,
    titleOf: () => report.title,
    seen: (variants) =>
      own
        .filter((variant) => variants.includes(variant))
        .slice(0, 1)
        .map((variant) => ({ variant, named: "" })),
  };
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
