/** The archived page on paper: nothing to click, everything to read, no page wider than the sheet. */

import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { BridgeModel } from "../../functions/core/causes.ts";
import { renderPage } from "../../templates/index.ts";
import { model } from "../templates/model.ts";
import { newPage } from "./page.ts";

const bridges: readonly BridgeModel[] = [
  {
    ...{ kpi: "open_backlog", by: "department", whole: 274, rate: 274, mix: 0 },
    effects: [
      { member: "Orders", rate: 300, mix: 0, whole: 300 },
      { member: "Billing", rate: -26, mix: 0, whole: -26 },
    ],
  },
];
const events = [{ title: "New returns policy", on: "2026-09-09" }];

/** What 186 mm, an A4 sheet without its margins, are in pixels. */
const sheet = { width: 703, height: 1000 };

let page: Page;
beforeAll(async () => {
  page = await newPage();
  await page.setViewportSize(sheet);
  await page.setContent(renderPage({ ...model, bridges, events }));
  await page.emulateMedia({ media: "print" });
});

describe("the printed page", () => {
  test("has no links to move within it and nothing to unfold", async () => {
    for (const name of ["nav", ".skip", "summary"])
      expect(await page.locator(name).first().isVisible()).toBe(false);
  });

  test("shows the table behind every chart", async () => {
    const hidden = await page.evaluate<number>(
      `[...document.querySelectorAll("details table")].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length`,
    );
    expect(await page.locator("details table").count()).toBeGreaterThan(model.kpis.length);
    expect(hidden).toBe(0);
  });

  test("fits the sheet", async () => {
    const wider = await page.evaluate<readonly string[]>(
      `[...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 80))`,
    );
    expect(wider).toEqual([]);
  });

  test("is a PDF of a few pages", async () => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const pages = pdf.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.length).toBeLessThan(8);
  });
});
