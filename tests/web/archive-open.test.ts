/** The archive behind a link of an email: what one reader may see of one report, and nothing beside it. */

import { describe, expect, test } from "vitest";
import type { Recipient } from "../../functions/core/config.ts";
import { variantId } from "../../functions/stages/places.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { ana, billing, bo, chief, configWith, expectNothing } from "./attacked.ts";
import { rows, site } from "./linked.ts";
import { correction, shelve } from "./shelved.ts";

describe("the link of an email", () => {
  test("lands on the framed page, whose links lead on, and has the files beside it", async () => {
    const { ask, tokenOf } = await site();
    const token = await tokenOf(ana);
    const { text, status } = await ask(`/open/${token}/`);
    expect(status).toBe(200);
    for (const href of [
      "archive/",
      "archive/weekly/2026-W45/",
      "archive/weekly/2026-W47/",
      "archive/compare?report=weekly&amp;other=2026-W46&amp;one=2026-W45",
      "kpis.csv",
      "kpis.xlsx",
      "as-sent.html",
    ]) {
      expect(text).toContain(`href="${href}"`);
      const answer = await ask(`/open/${token}/${href.replaceAll("&amp;", "&")}`);
      expect(answer.status, href).toBe(200);
      // A link holds a token, and pages are printed and mailed on.
      expect(answer.text, href).not.toContain(token);
    }
  });

  test("says what was corrected since in the reports to the same scope", async () => {
    const { ask, tokenOf, lake } = await site();
    const restatements = [{ ...correction, reported: 321, value: 361 }];
    await shelve(lake, "weekly", "2026-W46", { restatements }, variantId(billing, "en"));
    const of = async (whose: Recipient) =>
      (await ask(`/open/${await tokenOf(whose, { period: "2026-W45" })}/`)).text;
    expect(await of(bo)).toContain("was reported as 321; it is now 361");
    expect(await of(bo)).toContain('<a href="archive/weekly/2026-W46/">Report of week 46</a>');
    expect(await of(ana)).not.toContain("Corrected since this report was sent");
  });
});

describe("below a link", () => {
  test("every period of the report is listed that was sent to the scope of its reader, and nothing else", async () => {
    const { ask, tokenOf } = await site();
    const everything = await ask(`/open/${await tokenOf(ana)}/archive/`);
    expect(rows(everything.text)).toEqual(
      ["2026-W47", "2026-W46", "2026-W45"].map((week) => `weekly/${week}/`),
    );
    expect(everything.text).toContain("EVERYTHING 2026-W47");
    expect(everything.text).not.toMatch(/BILLING|SALARIES|Salaries/);
    const scoped = await ask(`/open/${await tokenOf(bo)}/archive/`);
    expect(rows(scoped.text)).toEqual(["weekly/2026-W46/", "weekly/2026-W45/"]);
    expect(scoped.text).toContain("BILLING 2026-W46");
    expect(scoped.text).not.toMatch(/EVERYTHING|SALARIES|Salaries|W47/);
  });

  test("each file of a period is that of the reader's scope", async () => {
    const { ask, tokenOf, lake } = await site();
    const token = await tokenOf(bo);
    const read = async (file: string) => (await ask(`/open/${token}/archive/weekly/2026-W45/${file}`)).text;
    const at = `archive/weekly/2026-W45/${variantId(billing, "en")}/`;
    const kept = async (file: string) => new TextDecoder().decode((await lake.get(at + file))!.body);
    expect(await read("as-sent.html")).toBe(await kept("index.html"));
    expect(await read("kpis.csv")).toBe(await kept("kpis.csv"));
    expect(await read("")).toContain("321");
    const compared = await ask(`/open/${token}/archive/compare?report=weekly`);
    expect(compared.text).toContain("321");
    expect(compared.text).not.toContain(`<td class="number">12,480<`);
  });

  test("no address, search or comparison reaches another scope, report or object", async () => {
    const { ask, tokenOf, lake } = await site();
    const token = await tokenOf(bo);
    const department = variantId(billing, "en");
    const writes = lake.writes.length;
    for (const path of [
      "weekly/2026-W47/",
      "weekly/2026-W47/kpis.csv",
      "weekly/2026-W47/kpis.xlsx",
      "weekly/2026-W47/as-sent.html",
      `weekly/2026-W46/${department}/index.html`,
      `weekly/2026-W46/${department}/`,
      `weekly/2026-W46/${department}/kpis.csv`,
      "weekly/2026-W46/en/index.html",
      "weekly/2026-W46/model.json",
      "weekly/2026-W46/plan.json",
      "salaries/2026-W46/",
      "salaries/2026-W46/index.html",
      "salaries/2026-W46/kpis.xlsx",
      "..%2fsalaries/2026-W46/index.html",
      "weekly/..%2f..%2fsalaries%2f2026-W46/index.html",
      "weekly/2026-W46%2f..%2f2026-W47/index.html",
      "%2e%2e/state/private.json",
      "compare?report=salaries",
      "compare?report=weekly&one=2026-W45&other=2026-W47",
      `compare?report=weekly&variant=${department}`,
      "compare?report=..%2fsalaries&one=2026-W46",
      "compare",
      "toString/constructor/index.html",
    ]) {
      const answer = await ask(`/open/${token}/archive/${path}`);
      expect(answer.status, path).toBe(404);
      expectNothing(answer, path);
    }
    for (const query of [
      "?report=salaries",
      "?q=salaries",
      "?q=everything",
      "?q=W47",
      "?report=../state&year=..",
    ]) {
      const { text } = await ask(`/open/${token}/archive/${query}`);
      expect(rows(text), query).toEqual([]);
    }
    expect(lake.writes).toHaveLength(writes);
  });

  test("a report of which somebody is a reader, too, has links of its own", async () => {
    const both = configOf({
      reports: [reportOf({ to: [ana] }), reportOf({ id: "salaries", title: "Salaries", to: [ana, chief] })],
    });
    const { ask, tokenOf } = await site(both);
    const token = await tokenOf(ana);
    expect((await ask(`/open/${token}/archive/salaries/2026-W46/`)).status).toBe(404);
    expect((await ask(`/open/${token}/archive/`)).text).not.toContain("Salaries");
    const other = await tokenOf(ana, { report: "salaries" });
    expect((await ask(`/open/${other}/archive/salaries/2026-W46/`)).status).toBe(200);
  });

  test("a link that ended, was changed, or whose reader is off the list, shows none of it", async () => {
    const { ask, tokenOf, now, refusals } = await site();
    const token = await tokenOf(ana);
    const places = [
      "archive",
      "archive/",
      "archive/weekly/2026-W46/",
      "archive/weekly/2026-W46",
      "archive/compare?report=weekly",
      "as-sent.html",
      "kpis.xlsx",
    ];
    const each = async (status: number, link: string) => {
      for (const place of places) {
        const answer = await ask(`/open/${link}/${place}`);
        expect(answer.status, place).toBe(status);
        expectNothing(answer, place);
      }
    };
    await each(410, await tokenOf(ana, { issuedAt: "2024-01-01T00:00:00Z" }));
    await each(404, `${token}x`);
    await each(404, await tokenOf(ana, { purpose: "unsubscribe" }));
    now.config = configWith([bo]);
    await each(403, token);
    expect(refusals).toHaveLength(4 * places.length);
  });

  test("whose scope was narrowed since sees of every period what they may see now", async () => {
    const { ask, tokenOf, now } = await site();
    const token = await tokenOf(ana);
    now.config = configWith([{ ...ana, scope: billing }]);
    const { text } = await ask(`/open/${token}/archive/`);
    expect(rows(text)).toEqual(["weekly/2026-W46/", "weekly/2026-W45/"]);
    expect(text).not.toContain("EVERYTHING");
    now.config = configWith([{ ...ana, scope: { by: "department", member: "Returns" } }]);
    expect(rows((await ask(`/open/${token}/archive/`)).text)).toEqual([]);
    expect((await ask(`/open/${token}/archive/weekly/2026-W45/`)).status).toBe(404);
  });

  test("pages are in the language of the reader, and each period in theirs if it was made then", async () => {
    const { ask, tokenOf, lake } = await site(configWith([{ ...ana, locale: "ru" }]));
    await shelve(lake, "weekly", "2026-W46", { locale: "ru", subject: "Неделя 46" }, "ru");
    const { text } = await ask(`/open/${await tokenOf(ana)}/archive/`);
    expect(text).toContain('<html lang="ru">');
    expect(text).toContain("3 отчёта");
    expect(text).toContain("Неделя 46");
    expect(text).toContain("EVERYTHING 2026-W45");
    expect(text).not.toContain("EVERYTHING 2026-W46");
  });
});

test("what is not the reader's is not even read", async () => {
  const { ask, tokenOf, lake } = await site();
  const token = await tokenOf(bo);
  const asked: string[] = [];
  const { get } = lake;
  lake.get = (key) => {
    asked.push(key);
    return get(key);
  };
  for (const path of [
    "",
    "archive/",
    "archive/?q=week",
    "archive/compare?report=weekly",
    "kpis.xlsx",
    "archive/salaries/2026-W46/",
  ])
    await ask(`/open/${token}/${path}`);
  const own = `/${variantId(billing, "en")}/`;
  const read = asked.filter((key) => key.startsWith("archive/"));
  expect(read.length).toBeGreaterThan(5);
  expect(read.filter((key) => !key.startsWith("archive/weekly/") || !key.includes(own))).toEqual([]);
  expect(asked.filter((key) => !/^(archive|state)\//.test(key))).toEqual([]);
});
