/** Rows that cannot be believed: left out with their reason wherever a person looks, and every other row counted. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { serveDesk } from "../../functions/cli/serve.ts";
import { local } from "../../functions/local.ts";
import { freePort, type Said, said } from "./said.ts";
import { good, header, now, type Two, twoSources } from "./two.ts";

/** A bad row, and why it is left out. */
const bad: readonly (readonly [string, string])[] = [
  ['B1,"2026-11-10 09:00,,phone', "column 2 opens a quote that is not closed"],
  ['B2,"2026-11-10" 09:00,,phone', "column 2 goes on after its closing quote"],
  ["B3,2026-11-10 09:00", "2 columns where the header has 4"],
  ["B4,2026-11-10 09:00,,phone,5", "5 columns where the header has 4"],
  ["B5,2026-11-31 09:00,,phone", "opened_at is not a time: 2026-11-31 09:00"],
  ["B6,2026-11-10 09:00,10:00,phone", "resolved_at is not a time: 10:00"],
  [
    "B7,2026-11-10 09:00,2026-11-10 08:59,phone",
    "resolved before it was opened: 2026-11-10 09:00 > 2026-11-10 08:59",
  ],
  [",2026-11-10 09:00,,phone", 'the key column "id" is empty'],
  ["B9,,,phone", "opened_at is empty"],
  ["B10,2026-11-10,,phone", "opened_at is not a time: 2026-11-10"],
  ["B11,2999-01-01 00:00,,phone", "opened_at lies after the day it landed: 2999-01-01 00:00"],
  ["B12,<script>alert(1)</script>,,phone", "opened_at is not a time: <script>alert(1)</script>"],
  [
    "B13,2026-11-10 09:00,,téléphone",
    "bytes that are not valid utf-8: set encoding: to the one the file was saved in, for example windows-1252",
  ],
];

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

describe("a file with one bad row of every kind between good ones", () => {
  let two: Two;
  let ran: Said;
  let desk: string;
  const [first = "", ...others] = good.split(/(?<=\n)/);
  const lineOf = (index: number) => index + 3; // the header and the first good row come before

  beforeAll(async () => {
    const text = [`${header}\n${first}`, ...bad.map(([row]) => `${row}\n`), ...others].join("");
    two = await twoSources({ "calls/c.csv": Buffer.from(text, "latin1") });
    ran = await two.run();
    const ports = local(two.home);
    const port = await freePort();
    const { address, close } = await serveDesk(ports, port);
    desk = await (await fetch(`${address}/health`)).text();
    await close();
    await ports.warehouse.close();
  });

  test("the run ends well: bad rows are the source's business, and both reports go out", () => {
    expect(ran.code).toBe(0);
    expect(Object.keys(two.emails()).sort()).toEqual(["calls", "tickets"]);
  });

  test("landed are mapped and quarantined, and nothing else", () => {
    // Three good rows in each source, 13 bad ones in one.
    expect(ran.out).toContain("landed    calls: 16 rows from 1 file");
    expect(ran.out).toContain("19 rows = 6 mapped + 13 quarantined");
  });

  test("the run's summary counts every reason", () => {
    const counted = ran.out.match(/^left out +\d+ rows?: .*$/gm) ?? [];
    const rows = counted.map((line) => Number(/\d+/.exec(line)?.[0]));
    expect(rows.reduce((sum, count) => sum + count, 0)).toBe(13);
    expect(counted).toContain("left out  3 rows: opened_at is not a time"); // B5, B10, B12
    for (const [, reason] of bad)
      expect(
        counted.some((line) => reason.startsWith(line.replace(/^.*?: /, ""))),
        reason,
      ).toBe(true);
  });

  test.each(bad.map(([row, reason], index) => [row, reason, index] as const))(
    "the desk names file, row and reason of %s",
    (_, reason, index) => {
      expect(desk).toContain(
        `<tr><td>calls</td><td>c.csv</td><td class="number">${lineOf(index)}</td><td>${escaped(reason)}</td></tr>`,
      );
    },
  );

  test("the desk counts them", () => {
    expect(desk).toContain("Quarantine (13)");
    expect(desk).not.toContain("<script>alert");
  });

  test("the emails of both reports, and their pages, say how many and why", () => {
    const emails = two.emails();
    for (const report of ["tickets", "calls"]) {
      const page = readFileSync(join(two.home, `archive/${report}/2026-W46/index.html`), "utf8");
      expect(page).toContain("resolved before it was opened");
      for (const text of [emails[report], page]) {
        expect(text).toContain("opened_at cannot be read");
        expect(text).toMatch(/resolved before it was opened|And \d+ more in the full report/);
        expect(text).toMatch(/\b13 of 19 rows/); // 16 of calls and 3 of tickets
      }
    }
  });

  test("the good rows count as if there were no others", async () => {
    const { out } = await said(
      ...["kpis", "--config", two.config, "--home", two.home, "--now", now, "--json"],
      ...["--period", "week", "--on", "2026-11-09"],
    );
    const value = (kpi: string) => JSON.parse(out).find((row: { kpi: string }) => row.kpi === kpi).value;
    // C1 and C2 of each source; C1 took an hour.
    expect([value("contacts_opened"), value("contacts_resolved"), value("resolution_seconds")]).toEqual([
      4, 2, 3600,
    ]);
  });

  test("mended in the source, they count, and nothing is left out any more", async () => {
    await two.put({ "calls/c.csv": `${header}\n${good}B1,2026-11-10 09:00,,phone\n` });
    const again = await two.run("2026-11-17T09:00:00Z");
    expect(again.out).toContain("4 rows = 4 mapped + 0 quarantined");
    expect(again.out).not.toContain("left out");
  });
});

test("rows left out of either source are named in both reports", async () => {
  const two = await twoSources({
    "tickets/t.csv": `${header}\n${good}B1,never,,phone\n`,
    "calls/c.csv": `${header}\n${good}B2,2026-11-10 09:00\n`,
  });
  expect((await two.run()).code).toBe(0);
  const emails = two.emails();
  expect(Object.keys(emails).sort()).toEqual(["calls", "tickets"]);
  for (const email of Object.values(emails)) {
    expect(email).toContain("2 of 8 rows left out"); // one of four in each source
    expect(email).toContain("opened_at cannot be read");
    expect(email).toContain("2 columns where the header has 4");
  }
});

test("a quarantine longer than the desk lists is counted whole", async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => `B${n},never,,phone\n`).join("");
  const two = await twoSources({ "calls/c.csv": `${header}\n${rows}${good}` });
  const { out } = await two.run();
  expect(out).toContain("left out  1,200 rows: opened_at is not a time");
  const ports = local(two.home);
  const { address, close } = await serveDesk(ports, await freePort());
  const desk = await (await fetch(`${address}/health`)).text();
  await close();
  await ports.warehouse.close();
  expect(desk).toContain("Quarantine (1,200)");
  expect(desk).toContain("The first 200 of 1,200 rows.");
});
