/** The workbook of a report, opened again by a reader of its own. */

import readWorkbook from "read-excel-file/node";
import { expect, test } from "vitest";
import type { ReportModel } from "../../functions/core/model.ts";
import { locales } from "../../functions/core/organisation.ts";
import { archiveWords } from "../../functions/web/archive/words/index.ts";
import { workbookOf } from "../../functions/web/archive/workbook.ts";
import { xlsx } from "../../functions/web/archive/xlsx.ts";
import { plain } from "../../templates/archive.ts";
import { hostileModel, hostileTexts } from "../templates/hostile.ts";
import { modelAt } from "./shelved.ts";

async function opened(model: ReportModel) {
  const bytes = await xlsx(workbookOf(model));
  const sheets = await readWorkbook(Buffer.from(bytes));
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

/** The row of a sheet whose last cell is this id. */
const rowOf = (rows: readonly (readonly unknown[])[] | undefined, id: string) =>
  rows?.find((row) => row.at(-1) === id);

const model = modelAt("2026-W46", { opened: 12_480, share: 0.786 });

test("every KPI is a row of numbers, and what is not known is an empty cell", async () => {
  const { KPIs } = await opened(model);
  expect(KPIs?.[0]?.slice(0, 4)).toEqual(["KPI", "Value", "Numerator", "Denominator"]);
  expect(KPIs).toHaveLength(1 + model.kpis.length);
  expect(rowOf(KPIs, "contacts_opened")?.slice(0, 6)).toEqual([
    ...["Contacts opened", 12_480, null, null, 11_020, 10_150],
  ]);
  // 78.6 % of 10,000
  expect(rowOf(KPIs, "resolved_within_day_share")?.slice(1, 4)).toEqual([0.786, 7_860, 10_000]);
  const unknown = { ...model, kpis: model.kpis.map((kpi) => ({ ...kpi, value: null })) };
  expect(rowOf((await opened(unknown)).KPIs, "contacts_opened")?.[1]).toBeNull();
});

test("a time is a part of a day, as spreadsheets count, in hours, minutes and seconds", async () => {
  const { KPIs, Report } = await opened(model);
  // 27 h are 1.125 days, which the reader counts from 30 December 1899, as spreadsheets do.
  expect(rowOf(KPIs, "resolution_seconds")?.[1]).toEqual(new Date("1899-12-31T03:00:00Z"));
  expect(Report?.flat()).toContain("Times are hours:minutes:seconds.");
  const [, kpis] = workbookOf(model);
  const format = (id: string) => rowOf(kpis?.rows, id)?.[1];
  expect(format("resolution_seconds")).toEqual({ number: 1.125, format: "[h]:mm:ss" });
  expect(format("resolved_within_day_share")).toEqual({ number: 0.786, format: "0.0%" });
});

test("every member of every breakdown is a row; a group too small to be told is said to be hidden, and is no 0", async () => {
  const { Breakdowns } = await opened(model);
  const expected = model.breakdowns.reduce((sum, { kpis, members }) => sum + kpis.length * members.length, 0);
  expect(Breakdowns).toHaveLength(1 + expected);
  expect(Breakdowns?.find((row) => row[1] === "phone" && row.at(-1) === "contacts_opened")).toEqual([
    ...["By channel", "phone", "Contacts opened", 3_744, 3_526, 3_451, null, "contacts_opened"],
  ]);
  const hidden = { value: null, previous: 12, lastYear: null, hidden: ["value"] } as const;
  const breakdown = { by: "department", kpis: ["contacts_opened"], members: [] } as const;
  const members = [{ member: "Returns", values: { contacts_opened: hidden } }];
  const few = { ...model, smallestGroup: 5, breakdowns: [{ ...breakdown, members }] };
  expect((await opened(few)).Breakdowns?.[1]?.slice(3, 6)).toEqual([
    "hidden: fewer than five contacts, or it would give such a group away",
    12,
    null,
  ]);
});

test("figures that are not from the same sources say so beside them", async () => {
  const breaks = [{ source: "phone", kind: "begins", day: "2026-11-05" }] as const;
  const [first, ...others] = model.kpis;
  const previous = {
    ...first!.previous,
    change: null,
    withheld: "not from the same sources",
    breaks,
  } as const;
  const member = { value: 40, previous: 10, lastYear: null, apart: ["previous"] } as const;
  const members = [{ member: "Returns", values: { contacts_opened: member } }];
  const sheets = await opened({
    ...model,
    kpis: [{ ...first!, previous }, ...others],
    breakdowns: [{ by: "department", kpis: ["contacts_opened"], members }],
  });
  expect(sheets.KPIs?.[0]?.at(-2)).toBe("Note");
  expect(rowOf(sheets.KPIs, first!.id)?.at(-2)).toBe(
    "Not compared with week 45: the records of phone for this figure begin on 5 November 2026.",
  );
  expect(rowOf(sheets.KPIs, others[0]!.id)?.at(-2)).toBeNull();
  expect(sheets.Breakdowns?.[1]?.at(-2)).toBe("Period before: not compared");
});

test("every KPI that is shown has its definition", async () => {
  const { Definitions } = await opened(model);
  for (const { id } of model.kpis) expect(String(rowOf(Definitions, id)?.[1]).length, id).toBeGreaterThan(10);
});

test("what others wrote is text, whatever it begins with, and the file opens", async () => {
  // The writer leaves out the sign that stands for half an emoji.
  const written = (text: string) => plain(text).replaceAll("\ufffd", "");
  for (const text of hostileTexts) {
    const sheets = await opened(hostileModel(text));
    expect(sheets.Report?.find(([name]) => name === "Title")?.[1], text).toBe(written(text));
    expect(sheets.Breakdowns?.[1]?.[1], text).toBe(written(text));
    const cells = workbookOf(hostileModel(text)).flatMap(({ rows }) => rows.flat());
    expect(
      cells.every((cell) => cell === null || typeof cell === "string" || Number.isFinite(cell.number)),
    ).toBe(true);
  }
});

test.each(locales)(
  "in %s its sheets have names that spreadsheets allow, and its words are of that language",
  async (locale) => {
    const sheets = await opened({ ...model, locale });
    const words = archiveWords[locale].workbook;
    expect(Object.keys(sheets)).toEqual([words.report, words.kpis, words.breakdowns, words.definitions]);
    for (const name of Object.keys(sheets)) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
    expect(sheets[words.kpis]?.[0]).toContain(words.denominator);
  },
);
