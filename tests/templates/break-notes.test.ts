/** Which breaks a report tells beside its KPIs: those it compares across, and those its trends show. */

import { expect, test } from "vitest";
import type { SourceBreak } from "../../functions/core/series-breaks.ts";
import { formatOf, wordsOf } from "../../templates/archive.ts";
import { breakNotes, breaksText } from "../../templates/breaks.ts";
import { model } from "./model.ts";

const format = formatOf(wordsOf("en"), "Europe/Budapest");
const of = (day: string, apart: string): SourceBreak => ({
  ...{ source: "phone", kind: "begins", day, apart, kpis: ["open_backlog"] },
});
type Kpi = (typeof model.kpis)[number];
/** Of week 46, 9 to 15 November, with the last so many periods of its trend. */
const notes = (one: SourceBreak, weeks: number, more: (kpi: Kpi) => Partial<Kpi> = () => ({})) => {
  const kpis = model.kpis.map((kpi) => {
    const cut = { ...kpi, trend: kpi.trend.slice(-weeks) };
    return { ...cut, ...more(cut) };
  });
  return breakNotes({ ...model, kpis, breaks: [one] }, format);
};
const told = (day: string) => [
  `The records of phone begin on ${day}: earlier figures are without them, and these are not compared across that day: Open backlog.`,
];

test("a break is told where the trend has a period that began before all of the source was there, or on that day", () => {
  // Week 44 begins on Monday 26 October; of the last three periods it is the first.
  expect(notes(of("2026-10-28", "2026-10-27"), 3)).toEqual(told("28 October 2026"));
  expect(notes(of("2026-10-27", "2026-10-26"), 3)).toEqual(told("27 October 2026"));
  expect(notes(of("2026-10-26", "2026-10-25"), 3)).toEqual([]);
  // A period nothing is known of is not shown.
  const trend = ({ trend: all }: Kpi) => ({
    trend: all.map((one, index) => (index === 0 ? { ...one, value: null } : one)),
  });
  expect(notes(of("2026-10-28", "2026-10-27"), 3, trend)).toEqual([]);
});

test("one of the report's last day is told, and one of the day after is the next report's", () => {
  expect(notes(of("2026-11-15", "2026-11-14"), 3)).toEqual(told("15 November 2026"));
  expect(notes(of("2026-11-16", "2026-11-15"), 3)).toEqual([]);
});

test.each(["previous", "lastYear"] as const)(
  "one that is between the period and %s is told, whatever the trend shows",
  (side) => {
    const one = of("2026-10-26", "2026-10-25");
    const across = (breaks: readonly object[]) => (kpi: Kpi) =>
      ({ [side]: { ...kpi[side], breaks } }) as Partial<Kpi>;
    const { apart: _, kpis: __, ...same } = one;
    expect(notes(one, 1, across([same]))).toEqual(told("26 October 2026"));
    expect(notes(one, 1, across([{ ...same, kind: "ends" }]))).toEqual([]);
  },
);

test("the name of a source is told without what turns its text around", () => {
  const turned = { source: "pho\u202ene", kind: "ends", day: "2026-11-05" } as const;
  expect(breaksText([turned], format)).toBe("the records of phone for this figure end on 5 November 2026");
});
