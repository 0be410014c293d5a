import { expect, test } from "vitest";
import { kpis } from "../../functions/core/kpi.ts";
import type { ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { renderEmail } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { model } from "./model.ts";

// Gmail cuts a message off at about 100,000 bytes; 80,000 leaves room for what forwards and footers add.
const budget = 80_000;

test.each(locales)("an email with 12 KPIs and long words stays under 80,000 bytes in %s", (locale) => {
  const long = "Ő".repeat(300);
  const bytes = (text: string) => Buffer.byteLength(text);
  const longest = kpis
    .map(({ id }) => id)
    .toSorted(
      (one, other) => bytes(wordsOf(locale).kpis[other].name) - bytes(wordsOf(locale).kpis[one].name),
    );
  const shown = [...model.kpis, ...model.kpis.slice(4)].map((kpi, at) => ({ ...kpi, id: longest[at]! }));
  const large: ReportModel = {
    ...model,
    locale,
    organisation: { ...model.organisation, name: long },
    report: { ...model.report, title: long, owner: long },
    kpis: shown,
    attention: shown.slice(0, 4).map(({ id }) => id),
    reasons: model.reasons.map((reason) => ({ ...reason, reason: long })),
    exclusions: model.exclusions.map((exclusion) => ({ ...exclusion, reason: long })),
  };
  expect(large.kpis).toHaveLength(12);
  expect(bytes(renderEmail(large).html)).toBeLessThan(budget);
});
