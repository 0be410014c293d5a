import { describe, expect, test } from "vitest";
import { factNames } from "../../functions/core/facts.ts";
import { families, type KpiId } from "../../functions/core/kpi.ts";
import { familyReads, sourcesRead } from "../../functions/core/reads.ts";
import { query } from "../../queries/index.ts";
import { sourceOf } from "../memory.ts";

const mapping = { file: "mapping.sql", text: "" };
const sources = [
  sourceOf({ id: "desk" }),
  sourceOf({ id: "more", mappings: { contacts: mapping, costs: mapping } }),
  sourceOf({ id: "calls", mappings: { contact_legs: mapping } }),
  sourceOf({ id: "survey-tool", mappings: { surveys: mapping } }),
  sourceOf({ id: "payroll", mappings: { costs: mapping } }),
  sourceOf({ id: "roster", mappings: { agent_time: mapping } }),
];
const read = (...kpis: readonly KpiId[]) => sourcesRead({ kpis }, sources).map(({ id }) => id);

describe("the sources a report waits for", () => {
  test("are those of contacts, whatever it shows, and of no fact it does not show", () => {
    expect(read("contacts_opened")).toEqual(["desk", "more"]);
    expect(read("resolution_seconds_p50", "open_backlog")).toEqual(["desk", "more"]);
  });

  test("are also those of each fact its KPIs are made of", () => {
    expect(read("customer_satisfaction_share")).toEqual(["desk", "more", "survey-tool"]);
    expect(read("occupancy_share")).toEqual(["desk", "more", "roster"]);
    // What a contact cost is divided by handled contacts, which are counted on legs.
    expect(read("cost_per_contact")).toEqual(["desk", "more", "calls", "payroll"]);
  });

  test("are those of a fact that only sharpens a figure, too", () => {
    expect(read("first_contact_resolution_share")).toEqual(["desk", "more", "survey-tool"]);
  });
});

test("what a family reads is what the header of its query says, and through the sums of handled contacts", () => {
  for (const family of families) {
    const { reads } = query(`kpis/${family}`);
    const tables = reads.map(({ table }) => table as string);
    const own = factNames.filter((fact) => tables.includes(fact));
    const through = tables.includes("kpi_daily") ? familyReads.handling : [];
    expect(new Set(familyReads[family]), family).toEqual(new Set([...own, ...through]));
  }
});
