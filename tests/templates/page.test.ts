import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { locales } from "../../functions/core/organisation.ts";
import { renderPage } from "../../templates/index.ts";
import { detailsOf } from "../../templates/words/details.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model } from "./model.ts";
import { decoded, textOf } from "./read.ts";

const page = renderPage(model);
const read = textOf(page);

test("the page runs no script and loads nothing", () => {
  expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|<embed|<form|@import|url\(|\bsrc=|\bsrcset=/i);
  expect(page).not.toMatch(/<[^>]*\s(on\w+|style)=/i);
  const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
  expect(links.filter((href) => !href.startsWith("#"))).toEqual(["kpis.csv"]);
});

test("the page's own policy allows its style block and nothing else", () => {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(decoded(policy)).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  );
});

test("every link within the page has its place, and no place occurs twice", () => {
  const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target);
});

test.each(model.kpis.map((kpi) => [kpi.id, kpi] as const))(
  "%s has its definition at its anchor",
  (id, kpi) => {
    expect(page).toContain(`id="${id}"`);
    expect(read).toContain(`Definition: ${kpi.definition}`);
  },
);

// By hand from tests/templates/model.ts.
test.each([
  "Open backlog\n✕ Off target\n1,316\n▲ +26.3%\nworse, was 1,042\n▲ +2.0%\nworse, was 1,290\nat most 1,100",
  // 412 s are 3.9 s off at most, so written in whole seconds: 6 min 52 s; (412 - 431) / 431 = -4.4 %; (412 - 440) / 440 = -6.4 %
  "phone\n30.0%\n▼ −2.0 pts · ▼ −4.0 pts\n3,744\n▲ +6.2% · ▲ +8.5%\n6 min 52 s\n▼ −4% · ▼ −6%",
  "2 of 6 targets are missed, 1 more narrowly\nOpen backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).\n",
  "Needs attention\nMissed targets first, then what got clearly worse\nOpen backlog\n",
  "Bar: share of all contacts\nReason\nContacts\nShare\nvs week 45\nLate delivery\n3,120\n25.0%\n",
  "· 124 of 14,994 rows left out",
  "Near target: missed by at most 3%. Off target: by more.",
  "no earlier data",
  // fewer than 30 before: 12 - 7 and 12 - 0
  "chat × Warranty claim\n12\n▲ +5 · ▲ +12",
  "11,407 of 12,480",
  // 11,122 + 82 = 11,204
  "tickets\nMon, 16 Nov 2026, 06:05\n11,204\n11,122\n82\n✓ adds up",
  "closed before they opened\n80",
  "Week 34\n880\n1,150",
  "Open backlog from Week 34 to Week 46: lowest 880, highest 1,316.",
])("the page says: %j", (words) => {
  expect(read).toContain(words);
});

test("rows that do not add up are called out", () => {
  const sources = [{ ...model.sources[0]!, quarantined: 81 }];
  expect(textOf(renderPage({ ...model, sources }))).toContain("✕ does not add up");
});

test("rows that no figure needs have a column where there are any, and add up", () => {
  // 11,122 + 796 + 82 = 12,000
  const sources = [{ ...model.sources[0]!, landed: 12_000, unused: 796 }];
  const shown = textOf(renderPage({ ...model, sources }));
  expect(shown).toContain("Mapped\nNot needed\nQuarantined\nLanded = mapped + not needed + quarantined\n");
  expect(shown).toContain("12,000\n11,122\n796\n82\n✓ adds up");
  expect(read).not.toContain("Not needed");
});

test("every chart has a title, a description and a table of its numbers", () => {
  const charts = page.match(/<svg[^>]*role="img"/g) ?? [];
  // one per KPI
  expect(charts).toHaveLength(8);
  expect(page.match(/<title id=/g)).toHaveLength(8);
  expect(page.match(/<desc id=/g)).toHaveLength(8);
  expect(page.match(/<details>/g)).toHaveLength(8);
});

test("what may not be compared as a whole is not compared by member", () => {
  const [first] = model.breakdowns;
  const values = { resolved_share: { value: 0.9, previous: 0.8, lastYear: 0.7 } };
  const breakdown = { ...first!, kpis: ["resolved_share"] as const, members: [{ member: "fax", values }] };
  expect(textOf(renderPage({ ...model, kpis: [], breakdowns: [breakdown] }))).toContain(
    "fax\n90.0%\nnot compared\n",
  );
});

test("two changes that happen to be equal are both told", () => {
  const [first] = model.breakdowns;
  const values = { contacts_opened: { value: 110, previous: 100, lastYear: 100 } };
  const breakdown = { ...first!, kpis: ["contacts_opened"] as const, members: [{ member: "fax", values }] };
  expect(textOf(renderPage({ ...model, breakdowns: [breakdown] }))).toContain(
    "fax\n110\n▲ +10.0% · ▲ +10.0%\n",
  );
});

test("a breakdown of more than 100 members says how many are in the CSV only", () => {
  const [first] = model.breakdowns;
  const members = Array.from({ length: 103 }, (_, at) => ({ member: `m${at}`, values: {} }));
  const long = textOf(renderPage({ ...model, breakdowns: [{ ...first!, members }] }));
  expect(long).toContain("And 3 more in the CSV file.");
  expect(long).not.toContain("m100");
});

test("the page says once, where it defines its figures, that changes are of unrounded ones", () => {
  for (const locale of locales) {
    const { rounding } = detailsOf(wordsOf(locale)).settings;
    const page = renderPage({ ...model, locale });
    expect(page.split(rounding)).toHaveLength(2);
    expect(page.indexOf(rounding)).toBeGreaterThan(page.indexOf('id="definitions"'));
  }
});
