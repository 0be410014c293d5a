import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { worstFirst } from "../../functions/core/compare.ts";
import { renderEmail } from "../../templates/index.ts";
import { model, week45 } from "./model.ts";
import { numbersOf, textOf } from "./read.ts";

const golden = join(import.meta.dirname, "../golden/weekly.html");
const { html, text } = renderEmail(model);

test("the weekly email is byte for byte the one that was looked at", async () => {
  if (process.env.UPDATE_GOLDEN === "1") await writeFile(golden, html);
  expect(html).toBe(await readFile(golden, "utf8"));
});

// Worked out by hand from tests/templates/model.ts.
const figures = [
  // with a target: backlog and mean off; within 24 hours near; median, 90th percentile, resolved share on
  "2 of 6 targets are missed, 1 more narrowly",
  "Open backlog rose from 1,042 to 1,316 (+26.3%) since week 45; off target (at most 1,100).",
  "By department: Orders +190, Technical help +60, the others +24.",
  // mean, within 24 hours and 90th percentile
  "Worse, beyond normal variation; of the other KPIs 3 got worse, none better (4 of 5 judged).",
  "No action recorded.",
  "Week 46",
  "9–15 November 2026",
  "week 45 (2–8 November 2026)",
  "week 46 of 2025 (10–16 November 2025)",
  // on target: median, 90th percentile, resolved share; near: within 24 hours; no target: opened, resolved
  "✓ 3 on target",
  "! 1 near",
  "✕ 2 off target",
  "– 2 no target",
  "Missed targets first, then what got clearly worse",
  "and 1 more in the full report",
  // 0.26296 -> 26.3 %
  "▲ up 26.3% vs week 45 (was 1,042)",
  "target at most 1,100",
  // 97,200 s = 27 h; 91,800 s = 25.5 h
  "▲ up 5.9% vs week 45 (was 25 h 30 min)",
  // 0.786 - 0.812 = -2.6 points
  "▼ down 2.6 pts vs week 45 (was 81.2%)",
  "▲ up 13.2%",
  "vs week 45 (was 11,020)",
  // 4,620 s = 77 min; the change of 0.4 % is none worth the name
  "1 h 17 min",
  // 421,200 s = 117 h = 4 d 21 h
  "4 d 21 h",
  "Not compared with week 45 or with week 46 of 2025: older periods have had longer to be resolved.",
  "provisional",
  "Contacts opened, their share of all, change vs week 45; bar: share of all contacts",
  // (3120 - 2240) / 2240 = 39.3 %
  "3,120 contacts · 25.0% of all · ▲ +39.3%",
  "860 contacts · 6.9% of all · ▼ −5.0%",
  "Highest 12,480 (Week 46), lowest 9,840 (Week 34).",
  // 12 weeks before 9 November is 17 August
  "17–23 August 2026",
  // 23:00 UTC is midnight in Budapest in November
  "Data complete until Mon, 16 Nov 2026, 00:00 (Europe/Budapest)",
  // 80 + 44; 11,204 + 3,790 landed
  "· 124 of 14,994 rows left out",
  "124 of 14,994 rows left out: closed before they opened (80), without a readable opening time (44).",
  "Near target: missed by at most 3%. Off target: by more.",
  "You get this because you are on the list of “Weekly service report”; ask Maria Virtanen to be taken off.",
];

test.each(figures)("both parts say: %s", (figure) => {
  expect(textOf(html)).toContain(figure);
  expect(text).toContain(figure);
});

test("the text part has exactly the numbers of the HTML part", () => {
  expect([...numbersOf(text)].toSorted()).toEqual([...numbersOf(textOf(html))].toSorted());
});

test("the needs-attention block links the worst three, worst first, to their place on the page", () => {
  const links = [...html.matchAll(/class="name" href="([^"]*)"/g)].map(([, href]) => href);
  const page = "https://reports.example.org/weekly/2026-W46/";
  expect(links).toEqual([
    `${page}#open_backlog`,
    `${page}#resolution_seconds`,
    `${page}#resolved_within_day_share`,
  ]);
});

test("the needs-attention block is absent when nothing needs attention", () => {
  const calm = renderEmail({ ...model, attention: [] });
  expect(textOf(calm.html)).not.toContain("Needs attention");
  expect(calm.text).not.toContain("NEEDS ATTENTION");
});

test("three KPIs that need attention are all listed, a fourth is only counted", () => {
  const three = renderEmail({ ...model, attention: model.attention.slice(0, 3) });
  expect(textOf(three.html)).not.toContain("more in the full report");
  expect(three.text).not.toContain("more in the full report");
});

test("what the fixture says needs attention is what the rule says", () => {
  expect(worstFirst(model.kpis).map(({ id }) => id)).toEqual(model.attention);
});

test("every KPI is told once, among the key figures or in the table of more KPIs", () => {
  const read = textOf(html).split("\n");
  const [heroes, more] = [read.indexOf("Key figures"), read.indexOf("More KPIs")];
  const names = model.kpis.map(({ name }) => name);
  const below = read.slice(heroes, read.indexOf("Top 5 contact reasons"));
  expect(below.filter((line) => names.includes(line))).toEqual(names);
  expect(read.slice(heroes, more).filter((line) => names.includes(line))).toEqual(names.slice(0, 4));
});

test("the table of more KPIs has one cell for both changes, each with what it is against", () => {
  // 4,638 s before and 5,100 s last year: (4620 - 4638) / 4638 = -0.4 %, (4620 - 5100) / 5100 = -9.4 %
  expect(textOf(html)).toContain(
    "KPI\nValue\nChange\nContacts resolved\n– No target\n12,206\n▲ +9.9% vs week 45\n▲ +19.9% vs last year\n" +
      "Resolution time, median\n✓ On target, at most 1 h 20 min\n1 h 17 min\n■ no change vs week 45\n▼ −9% better vs last year\n",
  );
  expect(text).toContain("▲ +10% worse vs week 45 · ▼ −3% better vs last year");
});

test("what is compared with neither period says so once", () => {
  expect(textOf(html)).toContain("91.4%\nnot compared\nNot compared with week 45 or with");
});

test("the bars of the reasons are shares of all contacts, not of the biggest reason", () => {
  const bars = [...html.matchAll(/class="now" width="(\d+)%"/g)].map(([, width]) => Number(width));
  expect(bars).toEqual([25, 19, 14, 10, 7]); // 25.0, 19.3, 13.5, 9.7, 6.9 %
});

test("a reason whose share is not known has no bar", () => {
  const reasons = [{ ...model.reasons[0]!, contacts: 1, share: null }];
  const one = renderEmail({ ...model, reasons });
  expect(one.html).not.toContain('class="now" width');
  expect(one.text).toContain("1. Late delivery: 1 contact · ▲ +39.3%");
});

test("the days of the first and last week stand under the trend, also in the text", () => {
  expect(textOf(html)).toContain("Week 34\n17–23 August 2026\nWeek 46\n9–15 November 2026\n");
  expect(text).toContain("Week 34 (17–23 August 2026) to Week 46 (9–15 November 2026)");
});

test("months name their days themselves", () => {
  const period = { ...model.period, grain: "month", name: "2026-11", start: "2026-11-01" } as const;
  expect(renderEmail({ ...model, period }).text).toContain("\nNovember 2025 to November 2026\n");
});

test("near is defined only where a KPI is near its target", () => {
  const kpis = model.kpis.filter(({ status }) => status !== "near");
  expect(renderEmail({ ...model, kpis }).text).not.toContain("Near target");
});

test("rows left out are told of all that landed, as long as that is more", () => {
  const sources = [{ ...model.sources[0]!, landed: 123 }];
  expect(renderEmail({ ...model, sources }).text).toContain("\n124 rows left out: closed");
  expect(renderEmail({ ...model, exclusions: [] }).text).toContain("\nNo rows left out.\n");
});

test("a change that is withheld prints its reason and no arrow", () => {
  const withheld = {
    against: week45,
    value: 5,
    change: null,
    verdict: "unknown",
    withheld: "older periods have had longer to be answered",
  } as const;
  const kpis = model.kpis.map((kpi) => (kpi.id === "open_backlog" ? { ...kpi, previous: withheld } : kpi));
  const read = textOf(renderEmail({ ...model, kpis }).html);
  expect(read).toContain("Open backlog\nolder periods have had longer to be answered\n✕ Off target");
  expect(read).toContain("Not compared with week 45: older periods have had longer to be answered.");
});

test("a reason of a few words stands where the change would", () => {
  const withheld = { against: week45, value: 12, change: null, verdict: "unknown" } as const;
  const kpis = model.kpis.map((kpi) => ({
    ...kpi,
    previous: { ...withheld, withheld: "too few to compare" as const },
  }));
  const { html: few, text: fewText } = renderEmail({ ...model, kpis });
  expect(textOf(few)).toContain("Open backlog\ntoo few to compare\n");
  expect(fewText).toContain("vs week 45: too few to compare · ▼ −9% better vs last year");
});

test("the first week ever says there are no earlier data, without arrows", () => {
  const none = { against: week45, value: null, change: null, verdict: "unknown" } as const;
  const kpis = model.kpis.map((kpi) => ({
    ...kpi,
    previous: none,
    lastYear: none,
    trend: kpi.trend.slice(-1),
  }));
  const reasons = model.reasons.map((reason) => ({ ...reason, previous: null, change: null }));
  const read = textOf(renderEmail({ ...model, kpis, reasons }).html);
  expect(read).toContain("no earlier data");
  expect(read).not.toMatch(/[▲▼■]/);
});

test("an owner is named only where there is one", () => {
  const read = textOf(renderEmail({ ...model, report: { ...model.report, owner: null } }).html);
  expect(read).toContain("You get this because you are on the list of “Weekly service report”.\n");
});

test("a report on incomplete data says so in subject, HTML and text", () => {
  const early = renderEmail({ ...model, dataUntil: "2026-11-15T22:59:59Z" });
  const warning = "! The data of this period are not complete yet: figures may still change.";
  expect(early.subject).toBe("[incomplete] Open backlog 1,316 (+26.3%) – Week 46");
  expect(textOf(early.html)).toContain(warning);
  expect(early.text).toContain(warning);
  expect(textOf(html)).not.toContain(warning);
});

test("a volume is coloured neither good nor bad", () => {
  expect(html).toMatch(/<span class="flat" style="color:#4f5a6b;font-weight:600">▲ up 13.2%<\/span>/);
});
