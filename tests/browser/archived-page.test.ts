/** The archived page in the states its readers may meet it in: as accessible as the email, on a desk as well. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { renderPage } from "../../templates/index.ts";
import { stateOf } from "../templates/states.ts";
import { newPage } from "./page.ts";
import { type Look, overflow, show, themes, violations } from "./sight.ts";

const folder = join(import.meta.dirname, "../pictures/states");

/** What is usual at every width; the rest where there is least room. */
const all: readonly Look[] = [360, 640, 1200].flatMap((width) => themes.map((theme) => ({ width, theme })));
const narrow: readonly Look[] = [{ width: 360, theme: "dark" }];
const looked = [
  "first week ever",
  "incomplete and marked",
  "twelve KPIs in Finnish",
  "hostile data",
] as const;

let page: Page;
beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  page = await newPage();
});

describe.each(["as usual", ...looked] as const)("page, %s", (state) => {
  const html = renderPage(stateOf("digest", state));

  test.each(state === "as usual" ? all : narrow)("$width px, $theme", async (look) => {
    await show(page, html, look);
    const name = `page-${state.replaceAll(" ", "-")}-${look.width}-${look.theme}.png`;
    await page.screenshot({ path: join(folder, name), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
