/**
 * Pictures of HTML files, light and dark, and an accessibility check of each: `npm run pictures -- FILES`, into
 * tests/pictures/. A file with "email" in its name is read at 360 and 640 px, another also on a desk. Exits 1 when axe
 * finds a violation or something is wider than its window.
 */

import { mkdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { launched } from "./chromium.ts";
import { overflow, show, themes, violations } from "./sight.ts";

const pictures = join(import.meta.dirname, "../pictures");
const files = process.argv.slice(2).map((file) => resolve(file));
if (files.length === 0) console.log("Name the HTML files: npm run pictures -- FILES");

await mkdir(pictures, { recursive: true });
const browser = await launched();
const problems: string[] = [];
try {
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  for (const file of files) {
    const html = await readFile(file, "utf8");
    const widths = basename(file).includes("email") ? [360, 640] : [360, 640, 1200];
    for (const look of widths.flatMap((width) => themes.map((theme) => ({ width, theme })))) {
      await show(page, html, look);
      const name = `${basename(file, ".html")}-${look.width}-${look.theme}`;
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      const wider = await overflow(page);
      if (wider > 0) problems.push(`${name}: ${wider} px wider than the window`);
      for (const violation of await violations(page)) problems.push(`${name}: ${violation}`);
    }
  }
} finally {
  await browser.close();
}
console.log(`${files.length} files in ${pictures}; ${problems.length} problems`);
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
