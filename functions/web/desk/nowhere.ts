/** An address of the desk that leads nowhere: what it may have been, and the way back. */

import type { Context } from "hono";
import { html } from "hono/html";
import { guard, ownPolicy } from "../page.ts";
import { room } from "./shell.ts";

const longest = 120;

export function nowhere(context: Context): Response | Promise<Response> {
  const { path } = context.req;
  guard(context, ownPolicy);
  const body = html`<h1>There is nothing here</h1>
<p>No email, report, KPI or page has the address <code>${path.length > longest ? `${path.slice(0, longest)}…` : path}</code>.</p>
<p>What an email links to was archived by the run that sent it. If the home folder of that run was removed, or this desk
shows another home folder, it is not here.</p>
<p><a href="/">See what the desk has</a></p>`;
  return context.html(room(null, "Not found", body), 404);
}
