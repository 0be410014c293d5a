import { expect, test } from "vitest";
import { spanNamed } from "../../functions/core/archived.ts";
import { comparedKpis } from "../../functions/core/compared.ts";
import type { KpiModel, ReportModel } from "../../functions/core/model.ts";
import { modelAt } from "../web/shelved.ts";

const before = modelAt("2026-W45", { opened: 11_000, share: 0.8 });
const after = modelAt("2026-W46", { opened: 12_480, share: 0.786 });

const of = (id: string, one: ReportModel, other: ReportModel) =>
  comparedKpis(one, other).find((kpi) => kpi.id === id);
const withKpi = (report: ReportModel, change: Partial<KpiModel>): ReportModel => ({
  ...report,
  kpis: report.kpis.map((kpi) => (kpi.id === "contacts_opened" ? { ...kpi, ...change } : kpi)),
});

test("a difference is the later value less the earlier, in the unit of the KPI", () => {
  // 12,480 - 11,000
  expect(of("contacts_opened", before, after)).toMatchObject({ difference: 1_480 });
  expect(of("contacts_opened", after, before)).toMatchObject({ difference: -1_480 });
  // 0.786 - 0.8
  expect(of("resolved_within_day_share", before, after)?.difference).toBeCloseTo(-0.014, 10);
  expect(of("contacts_opened", before, after)?.obstacle).toBeUndefined();
});

test("every KPI of either report is told, those of the later one first", () => {
  const [first, ...others] = after.kpis;
  const ids = (one: ReportModel, other: ReportModel) => comparedKpis(one, other).map(({ id }) => id);
  const lacking = { ...before, kpis: others };
  expect(ids(lacking, after)[0]).toBe(first!.id);
  expect(ids(after, lacking).at(-1)).toBe(first!.id);
});

test.each<[string, ReportModel, ReportModel, string]>([
  [
    "another definition",
    withKpi(before, { fingerprint: "a" }),
    withKpi(after, { fingerprint: "b" }),
    "definition",
  ],
  ["another unit", withKpi(before, { unit: "number" }), after, "unit"],
  [
    "another zone",
    before,
    { ...after, organisation: { ...after.organisation, zone: "Europe/Helsinki" } },
    "zone",
  ],
  ["a month", { ...before, period: modelAt("2026-10").period }, after, "length"],
  ["data missing", { ...before, missing: [{ kind: "some" }] }, after, "incomplete"],
  ["data missing later", before, { ...after, missing: [{ kind: "some" }] }, "incomplete"],
  ["a value that could still change", withKpi(before, { state: "provisional" }), after, "maturity"],
  [
    "a period still open on both sides",
    withKpi(before, { state: "open" }),
    withKpi(after, { state: "open" }),
    "maturity",
  ],
  ["no value", withKpi(before, { value: null }), after, "noData"],
  ["a value that is none", withKpi(before, { value: Number.NaN }), after, "noData"],
  ["a KPI that was not there", { ...before, kpis: before.kpis.slice(1) }, after, "absent"],
  [
    "another currency",
    withKpi(before, { unit: "money" }),
    {
      ...withKpi(after, { unit: "money" }),
      organisation: { ...after.organisation, currency: "EUR" },
    },
    "currency",
  ],
])("%s stands in the way of a difference, and says so", (_, one, other, obstacle) => {
  expect(of("contacts_opened", one, other)).toMatchObject({ difference: null, obstacle });
});

test("a source that began between the two stands in the way of what it tells of, as the later report knows", () => {
  const begins = { source: "phone", kind: "begins", day: "2026-11-05", apart: "2026-11-04" } as const;
  const breaks = [{ ...begins, kpis: ["contacts_opened"] as const }];
  const later = { ...after, generation: before.generation + 1, breaks };
  const told = [{ source: "phone", kind: "begins", day: "2026-11-05" }];
  // Week 45 is that of 2 November: Thursday is the first day of phone.
  expect(of("contacts_opened", before, later)).toMatchObject({
    difference: null,
    obstacle: "sources",
    breaks: told,
  });
  expect(of("contacts_opened", later, before)).toMatchObject({ obstacle: "sources" });
  expect(of("resolved_within_day_share", before, later)?.obstacle).toBeUndefined();
  const whole = [{ ...begins, apart: "2026-11-01", kpis: ["contacts_opened"] as const }];
  expect(of("contacts_opened", before, { ...later, breaks: whole })?.obstacle).toBeUndefined();
  // That it fell silent is what the earlier report took it for.
  const silent = [
    { source: "phone", kind: "ends", day: "2026-11-05", apart: "2026-11-05", kpis: ["contacts_opened"] },
  ];
  const earlier = { ...before, breaks: silent as never };
  expect(
    of("contacts_opened", earlier, { ...after, generation: before.generation + 1 })?.obstacle,
  ).toBeUndefined();
});

test("another currency stands in the way of amounts alone", () => {
  const other = { ...after, organisation: { ...after.organisation, currency: "EUR" } };
  expect(of("contacts_opened", before, other)).toMatchObject({ difference: 1_480 });
});

test("a 0 that no row made has no definition, and is compared", () => {
  const none = withKpi(before, { value: 0, fingerprint: "" });
  expect(of("contacts_opened", none, withKpi(after, { fingerprint: "b" }))).toMatchObject({
    difference: 12_480,
  });
});

test("a period is found by its name, and nothing else is", () => {
  expect(spanNamed("2026-W46")).toMatchObject({ grain: "week", start: "2026-11-09", end: "2026-11-16" });
  // 1 January 2027 is a Friday, so week 53 of 2026 ends on Sunday 3 January.
  expect(spanNamed("2026-W53")).toMatchObject({ start: "2026-12-28", end: "2027-01-04" });
  expect(spanNamed("2026-11")).toMatchObject({ grain: "month", start: "2026-11-01", end: "2026-12-01" });
  expect(spanNamed("2026-11-15")).toMatchObject({ grain: "day", start: "2026-11-15", end: "2026-11-16" });
  for (const name of [
    "2025-W53",
    "2026-W00",
    "2026-13",
    "2026-02-30",
    "2026",
    "",
    "weekly",
    "2026-W46/x",
    "0000-W01",
  ])
    expect(spanNamed(name), name).toBeUndefined();
});
