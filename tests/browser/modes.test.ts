/** An email where a client does what it likes with it: darkens it by itself, takes its styles away, shows no pictures. */

import type { CDPSession, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { renderEmail } from "../../templates/index.ts";
import { stateOf } from "../templates/states.ts";
import { type Ink, inks } from "./ink.ts";
import { newPage } from "./page.ts";
import { doubts, overflow, show, themes, visibleText } from "./sight.ts";

let page: Page;
let reader: Page;
let devtools: CDPSession;
beforeAll(async () => {
  // Small letters are drawn in full ink only where a stroke is wider than a pixel.
  page = await newPage({ deviceScaleFactor: 2 });
  reader = await newPage();
  devtools = await page.context().newCDPSession(page);
});

/** What Chromium does to a page that has no dark theme, as Gmail and Outlook do. */
const darkened = (enabled: boolean) => devtools.send("Emulation.setAutoDarkModeOverride", { enabled });
const pale = (found: readonly Ink[]) => found.filter(({ contrast }) => contrast < 4.5);
const unstyled = (html: string) => html.replace(/<style[\s\S]*?<\/style>/g, "");
/** A client that darkens by itself knows no dark theme of ours. */
const themeless = (html: string) =>
  html.replace(/@media \(prefers-color-scheme: dark\)/g, "@media not all").replace(/light dark/g, "light");

test("a text that is too pale is seen", async () => {
  // By WCAG's formula #767676 on white has 4.54:1, #999 has 2.85:1.
  const html = `<body style="background:#fff"><p style="color:#767676">enough</p><p style="color:#999">too little</p>`;
  await show(page, html, { width: 360, theme: "light" });
  const found = await inks(page, reader);
  expect(found.map(({ text, contrast }) => [text, contrast.toFixed(2)])).toEqual([
    ["enough", "4.54"],
    ["too little", "2.85"],
  ]);
});

describe.each(templates)("%s", (template) => {
  const { html } = renderEmail(stateOf(template, "as usual"));

  test("darkened by the client, every text has a contrast of at least 4.5:1", async () => {
    await darkened(true);
    await show(page, themeless(html), { width: 360, theme: "light" });
    const found = await inks(page, reader);
    await darkened(false);
    expect(found.length).toBeGreaterThan(40);
    // All but the strongest cells of a heat map, whose order is turned round with them.
    expect(found.filter(({ ground }) => ground < 0.3).length).toBeGreaterThan(found.length / 2);
    expect(pale(found)).toEqual([]);
  });

  test("without <style>, it says the same and every text has a contrast of at least 4.5:1", async () => {
    await show(page, html, { width: 640, theme: "light" });
    const before = await visibleText(page);
    for (const theme of themes) {
      await show(page, unstyled(html), { width: 640, theme });
      expect(await visibleText(page)).toBe(before);
      expect(await doubts(page)).toEqual([]);
    }
    await show(page, unstyled(html), { width: 360, theme: "light" });
    expect(await overflow(page)).toBe(0);
  });

  test("no fact of it is a picture: nothing is fetched, and there is nothing to fetch", async () => {
    expect(html).not.toMatch(/<img|<picture|<svg|<video|<object|background=|url\(|src=/i);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await show(page, html, { width: 360, theme: "light" });
    expect(asked).toEqual([]);
  });
});
