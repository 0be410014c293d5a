import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { memoryLake } from "../memory.ts";
import { hostileTexts } from "../templates/hostile.ts";
import { archiveOf, asked, correction, modelAt, shelf, shelve } from "./shelved.ts";

const page46 = "/archive/weekly/2026-W46/";
const stored = async (key: string) => new TextDecoder().decode((await (await shelf()).get(key))!.body);

describe("a report's page", () => {
  test("stands in a frame; what was sent is served byte for byte beside it", async () => {
    const sent = await stored("archive/weekly/2026-W46/index.html");
    expect((await asked(`${page46}as-sent.html`)).text).toBe(sent);
    const framed = await asked(`${page46}index.html`);
    expect((await asked(page46)).text).toBe(framed.text);
    // Taking the frame out leaves what was sent.
    const at = framed.text.indexOf('\n<nav aria-label="Archive">');
    const end = framed.text.indexOf("</nav>", at) + "</nav>".length;
    expect(framed.text.slice(0, at) + framed.text.slice(end)).toBe(sent);
  });

  test("brings no style, script or form into a page whose policy allows none", async () => {
    const { text, headers } = await asked("/archive/weekly/2026-W45/");
    const frame = text.slice(text.indexOf("<nav"), text.indexOf('<p class="mu">'));
    expect(frame).not.toMatch(/style|<script|<form|<img/);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
  });

  test("leads to the week before and after, to the comparison, the files and the list", async () => {
    const { text } = await asked(page46);
    expect(text).toContain('<a href="../../weekly/2026-W45/" aria-label="Previous: Week 45">← Week 45</a>');
    expect(text).toContain('<a href="../../weekly/2026-W47/" aria-label="Next: Week 47">Week 47 →</a>');
    expect(text).toContain('href="../../compare?report=weekly&amp;other=2026-W46&amp;one=2026-W45"');
    for (const file of ["kpis.csv", "kpis.xlsx", "as-sent.html", "../../"])
      expect(text).toContain(`<a href="${file}"`);
  });

  test("of the first and the last week leads in one direction; over a week that was not sent", async () => {
    expect((await asked("/archive/weekly/2026-W44/")).text).not.toContain("Previous:");
    expect((await asked("/archive/weekly/2026-W48/")).text).not.toContain("Next:");
    const lake = await shelf();
    for (const file of ["index.html", "kpis.csv", "model.json"])
      await lake.remove(`archive/weekly/2026-W47/${file}`);
    expect((await asked(page46, Promise.resolve(lake))).text).toContain("Next: Week 48");
  });

  test("says what a later report corrected of it, and which one said so; no other page does", async () => {
    const { text } = await asked("/archive/weekly/2026-W45/");
    expect(text).toContain("Corrected since this report was sent");
    expect(text).toContain(
      "Contacts opened of week 45 was reported as 11,000; it is now 11,040: 40 came in late, 30 of them at email.",
    );
    expect(text).toContain('<a href="../../weekly/2026-W47/">Report of week 47</a>');
    for (const week of ["2026-W44", "2026-W46", "2026-W48"])
      expect((await asked(`/archive/weekly/${week}/`)).text).not.toContain("Corrected since this");
  });

  test("of another variant leads to the same variant of other weeks, in its language", async () => {
    const lake = await shelf();
    await shelve(lake, "weekly", "2026-W45", { locale: "fi" }, "fi");
    await shelve(lake, "weekly", "2026-W46", { locale: "fi" }, "fi");
    const { text } = await asked("/archive/weekly/2026-W46/fi/index.html", Promise.resolve(lake));
    expect(text).toContain('<a href="../../../weekly/2026-W45/fi/" aria-label="Edellinen: Viikko 45">');
    expect(text).not.toContain("Seuraava:");
    expect((await asked("/archive/weekly/2026-W45/fi/", Promise.resolve(lake))).status).toBe(200);
  });

  test("of before models were kept has its frame, and no workbook", async () => {
    const lake = await shelf();
    await lake.remove("archive/weekly/2026-W46/model.json");
    expect((await asked(page46, Promise.resolve(lake))).text).toContain("Week 45");
    expect((await asked(`${page46}kpis.xlsx`, Promise.resolve(lake))).status).toBe(404);
    const { text } = await asked("/archive/compare?report=weekly", Promise.resolve(lake));
    expect(text).toContain("Difference");
    const lost = await asked(
      "/archive/compare?report=weekly&one=2026-W46&other=2026-W47",
      Promise.resolve(lake),
    );
    expect(lost.text).toContain("Of Week 46 of 2026 only the page is kept");
  });
});

test.each(["/archive/compare", "/archive/compare?report=..%2Fx", "/archive/compare?report=unknown"])(
  "%s compares nothing, and is not there",
  async (path) => {
    expect((await asked(path)).status).toBe(404);
  },
);

describe("the index", () => {
  test("lists every report by name, the newest period first, each with its subject", async () => {
    const { text, status } = await asked("/archive/");
    expect(status).toBe(200);
    expect(text).toContain("6 reports");
    const order = ["Monthly board report", "October 2026", "Weekly service report", "Week 48", "Week 44"];
    const places = order.map((words) => text.lastIndexOf(`>${words}<`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('<td class="subject">Calm Öresund week</td>');
    expect(text).toContain('href="weekly/2026-W45/kpis.xlsx"');
  });

  test("without its slash leads to itself with one, so that its links lead on", async () => {
    const { status, headers } = await asked("/archive");
    expect([status, headers.get("location")]).toEqual([302, "/archive/"]);
  });

  test.each([
    ["q=oresund", ["Week 45"]],
    ["q=ÖRESUND%20calm", ["Week 45"]],
    ["q=november%20weekly%2046", ["Week 46"]],
    ["q=2026-W4", ["Week 44", "Week 45", "Week 46", "Week 47", "Week 48"]],
    ["q=board", ["October 2026"]],
    ["report=monthly", ["October 2026"]],
    ["year=2026&report=monthly", ["October 2026"]],
    ["year=2025", []],
    ["q=nothing%20like%20it", []],
  ])("asked for %s finds %j", async (query, found) => {
    const { text } = await asked(`/archive/?${query}`);
    const rows = [...text.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)</g)].map(([, name]) => name);
    expect(rows.toSorted()).toEqual(found.toSorted());
    if (found.length === 0) expect(text).toContain("No report has these words.");
  });

  test("is paged where it is long, and keeps what was asked for", async () => {
    const lake = memoryLake();
    for (let week = 10; week < 37; week += 1) await shelve(lake, "weekly", `2026-W${week}`);
    // 27 weeks, 25 on a page.
    const first = await asked("/archive/?q=weekly", Promise.resolve(lake));
    expect(first.text).toContain("Page 1 of 2");
    expect(first.text).toContain('href="./?q=weekly&amp;page=2"');
    const second = await asked("/archive/?q=weekly&page=2", Promise.resolve(lake));
    expect([...second.text.matchAll(/<th scope="row">/g)]).toHaveLength(2);
    for (const page of ["0", "-1", "99999", "x", "1e9"])
      expect((await asked(`/archive/?page=${page}`, Promise.resolve(lake))).status).toBe(200);
  });

  test("of an empty home says when a report comes here", async () => {
    const { text } = await asked("/archive/", Promise.resolve(memoryLake()));
    expect(text).toContain("A report is archived when it is sent.");
  });
});

test("what others wrote is text on every page, whatever it is", async () => {
  for (const text of hostileTexts) {
    const lake = memoryLake();
    const report = { ...modelAt("2026-W46").report, title: text };
    const breakdowns = modelAt("2026-W46").breakdowns.map((one) => ({
      ...one,
      members: one.members.map((member) => ({ ...member, member: text })),
    }));
    const place = { by: "channel", member: text, size: 30 };
    const restatements = [{ ...correction, cause: { ...correction.cause, place } }];
    const scope = { by: "department", member: text } as const;
    await shelve(lake, "weekly", "2026-W45", { report, breakdowns, subject: text, scope });
    await shelve(lake, "weekly", "2026-W46", { report, breakdowns, restatements, subject: text, scope });
    const query = encodeURIComponent(text.toWellFormed());
    for (const path of [
      "/archive/",
      `/archive/?q=${query}`,
      `/archive/?report=${query}&year=${query}`,
      "/archive/weekly/2026-W45/",
      "/archive/compare?report=weekly",
      `/archive/compare?report=weekly&one=${query}`,
    ]) {
      const answer = await asked(path, Promise.resolve(lake));
      expect(answer.text, path).not.toMatch(/<script|<img|<h1>mine|["'] onmouseover|\u202e/);
    }
  }
});

test("an address that is none is not found, and HEAD is answered as GET is, without a body", async () => {
  for (const path of [
    "weekly/2026-W46/model.json",
    "weekly/2026-W46/plan.json",
    "weekly/2026-W46/constructor",
    "weekly/2026-W43/",
    "weekly/2026-W46/fi/index.html",
    "weekly/..%2f..%2fstate/index.html",
    "%2e%2e/state/index.html",
    "weekly/",
  ])
    expect((await asked(`/archive/${path}`)).status, path).toBe(404);
  const head = await archiveOf(await shelf()).request(page46, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("the CSV is the one that was sent", async () => {
  const { text, headers } = await asked(`${page46}kpis.csv`);
  expect(headers.get("content-disposition")).toBe('attachment; filename="weekly-2026-W46-kpis.csv"');
  const rows = parse(text, { columns: true, bom: true }) as readonly Record<string, string>[];
  expect(rows[0]).toMatchObject({ kpi: "contacts_opened", period: "2026-W46", value: "12480" });
});
