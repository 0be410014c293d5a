import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderDigest } from "../../templates/index.ts";
import { model, week45 } from "./model.ts";
import { numbersOf, textOf } from "./read.ts";

const golden = join(import.meta.dirname, "../golden/weekly.html");
const { html, text } = renderDigest(model);

test("the weekly email is byte for byte the one that was looked at", async () => {
  if (process.env.UPDATE_GOLDEN === "1") await writeFile(golden, html);
  expect(html).toBe(await readFile(golden, "utf8"));
});

// Worked out by hand from tests/templates/model.ts.
const figures = [
  "2 of 8 KPIs are off target",
  "Week 46",
  "9–15 November 2026",
  "week 45 (2–8 November 2026)",
  "week 46 of 2025 (10–16 November 2025)",
  // on target: median, 90th percentile, resolved share; near: within 24 hours; no target: opened, resolved
  "✓ 3 on target",
  "! 1 near",
  "✕ 2 off target",
  "– 2 no target",
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
  // (3120 - 2240) / 2240 = 39.3 %
  "3,120 · 25.0% · ▲ +39.3%",
  "860 · 6.9% · ▼ −5.0%",
  "Highest 12,480 (Week 46), lowest 9,840 (Week 34).",
  // 23:00 UTC is midnight in Budapest in November
  "Data complete until Mon, 16 Nov 2026, 00:00 (Europe/Budapest)",
  // 80 + 44
  "124 rows left out: closed before they opened (80); without a readable opening time (44).",
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
  const calm = renderDigest({ ...model, attention: [] });
  expect(textOf(calm.html)).not.toContain("Needs attention");
  expect(calm.text).not.toContain("NEEDS ATTENTION");
});

test("a fourth KPI that needs attention is counted, not listed", () => {
  const four = renderDigest({ ...model, attention: [...model.attention, "resolution_seconds_p90"] });
  expect(textOf(four.html)).toContain("and 1 more in the full report");
  expect(four.text).toContain("and 1 more in the full report");
});

test("a change that is withheld prints its reason and no arrow", () => {
  const withheld = {
    against: week45,
    value: 5,
    change: null,
    verdict: "unknown",
    withheld: "the way it is counted changed on 11 November",
  } as const;
  const kpis = model.kpis.map((kpi) => (kpi.id === "open_backlog" ? { ...kpi, previous: withheld } : kpi));
  const read = textOf(renderDigest({ ...model, kpis }).html);
  expect(read).toContain("Open backlog\nthe way it is counted changed on 11 November\n✕ Off target");
  expect(read).toContain("Not compared with week 45: the way it is counted changed on 11 November.");
});

test("a reason of a few words stands where the change would", () => {
  const withheld = { against: week45, value: 12, change: null, verdict: "unknown" } as const;
  const kpis = model.kpis.map((kpi) => ({
    ...kpi,
    previous: { ...withheld, withheld: "too few to compare" },
  }));
  const { html: few, text: fewText } = renderDigest({ ...model, kpis });
  expect(textOf(few)).toContain("Open backlog\ntoo few to compare\n");
  expect(fewText).toContain("vs week 45: too few to compare · ▼ −9.4% better vs last year");
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
  const read = textOf(renderDigest({ ...model, kpis, reasons }).html);
  expect(read).toContain("no earlier data");
  expect(read).not.toMatch(/[▲▼■]/);
});

test("an owner is named only where there is one", () => {
  const read = textOf(renderDigest({ ...model, report: { ...model.report, owner: null } }).html);
  expect(read).toContain("You get this because you are on the list of “Weekly service report”.\n");
});

test("a report on incomplete data says so in subject, HTML and text", () => {
  const early = renderDigest({ ...model, dataUntil: "2026-11-15T22:59:59Z" });
  const warning = "! The data of this period are not complete yet: figures may still change.";
  expect(early.subject).toBe("Incomplete: Open backlog 1,316 (+26.3%) – Week 46");
  expect(textOf(early.html)).toContain(warning);
  expect(early.text).toContain(warning);
  expect(textOf(html)).not.toContain(warning);
});

test("a volume is coloured neither good nor bad", () => {
  expect(html).toMatch(/<span class="flat" style="color:#4f5a6b;font-weight:600">▲ up 13.2%<\/span>/);
});
