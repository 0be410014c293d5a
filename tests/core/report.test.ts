import { describe, expect, test } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import { sameLastYear, trailing } from "../../functions/core/period.ts";
import { periodsShown } from "../../functions/core/report.ts";
import { before, built, covered, kpisOf, lastYear, opened, start, w46 } from "./built.ts";
import { figure } from "./sample.ts";

test("a report says what it is about, whose it is, what it stands on, and nothing that is not known", () => {
  expect(built([])).toMatchObject({
    version: 1,
    report: { id: "weekly", title: "Weekly digest", template: "digest", owner: null },
    organisation: { name: "Northwind", zone: "Europe/Budapest" },
    period: {
      grain: "week",
      name: "2026-W46",
      start: "2026-11-09",
      end: "2026-11-16",
      startsAt: "2026-11-08T23:00:00Z",
      endsAt: "2026-11-15T23:00:00Z",
    },
    attention: [],
    reasons: [],
    sources: [{ id: "helpdesk", landed: 9, mapped: 8, quarantined: 1 }],
    exclusions: [{ reason: "opened_at is empty", rows: 1 }],
    dataUntil: "2026-11-16T05:00:00Z",
    generation: 4,
  });
  expect(Object.keys(built([]).period)).not.toContain("zone");
});

describe("its figures", () => {
  test("stand beside the week before and the same week last year", () => {
    const [kpi] = built([opened(1200), opened(1000, before), opened(1500, lastYear)]).kpis;
    expect(kpi).toMatchObject({
      id: "contacts_opened",
      value: 1200,
      numerator: 1200,
      state: "final",
      status: "none",
    });
    expect(kpi?.previous).toMatchObject({ value: 1000, verdict: "neutral", against: { name: "2026-W45" } });
    expect(kpi?.previous.change).toBeCloseTo(0.2, 12); // 200 of 1000
    expect(kpi?.lastYear).toMatchObject({ value: 1500, against: { name: "2025-W46", start: lastYear } });
    expect(kpi?.lastYear.change).toBeCloseTo(-0.2, 12); // 300 of 1500
  });

  test("are in the order the report names them, each with its own target", () => {
    const rows = [
      opened(120),
      figure("resolution_seconds_p90", start, { value: 8000, denominator: 90, numerator: null }),
    ];
    const targets = { resolution_seconds_p90: { atMost: 7200 } };
    const { kpis } = built(rows, { report: kpisOf("resolution_seconds_p90", "contacts_opened"), targets });
    expect(kpis.map(({ id, status, target }) => ({ id, status, target }))).toEqual([
      { id: "resolution_seconds_p90", status: "off", target: { atMost: 7200 } }, // 800 / 7200 = 11 %
      { id: "contacts_opened", status: "none", target: null },
    ]);
  });

  test("without data are no figures, and a count without contacts is 0", () => {
    const { kpis } = built([]);
    expect(kpis.map(({ value }) => value)).toEqual([0, null]);
    expect(kpis[1]).toMatchObject({ numerator: null, denominator: null, previous: { withheld: "no data" } });
  });

  test("are open while the data end before the period does", () => {
    const early = { ...covered, dataUntil: "2026-11-15T12:00:00Z" };
    expect(built([opened(10)], {}, early).kpis[0]?.state).toBe("open");
  });
});

describe("its trend", () => {
  test("is thirteen weeks, oldest first, ending with this one, and the same weeks of last year", () => {
    const rows = [
      opened(120),
      opened(100, before),
      opened(150, lastYear),
      opened(7, "2026-08-17"), // the first of the thirteen: 12 weeks before 9 November
      opened(1, "2026-08-10"), // one week too old
      opened(9, "2025-08-18"),
    ];
    const trend = built(rows).kpis[0]?.trend ?? [];
    expect(trend).toHaveLength(13);
    expect(trend[0]).toEqual({ period: "2026-W34", value: 7, lastYear: 9 });
    expect(trend.at(-2)).toEqual({ period: "2026-W45", value: 100, lastYear: 0 });
    expect(trend.at(-1)).toEqual({ period: "2026-W46", value: 120, lastYear: 150 });
  });

  test("has gaps where there are no data, not zeros", () => {
    const young = { ...covered, firstDay: "2026-11-04" };
    const trend = built([opened(120), opened(100, before)], {}, young).kpis[0]?.trend ?? [];
    expect(trend.map(({ value }) => value)).toEqual([...Array(11).fill(null), 100, 120]);
    expect(trend.every(({ lastYear: year }) => year === null)).toBe(true);
  });

  test("shows no period that was not read", () => {
    const read = periodsShown(w46).map((period) => period.start);
    expect(read).toHaveLength(26);
    const shown = trailing(w46, 13).flatMap((period) => [period.start, sameLastYear(period).start]);
    expect(new Set(read)).toEqual(new Set(shown));
  });
});

test("what needs attention comes missed targets first, then near ones that got worse, then what else got worse", () => {
  const time = (kpi: KpiId, value: number, at = start) =>
    figure(kpi, at, { value, numerator: 100 * value, denominator: 100 });
  const rows = [
    ...[time("resolution_seconds", 110), time("resolution_seconds", 100, before)], // 10 % worse
    ...[time("resolution_seconds_p50", 130), time("resolution_seconds_p50", 100, before)], // 30 % worse
    time("resolution_seconds_p90", 150), // 50 % over 100
    time("open_backlog", 300), // 200 % over 100
    ...[opened(500), opened(100, before)], // neither good nor bad
    ...[time("resolved_within_day_share", 0.6), time("resolved_within_day_share", 0.8, before)], // 20 points of 80: 25 %
  ];
  const ids = [
    "contacts_opened",
    "resolution_seconds",
    "resolution_seconds_p50",
    "resolution_seconds_p90",
    "open_backlog",
    "resolved_within_day_share",
  ] as const;
  const targets = {
    resolution_seconds: { atMost: 108 }, // 2 / 108 = 1.9 %: near
    resolution_seconds_p50: { atMost: 200 }, // on target, and worse all the same
    resolution_seconds_p90: { atMost: 100 },
    open_backlog: { atMost: 100 },
  };
  expect(built(rows, { report: kpisOf(...ids), targets }).attention).toEqual([
    "open_backlog",
    "resolution_seconds_p90",
    "resolution_seconds",
    "resolution_seconds_p50",
    "resolved_within_day_share",
  ]);
});

test("its reasons are the five with most contacts, with their share and how they moved", () => {
  const rows = ["a", "b", "c", "d", "e", "f"].flatMap((reason, index) => [
    opened(10 * (index + 1), start, "reason", reason),
    figure("reason_share", start, {
      value: (index + 1) / 21,
      by: "reason",
      member: reason,
      denominator: 210,
    }),
  ]);
  const known = [...rows, opened(40, before, "reason", "f"), opened(10, before, "reason", "e")];
  const { reasons } = built([...known, opened(900, before, "reason", "gone")]);
  expect(reasons.map(({ reason, contacts }) => `${reason} ${contacts}`)).toEqual([
    "f 60",
    "e 50",
    "d 40",
    "c 30",
    "b 20",
  ]);
  expect(reasons[0]).toMatchObject({ reason: "f", contacts: 60, share: 6 / 21, previous: 40, change: 0.5 }); // 20 / 40
  expect(reasons[1]).toMatchObject({ previous: 10, change: null }); // ten are too few to compare
  expect(reasons[2]).toMatchObject({ previous: 0, change: null });
});
