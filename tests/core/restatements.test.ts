import { describe, expect, test } from "vitest";
import { type KpiId, kpiOf } from "../../functions/core/kpi.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { previous } from "../../functions/core/period.ts";
import { restatementsOf } from "../../functions/core/restatements.ts";
import type { Entry } from "../../functions/core/samples.ts";
import { type Value, valuesOf } from "../../functions/core/values.ts";
import { week } from "./sample.ts";

const w46 = week("2026-11-09");
const w45 = previous(w46);
const kpi = (id: KpiId) => kpiOf(id) as Entry;
const share = kpi("resolved_within_day_share");

const value = (numerator: number, denominator: number, more: Partial<Value> = {}): Value => ({
  kpi: share.id,
  start: w45.start,
  by: "all",
  member: "all",
  numerator,
  denominator,
  value: numerator / denominator,
  fingerprint: "a",
  ...more,
});

/** What a report on week 45 said. */
function said(numerator: number, denominator: number, more: object = {}): ReportModel {
  const one = {
    id: share.id,
    value: numerator / denominator,
    numerator,
    denominator,
    fingerprint: "a",
    ...more,
  };
  return { period: w45, kpis: [one] } as unknown as ReportModel;
}

const now = (...rows: readonly Value[]) =>
  valuesOf(rows, { firstDay: "2026-01-01", dataUntil: "2026-11-16T05:00:00Z" });
const restated = (rows: readonly Value[], ...earlier: readonly ReportModel[]) =>
  restatementsOf([share], w46, now(...rows), earlier);

test("a period whose figure is as it was said is not named", () => {
  expect(restated([value(912, 1000)], said(912, 1000))).toEqual([]);
  // 91.20 % and 91.23 % are both printed as 91.2 %.
  expect(restated([value(9123, 10_000)], said(912, 1000))).toEqual([]);
});

test("one that moved is named with what was said, what is true, and by how much more is counted", () => {
  // 912 of 1000 were 91.2 %; 34 came late, of which 17 in time: 929 of 1034 are 89.8 %.
  const [found] = restated([value(929, 1034)], said(912, 1000));
  expect(found).toMatchObject({ kpi: share.id, reported: 0.912, numerator: 929, denominator: 1034 });
  expect(found?.value).toBeCloseTo(929 / 1034, 12);
  expect(found?.period.name).toBe("2026-W45");
  expect(found?.cause).toEqual({ kind: "late", size: 34 });
});

test("the largest part of the cause is looked for in what the report was made of", () => {
  const members = [
    { by: "channel", member: "chat", numerator: 300, denominator: 300 },
    { by: "channel", member: "phone", numerator: 612, denominator: 700 },
  ];
  const rows = [
    value(929, 1034),
    value(302, 304, { by: "channel", member: "chat" }), // 4 more
    value(627, 730, { by: "channel", member: "phone" }), // 30 more
  ];
  const [found] = restated(rows, said(912, 1000, { members }));
  expect(found?.cause).toEqual({
    kind: "late",
    size: 34,
    place: { by: "channel", member: "phone", size: 30 },
  });
});

describe("the cause is called", () => {
  test("withdrawn when less is counted, revised when the same came out differently", () => {
    expect(restated([value(900, 990)], said(912, 1000))[0]?.cause).toEqual({ kind: "withdrawn", size: 10 });
    expect(restated([value(900, 1000)], said(912, 1000))[0]?.cause).toEqual({ kind: "revised", size: 12 });
  });

  test("a definition when that is another one", () => {
    expect(restated([value(900, 1000, { fingerprint: "b" })], said(912, 1000))[0]?.cause).toEqual({
      kind: "definition",
    });
  });
});

test("what a later report restated already is not named again", () => {
  const later = {
    period: w46,
    kpis: [],
    restatements: [
      { kpi: share.id, period: w45, reported: 0.912, value: 929 / 1034, numerator: 929, denominator: 1034 },
    ],
  } as unknown as ReportModel;
  const w47 = week("2026-11-16");
  const values = now(value(929, 1034));
  expect(restatementsOf([share], w47, values, [said(912, 1000), later])).toEqual([]);
  expect(restatementsOf([share], w47, values, [said(912, 1000)])).toHaveLength(1);
});

test("a figure that was said and that nobody knows any more is named", () => {
  expect(restated([], said(912, 1000))[0]).toMatchObject({ reported: 0.912, value: null });
});
