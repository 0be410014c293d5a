import { describe, expect, test } from "vitest";
import { type Template, templates } from "../../functions/core/config.ts";
import { kpis } from "../../functions/core/kpi.ts";
import type { BreakdownModel, ReportModel } from "../../functions/core/model.ts";
import { type Locale, locales } from "../../functions/core/organisation.ts";
import { renderEmail } from "../../templates/index.ts";
import { clip } from "../../templates/plain.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { baseOf } from "./bases.ts";
import { more } from "./more.ts";
import { planted } from "./planted.ts";
import { textOf } from "./read.ts";

// Gmail cuts a message off at about 100,000 bytes; 80,000 leaves room for what forwards and footers add.
const budget = 80_000;
const sizeOf = (model: ReportModel) => Buffer.byteLength(renderEmail(model).html);

const headlines = kpis.filter(({ grains }) => (grains as readonly string[]).includes("all"));

/** Every KPI there is, `most` of them, each with all that can be said of one, and `many` of everything else. */
function large(template: Template, locale: Locale, most: number, many: number): ReportModel {
  const base = more(baseOf(template));
  const shown = headlines.slice(0, most).map(({ id }, at) => ({
    ...base.kpis[at % base.kpis.length]!,
    ...{ id, state: "provisional" as const, target: { atMost: 1.5, atLeast: 0.5 } },
  }));
  const times = <T>(list: readonly T[] | undefined): readonly T[] =>
    Array.from({ length: many }, (_, at) => (list ?? [])[at % (list?.length || 1)]).flatMap((one) =>
      one === undefined ? [] : [one],
    );
  const breakdown = ({ members, ...one }: BreakdownModel): BreakdownModel => ({
    ...one,
    members: times(members),
  });
  const { team, toDate } = base;
  return {
    ...base,
    locale,
    kpis: shown,
    attention: shown.map(({ id }) => id),
    reasons: times(base.reasons),
    breakdowns: base.breakdowns.map(breakdown),
    exclusions: Array.from({ length: many }, (_, at) => ({ reason: `${at}`, rows: 1 })),
    actions: times(base.actions),
    restatements: times(base.restatements),
    anomalies: times(base.anomalies),
    missing: times(base.missing),
    ...(toDate && { toDate: shown.map(({ id }, at) => ({ ...toDate[at % toDate.length]!, kpi: id })) }),
    ...(team?.ageing && {
      team: { ...team, ageing: { ...team.ageing, departments: times(team.ageing.departments) } },
    }),
  };
}

describe.each(templates)("%s", (template) => {
  test.each(locales)("with twelve KPIs stays under 80,000 bytes in %s, and leaves none out", (locale) => {
    const { html } = renderEmail({ ...large(template, locale, 12, 3), missing: [] });
    expect(Buffer.byteLength(html)).toBeLessThan(budget);
    const read = textOf(html);
    const names = headlines.slice(0, 12).map(({ id }) => wordsOf(locale).kpis[id].name);
    expect(names.filter((name) => !read.includes(name))).toEqual([]);
  });

  test.each(locales)("with every KPI and the longest names stays under 80,000 bytes in %s", (locale) => {
    // A quote is written with six bytes.
    for (const text of [
      '"'.repeat(300),
      "\u{1f469}\u200d\u{1f467}".repeat(60),
      `${"e\u0301\u0302".repeat(300)}`,
    ])
      expect(sizeOf(planted(large(template, locale, headlines.length, 40), () => text))).toBeLessThan(budget);
  });
});

test("what an email has no room for is counted, and stands on the page", () => {
  const { html, text } = renderEmail(large("digest", "en", headlines.length, 1));
  // Four key figures and eight others are twelve.
  const left = `and ${headlines.length - 12} more in the full report`;
  expect(textOf(html)).toContain(left);
  expect(text).toContain(left);
});

test("what reads as one character may not be of any length", () => {
  expect(clip(`a${"\u0301".repeat(5_000)}b`, 60).length).toBeLessThanOrEqual(120);
});
