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
import { escapeHtml, Written } from "../../templates/html.ts";
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

/** Of a report that 20 departments read, and somebody all of it, in five languages. */
const variants = 21 * 5;

type Work = (model: ReturnType<typeof modelFor>, reader: number) => string | Promise<string>;

const works: Readonly<Record<string, (template: TemplateName) => Promise<Work>>> = {
  raport: async () => (model, reader) => {
    const { html, text } = personal({ email: renderEmail(model) }, linksFor(reader));
    return html + text;
  },
  /** As a report is sent: what everybody of one scope and language gets is rendered once, and each gets links of their own. */
  sent: async () => {
    const rendered = new Map<number, ReturnType<typeof renderEmail>>();
    return (model, reader) => {
      if (reader % Number(count) === 0) rendered.clear();
      const variant = reader % variants;
      const email = rendered.get(variant) ?? renderEmail(model);
      rendered.set(variant, email);
      const { html, text } = personal({ email }, linksFor(reader));
      return html + text;
    };
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
  const { blocks } = await import(`../../templates/generated/${template}.ts`);
  return async (model) => {
    const whole = emailView(labelled(model), wordsOf(model.locale), blocks);
    const { view } = fitted(whole, () => new Written());
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
if (what === "mjml" || what === "minified") {
  const first = modelFor(0, name);
  if (read(await work(first, 0)) !== read(renderEmail(first).html))
    throw new Error("what is compiled for each email says something else");
}

/** So many models are held at a time. */
const chunk = 250;

/** Each reader's figures are theirs alone: no formatter still knows them. Making the models is not counted. */
async function taken(from: number, to: number): Promise<Pick<Mailed, "seconds" | "bytes">> {
  let [seconds, bytes] = [0, 0];
  for (let start = from; start < to; start += chunk) {
    const models = Array.from({ length: Math.min(chunk, to - start) }, (_, at) => modelFor(start + at, name));
    globalThis.gc?.();
    const began = process.cpuUsage();
    for (const [at, model] of models.entries()) bytes += (await work(model, start + at)).length;
    const { user, system } = process.cpuUsage(began);
    seconds += (user + system) / 1e6;
  }
  return { seconds, bytes };
}

const emails = Number(count);
// What is compiled while it runs is not what is measured.
await taken(emails, emails + Math.ceil(emails / 4));
const mailed: Mailed = { emails, ...(await taken(0, emails)) };
process.stdout.write(JSON.stringify(mailed));
