/**
 * Archived reports: each as it was sent, with a way to the others around it, an index to search, two periods side by side,
 * and the numbers as CSV and as a workbook. The same app on this machine and behind the links of emails; `access` says what
 * a visitor may see.
 */

import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { plain } from "../../templates/archive.ts";
import type { Locale } from "../core/organisation.ts";
import type { Lake } from "../ports.ts";
import {
  type Access,
  type Edition,
  editionAt,
  everything,
  folderOf,
  isPlainName,
  modelOf,
  type Reading,
} from "./archive/access.ts";
import { comparePage } from "./archive/compare.ts";
import { framed } from "./archive/frame.ts";
import { indexPage } from "./archive/shelf.ts";
import { archiveWords } from "./archive/words/index.ts";
import { workbookOf } from "./archive/workbook.ts";
import { workbookType, xlsx } from "./archive/xlsx.ts";
import { documentPolicy, formPolicy, guard, type Html, notFound, ownPolicy, page } from "./page.ts";

export interface ArchiveInput {
  /** What this visitor may see, or what they are answered instead. */
  readonly access: (context: Context) => Promise<Access | Response>;
  readonly missing: (context: Context, locale: Locale) => Response | Promise<Response>;
  /** A whole page around what is to be shown. */
  readonly shell?: (title: string, body: Html, locale: Locale) => Html;
}

const types: Readonly<Record<string, string>> = {
  "index.html": "text/html; charset=utf-8",
  "as-sent.html": "text/html; charset=utf-8",
  "kpis.csv": "text/csv; charset=utf-8",
  "kpis.xlsx": workbookType,
  "contacts.html": "text/html; charset=utf-8",
  "contacts.csv": "text/csv; charset=utf-8",
};

/** Everything, on the machine of whoever runs the reports. */
export const archive = (lake: Reading, shell?: ArchiveInput["shell"]): Hono =>
  archiveApp({
    access: async () => everything(lake),
    missing: (context) => notFound(context),
    ...(shell && { shell }),
  });

/**
 * Serves the index at its own address, `compare`, and below `<report>/<period>/` the framed page, `as-sent.html`, `kpis.csv`
 * and `kpis.xlsx`; of each variant in a folder of its own below that. Everything else is not found.
 */
export function archiveApp(input: ArchiveInput): Hono {
  const routes = new Hono();
  const seen =
    (show: (context: Context, access: Access) => Promise<Response | undefined> | Response | undefined) =>
    async (context: Context) => {
      const access = await input.access(context);
      if (access instanceof Response) return access;
      return (await show(context, access)) ?? input.missing(context, access.locale);
    };
  routes.get("/", seen(withSlash));
  routes.get(
    "/compare",
    seen((context, access) => compared(context, access, input)),
  );
  routes.get("/:report/:period", seen(withSlash));
  routes.get(
    "/:report/:period/",
    seen((context, access) => served(context, "index.html", access)),
  );
  routes.get(
    "/:report/:period/:variant/",
    seen((context, access) => served(context, "index.html", access)),
  );
  routes.get(
    "/:report/:period/:file",
    seen((context, access) => served(context, context.req.param("file") ?? "", access)),
  );
  routes.get(
    "/:report/:period/:variant/:file",
    seen((context, access) => served(context, context.req.param("file") ?? "", access)),
  );
  routes.get(
    "/*",
    seen((context, access) => (isRoot(context) ? index(context, access, input) : undefined)),
  );
  return routes;
}

/** Nothing between the slash that ends the archive's own address and its end. */
const isRoot = ({ req }: Context) => /^(?:\/open\/[^/]+)?\/archive\/$/.test(req.path);

/** With the slash, so that relative links lead to neighbours. */
function withSlash(context: Context): Response | undefined {
  const { report, period } = context.req.param() as Readonly<Record<string, string | undefined>>;
  const named = [report, period].filter((one) => one !== undefined);
  if (!named.every(isPlainName)) return undefined;
  guard(context, ownPolicy);
  return context.redirect(`${new URL(context.req.url).pathname}/`);
}

async function index(context: Context, access: Access, { shell = usual }: ArchiveInput): Promise<Response> {
  const { q = "", report = "", year = "", page: at = "1" } = context.req.query();
  const asked = { q: plain(q.slice(0, 200)), report, year, page: /^\d{1,5}$/.test(at) ? Number(at) : 1 };
  const body = await indexPage(asked, access);
  guard(context, formPolicy);
  return context.html(shell(archiveWords[access.locale].archive, body, access.locale));
}

async function compared(context: Context, access: Access, { shell = usual }: ArchiveInput) {
  const { report = "", variant = "", one = "", other = "" } = context.req.query();
  const body = await comparePage({ report, variant, one, other }, access);
  if (body === undefined) return undefined;
  guard(context, formPolicy);
  return context.html(shell(archiveWords[access.locale].compare.title, body, access.locale));
}

const usual = (title: string, body: Html, locale: Locale): Html =>
  page(title, html`<main>${body}</main>`, locale);

async function served(context: Context, file: string, access: Access): Promise<Response | undefined> {
  const { report = "", period = "", variant = "" } = context.req.param();
  if (!Object.hasOwn(types, file)) return undefined;
  const edition = await editionAt(access, report, period, variant);
  return edition && document(context, edition, file, access, variant === "" ? "../../" : "../../../");
}

/** One file of an edition. `root` leads from its address to that of the archive; undefined where it is not kept. */
export async function document(
  context: Context,
  edition: Edition,
  file: string,
  access: Access,
  root: string,
): Promise<Response | undefined> {
  // Granted by the config of now: what was listed once is not shown to whom it is no longer.
  if (file.startsWith("contacts.") && !access.listsContacts) return undefined;
  const body = await bytesOf(edition, file, access, root);
  if (body === undefined) return undefined;
  guard(context, documentPolicy);
  context.header("Content-Type", types[file]);
  if (/\.(csv|xlsx)$/.test(file))
    context.header(
      "Content-Disposition",
      `attachment; filename="${edition.report}-${edition.period}-${file}"`,
    );
  return context.body(body);
}

async function bytesOf(
  edition: Edition,
  file: string,
  access: Access,
  root: string,
): Promise<Uint8Array<ArrayBuffer> | string | undefined> {
  const { lake } = access;
  if (file === "kpis.xlsx") {
    const stored = await modelOf(edition, lake);
    return stored && new Uint8Array(await xlsx(workbookOf(stored.model)));
  }
  const body = await stored(edition, file === "as-sent.html" ? "index.html" : file, lake);
  if (body === undefined || file !== "index.html") return body;
  return framed(new TextDecoder().decode(body), edition, access, root);
}

async function stored(edition: Edition, file: string, lake: Pick<Lake, "get">) {
  const found = await lake.get(`${folderOf(edition)}${file}`);
  return found && new Uint8Array(found.body);
}
