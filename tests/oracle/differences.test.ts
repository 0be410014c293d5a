import { expect, test } from "vitest";
import { differences } from "./differences.ts";
import type { OracleRow } from "./sums.ts";

const row = (rest: Partial<OracleRow>): OracleRow => ({
  kpi: "answer_share",
  period: "day",
  start: "2026-11-16",
  by: "all",
  member: "all",
  numerator: 1,
  denominator: 4,
  value: 0.25,
  ...rest,
});
const count = (rest: Partial<OracleRow>) =>
  row({ kpi: "queue_offered", denominator: null, value: 1, ...rest });

test("equal rows do not differ, whatever their order", () => {
  const rows = [row({}), count({}), row({ by: "agent", member: "Anna" })];
  expect(differences(rows, rows.toReversed())).toEqual([]);
});

test("another value, numerator or denominator is a difference, and is said", () => {
  expect(differences([row({ value: 0.26 })], [row({})])).toEqual([
    {
      key: "answer_share | day | 2026-11-16 | all | all",
      pipeline: "1 / 4 = 0.26",
      oracle: "1 / 4 = 0.25",
    },
  ]);
  expect(differences([row({ numerator: 2, denominator: 8 })], [row({})])).toHaveLength(1);
  expect(differences([row({ value: null })], [row({})])).toHaveLength(1);
});

test("a row only one of them has is a difference unless it says nothing", () => {
  const other = { start: "2026-11-17" };
  expect(differences([row({}), row(other)], [row({})])).toHaveLength(1);
  expect(differences([row({})], [row({}), row(other)])).toHaveLength(1);
  const nothing = { ...other, numerator: 0, denominator: 0, value: null };
  expect(differences([row({}), row(nothing)], [row({})])).toEqual([]);
  expect(differences([count({})], [count({}), count({ ...other, numerator: 0, value: 0 })])).toEqual([]);
  // Nobody of four is no nothing.
  expect(differences([row({})], [row({}), row({ ...other, numerator: 0, value: 0 })])).toHaveLength(1);
});

test("a KPI that the pipeline does not give at all is one difference for each breakdown", () => {
  const days = ["2026-11-16", "2026-11-17"].map((start) => count({ start }));
  expect(differences([row({})], [row({}), ...days])).toEqual([
    { key: "queue_offered by all", pipeline: "no row at all", oracle: "rows" },
  ]);
  expect(differences([row({})], [row({}), ...days], { kpis: ["answer_share"] })).toEqual([]);
});

test("a percentile may be off by the 1 % of its histogram, and nothing else may", () => {
  const rank = (value: number) => row({ kpi: "handle_seconds_p90", numerator: null, denominator: 9, value });
  expect(differences([rank(1010)], [rank(1000)])).toEqual([]);
  expect(differences([rank(1011)], [rank(1000)])).toHaveLength(1);
  expect(differences([row({ value: 0.2501 })], [row({})])).toHaveLength(1);
});
