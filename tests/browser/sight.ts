/** What can be seen of a document in the browser, and what axe holds against it. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** WCAG 2.0, 2.1 and 2.2, levels A and AA. */
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What of them another theme may change. */
export const ofColour = ["color-contrast", "link-in-text-block"];

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

let axe: Promise<string> | undefined;
const axeSource = () => {
  axe ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return axe;
};

export interface Look {
  readonly width: number;
  readonly theme: Theme;
}

/** Shows a document at a width and in a theme. */
export async function show(page: Page, html: string, { width, theme }: Look, height = 740): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: theme });
  await page.setContent(html);
}

/** What axe holds against the document, each with the element it is in. */
export async function violations(page: Page): Promise<readonly string[]> {
  return said((await judged(page)).against);
}

/** The same, and all text of which axe cannot tell the contrast: in an email no box lies on another. */
export async function doubts(page: Page, of = rules): Promise<readonly string[]> {
  const { against, unsure } = await judged(page, of);
  // A square that stands beside its words is no text.
  const unreadable = unsure
    .filter(({ id }) => id === "color-contrast")
    .map((one) => ({ ...one, nodes: one.nodes.filter(({ html }) => /\p{L}|\p{N}/u.test(inner(html))) }));
  return said([...against, ...unreadable]);
}

async function judged(page: Page, of = rules) {
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(await axeSource());
  return page.evaluate<{ against: readonly Found[]; unsure: readonly Found[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(of)}, resultTypes: ["violations", "incomplete"] })
      .then(({ violations, incomplete }) => ({ against: violations, unsure: incomplete }))`,
  );
}

const said = (found: readonly Found[]) =>
  found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 200)}: ${failureSummary}`),
  );

const inner = (html: string) => html.replace(/<[^>]*>/g, "");

/** By how many pixels the document is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
}

/** The text a reader sees, line by line. */
export async function visibleText(page: Page): Promise<string> {
  const text = await page.evaluate<string>("document.body.innerText");
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
