/**
 * Pictures of the email and the page, and an accessibility check of each: `npm run pictures [-- FILES]`. Renders the
 * fixture, or the HTML files given, into tests/pictures/; exits 1 when axe finds a violation.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { model } from "../templates/model.ts";

const pictures = join(import.meta.dirname, "../pictures");
const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface View {
  readonly file: string;
  readonly width: number;
  readonly theme: "light" | "dark";
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

async function fixtureFiles(): Promise<readonly string[]> {
  const files = { "email.html": renderEmail(model).html, "page.html": renderPage(model) };
  for (const [name, html] of Object.entries(files)) await writeFile(join(pictures, name), html);
  return Object.keys(files).map((name) => join(pictures, name));
}

/** The email is read at 360 and 640 px; a page also on a desk. */
function viewsOf(file: string): readonly View[] {
  const widths = basename(file).includes("email") ? [360, 640] : [360, 640, 1200];
  return widths.flatMap((width) => (["light", "dark"] as const).map((theme) => ({ file, width, theme })));
}

/** Draws one picture; the problems axe found in it. */
async function picture(
  browser: Browser,
  { file, width, theme }: View,
  axe: string,
): Promise<readonly string[]> {
  // axe comes in as a script, which the page's own policy rightly forbids.
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    const name = `${basename(file, ".html")}-${width}-${theme}`;
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    await page.evaluate(axe);
    const found = await page.evaluate<readonly Violation[]>(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then((result) => result.violations)`,
    );
    return [
      ...(overflow > 0 ? [`${name}: ${overflow} px wider than the window`] : []),
      ...found.map(
        ({ id, help, nodes }) =>
          `${name}: ${id}: ${help} (${nodes[0]?.target.join(" ")}: ${nodes[0]?.failureSummary})`,
      ),
    ];
  } finally {
    await context.close();
  }
}

await mkdir(pictures, { recursive: true });
const given = process.argv.slice(2).map((file) => resolve(file));
const files = given.length > 0 ? given : await fixtureFiles();
const axe = await readFile(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const problems: string[] = [];
try {
  for (const view of files.flatMap(viewsOf)) problems.push(...(await picture(browser, view, axe)));
} finally {
  await browser.close();
}
console.log(`${files.length * 2}+ pictures in ${pictures}; ${problems.length} problems`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
