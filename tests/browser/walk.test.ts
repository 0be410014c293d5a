/**
 * The way of a reader on the desk of a home with two weeks of reports: an email, its report, the archive, two periods side
 * by side, the numbers in a spreadsheet, the page on paper. The numbers are those of tests/journey/centre.ts.
 */

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import readExcel from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveDesk } from "../../functions/cli/serve.ts";
import { local } from "../../functions/local.ts";
import { freePort, said } from "../cli/said.ts";
import { firstDay, lastDay, now, openCentre } from "../journey/centre.ts";
import { newPage } from "./page.ts";
import { overflow, themes, violations } from "./sight.ts";

const pictures = join(import.meta.dirname, "../pictures/states");
/** An hour after the report of the week before was due. */
const weekBefore = "2026-11-09T08:00:00Z";

let page: Page;
let address: string;
let folder: string;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  const centre = await openCentre(firstDay, "2026-11-08");
  folder = centre.folder;
  const run = (at: string) => said("run", "--config", centre.configFile, "--home", centre.home, "--now", at);
  expect(await run(weekBefore)).toMatchObject({ code: 0 });
  for (let day = 9; day <= Number(lastDay.slice(-2)); day += 1)
    await centre.arrives(`2026-11-${String(day).padStart(2, "0")}`);
  expect(await run(now)).toMatchObject({ code: 0 });
  const ports = local(centre.home);
  const served = await serveDesk(ports, await freePort());
  afterAll(async () => {
    await served.close();
    await ports.warehouse.close();
  });
  address = served.address;
  page = await newPage();
});

const on = async (path: string) => page.goto(`${address}${path}`);

/** The file behind a link, as the browser saves it. */
async function downloaded(link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(link)]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

describe("a reader", () => {
  const weekly = "/archive/weekly/2026-W46/";

  test("opens the newest email in the inbox, and its report from there", async () => {
    await on("/inbox");
    await page.click(".mails a >> nth=0");
    expect(await page.textContent("h1")).toContain("Week 46");
    const email = page.locator("iframe").first().contentFrame();
    await email.getByRole("link", { name: "Open the full report" }).click();
    await page.waitForURL(/\/archive\/weekly\/2026-W46\//);
    expect(await page.textContent("h1")).toBeTruthy();
    expect(await page.textContent("body")).toContain("Week 46");
  });

  test("finds one week among those archived", async () => {
    await on("/archive/");
    expect(await page.locator("tbody tr").count()).toBe(2);
    await page.fill("#q", "week 45");
    await page.click("form.find button");
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.click("tbody a >> nth=0");
    expect(page.url()).toContain("/archive/weekly/2026-W45/");
  });

  test("compares two weeks", async () => {
    await on(weekly);
    await page.click(`a[href*="compare?"]`);
    expect(await page.inputValue("#one")).toBe("2026-W45");
    const row = page.locator("tr", { hasText: "Contacts opened" });
    // Two a day are 14; of week 46 one was deleted.
    expect((await row.locator("td").allInnerTexts()).slice(0, 2).map((cell) => cell.split("\n")[0])).toEqual([
      "14",
      "13",
    ]);
    await page.selectOption("#one", "2026-W46");
    await page.selectOption("#other", "2026-W45");
    await page.click("form.find button");
    expect((await row.locator("td").allInnerTexts()).slice(0, 2).map((cell) => cell.split("\n")[0])).toEqual([
      "13",
      "14",
    ]);
  });

  test("takes the numbers along as CSV", async () => {
    await on(weekly);
    const text = await readFile(await downloaded(`nav a[href="kpis.csv"]`), "utf8");
    const rows: readonly Readonly<Record<string, string>>[] = parse(text, { bom: true, columns: true });
    const [opened] = rows.filter(
      ({ kpi, by, period }) => kpi === "contacts_opened" && by === "all" && period === "2026-W46",
    );
    expect([opened?.value, opened?.previous]).toEqual(["13", "14"]);
  });

  test("takes the numbers along as a workbook", async () => {
    await on(weekly);
    const file = await downloaded(`nav a[href="kpis.xlsx"]`);
    const sheets = await readExcel(file);
    const cells = JSON.stringify(sheets);
    expect(cells).toContain("Contacts opened");
    expect(cells).toMatch(/"Contacts opened"[^\]]*\b13\b/);
  });

  test("prints the report on clean pages", async () => {
    await on(weekly);
    const pdf = await page.pdf({
      format: "A4",
      path: join(pictures, "page-printed.pdf"),
      printBackground: true,
    });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThan(12);
    // 210 mm less two margins of a centimetre, of 96 pixels to the inch.
    await page.setViewportSize({ width: 718, height: 1_000 });
    await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: join(pictures, "page-printed.png"), fullPage: true });
    expect(await overflow(page)).toBe(0);
    expect(await page.locator("header nav").first().isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
  });
});

describe("the archive", () => {
  const pages = ["/archive/", "/archive/weekly/2026-W46/", "/archive/compare?report=weekly"];

  test.each(pages)("%s is accessible and fits a phone", async (path) => {
    for (const [width, colorScheme] of [
      [360, themes[0]],
      [1200, themes[1]],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect((await on(path))?.status()).toBe(200);
      const name = `${path.slice(1).replace(/\W+/g, "-")}${width}`;
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
  });
});
