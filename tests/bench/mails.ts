/**
 * So many emails in a process of its own: `node mails.ts WHAT TEMPLATE COUNT`; writes the processor time of one core as JSON.
 * `raport`: view model, HTML, text, the reader's links. `mjml`: the same
 * view model, the MJML filled with it and compiled.
 */

import { Eta } from "eta";
import mjml2html from "mjml";
import { personal } from "../../functions/stages/personal.ts";
import { mjmlOf, mjmlOptions } from "../../templates/compile.ts";
import { renderEmail } from "../../templates/email.ts";
import { fitted } from "../../templates/fitting.ts";
import { escapeHtml } from "../../templates/html.ts";
import { labelled } from "../../templates/labels.ts";
import { emailView } from "../../templates/view.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { linksFor, modelFor, type TemplateName } from "./readers.ts";

export interface Mailed {
  readonly emails: number;
  /** Processor time of all threads, user and system. */
  readonly seconds: number;
  readonly bytes: number;
}

type Work = (model: ReturnType<typeof modelFor>, reader: number) => string | Promise<string>;

const works: Readonly<Record<string, (template: TemplateName) => Promise<Work>>> = {
  raport: async () => (model, reader) => {
    const { html, text } = personal({ email: renderEmail(model) }, linksFor(reader));
    return html + text;
  },
  /** Of what everybody of one scope and language gets, the links of each. */
  links: async (template) => {
    const email = renderEmail(modelFor(0, template));
    return (_, reader) => {
      const { html, text } = personal({ email }, linksFor(reader));
      return html + text;
    };
  },
  mjml: (template) => compiling(template, false),
  /** As small as what ours are compiled to. */
  minified: (template) => compiling(template, true),
};

async function compiling(template: TemplateName, minify: boolean): Promise<Work> {
  const eta = new Eta({ autoTrim: false, escapeFunction: (text) => escapeHtml(String(text)) });
  const fill = eta.compile(await mjmlOf(template));
  const options = { ...mjmlOptions, minify, validationLevel: "skip" } as const;
  return async (model) => {
    const { view } = fitted(emailView(labelled(model), wordsOf(model.locale)), () => "");
    const { html } = await mjml2html(eta.render(fill, view), options);
    return html;
  };
}

/** What is read of an email: its texts, without where they stand. */
const read = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const [what = "", template = "digest", count = "1"] = process.argv.slice(2);
const name = template as TemplateName;
const work = (await works[what]?.(name)) ?? (() => "");
// Enough that no figure is still known when it comes again, and not so many that memory is what is measured.
const models = Array.from({ length: Math.min(Number(count), 500) }, (_, reader) => modelFor(reader, name));
if (what === "mjml" || what === "minified") {
  const [first] = models;
  if (first && read(await work(first, 0)) !== read(renderEmail(first).html))
    throw new Error("what is compiled for each email says something else");
}
// What is compiled while it runs is not what is measured.
for (const [reader, model] of models.slice(0, Math.ceil(Number(count) / 4)).entries())
  await work(model, reader + Number(count));
globalThis.gc?.();
const began = process.cpuUsage();
let bytes = 0;
for (let reader = 0; reader < Number(count); reader += 1) {
  const model = models[reader % models.length];
  if (model) bytes += (await work(model, reader)).length;
}
const { user, system } = process.cpuUsage(began);
const mailed: Mailed = { emails: Number(count), seconds: (user + system) / 1e6, bytes };
process.stdout.write(JSON.stringify(mailed));
