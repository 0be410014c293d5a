import { expect, test } from "vitest";
import type { KpiId } from "../../functions/core/kpi.ts";
import type { Change, KpiModel, ReportModel } from "../../functions/core/model.ts";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { model } from "./model.ts";
import { textOf } from "./read.ts";

const provisional = (id: KpiId, changesUntil?: string): KpiModel => ({
  ...model.kpis[0]!,
  ...{ id, state: "provisional" },
  ...(changesUntil !== undefined && { changesUntil }),
});
const page = (changes: Partial<ReportModel>): string => textOf(renderPage({ ...model, ...changes }));

test.each<[KpiId, string | undefined, string]>([
  ["resolved_share", undefined, "Contacts of this period may still be resolved"],
  ["survey_response_share", undefined, "Surveys of this period may still be answered"],
  ["bot_containment_share", undefined, "Contacts of this period may still be handed to a person"],
  ["cost_per_contact", undefined, "The costs of its days are not all known yet"],
  // The week ends on 16 November, which it does not include, and 7 days more end on the 22nd.
  ["first_contact_resolution_share", "2026-11-22", "Customers may still ask again until 22 November 2026"],
  ["reopened_share", "2026-11-22", "Contacts may still be opened again until 22 November 2026"],
])("what may still change of %s is its own", (id, until, why) => {
  const kpis = [provisional(id, until)];
  expect(page({ kpis, attention: [] })).toContain(`Provisional: ${why}, so the figure may still change.`);
});

test("a report says what may still change, and of which figures, once for each reason", () => {
  const kpis = [
    provisional("resolved_share"),
    provisional("cost_per_contact"),
    provisional("survey_response_share"),
    { ...provisional("repeat_contact_share"), state: "final" as const },
  ];
  const { text } = renderEmail({ ...model, kpis, attention: [] });
  expect(text.split("\n").filter((line) => line.startsWith("Provisional"))).toEqual([
    "Provisional: Resolved share. Contacts of this period may still be resolved, so the figure may still change.",
    "Provisional: Cost per contact. The costs of its days are not all known yet, so the figure may still change.",
    "Provisional: Survey response rate. Surveys of this period may still be answered, so the figure may still change.",
  ]);
});

test("where there is no value nothing is provisional; what is still to come is still open", () => {
  const kpis = (state: "provisional" | "open") => [
    model.kpis[0]!,
    { ...provisional("cost_per_contact"), state, value: null },
  ];
  const said = (state: "provisional" | "open") => {
    const of = { ...model, kpis: kpis(state), attention: [] };
    return [renderEmail(of).text, textOf(renderEmail(of).html), textOf(renderPage(of))].map((text) =>
      text.toLowerCase(),
    );
  };
  for (const text of said("provisional")) {
    expect(text).toContain("no data");
    expect(text).not.toContain("provisional");
  }
  for (const text of said("open")) expect(text).toContain("still open");
});

const without = (...sides: readonly ("previous" | "lastYear")[]): readonly KpiModel[] =>
  model.kpis.map((kpi) => {
    const none = (change: Change): Change => ({ ...change, value: null, change: null, verdict: "unknown" });
    return { ...kpi, ...Object.fromEntries(sides.map((side) => [side, none(kpi[side])])) };
  });

test("the head names only periods there are data of", () => {
  const both = "Compared with week 45 (2–8 November 2026) and with week 46 of 2025 (10–16 November 2025)\n";
  expect(page({})).toContain(both);
  expect(page({ kpis: without("lastYear") })).toContain(
    "Compared with week 45 (2–8 November 2026); there are no data of week 46 of 2025\n",
  );
  expect(page({ kpis: without("lastYear", "previous") })).toContain(
    "There are no earlier data to compare with\n",
  );
  // One KPI that has it is enough.
  const [first, ...others] = without("lastYear");
  expect(page({ kpis: [model.kpis[0]!, first!, ...others] })).toContain(both);
});

test("where nothing is known of last year its columns, lines and bars are left out, too", () => {
  const young = without("lastYear").map((kpi) => ({
    ...kpi,
    trend: kpi.trend.map((point) => ({ ...point, lastYear: null })),
  }));
  const { text } = renderEmail({ ...model, kpis: young });
  for (const read of [text, page({ kpis: young })])
    expect(read).not.toMatch(
      /vs last year|vs week 46 of 2025|data for last year|no earlier data|last year –/i,
    );
  // Said once, in the head.
  expect(text.match(/2025/g)).toHaveLength(1);
});

test("a report that does not look at last year says nothing of it", () => {
  const head = page({ kpis: without("lastYear"), comparisons: [] });
  expect(head).toContain("Compared with week 45 (2–8 November 2026)\n");
  expect(head).not.toContain("there are no data of week 46 of 2025");
});

test("a report of incomplete data is compared with nothing", () => {
  expect(page({ missing: [{ kind: "some" }] })).not.toContain("Compared with");
  // A day before the week is over.
  const running = page({ dataUntil: "2026-11-14T23:00:00Z" });
  expect(running).not.toContain("Compared with");
  expect(running).toContain("Week 46: figures so far, data are missing\n");
});

test("an email names the three most frequent reasons of rows left out, and the page all of them", () => {
  const exclusions = [5, 4, 3, 2].map((rows) => ({ reason: `reason ${rows}`, rows }));
  // 5 + 4 + 3 + 2 = 14 of the 11,204 and 3,790 that landed.
  expect(renderEmail({ ...model, exclusions }).text).toContain(
    "14 of 14,994 rows left out: reason 5 (5), reason 4 (4), reason 3 (3). And 1 more in the full report.",
  );
  expect(page({ exclusions })).toContain("reason 2\n2\n");
});
