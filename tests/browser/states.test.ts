/**
 * Every template in every state a reader may meet it in, at the width of a phone and of a desk, light and dark: nothing
 * axe holds against it, nothing to scroll sideways, and a picture to look at in tests/pictures/states.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { renderEmail } from "../../templates/index.ts";
import { stateNames, stateOf } from "../templates/states.ts";
import { newPage } from "./page.ts";
import { sheetOf } from "./sheet.ts";
import { doubts, ofColour, overflow, show, themes } from "./sight.ts";

const folder = join(import.meta.dirname, "../pictures/states");
const looks = [360, 640].flatMap((width) => themes.map((theme) => ({ width, theme })));

let page: Page;
beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  page = await newPage();
});

describe.each(templates)("%s", (template) => {
  const pictures: string[] = [];
  afterAll(() => writeFile(join(folder, `${template}.html`), sheetOf(template, pictures)));

  describe.each(stateNames)("%s", (state) => {
    const { html } = renderEmail(stateOf(template, state));

    test.each(looks)("$width px, $theme", async (look) => {
      await show(page, html, look);
      const name = `${template}-${state.replaceAll(" ", "-")}-${look.width}-${look.theme}.png`;
      await page.screenshot({ path: join(folder, name), fullPage: true });
      pictures.push(name);
      expect(await doubts(page, look.theme === "dark" ? ofColour : undefined)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });
});
