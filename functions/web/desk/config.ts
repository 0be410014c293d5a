/** The config in force, what the file on disk would change, and a place to try an edit. Nothing is ever written. */

import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { guard, type Html, ownPolicy } from "../page.ts";
import { liveCheck } from "./live.ts";
import { counted, head, pill, room, timeOf, type Zone } from "./shell.ts";

/** Something wrong with the config; without a line it is about another file, and says which. */
export interface ConfigProblem {
  readonly line?: number;
  readonly says: string;
}

/** What `check` says of a text. */
export interface Checked {
  readonly problems: readonly ConfigProblem[];
  /** What is no mistake but will be missed, and what would change for whom. */
  readonly lines: readonly string[];
}

export interface ConfigSeen {
  /** Null before the first run. */
  readonly inForce: {
    readonly version: string;
    readonly since: string;
    readonly text: string;
    /** Its mappings and other files, by name. */
    readonly files: readonly string[];
  } | null;
  /** Where the file is, where one is known here, and how it differs from what is in force. */
  readonly file: {
    readonly path: string;
    readonly text: string;
    readonly isInForce: boolean;
    readonly checked: Checked;
  } | null;
}

export interface ConfigInput {
  readonly zone: () => Promise<Zone>;
  readonly config: () => Promise<ConfigSeen>;
  /** What `check` would say if the file were this text. */
  readonly check: (text: string) => Promise<Checked>;
}

/** Our own page, with one script of ours that asks our own page. */
const livePolicy = `${ownPolicy.replace("form-action 'none'", "form-action 'self'")}; script-src 'self'; connect-src 'self'`;
const longest = 256 * 1024;

export function configRoom(input: ConfigInput): Hono {
  const routes = new Hono();
  // A page elsewhere could have a browser post here; that it cannot read the answer is no reason to do its work.
  routes.use("/config/*", csrf());
  routes.use(
    "/config/*",
    bodyLimit({
      maxSize: longest,
      onError: (context) => context.text("This is longer than any config: 256 kB at most.", 413),
    }),
  );
  routes.get("/config", async (context) => {
    answered(context);
    const seen = await input.config();
    return context.html(
      configPage(seen, seen.file?.text ?? seen.inForce?.text ?? "", undefined, await input.zone()),
    );
  });
  routes.post("/config", async (context) => {
    answered(context);
    const text = await textIn(context);
    const [seen, checked, zone] = await Promise.all([input.config(), input.check(text), input.zone()]);
    return context.html(configPage(seen, text, checked, zone));
  });
  routes.post("/config/check", async (context) => {
    answered(context);
    const text = await textIn(context);
    return context.html(result(await input.check(text), text));
  });
  routes.get("/desk.js", (context) => {
    answered(context);
    return context.body(liveCheck, 200, { "Content-Type": "text/javascript; charset=utf-8" });
  });
  return routes;
}

function answered(context: Context): void {
  guard(context, livePolicy);
  // Without it a browser does not say that a form of ours comes from us.
  context.header("Referrer-Policy", "same-origin");
}

/** What was typed, with the line ends a form makes of it undone. */
async function textIn(context: Context): Promise<string> {
  const { text } = await context.req.parseBody();
  return typeof text === "string" ? text.replaceAll("\r\n", "\n") : "";
}

function configPage(
  { inForce, file }: ConfigSeen,
  text: string,
  checked: Checked | undefined,
  zone: Zone,
): Html {
  return room(
    "/config",
    "Config",
    html`${head("Config", "What is in force, what the file on disk would change, and a place to try an edit.")}
<div class="grid two">
<section aria-labelledby="in-force"><h2 id="in-force">In force</h2>
${inForce === null ? html`<p>Nothing yet: a run puts the file in force.</p>` : html`<dl class="facts"><dt>Version</dt><dd><code>${inForce.version}</code></dd><dt>Since</dt><dd>${timeOf(inForce.since, zone)}</dd><dt>With it</dt><dd>${inForce.files.length === 0 ? "no other file" : inForce.files.join(", ")}</dd></dl>`}
</section>
<section aria-labelledby="on-disk"><h2 id="on-disk">The file on disk</h2>${onDisk(file)}</section>
</div>
${tryIt(text, checked)}
${inForce === null ? "" : html`<section aria-labelledby="lines"><h2 id="lines">The config in force, line by line</h2>${lines(inForce.text, [], "l")}</section>`}
<script src="/desk.js" defer></script>`,
    zone,
  );
}

function onDisk(file: ConfigSeen["file"]): Html {
  if (file === null)
    return html`<p>No file is known here: what counts was pushed. <code>npm run raport -- push</code> changes it.</p>`;
  const { path, text, isInForce, checked } = file;
  const wrong = checked.problems.length;
  const state =
    wrong > 0
      ? pill("bad", counted(wrong, "problem"))
      : isInForce
        ? pill("good", "in force")
        : pill("wait", "counts from the next run on");
  return html`<p><code>${path}</code> ${state}</p>
${wrong === 0 ? "" : html`<p>Until it is right, what is in force stays in force.</p>${problems(checked.problems, text)}`}
${isInForce || wrong > 0 ? "" : said(checked.lines)}`;
}

function tryIt(text: string, checked: Checked | undefined): Html {
  return html`<section aria-labelledby="try"><h2 id="try">Try an edit</h2>
<p class="quiet">This is what <code>npm run raport -- check</code> says of a text. Nothing is ever written from here: to keep an edit, put it into the file.</p>
<div class="grid editor">
<form class="check" method="post" action="/config#result"><label for="text" class="label">The text of the config</label>
<textarea id="text" name="text" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" rows="30">
${text}</textarea>
<div class="row"><button type="submit">Check</button> <span class="quiet" id="live" role="status"></span></div></form>
<div id="result" tabindex="-1">${checked === undefined ? html`<p class="quiet">What is found stands here.</p>` : result(checked, text)}</div>
</div></section>`;
}

/** What was found in a text, each problem with its line. */
export function result(checked: Checked, text: string): Html {
  const { problems: found } = checked;
  if (found.length === 0)
    return html`<p>${pill("good", "right")} Nothing is wrong with it.</p>${said(checked.lines)}`;
  return html`<p>${pill("bad", counted(found.length, "problem"))} Nothing of it would count until it is right.</p>
${problems(found, text)}
<details><summary>The whole text, with each problem at its line</summary>${lines(text, found, "t")}</details>`;
}

function problems(found: readonly ConfigProblem[], text: string): Html {
  const written = text.split("\n");
  return html`<ol class="found">${found.map(
    ({ line, says }) =>
      html`<li>${line === undefined ? "" : html`<strong>Line ${line}</strong> <code>${(written[line - 1] ?? "").trim().slice(0, 200)}</code> `}<span class="says">${says}</span></li>`,
  )}</ol>`;
}

/** Notes and changes as the command prints them: what kind a line is stands before it. */
function said(all: readonly string[]): Html {
  if (all.length === 0) return html``;
  return html`<ul>${all.map((line) => {
    const [, kind = "", words = line] = /^(\w+)\s{2,}(.*)$/s.exec(line) ?? [];
    return html`<li>${kind === "" ? "" : html`${pill(kind === "warning" ? "bad" : kind === "note" ? "wait" : "plain", kind)} `}${words}</li>`;
  })}</ul>`;
}

function lines(text: string, found: readonly ConfigProblem[], prefix: string): Html {
  const at = Map.groupBy(found, ({ line }) => line);
  const written = text.replace(/\n$/, "").split("\n");
  return html`<ol class="lines tall" tabindex="0" aria-label="The text by line">${written.map(
    (line, index) => {
      const wrong = at.get(index + 1) ?? [];
      return html`<li id="${prefix}${index + 1}"${wrong.length > 0 ? html` class="wrong"` : ""}><span>${line || " "}</span>${wrong.map(({ says }) => html`<span class="why">${says}</span>`)}</li>`;
    },
  )}</ol>`;
}
