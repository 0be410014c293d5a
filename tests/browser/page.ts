/** The pages of the tests: one for each file, shown one document after another. */

import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, inject } from "vitest";

/** Ended after the tests of the file. Ask in a hook: where there is no browser, none is run. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await chromium.connect(inject("chromium"));
  afterAll(() => browser.close());
  // axe comes in as a script, which a page's own policy rightly forbids.
  const context = await browser.newContext({ bypassCSP: true, ...options });
  return context.newPage();
}
