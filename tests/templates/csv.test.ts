import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { renderCsv } from "../../templates/index.ts";
import { model } from "./model.ts";

type Row = Record<string, string>;
const rowsOf = (csv: string): readonly Row[] => parse(csv, { bom: true, columns: true });
const rows = rowsOf(renderCsv(model));

test("the CSV begins with a byte order mark and ends its lines with CRLF", () => {
  const csv = renderCsv(model);
  expect(csv.startsWith("\ufeffkpi,name,unit,by,member,period,")).toBe(true);
  expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
});

test("every value of the model has its row", () => {
  // 8 KPIs; 12 earlier periods of each; 3 channels x 3; (3 + 5 + 4) members x 2; 5 reasons' shares, their contacts being in the breakdown
  expect(rows).toHaveLength(8 + 8 * 12 + 3 * 3 + (3 + 5 + 4) * 2 + 5);
});

test("a KPI's row has its value, comparisons, target and status, unformatted", () => {
  expect(rows.find(({ kpi, period }) => kpi === "open_backlog" && period === "2026-W46")).toMatchObject({
    by: "all",
    start: "2026-11-09",
    end: "2026-11-16",
    value: "1316",
    previous: "1042",
    previous_period: "2026-W45",
    previous_change: "0.26296",
    last_year: "1290",
    target_at_most: "1100",
    target_at_least: "",
    status: "off",
    state: "final",
  });
});

const memberCell = (member: string): string => {
  const [first] = model.breakdowns;
  const breakdowns = [{ ...first!, kpis: ["contacts_opened"] as const, members: [{ member, values: {} }] }];
  const row = rowsOf(renderCsv({ ...model, kpis: [], reasons: [], breakdowns })).at(0);
  return row?.member ?? "";
};

test.each([
  ["=1+1", "'=1+1"],
  ["+36 1 234", "'+36 1 234"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ["\nx", "'\nx"],
  ["＝1+1", "'＝1+1"],
  // Where commas do not end a cell of the file, they do in an English spreadsheet.
  ["Late;=1+1", "Late;'=1+1"],
  ['Late,"=1+1"', `Late,"'=1+1"`],
  ["Late\t@SUM(A1)", "Late\t'@SUM(A1)"],
  ["Late; early-bird = 5", "Late; early-bird = 5"],
  ["-5", "-5"],
  ["+3.5", "+3.5"],
  ['say "no", twice\r\nplease', 'say "no", twice\r\nplease'],
])("the cell %j is read by a spreadsheet as %j", (member, cell) => {
  expect(memberCell(member)).toBe(cell);
});
