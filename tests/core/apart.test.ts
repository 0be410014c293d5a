/** What a report says of figures that are not from the same sources: each was made with another set of systems. */

import { describe, expect, test } from "vitest";
import { explain } from "../../functions/core/explain.ts";
import { kpiOf } from "../../functions/core/kpi.ts";
import type { ReportInput } from "../../functions/core/report.ts";
import type { DayValues, Entry } from "../../functions/core/samples.ts";
import type { SourceBreak } from "../../functions/core/series-breaks.ts";
import { type Coverage, valuesOf } from "../../functions/core/values.ts";
import { before, built, covered, kpisOf, lastYear, opened, start, w46 } from "./built.ts";
import { configOf, figure, reportOf } from "./sample.ts";

/** Phone tells of contacts since the Tuesday of week 45: week 46 has all of it, week 45 six days, last year none. */
const phone: SourceBreak = {
  ...{ source: "phone", kind: "begins", day: "2026-11-03", apart: "2026-11-02" },
  kpis: ["contacts_opened", "channel_share", "reason_share"],
};
const broken: Coverage = { ...covered, breaks: [phone] };
const told = [{ source: "phone", kind: "begins", day: "2026-11-03" }];
const apart = { change: null, verdict: "unknown", withheld: "not from the same sources", breaks: told };

/** 446 contacts after 100: +346 %, which would be the news of the week. */
const rows = [
  opened(446),
  opened(100, before),
  opened(90, lastYear),
  ...["channel", "reason"].flatMap((by) => [
    opened(400, start, by as "channel", "one"),
    opened(90, before, by as "channel", "one"),
    opened(46, start, by as "channel", "two"),
    opened(10, before, by as "channel", "two"),
  ]),
];
const of = (settings: Partial<ReportInput> = {}, coverage = broken) =>
  built(rows, { report: kpisOf("contacts_opened"), ...settings }, coverage);

describe("contacts of a week in which another system tells of them", () => {
  test("are not compared with those of before, and it says which began and when", () => {
    const [kpi] = of().kpis;
    expect(kpi).toMatchObject({ value: 446, previous: { value: 100, ...apart } });
    expect(kpi).toMatchObject({ lastYear: { value: 90, ...apart } });
  });

  test("are neither news nor explained, and no part of them is", () => {
    const model = of();
    expect(model.attention).toEqual([]);
    expect(model.narrative).toEqual({ kpi: "contacts_opened", about: "volume" });
    expect(model.reasons).toMatchObject([apart, apart]);
    const figures = model.breakdowns.flatMap(({ members }) => members.map(({ values }) => values));
    expect(figures.map((one) => one.contacts_opened)).toMatchObject([
      { value: 400, previous: 90, apart: ["previous", "lastYear"] },
      { value: 46, previous: 10, apart: ["previous", "lastYear"] },
      { value: 400, previous: 90, apart: ["previous", "lastYear"] },
      { value: 46, previous: 10, apart: ["previous", "lastYear"] },
    ]);
    expect(figures.some((one) => one.contacts_opened?.unclear || one.contacts_opened?.few)).toBe(false);
    expect(model.breaks).toEqual([{ ...phone, kpis: ["contacts_opened"] }]);
  });

  test("are compared where nothing began: it is what is withheld above", () => {
    const [kpi] = of({}, covered).kpis;
    expect(kpi?.previous).toMatchObject({ value: 100, verdict: "neutral" });
    expect(kpi?.previous.change).toBeCloseTo(3.46, 12); // (446 - 100) / 100
    expect(of({}, covered).breakdowns[0]?.members[0]?.values.contacts_opened?.apart).toBeUndefined();
  });

  test("are compared where another KPI is what the system tells of", () => {
    const other = { ...covered, breaks: [{ ...phone, kpis: ["logged_in_seconds"] as const }] };
    expect(of({}, other).kpis[0]?.previous).toMatchObject({ verdict: "neutral" });
    expect(of({}, other).breaks).toEqual([]);
  });

  test("are told without the name of the system to who sees a part of the whole", () => {
    const scope = { by: "department", member: "Billing" } as const;
    const model = of({ scope });
    expect(model.kpis[0]?.previous).toMatchObject({ ...apart, breaks: [{ ...told[0], source: null }] });
    expect(JSON.stringify(model)).not.toContain("phone");
  });

  test("do not make a reason one that rose, nor the backlog older", () => {
    const report = reportOf({ template: "team", kpis: ["contacts_opened", "open_backlog"] });
    expect(of({ report }).team?.rose).toEqual([]);
    expect(of({ report }, covered).team?.rose.map(({ reason }) => reason)).toEqual(["one"]); // of "two" there were 10, too few
    const backlog = { ...covered, breaks: [{ ...phone, kpis: ["open_backlog"] as const }] };
    const ages = [
      "open_backlog",
      "open_older_than_1_day",
      "open_older_than_7_days",
      "open_older_than_30_days",
    ];
    const open = ages.flatMap((id) =>
      [start, before].map((at) => figure(id as "open_backlog", at, { value: 4 })),
    );
    const ageing = (coverage: Coverage) => built([...rows, ...open], { report }, coverage).team?.ageing;
    expect(ageing(covered)?.previous).toEqual([0, 0, 0, 4]);
    expect(ageing(backlog)).toMatchObject({ open: [0, 0, 0, 4], previous: null });
  });
});

test("days of before a source began tell nothing of what is usual since", () => {
  // 10 a day, from Tuesday 3 November on 100: each day of week 46 would be ten times what was usual.
  const days: DayValues = (kpi, day) => figure(kpi, day, { value: day < "2026-11-03" ? 10 : 100 });
  expect(of({ days }, covered).anomalies?.length).toBeGreaterThan(0);
  expect(of({ days }).anomalies).toEqual([]);
});

test("the months of a year in which a source began are not held against last year's", () => {
  const report = reportOf({ template: "board", period: "month", kpis: ["contacts_opened"] });
  const month = { ...w46, grain: "month", start: "2026-11-01", end: "2026-12-01", name: "2026-11" } as const;
  const months = ["2026", "2025"].flatMap((year) =>
    Array.from({ length: 11 }, (_, at) => opened(100, `${year}-${String(at + 1).padStart(2, "0")}-01`)),
  );
  const [found] =
    built(
      months,
      { report, period: { ...month, startsAt: "2026-10-31T23:00:00Z", endsAt: "2026-11-30T23:00:00Z" } },
      {
        ...broken,
        dataUntil: "2026-12-02T00:00:00Z",
      },
    ).toDate ?? [];
  expect(found?.year).toMatchObject({
    now: { value: 1100 },
    ...{ value: 1100, change: null, withheld: "not from the same sources", breaks: told },
  });
});

test("an explanation of what is not compared takes nothing apart", () => {
  const config = configOf();
  const found = explain(kpiOf("contacts_opened") as Entry, {
    ...{ period: w46, values: valuesOf(rows, broken), days: () => undefined, coverage: broken },
    settings: config,
  });
  expect(found.change).toMatchObject(apart);
  expect(found.bridges.map(({ bridge }) => bridge)).toEqual(
    found.bridges.map(() => ({ refused: "not from the same sources" })),
  );
  expect(found.further.find(({ kind }) => kind === "month_to_date")).toMatchObject({ change: null });
});

test.each([
  // Week 46 ends at 2026-11-15T23:00:00Z in Budapest; the data end on its Friday, or a day of it has too little.
  ["is not complete", { ...covered, dataUntil: "2026-11-13T12:00:00Z" }, false, "open"],
  ["has a quiet day", covered, true, "final"],
] as const)(
  "nor does one of a period that %s, which no report judges either",
  (_, coverage, isQuiet, state) => {
    const found = explain(kpiOf("contacts_opened") as Entry, {
      ...{ period: w46, values: valuesOf(rows, coverage), days: () => undefined, coverage, isQuiet },
      settings: configOf(),
    });
    expect(found.state).toBe(state);
    expect(found.change).toEqual({
      ...{ value: null, change: null, verdict: "unknown" },
      withheld: "not complete yet",
    });
    expect(found.bridges.length).toBeGreaterThan(0);
    for (const { bridge } of found.bridges) expect(bridge).toEqual({ refused: "not complete yet" });
  },
);
