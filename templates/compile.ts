/**
 * MJML with Eta tags -> typed functions, at build time: no template engine runs when a report is sent, no reader's
 * data ever meets MJML, and a name the view does not have does not compile. Run by `npm run templates`.
 */

import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import mjml2html from "mjml";
import { blocksOf, generated } from "./compile-blocks.ts";

const here = import.meta.dirname;

/** Every template, by the name a report calls it by. */
export const sources = ["digest", "team", "operations", "board"].map((name) => ({
  name,
  file: join(here, `${name}.mjml`),
}));

/** What stands in the module of one template or of the blocks, and where it belongs. */
export interface Generated {
  readonly target: string;
  readonly text: string;
}

/** Every other minifier option of MJML 5 reorders or rewrites attributes and with them the tags in them. */
const safe = {
  minifyCss: false,
  minifyJs: false,
  minifyJson: false,
  minifySvg: false,
  sortAttributesWithLists: false,
  deduplicateAttributeValues: false,
  collapseAttributeWhitespace: false,
  minifyAttributes: false,
  normalizeAttributeValues: false,
  removeEmptyAttributes: false,
  collapseBooleanAttributes: false,
};

export const mjmlOptions = {
  minify: true,
  minifyOptions: safe,
  // A font stack naming a web font would otherwise add a link to a font server.
  fonts: {},
  validationLevel: "strict",
  keepComments: false,
} as const;

/**
 * The modules of all templates: the same bytes for the same files. A block that holds whole sections is the same in every
 * template, so it is one function that they call; a template is the order of its blocks.
 */
export async function compile(): Promise<readonly Generated[]> {
  const parts = new Map<string, string>();
  const modules: Generated[] = [];
  for (const { name, file } of sources) {
    const mjml = await withBlocks(await readFile(file, "utf8"), dirname(file));
    const { html } = await mjml2html(mjml, mjmlOptions);
    refuseChangedTags(mjml, html);
    modules.push({ target: join(here, `generated/${name}.ts`), text: templateOf(sectionsOf(html), parts) });
  }
  return [...modules, { target: join(here, "generated/blocks.ts"), text: blocksOf(parts) }];
}

/** One template with its blocks in their places, to be filled and compiled for each email: what we do not do. */
export async function mjmlOf(name: string): Promise<string> {
  const text = await withBlocks(await readFile(join(here, `${name}.mjml`), "utf8"), here);
  return text
    .replaceAll(/<mj-raw><% (begin|end)\(\w+\) %><\/mj-raw>\n?/g, "")
    .replaceAll(
      /<% (?:once|part)\((.*?)\) %>/g,
      (_, given: string) => `<% { const ${given.replaceAll(/: \w+(?= = )/g, "")}; %>`,
    )
    .replaceAll("<% end %>", "<% } %>");
}

/** Puts the blocks in their places. MJML's own include drops one it may not read, without an error. */
async function withBlocks(text: string, folder: string): Promise<string> {
  const blocks = new Map<string, string>();
  for (const [, path] of text.matchAll(/<mj-include path="([^"]+)" \/>/g)) {
    if (path === undefined) continue;
    const name = basename(path, ".mjml").replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const file = join(folder, path);
    const block = (await withBlocks(await readFile(file, "utf8"), dirname(file))).trim();
    const isWhole = block.includes("<mj-column");
    blocks.set(
      path,
      isWhole ? `${raw(`<% begin(${name}) %>`)}\n${block}\n${raw(`<% end(${name}) %>`)}` : block,
    );
  }
  return text.replace(/<mj-include path="([^"]+)" \/>/g, (_, path: string) => blocks.get(path) ?? "");
}

const raw = (tag: string) => `<mj-raw>${tag}</mj-raw>`;

interface Section {
  readonly name: string;
  readonly html: string;
}

/** The document cut at its blocks: what stands before them, each block, and what stands behind. */
function sectionsOf(html: string): readonly Section[] {
  const found = [...html.matchAll(/<% begin\((\w+)\) %>([\s\S]*?)<% end\(\1\) %>/g)];
  const blocks = found.map(([, name = "", inner = ""]) => ({ name, html: inner }));
  const between = html.split(/<% begin\((\w+)\) %>[\s\S]*?<% end\(\1\) %>/g).filter((_, at) => at % 2 === 0);
  const [head = "", tail = ""] = [between[0], between.at(-1)];
  if (between.slice(1, -1).some((rest) => rest.trim() !== ""))
    throw new Error("between two blocks of a template stands something: make it a block");
  return [{ name: "head", html: head }, ...blocks, { name: "tail", html: tail }];
}

/** One template: its blocks in their order. Adds to `parts` what no template before it had. */
function templateOf(sections: readonly Section[], parts: Map<string, string>): string {
  for (const { name, html } of sections) {
    if (parts.has(name) && parts.get(name) !== html)
      throw new Error(`${name} is not the same in every template`);
    parts.set(name, html);
  }
  const names = sections.map(({ name }) => name);
  const imported = names.toSorted().map((name) => `  ${name},`);
  return [
    generated,
    "import {",
    ...imported,
    '} from "./blocks.ts";',
    `import { Written } from "../html.ts";`,
    `import type { EmailView } from "../view.ts";`,
    "",
    "/** Its blocks, in their order. */",
    `export const blocks = ${JSON.stringify(names.slice(1, -1))} as const;`,
    "",
    "/** The HTML of one email. */",
    "export function render(it: EmailView): Written {",
    "  const out = new Written();",
    ...names.map((name) => `  ${name}(it, out);`),
    "  return out;",
    "}",
    "",
  ].join("\n");
}

/** Throws when a tag was lost, changed, or occurs less often than before: MJML may drop one silently. */
export function refuseChangedTags(source: string, html: string): void {
  const [before, after] = [countTags(source), countTags(html)];
  const lost = [...before].filter(([tag, times]) => (after.get(tag) ?? 0) < times).map(([tag]) => tag);
  const foreign = [...after.keys()].filter((tag) => !before.has(tag));
  if (lost.length > 0 || foreign.length > 0) {
    throw new Error(
      `template tags were lost (${lost.join(", ")}) or changed (${foreign.join(", ")}) by MJML`,
    );
  }
}

function countTags(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [tag] of text.matchAll(/<%[\s\S]*?%>/g)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
}

if (import.meta.main) {
  for (const { target, text } of await compile()) {
    await writeFile(target, text);
    console.log(`${target}: ${Buffer.byteLength(text)} bytes`);
  }
}
