/** What every page of ours shares: the shell, its style, and headers under which a page can show and do nothing else. */

import type { Context } from "hono";
import { html } from "hono/html";
import type { Locale } from "../core/organisation.ts";

export type Html = ReturnType<typeof html>;

const nothingElse = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For our own pages: one style sheet from here, no script, no picture but the icon. */
export const ownPolicy = `default-src 'none'; style-src 'self'; img-src data:; ${nothingElse}`;
/** For a page with one button: it sends to our own pages, and nothing sends anywhere else. */
export const formPolicy = ownPolicy.replace("form-action 'none'", "form-action 'self'");
/** For finished documents (emails, archived reports), which carry their style with them: still no script, no request. */
export const documentPolicy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; ${nothingElse}`;

/** Sets the headers every answer has; nothing is kept, guessed, framed, told to other sites or found by searching. */
export function guard(context: Context, policy: string): void {
  context.header("Content-Security-Policy", policy);
  context.header("Cache-Control", "no-store");
  context.header("X-Content-Type-Options", "nosniff");
  context.header("X-Frame-Options", "DENY");
  context.header("Referrer-Policy", "no-referrer");
  context.header("X-Robots-Tag", "noindex, nofollow, noarchive");
  context.header("Cross-Origin-Opener-Policy", "same-origin");
  context.header("Cross-Origin-Resource-Policy", "same-origin");
}

/** A whole page in our style. */
export function page(title: string, body: Html, locale: Locale = "en"): Html {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/desk.css">
</head>
<body>
${body}
</body>
</html>`;
}

/** A page that says what is not here and where to go on. */
export function notFound(context: Context): Response | Promise<Response> {
  guard(context, ownPolicy);
  const body = html`<main>
<h1>There is nothing here</h1>
<p>No email, report or page has the address <code>${shown(context.req.path)}</code>.</p>
<p>A link from an email leads to a report archived by the run that sent it. If the home folder of that run was removed,
or this desk shows another home folder, the report is not here.</p>
<p><a href="/">See all emails and reports</a></p>
</main>`;
  return context.html(page("Not found", body), 404);
}

function shown(path: string): string {
  return path.length > 120 ? `${path.slice(0, 120)}…` : path;
}

export const style = `
:root {
  color-scheme: light dark;
  --paper: #f3f5f8; --card: #ffffff; --ink: #1a1f29; --quiet: #4f5a6b; --line: #d9dee6; --link: #1d4fb8; --code: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12151b; --card: #1c2129; --ink: #eef1f6; --quiet: #a9b3c2; --line: #343c4a; --link: #8ab4ff; --code: #262d38;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, .wide:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { background: var(--code); border-radius: 4px; padding: .1em .35em; font-size: .9em; overflow-wrap: anywhere; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem; margin: 1.25rem 0 0; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .6rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
li:first-child { border-top: 0; padding-top: 0; }
li:last-child { padding-bottom: 0; }
li .quiet { display: block; font-size: .9rem; }
time { white-space: nowrap; }
button { font: inherit; color: #ffffff; background: #1d4fb8; border: 0; border-radius: 8px; padding: .6rem 1.2rem; cursor: pointer; }
button:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { color: var(--quiet); font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
td { overflow-wrap: break-word; min-width: 6rem; }
.number { text-align: right; min-width: 3rem; font-variant-numeric: tabular-nums; }
.find { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 1.25rem 0 1rem; } .find p { margin: 0; } .find .wider { flex: 1 1 16rem; }
.find label { display: block; font-size: .9rem; color: var(--quiet); } .find input, .find select { font: inherit; width: 100%; max-width: 100%; padding: .5rem .6rem;
  color: var(--ink); background: var(--card); border: 1px solid var(--quiet); border-radius: 8px; } .find a { display: inline-block; padding: .6rem 0; }
.find :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.pages { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 1.25rem 0 0; } td.files { white-space: nowrap; } td.files a { display: inline-block; padding: .2rem 0; margin: -.2rem .75rem .2rem 0; } td.subject { overflow-wrap: anywhere; min-width: 7rem; }
tbody th { color: var(--ink); } td .quiet, th .quiet { display: block; font-size: .85rem; font-weight: 400; }
td.number, th.number { padding-left: .9rem; padding-right: 0; }
@media (max-width: 30rem) { main { padding-top: 1.25rem; } section { padding: 1rem; }
  th, td { padding-right: .5rem; min-width: 0; font-size: .85rem; } .number { min-width: 0; }
  td.files { white-space: normal; } td.subject { min-width: 5rem; } td.number, th.number { padding-left: .35rem; } .pairs th, .pairs td { font-size: .8rem; hyphens: auto; } .pairs .quiet { font-size: .75rem; } }
`;
