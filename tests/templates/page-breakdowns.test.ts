import { expect, test } from "vitest";
import { kpis as catalogue, type KpiId } from "../../functions/core/kpi.ts";
import type { BreakdownModel, MemberModel } from "../../functions/core/model.ts";
import { renderPage } from "../../templates/index.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const figure = (value: number) => ({ value, previous: null, lastYear: null });
const pageOf = (breakdown: BreakdownModel) => renderPage({ ...model, kpis: [], breakdowns: [breakdown] });
const tablesOf = (page: string) =>
  [...page.matchAll(/<section class="table" aria-label="By department([^"]*)".*?<\/table>/gs)].map(
    ([text, part]) => ({ part, text }),
  );

test("every KPI and every member of a breakdown is there, in tables that fit a desk: eight KPIs are four and four", () => {
  const kpis = catalogue.slice(0, 8).map(({ id }) => id as KpiId);
  const members = ["Orders", "Billing"].map(
    (member, row): MemberModel => ({
      member,
      values: Object.fromEntries(kpis.map((id, at) => [id, figure(1000 * (row + 1) + at)])),
    }),
  );
  const tables = tablesOf(pageOf({ by: "department", kpis, members }));
  expect(tables.map(({ part }) => part)).toEqual([" 1/2", " 2/2"]);
  const shown = tables.flatMap(({ text }) => [...text.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id));
  expect(shown).toEqual(kpis);
  for (const { text } of tables) expect(text.match(/<td>/g)).toHaveLength(8);
});

test("a bar under each name is as long as its contacts, of the most", () => {
  const members = [
    { member: "Orders", values: { contacts_opened: figure(400) } },
    { member: "Billing", values: { contacts_opened: figure(100) } },
    { member: "Small", values: { contacts_opened: { ...figure(0), hidden: ["value" as const] } } },
  ];
  const [table] = tablesOf(pageOf({ by: "department", kpis: ["contacts_opened"], members }));
  // 400 is all of it, 100 a quarter; what is hidden has no length that would tell it.
  const widths = [...(table?.text ?? "").matchAll(/class="fill" width="([\d.]+)"/g)].map(
    ([, width]) => width,
  );
  expect(widths).toEqual(["100", "25", "0"]);
  expect(textOf(table?.text ?? "")).toContain("Bar: Contacts opened.");
});

test("without contacts there is no bar", () => {
  const members = [{ member: "Orders", values: { resolved_within_day_share: figure(0.5) } }];
  const [table] = tablesOf(pageOf({ by: "department", kpis: ["resolved_within_day_share"], members }));
  expect(table?.text).not.toContain('class="bar"');
});

test("a page of twelve KPIs and fifty members in each of four breakdowns stays below 300,000 bytes", () => {
  const ids = catalogue.filter(({ grains }) => (grains as readonly string[]).includes("all")).slice(0, 12);
  const kpis = ids.map(({ id, unit }) => ({ ...model.kpis[0]!, id, unit }));
  const members = Array.from({ length: 50 }, (_, at) => ({
    member: `Member number ${at}`,
    values: Object.fromEntries(ids.map(({ id }) => [id, { value: 0.5, previous: 0.4, lastYear: 0.3 }])),
  }));
  const breakdowns = (["channel", "department", "reason", "channel_x_reason"] as const).map(
    (by): BreakdownModel => ({ by, kpis: ids.map(({ id }) => id), members }),
  );
  expect(Buffer.byteLength(renderPage({ ...model, kpis, breakdowns }))).toBeLessThan(300_000);
});
