import { describe, expect, test } from "vitest";
import type { ReportModel } from "../../functions/core/model.ts";
import { happenedIn } from "../../templates/charts-events.ts";
import { formatOf } from "../../templates/format.ts";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { hostileTexts } from "./hostile.ts";
import { model, week46 } from "./model.ts";
import { tagsOf, textOf } from "./read.ts";

const format = formatOf(wordsOf("en"), "Europe/Budapest");
/** Thirteen weeks: week 34, from 17 August, is the first (0), week 46, from 9 November, the last (12). */
const happened = (given: Pick<ReportModel, "events" | "holidays">, period = week46) =>
  happenedIn(13, { period, ...given }, format);

describe("events in a trend", () => {
  test("stand at the week they began in, and reach to the week they ended in", () => {
    const { marks, legend } = happened({
      events: [
        { title: "Move", on: "2026-08-10", until: "2026-08-23" },
        { title: "New policy", on: "2026-09-13" },
        { title: "Sale", on: "2026-11-02", until: "2026-11-20" },
      ],
    });
    expect(marks).toEqual([
      // It began before the first week, and its last day, a Sunday, is the last of it.
      { at: 0, until: 0, label: "1" },
      // 13 September is the Sunday of the week from the 7th: 17, 24, 31 August, 7 September.
      { at: 3, until: 3, label: "2" },
      { at: 11, until: 12, label: "3" },
    ]);
    expect(legend.map(({ label, text }) => `${label} ${text}`)).toEqual([
      "1 Move (10 August 2026 to 23 August 2026)",
      "2 New policy (13 September 2026)",
      "3 Sale (2 November 2026 to 20 November 2026)",
    ]);
  });

  test("of one week share a mark", () => {
    const events = ["2026-11-09", "2026-11-10", "2026-11-15"].map((on) => ({ title: "Outage", on }));
    expect(happened({ events }).marks).toEqual([{ at: 12, until: 12, label: "1–3" }]);
  });

  test("before and after it are none of its", () => {
    const events = [
      { title: "Over", on: "2026-08-01", until: "2026-08-16" },
      { title: "To come", on: "2026-11-16" },
    ];
    expect(happened({ events })).toMatchObject({ marks: [], legend: [] });
  });
});

describe("holidays in a trend", () => {
  test("are rings below their weeks, and told by their days", () => {
    const holidays = ["2026-08-16", "2026-08-20", "2026-11-09", "2026-11-11", "2026-11-16"];
    expect(happened({ holidays })).toMatchObject({
      holidays: [0, 12],
      holidaysText: "Holidays: 20 August 2026, 9 November 2026, 11 November 2026",
    });
  });

  test("are not told of months, which nearly all have some", () => {
    const november = { ...week46, grain: "month", start: "2026-11-01", end: "2026-12-01" } as const;
    expect(happened({ holidays: ["2026-11-02"] }, november)).toMatchObject({
      holidays: [],
      holidaysText: "",
    });
  });
});

test("every chart of the page names what happened, below it", () => {
  const page = renderPage({ ...model, events: [{ title: "Phones down", on: "2026-10-28" }] });
  // Week 44 is the eleventh of thirteen: 1 + 10 / 12 x 97 = 81.83 % of the width.
  expect(page.match(/<line class="event" x1="81.83%"/g)).toHaveLength(8);
  expect(textOf(page).match(/1 Phones down \(28 October 2026\)/g)).toHaveLength(8);
});

test.each(hostileTexts)("a title that means harm is text: %j", (title) => {
  const tags = (text: string) =>
    tagsOf(renderPage({ ...model, events: [{ title: text, on: "2026-10-28" }] }));
  expect(tags(title)).toEqual(tags("Phones down"));
});

test("holidays of a period, and of the one it is held against, are named where both are", () => {
  // Week 46 begins on 9 November, week 45 on the 2nd: the 1st is in neither, and the 16th in week 47.
  const holidays = ["2026-11-01", "2026-11-02", "2026-11-15", "2026-11-16"];
  const named = "Holidays: 2 November 2026, 15 November 2026";
  const { html, text } = renderEmail({ ...model, holidays });
  for (const said of [textOf(html), text, textOf(renderPage({ ...model, holidays }))])
    expect(said.replaceAll("\u00a0", " ")).toMatch(new RegExp(`^Compared with .*\\. ${named}$`, "m"));
  expect(renderEmail({ ...model, holidays: ["2026-11-01"] }).text).not.toContain("Holidays");
  const month = { ...model.period, grain: "month", name: "2026-11" } as const;
  expect(renderEmail({ ...model, holidays, period: month }).text).not.toContain("Holidays");
});

test("a day has the holidays of itself and of the day it is held against", () => {
  const dayOf = (start: string, end: string) =>
    ({ ...model.period, grain: "day", name: start, start, end }) as const;
  const period = dayOf("2026-11-16", "2026-11-17");
  const against = dayOf("2026-11-09", "2026-11-10");
  const kpis = model.kpis.map((kpi) => ({ ...kpi, previous: { ...kpi.previous, against } }));
  const said = (holidays: readonly string[]) => renderEmail({ ...model, period, kpis, holidays }).text;
  expect(said(["2026-11-16"])).toContain("Holidays: 16 November 2026");
  expect(said(["2026-11-09"])).toContain("Holidays: 9 November 2026");
  expect(said(["2026-11-10", "2026-11-15"])).not.toContain("Holidays");
});
