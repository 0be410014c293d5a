/**
 * Read cold, what is seen of an email before anybody scrolls answers what is worst, by how much, against what, why, and
 * until when somebody does something about it: as the hand-made report has it.
 */

import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { renderEmail } from "../../templates/index.ts";
import { type StateName, stateOf } from "../templates/states.ts";
import { newPage } from "./page.ts";
import { show } from "./sight.ts";

let page: Page;
beforeAll(async () => {
  page = await newPage();
});

/** Runs in the page: the text that lies in the window as a whole. */
const seenOf = `() => {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (nodes.nextNode()) {
    if (!nodes.currentNode.parentElement.checkVisibility({ opacityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(nodes.currentNode);
    const { width, bottom } = range.getBoundingClientRect();
    if (width > 2 && bottom <= innerHeight) seen.push(nodes.currentNode.data);
  }
  return seen.join(" ").replace(/\\s+/g, " ");
}`;

async function seen(state: StateName, template: (typeof templates)[number], width: number): Promise<string> {
  await show(page, renderEmail(stateOf(template, state)).html, { width, theme: "light" });
  return page.evaluate<string>(`(${seenOf})()`);
}

const since = { digest: "week 45", team: "week 45", operations: "6 November 2026", board: "October 2026" };

describe.each([360, 640])("at %s px", (width) => {
  test.each(templates)("%s answers what, by how much, against what, why and until when", async (template) => {
    const read = await seen("as usual", template, width);
    // What is worst: 1,316 are 216 over 1,100, a fifth; the mean is 3 h over 24 h, an eighth.
    expect(read).toContain("Open backlog");
    // By how much, against what: (1316 - 1042) / 1042 = 26.3 %.
    expect(read).toMatch(/1,042 to 1,316 \(\+26\.3%\)/);
    expect(read).toContain(`since ${since[template]}`);
    expect(read).toMatch(/off target \(at most 1,100\)/i);
    // Why: of 274 more, Orders made 210 and Billing 44.
    expect(read).toContain("Orders +210, Billing +44");
    expect(read).toMatch(/by Jonas Berg, due 4 December 2026/);
  });

  test("in Finnish as in English", async () => {
    const read = await seen("twelve KPIs in Finnish", "digest", width);
    expect(read).toContain("1 042 → 1 316 (+26,3 %)");
    expect(read).toContain("Orders +210, Billing +44");
    expect(read).toContain("4. joulukuuta 2026");
  });

  test("where all is well it says so, and what got better most", async () => {
    const read = await seen("all on target", "digest", width);
    expect(read).toContain("All 6 targets are met");
    // (23.5 - 25.5) / 25.5 = -7.8 %, more than 2.1 % of the backlog and 2.8 % of the 90th percentile; a share of 1.2 of 81.2 is 1.5 %.
    expect(read).toMatch(/25 h 30 min to 23 h 30 min \(−7\.8%\)/);
  });
});
