/** The rooms of the data and of the numbers. */

import { expect, test, vi } from "vitest";
import { chart } from "../../functions/web/desk/chart.ts";
import type { Span } from "../../functions/web/desk/kpis.ts";
import { sqlMarkup } from "../../functions/web/desk/sql.ts";
import { asked, bad, health, sheet, shown, source, text } from "./desk-input.ts";

test("data health says of each source how far it reaches, what it waits for and what became of its rows", async () => {
  const late = source({
    id: "calls",
    missing: "the file for 2026-11-15",
    failure: "calls: failed 3 times, tried again at 10:15: no such folder",
    unread: 2,
  });
  const page = await text("/health", { health: async () => health({ sources: [source(), late] }) });
  expect(page).toContain("Sources (2)");
  expect(page).toContain(
    'data-of="Complete up to"><time datetime="2026-11-15T23:00:00Z">2026-11-16 00:00</time></td>',
  );
  expect(page).toContain(
    '<td class="number" data-of="Rows read">1,000</td><td class="number" data-of="Mapped">986</td><td class="number" data-of="Not needed">2</td><td class="number" data-of="Left out">12</td>',
  );
  expect(page).toContain("waits for the file for 2026-11-15");
  expect(page).toContain("failed 3 times, tried again at 10:15");
  expect(page).toContain("2 batches landed and not in the tables yet");
});

test("of an account at a vendor each kind of record says how far it is read, and what it lacks", async () => {
  const streams = [
    { name: "ticket_events", watermark: "2026-11-15T23:00:00Z", records: 1234, trouble: null },
    { name: "tickets", watermark: null, records: 1, trouble: null },
    { name: "calls", watermark: null, records: 0, trouble: "the plan or the token lacks it: 403" },
  ];
  const support = source({ id: "support", files: 0, newest: null, streams });
  const page = await text("/health", { health: async () => health({ sources: [support] }) });
  expect(page).toContain("<details open><summary>3 kinds of records of support</summary>");
  const row = (name: string, read: string, upTo: string) =>
    `<th scope="row">${name}</th>\n<td class="number">${read}</td><td>${upTo}</td>`;
  const midnight = '<time datetime="2026-11-15T23:00:00Z">2026-11-16 00:00</time>';
  expect(page).toContain(row("ticket events", "1,234", midnight));
  expect(page).toContain(row("tickets", "1", "not read to its end yet"));
  const lacks = '<span class="quiet">the plan or the token lacks it: 403</span>';
  expect(page).toContain(row(`calls${lacks}`, "0", "not read to its end yet"));
  const well = source({ id: "support", streams: streams.slice(0, 1) });
  expect(await text("/health", { health: async () => health({ sources: [well] }) })).toContain(
    "<details><summary>1 kind of records of support</summary>",
  );
});

test("refused files stand there with their cure", async () => {
  const refused = ["t.csv: there is no column id. Its columns are a and b."];
  const page = await text("/health", { health: async () => health({ sources: [source({ refused })] }) });
  expect(page).toContain('id="refused">Refused files (1)');
  expect(page).toContain("t.csv: there is no column id.");
});

test("the checks say what they ask and what they found; nothing is published that one of them objects to", async () => {
  expect(await text("/health")).toContain("Generation 7 is there because none found any.");
  const checks = [
    {
      name: "contacts_are_unique",
      question: "Which contacts are there twice?",
      found: "2 rows, for example C1",
    },
  ];
  const page = await text("/health", {
    health: async () => health({ checks, held: ["the tables: failed once"] }),
  });
  expect(page).toContain("1 of 1 found rows");
  expect(page).toContain("2 rows, for example C1");
  expect(page).toContain("not up to date");
});

test("each quarantined row has its source, file, row and reason", async () => {
  expect(await text("/health")).toContain(
    '<tr><td>northwind</td><td>contacts-2026-11-12.csv.gz</td><td class="number">17</td><td>opened_at is not a time</td></tr>',
  );
});

test("a place without a row number is shown whole", async () => {
  const quarantine = {
    rows: [{ source: "s", place: "C:\\in\\a.csv", reason: "no" }],
    reasons: [{ reason: "no", rows: 1 }],
  };
  expect(await text("/health", { health: async () => health({ quarantine }) })).toContain(
    '<td>C:\\in\\a.csv</td><td class="number"></td>',
  );
});

test("a long quarantine is counted whole, cut at two hundred rows, and says so", async () => {
  const rows = Array.from({ length: 250 }, (_, row) => ({
    source: "s",
    place: `a.csv:${row}`,
    reason: "bad",
  }));
  const quarantine = { rows, reasons: [{ reason: "bad", rows: 1250 }] };
  const page = await text("/health", { health: async () => health({ quarantine }) });
  expect(page).toContain("Quarantine (1,250)");
  expect(page).toContain("The first 200 of 1,250 rows.");
  expect(page.match(/<td>bad<\/td>/g)).toHaveLength(200);
});

test("an empty quarantine says that every row counts", async () => {
  const quarantine = { rows: [], reasons: [] };
  expect(await text("/health", { health: async () => health({ quarantine }) })).toContain(
    "every row that was read counts",
  );
});

test("what is charged for is read only when somebody says so", async () => {
  const isAsked: boolean[] = [];
  const unread = async (read: boolean) => {
    isAsked.push(read);
    return health({ quarantine: undefined });
  };
  expect(await text("/health", { health: unread })).toContain('<a href="/health?read=yes"');
  await text("/health?read=yes", { health: unread });
  expect(isAsked).toEqual([false, true]);
  const kpi = vi.fn(async (_: string, span: Span) => sheet({ span, values: undefined }));
  const page = await text("/kpis/resolved_share?by=month", { kpi });
  expect(page).toContain('<a href="/kpis/resolved_share?by=month&read=yes"');
  await text("/kpis/resolved_share?by=month&read=yes", { kpi });
  expect(kpi.mock.calls).toEqual([
    ["resolved_share", "month", false],
    ["resolved_share", "month", true],
  ]);
});

test("the KPIs stand by family, with the last week; one that may still move says so", async () => {
  const list = await text("/kpis");
  expect(list).toContain('<h2 id="resolution">resolution</h2><p class="quiet">How soon?</p>');
  expect(list).toContain(
    '<a href="/kpis/resolved_share">Resolved within a day</a><span class="value">75.0%</span>',
  );
  const kpis = async () => ({
    period: "2026-W46",
    families: [
      {
        name: "f",
        question: "?",
        kpis: [{ id: "k", name: "K", definition: "", value: { text: "3", state: "open" as const } }],
      },
    ],
  });
  expect(await text("/kpis", { kpis })).toContain('3 <span class="pill plain">open</span>');
});

test("a KPI's page has its definition, formula, what it waits for in each period, and its SQL", async () => {
  const page = await text("/kpis/resolved_share");
  expect(page).toContain("the share resolved within a day.");
  expect(page).toContain("numerator ÷ denominator");
  expect(page).toContain(
    '<th scope="row" class="nowrap">2026-W46</th><td class="number">75.0%</td><td class="number">6 / 8</td>',
  );
  expect(page).toContain(
    '<span class="pill wait">provisional</span><span class="quiet">open contacts</span>',
  );
  expect(page).toContain('<title id="chart-title">Resolved within a day by week</title>');
  expect(page).toContain("between 50% and 75%");
  expect(page).toContain("queries/kpis/resolution.sql");
  expect((await asked("/kpis/no_such_kpi")).status).toBe(404);
});

test("a parameter shows what the organisation says, and what is usual where that differs", async () => {
  const parameters = [
    {
      id: "repeat_window_days",
      says: "So many days.",
      value: "14 days",
      usual: "7 days",
      members: ["channel chat: 3 days"],
    },
    { id: "other", says: "Else.", value: "yes", usual: "yes", members: [] },
  ];
  const page = await text("/kpis/resolved_share", { kpi: async () => sheet({ parameters }) });
  expect(page).toContain("<strong>14 days</strong>");
  expect(page).toContain("usually 7 days");
  expect(page).toContain("channel chat: 3 days");
  expect(page).toContain('<strong>yes</strong> <span class="pill">usual</span>');
});

const drawn = (values: readonly (number | null)[], unsure: readonly number[] = []) => {
  const points = values.map((value, at) => ({ name: `P${at}`, value, isUnsure: unsure.includes(at) }));
  const svg = chart({ title: "t", points, show: String, isTime: false, targets: [] });
  const path = (name: string) => new RegExp(`class="${name}" d="([^"]*)"`).exec(String(svg))?.[1];
  return svg === null ? null : { line: path("line"), unsure: path("unsure") };
};

test("a year is a line from the lowest step to the highest, a missing value a gap and never a zero", () => {
  // Steps of 5 from 0 to 20: 0 is at 100 from the top, 10 at 50, 20 at 0.
  expect(drawn([0, 10, 20])?.line).toBe("M0 100L50 50L100 0");
  expect(drawn([0, null, 20])?.line).toBe("M0 100h0M100 0h0");
  expect(drawn([3, null])).toBeNull();
});

test("what may still move is drawn apart, from the last value that is final", () => {
  // The last of three: the line ends at the second, the dashes go from there to the third.
  expect(drawn([0, 10, 20], [2])).toEqual({ line: "M0 100L50 50", unsure: "M50 50L100 0" });
});

test("all of an SQL text is shown, once and in its order, whatever stands in it", () => {
  const plain = (sql: string) =>
    sqlMarkup(sql)
      .map(String)
      .join("")
      .replaceAll(/<[^>]*>/g, "");
  for (const sql of ["-- It's a 'comment'\nselect 'it''s', {a}, b - c from d", "'open", "{", "a{b}c--d"])
    expect(plain(sql)).toBe(sql.replaceAll("'", "&#39;"));
  expect(
    String(sqlMarkup("</code><script>")[0]) + String(sqlMarkup("</code><script>").slice(1)),
  ).not.toContain("<script");
});

test("what others wrote stays text in the rooms of the data and of the numbers", async () => {
  const hostile = {
    health: async () =>
      health({
        sources: [source({ id: bad, newest: bad, missing: bad, failure: bad, refused: [bad] })],
        held: [bad],
        checks: [{ name: "x", question: "?", found: bad }],
        quarantine: {
          rows: [{ source: bad, place: `${bad}:1`, reason: bad }],
          reasons: [{ reason: bad, rows: 1 }],
        },
      }),
    kpi: async () =>
      sheet({
        sql: bad,
        values: [{ name: bad, value: 1, text: bad, from: bad, state: "open" as const, awaits: bad }],
        parameters: [{ id: "a", says: "", value: bad, usual: "", members: [bad] }],
      }),
  };
  const data = await text("/health", hostile);
  // Id, newest, wait, failure, refused; held; found; source, file and reason of the row; reason of the count.
  expect(data.split(shown)).toHaveLength(12);
  const one = await text("/kpis/resolved_share", hostile);
  // Name, value, from and wait of the period; value and member of the parameter; the SQL.
  expect(one.split(shown)).toHaveLength(8);
  for (const page of [data, one]) expect(page).not.toContain("<script");
});
