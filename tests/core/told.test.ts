/** What an explanation says of a change is what the report says of it. */

import { expect, test } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import { toldBy } from "../../functions/core/told.ts";
import { before, built, inputOf, opened, start } from "./built.ts";
import { figure, reportOf } from "./sample.ts";

const steady = ["contacts_resolved", "contacts_handled", "transfers", "complaints"] as const;
const rows = [
  // 131 - 100 = 31, by the root of 231, 15.2: 2.04 errors, p = 0.041.
  ...[opened(131), opened(100, before)],
  ...steady.flatMap((kpi) => [start, before].map((at) => figure(kpi, at, { value: 100 }))),
];
const report = (id: string, ...kpis: readonly KpiId[]) =>
  inputOf(rows, { report: { ...reportOf({ kpis }), id } });

test("each report judges a change beside all others that it tells", () => {
  const reports = [report("alone", "contacts_opened"), report("weekly", "contacts_opened", ...steady)];
  expect(toldBy("contacts_opened", reports)).toEqual([
    { report: "alone", verdict: "neutral", tested: 1, limit: 0.1 },
    // The first of five: 0.1 / 5.
    { report: "weekly", verdict: "unchanged", noise: true, tested: 5, limit: 0.02 },
  ]);
  const said = reports.map((one) => built(rows, { report: one.report }).kpis[0]!.previous);
  expect(said.map(({ verdict, noise }) => [verdict, noise])).toEqual([
    ["neutral", undefined],
    ["unchanged", true],
  ]);
});

test("a report says nothing of what it does not tell, and of data that are not all there", () => {
  expect(toldBy("contacts_opened", [report("other", ...steady)])).toEqual([]);
  const open = inputOf(
    rows,
    { report: reportOf({ kpis: ["contacts_opened"] }) },
    {
      firstDay: "2025-06-02",
      dataUntil: "2026-11-14T05:00:00Z",
    },
  );
  expect(toldBy("contacts_opened", [open])).toEqual([]);
});
