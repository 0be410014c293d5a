/** Every room of the desk on a phone and on a desk, light and dark, full of what others wrote; and the config while somebody types. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../functions/cli/serve.ts";
import { type DeskInput, desk } from "../../functions/web/desk.ts";
import { freePort } from "../cli/said.ts";
import { coming, emails, health, input, sent, source } from "../web/desk-input.ts";
import { newPage } from "./page.ts";
import { type Look, overflow, violations } from "./sight.ts";

const pictures = join(import.meta.dirname, "../pictures/states");
const long = `<b>${"Late delivery ".repeat(8)}</b>${"x".repeat(120)}`;

/** With whatever takes room: a failure, a refusal, long names. */
const full: Partial<DeskInput> = {
  emails: async () => [...emails, sent("three", { subject: long, name: long, fate: "bounced" })],
  overview: async () => ({
    organisation: long,
    health: { sources: 3, complete: 1, landed: 960_317, leftOut: 395, generation: 12 },
    troubles: [{ what: `${long}: failed 3 times`, href: "/health", isGrave: true }],
  }),
  coming: async () => [
    coming(),
    coming({ period: "2026-W46", title: long, isDue: true, waitsFor: [long], notes: [long] }),
  ],
  health: async () =>
    health({
      sources: [source(), source({ id: "calls", missing: long, failure: long, unread: 2, refused: [long] })],
      held: [long],
      checks: [{ name: "contacts_are_unique", question: "Which contacts are there twice?", found: long }],
    }),
  check: async (text) => ({
    problems: text.includes("wrong") ? [{ line: 2, says: `organisation.name: ${long}` }] : [],
    lines: [`note      ${long}`],
  }),
};

let page: Page;
let strict: Page;
let address: string;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  const port = await freePort();
  const app = desk(input(full));
  const served = await listen(app.fetch, port, "localhost");
  afterAll(() => served.close());
  address = served.address;
  page = await newPage();
  strict = await newPage({ bypassCSP: false });
});

const rooms = {
  overview: "/",
  inbox: "/inbox",
  email: "/inbox/three?theme=dark",
  coming: "/coming",
  health: "/health",
  kpis: "/kpis",
  kpi: "/kpis/resolved_share?by=month",
  config: "/config",
  nowhere: "/nowhere",
} as const;
/** Each width and each theme once: what one of them changes, the other leaves alone. */
const looks: readonly Look[] = [
  { width: 390, theme: "dark" },
  { width: 1280, theme: "light" },
];

describe.each(Object.entries(rooms))("the room %s", (name, path) => {
  test.each(looks)("$width px, $theme", async ({ width, theme }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await page.goto(address + path);
    await page.screenshot({ path: join(pictures, `desk-${name}-${width}-${theme}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});

test("on a phone a source says all of itself without scrolling sideways", async () => {
  await page.setViewportSize({ width: 360, height: 900 });
  await page.goto(`${address}/health`);
  const beyond = await page.evaluate<number>(
    "(table => table.scrollWidth - table.clientWidth)(document.querySelector('[aria-label=Sources]'))",
  );
  expect(beyond).toBe(0);
  const [cell] = await page.locator("td[data-of='Rows read']").all();
  const box = await cell?.boundingBox();
  expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(pictures, "desk-health-360.png"), fullPage: true });
  expect(await violations(page)).toEqual([]);
});

test("what is typed into the config is checked without a button, under the page's own policy", async () => {
  await strict.goto(`${address}/config`);
  await strict.locator("#text").fill("organisation:\n  wrong: 1\n");
  await strict.locator("#live", { hasText: "Checked: 1 problem." }).waitFor();
  expect(await strict.locator("#result").innerText()).toContain("Line 2 wrong: 1");
  expect(await strict.locator("#result b").count()).toBe(0);
  await strict.locator("#text").fill("organisation:\n  name: Northwind\n");
  await strict.locator("#live", { hasText: "Checked: right." }).waitFor();
});

test("the button checks too, as where no script runs, and a framed email is drawn", async () => {
  await strict.goto(`${address}/config`);
  await strict.locator("#text").fill("a:\n  wrong: 1\n");
  await strict.locator("button[type=submit]").click();
  await strict.waitForURL("**/config#result");
  expect(await strict.locator("#result").innerText()).toContain("Line 2 wrong: 1");
  await strict.goto(`${address}/inbox/one`);
  expect(await strict.frameLocator("iframe.w360").locator("p").innerText()).toBe("email 3");
});
