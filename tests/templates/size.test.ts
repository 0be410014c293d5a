import { expect, test } from "vitest";
import type { ReportModel } from "../../functions/core/model.ts";
import { renderDigest } from "../../templates/index.ts";
import { model } from "./model.ts";

// Gmail cuts a message off at about 100,000 bytes; 80,000 leaves room for what forwards and footers add.
const budget = 80_000;

test("an email with 12 KPIs and long words stays under 80,000 bytes", () => {
  const long = "Ő".repeat(300);
  const named = model.kpis.map((kpi) => ({ ...kpi, name: long }));
  const large: ReportModel = {
    ...model,
    organisation: { ...model.organisation, name: long },
    report: { ...model.report, title: long, owner: long },
    kpis: [...named, ...named.slice(4)],
    reasons: model.reasons.map((reason) => ({ ...reason, reason: long })),
    exclusions: model.exclusions.map((exclusion) => ({ ...exclusion, reason: long })),
  };
  expect(large.kpis).toHaveLength(12);
  expect(Buffer.byteLength(renderDigest(large).html)).toBeLessThan(budget);
});
