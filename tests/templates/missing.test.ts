import fc from "fast-check";
import { expect, test } from "vitest";
import type { Change, KpiModel, ReportModel } from "../../functions/core/model.ts";
import { withholdings } from "../../functions/core/withheld.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { lastYear46, model, week45 } from "./model.ts";

const real = fc.oneof(fc.double({ min: -1e12, max: 1e12 }), fc.constantFrom(NaN, Infinity, -Infinity));
const number = fc.option(fc.oneof(real, fc.integer({ min: 0, max: 100_000 }), fc.constant(0)));
const verdict = fc.constantFrom("better", "worse", "neutral", "unchanged", "unknown");
const status = fc.constantFrom("on", "near", "off", "none");
const state = fc.constantFrom("open", "provisional", "final");

function change(against: Change["against"]): fc.Arbitrary<Change> {
  return fc.record(
    {
      against: fc.constant(against),
      value: number,
      change: number,
      verdict,
      withheld: fc.constantFrom(...withholdings),
    },
    { requiredKeys: ["against", "value", "change", "verdict"] },
  );
}

const target = fc.option(fc.record({ atMost: real, atLeast: real }, { requiredKeys: [] }));

function kpi(of: KpiModel): fc.Arbitrary<KpiModel> {
  const point = fc.record({ period: fc.constant("2026-W40"), value: number, lastYear: number });
  return fc
    .record({
      value: number,
      numerator: number,
      denominator: number,
      previous: change(week45),
      lastYear: change(lastYear46),
      target,
      status,
      state,
      trend: fc.array(point, { maxLength: 13 }),
    })
    .map((parts) => ({ ...of, ...parts }));
}

const models: fc.Arbitrary<ReportModel> = fc
  .record({
    kpis: fc.tuple(...model.kpis.map(kpi)).chain((kpis) => fc.subarray(kpis)),
    attention: fc.subarray([...model.attention]),
    reasons: fc
      .subarray([...model.reasons])
      .map((reasons) => reasons.map((reason) => ({ ...reason, share: null, previous: null, change: null }))),
    figures: fc.record({ value: number, previous: number, lastYear: number }),
    dataUntil: fc.option(fc.constant("2026-11-15T23:00:00Z")),
    sources: fc.subarray(model.sources.map((source) => ({ ...source, completeUntil: null }))),
    owner: fc.option(fc.constant("Maria")),
  })
  .map(({ figures, owner, ...parts }) => ({
    ...model,
    ...parts,
    report: { ...model.report, owner },
    breakdowns: model.breakdowns.map((breakdown) => ({
      ...breakdown,
      members: [
        { member: "", values: {} },
        { member: "phone", values: { contacts_opened: figures } },
      ],
    })),
  }));

test("no reader ever meets undefined, null, NaN, Infinity or an object", () => {
  fc.assert(
    fc.property(models, (one) => {
      const { subject, html, text } = renderEmail(one);
      for (const output of [subject, html, text, renderPage(one), renderCsv(one)]) {
        expect(output).not.toMatch(/\b(undefined|null|NaN|Infinity)\b|∞|\[object/);
      }
    }),
    { numRuns: 150 },
  );
});

test("a KPI without a value is a dash and says there are no data", () => {
  const kpis = model.kpis.map((one) => ({ ...one, value: null, status: "off" as const }));
  const { html, text } = renderEmail({ ...model, kpis });
  expect(text).toContain("No data for Week 46");
  expect(text).toContain("\n– 8 no data\n");
  expect(text).toContain("Open backlog: –\n  – no data · target at most 1,100\n");
  // That is all: no line says that nothing is compared with nothing.
  expect(text).not.toMatch(/vs week 45( \(|:)|vs last year|^ {2}no data$/m);
  expect(html).toContain("No data for Week 46");
});
