/** What a report for the board says beside the usual: worked out by hand, in every language. */

import { expect, test } from "vitest";
import type {
  FurtherModel,
  KpiModel,
  PeriodModel,
  ReportModel,
  ToDateModel,
} from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { boardView } from "../../templates/board.ts";
import { formatOf } from "../../templates/format.ts";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { summaryOf } from "../../templates/summary.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model } from "./model.ts";

const november: PeriodModel = {
  grain: "month",
  start: "2026-11-01",
  end: "2026-12-01",
  name: "2026-11",
  startsAt: "2026-10-31T23:00:00Z",
  endsAt: "2026-11-30T23:00:00Z",
};

const event = (
  title: string,
  now: number,
  value: number,
  change: number,
  verdict: FurtherModel["verdict"],
): FurtherModel => ({
  kind: "event",
  title,
  now: { start: "2026-11-03", end: "2026-12-01", value: now },
  against: { start: "2026-10-06", end: "2026-11-03" },
  ...{ value, change, verdict },
});

const milestone = (by: string, to: number, verdict: FurtherModel["verdict"]): FurtherModel => ({
  kind: "milestone",
  title: by,
  now: { start: "2026-11-01", end: "2026-12-01", value: 1316 },
  against: { start: "2026-11-01", end: "2026-12-01" },
  ...{ value: to, change: 0, verdict },
});

const span = (start: string, now: number | null, value: number | null, change: number | null) => ({
  now: { start, end: "2026-12-01", value: now },
  against: { start: start.replace("2026", "2025"), end: "2025-12-01" },
  ...{ value, change },
});

const toDate: readonly ToDateModel[] = [
  {
    kpi: "contacts_opened",
    quarter: span("2026-10-01", 2500, 1800, 0.38889), // (2500 - 1800) / 1800
    year: span("2026-01-01", 11_500, 9900, 0.16162), // (11500 - 9900) / 9900
  },
  {
    kpi: "resolved_within_day_share",
    quarter: span("2026-10-01", 0.19, 0.5, -0.31),
    year: null,
  },
  {
    kpi: "resolution_seconds_p50",
    quarter: span("2026-10-01", null, null, null),
    year: span("2026-01-01", null, null, null),
  },
];

function boardOf(
  further: Readonly<Partial<Record<KpiModel["id"], readonly FurtherModel[]>>> = {},
): ReportModel {
  return {
    ...model,
    report: { ...model.report, template: "board" },
    period: november,
    kpis: model.kpis.map((kpi) => ({ ...kpi, further: further[kpi.id] ?? [] })),
    toDate,
  };
}

function viewOf(report: ReportModel) {
  const format = formatOf(wordsOf(report.locale), "Europe/Budapest");
  return boardView(report, summaryOf(report, format).kpis, format);
}

const spaced = (text: string) => text.replaceAll("\u00a0", " ");

test("the quarter and the year so far are told with what they were a year before", () => {
  const { toDate } = viewOf(boardOf());
  expect(spaced(toDate?.quarter ?? "")).toBe("1 October – 30 November 2026");
  expect(toDate?.rows.map(({ name }) => name)).toEqual(["Contacts opened", "Resolved within 24 hours"]);
  expect(toDate?.rows[0]?.quarter).toEqual({ value: "2,500", change: "▲\u00a0+38.9%" });
  expect(toDate?.rows[0]?.year).toEqual({ value: "11,500", change: "▲\u00a0+16.2%" });
  expect(toDate?.rows[1]?.quarter).toMatchObject({ value: "19.0%" });
  expect(spaced(toDate?.rows[1]?.quarter.change ?? "")).toBe("▼ −31.0 pts");
});

test("of a year in which the data begin there is no figure, and the reason stands in its place", () => {
  expect(viewOf(boardOf()).toDate?.rows[1]?.year).toEqual({ value: "–", change: "the data begin within it" });
});

test("where last year's data begin within it, the figure of this year stands, and it is last year that is said of", () => {
  const [first, ...rest] = toDate;
  const cut = {
    ...first,
    year: first?.year && { ...first.year, value: null, change: null, withheld: "the data begin within it" },
  };
  for (const [locale, said] of [
    ["en", "Last year: the data begin within it"],
    ["hu", "Tavaly: "],
  ] as const) {
    const view = viewOf({ ...boardOf(), locale, toDate: [cut, ...rest] as readonly ToDateModel[] });
    expect(view.toDate?.rows[0]?.year.change).toContain(said);
    expect(view.toDate?.rows[0]?.year.value.replace(/\D/g, "")).toBe("11500");
  }
});

test("a median is no sum of months, and the report says which KPIs are told for the month only", () => {
  expect(viewOf(boardOf()).toDate?.note).toContain(": Resolution time, median.");
});

test("what every KPI lacks alike is said once, above the column", () => {
  const withheld = "the data begin within it" as const;
  const report = boardOf();
  const none = { value: null, change: null, withheld };
  const all = toDate.slice(0, 2).map(({ kpi, quarter }) => ({
    kpi,
    quarter: quarter && { ...quarter, ...none },
    year: null,
  }));
  const { toDate: told } = viewOf({ ...report, toDate: all });
  expect(spaced(told?.quarter ?? "")).toBe(
    "1 October – 30 November 2026; Last year: the data begin within it",
  );
  expect(told?.rows.map(({ quarter }) => quarter.change)).toEqual(["", ""]);
});

test("a milestone is reached, not reached, or not reached yet", () => {
  const said = (one: FurtherModel) =>
    viewOf(boardOf({ open_backlog: [one] })).steps.find(({ name }) => name === "Open backlog")?.milestone;
  expect(said(milestone("2026-12-31", 1400, "better"))).toBe("milestone 1,400 by 31 December 2026: reached");
  expect(said(milestone("2026-12-31", 1316, "neutral"))).toBe("milestone 1,316 by 31 December 2026: reached");
  expect(said(milestone("2026-12-31", 1200, "worse"))).toBe(
    "milestone 1,200 by 31 December 2026: not reached yet",
  );
  expect(said(milestone("2026-11-15", 1200, "worse"))).toBe(
    "milestone 1,200 by 15 November 2026: not reached",
  );
  expect(said(milestone("2026-12-31", 1200, "unknown"))).toBe("milestone 1,200 by 31 December 2026");
});

test("after an event only what clearly changed is told", () => {
  const moved = event("New routing", 1316, 1042, 0.26296, "worse");
  const { events } = viewOf(
    boardOf({ open_backlog: [moved], contacts_opened: [event("New routing", 100, 99, 0.0101, "neutral")] }),
  );
  expect(events.map(({ title, ...one }) => ({ title: spaced(title), ...one }))).toEqual([
    {
      title: "After “New routing”: 3–30 November 2026 vs 6 October – 2 November 2026",
      rows: [{ name: "Open backlog", value: "1,316", tone: "bad", change: "▲\u00a0+26.3% worse, was 1,042" }],
      note: "",
    },
  ]);
});

test("after an event that none clearly changed is said of those that were judged", () => {
  const after = (...verdicts: readonly FurtherModel["verdict"][]) => {
    const ids = ["open_backlog", "resolution_seconds", "resolved_within_day_share"] as const;
    const quiet = ids.map((id, at) => [id, [event("Quiet", 1, 1, 0, verdicts[at]!)]]);
    // A volume gets neither better nor worse.
    const report = boardOf({
      ...Object.fromEntries(quiet),
      contacts_opened: [event("Quiet", 1, 1, 0, "unchanged")],
    });
    const { rows, note } = viewOf(report).events[0]!;
    expect(rows).toEqual([]);
    expect(renderEmail(report).text).toContain(`\n  ${note}`);
    expect(renderPage(report)).toContain(`<p>${note}</p>`);
    return note;
  };
  expect(after("unchanged", "unchanged", "unchanged")).toBe("No KPI changed clearly.");
  expect(after("unknown", "unchanged", "neutral")).toBe("No KPI changed clearly (1 of 3 judged).");
  expect(after("unknown", "unknown", "neutral")).toBe("Not judged.");
});

test("the page says the same, as tables", () => {
  const page = renderPage(boardOf({ open_backlog: [milestone("2026-12-31", 1200, "worse")] }));
  expect(page).toContain(
    '<tr><th scope="row">Contacts opened</th><td><strong>2,500</strong><small>▲\u00a0+38.9%</small></td>',
  );
  expect(page).toContain("<br>milestone 1,200 by 31 December 2026: not reached yet");
});

test("other templates say nothing of it", () => {
  expect(viewOf({ ...boardOf(), report: model.report })).toEqual({ toDate: null, steps: [], events: [] });
});

for (const locale of locales)
  test(`html and text say the same board in ${locale}, with nothing left in English`, () => {
    const further = {
      open_backlog: [event("X", 1316, 1042, 0.26296, "worse"), milestone("2026-12-31", 1200, "worse")],
    };
    const { html, text } = renderEmail({ ...boardOf(further), locale });
    const { board } = wordsOf(locale);
    for (const said of [board.toDateNote, board.notYet, board.quarter, board.year]) {
      expect(html).toContain(said);
      expect(text).toContain(said);
    }
    for (const title of [board.toDate, board.steps, board.events]) {
      expect(html).toContain(title);
      expect(text).toContain(title.toUpperCase());
    }
    if (locale !== "en") expect(text).not.toMatch(/quarter|milestone|before and after/i);
  });
