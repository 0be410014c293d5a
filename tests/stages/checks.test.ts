import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HeldError } from "../../functions/core/errors.ts";
import { local } from "../../functions/local.ts";
import type { Draft, Ports, Warehouse } from "../../functions/ports.ts";
import { check } from "../../functions/stages/checks.ts";
import { compute } from "../../functions/stages/compute.ts";
import { land } from "../../functions/stages/land.ts";
import { freshRoots } from "../adapters/folders.ts";
import { type Cells, rowsFor } from "../contracts/warehouse/place.ts";
import { now, openCentre } from "../journey/centre.ts";

const fresh = freshRoots();
const day = "2026-11-16";
const staging = {
  source: "helpdesk",
  runs: ["r.helpdesk"],
  batch: 1,
  landed: 2,
  mapped: 1,
  quarantined: 1,
  latestEventAt: null,
  facts: ["contacts"] as const,
};
const input = { staging: [staging], cohorts: [day], days: [day] };

describe("a draft", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    ({ warehouse } = local(await fresh(), { threads: 1, memory: "200MB" }));
  });
  afterAll(() => warehouse.close());

  const contact: Cells = {
    cohort: day,
    source: "helpdesk",
    contact_id: "c1",
    is_deleted: false,
    opened_on: day,
    opened_at: `${day} 09:00:00`,
    resolved_at: `${day} 10:00:00`,
  };
  const staged: Cells = { run: "r.helpdesk", source: "helpdesk", row_id: "1" };
  const opened: Cells = {
    family: "volume",
    day,
    cohort: day,
    kpi: "contacts_opened",
    grain: "all",
    numerator: 1,
  };
  const sum: Cells = {
    ...{ family: "volume", period_start: day, kpi: "contacts_opened" },
    ...{ numerator: 5, denominator: 0, n: 0, total: 0 },
  };
  const sums: readonly Cells[] = [
    { ...sum, grain: "all" },
    { ...sum, grain: "channel", member: "chat", numerator: 3 },
    { ...sum, grain: "channel", member: "fax", numerator: 2 }, // 3 + 2 = 5
  ];
  const good = {
    contacts: [contact],
    staged_contacts: [staged, { ...staged, row_id: "2", problem: "opened_at is empty" }],
    components: [opened],
    kpi_daily: sums,
  };

  async function checked(changed: Partial<Record<keyof typeof good, readonly Cells[]>> = {}): Promise<void> {
    const draft = await warehouse.draft("r");
    const rows = { ...good, ...changed };
    await draft.write(rowsFor("contacts", rows.contacts), "contacts", [{ cohort: day }]);
    await draft.write(rowsFor("staged_contacts", rows.staged_contacts), "staged_contacts", [
      { run: "r.helpdesk" },
    ]);
    await draft.write(rowsFor("components", rows.components), "components", [
      { family: "volume", cohort: day },
    ]);
    await draft.write(rowsFor("kpi_daily", rows.kpi_daily), "kpi_daily", [
      { family: "volume", period_start: day },
    ]);
    await check(input, draft);
  }

  test("in which everything adds up passes", async () => {
    await checked();
    await check({ staging: [], cohorts: [], days: [] }, await warehouse.draft("nothing"));
  });

  test.each<[string, Parameters<typeof checked>[0], string]>([
    [
      "contacts_are_unique",
      { contacts: [contact, contact], components: [{ ...opened, numerator: 2 }] },
      '1 row, for example {"source":"helpdesk","contact_id":"c1","rows_count":2}',
    ],
    [
      "no_resolution_precedes_its_opening",
      { contacts: [{ ...contact, resolved_at: `${day} 08:59:59` }] },
      '1 row, for example {"source":"helpdesk","contact_id":"c1"}',
    ],
    [
      "components_count_every_contact",
      { components: [{ ...opened, numerator: 3 }] },
      '1 row, for example {"cohort":"2026-11-16","facts_count":1,"components_count":3}',
    ],
    [
      "components_count_every_contact",
      { components: [] },
      '{"cohort":"2026-11-16","facts_count":1,"components_count":0}',
    ],
    [
      "components_count_every_contact",
      { contacts: [] },
      '{"cohort":"2026-11-16","facts_count":0,"components_count":1}',
    ],
    [
      "every_row_is_accounted_for",
      { staged_contacts: [staged] },
      '1 row, for example {"source":"helpdesk","landed":2,"accounted":1}',
    ],
    ["every_row_is_accounted_for", { staged_contacts: [] }, '{"source":"helpdesk","landed":2,"accounted":0}'],
    [
      "breakdowns_add_up",
      { kpi_daily: sums.slice(0, 2) },
      '1 row, for example {"period_start":"2026-11-16","kpi":"contacts_opened","grain":"channel"}',
    ],
  ])("that breaks %s is held, with the rule and its rows: %o", async (rule, changed, rows) => {
    const held = checked(changed);
    await expect(held).rejects.toThrow(HeldError);
    await expect(held).rejects.toThrow(`  ${rule}: `);
    await expect(held).rejects.toThrow(rows);
    await expect(held).rejects.toThrow("nothing was published");
  });

  test("that breaks two rules names both, and five rows of many", async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...contact,
      contact_id: `c${index}`,
      resolved_at: `${day} 08:00:00`,
    }));
    const error = await checked({ contacts: many }).catch((found: unknown) => found);
    const lines = (error as Error).message.split("\n").filter((line) => line.startsWith("  "));
    expect(lines.map((line) => line.trim().split(": ")[0])).toEqual([
      "no_resolution_precedes_its_opening",
      "components_count_every_contact",
    ]);
    expect(lines[0]).toContain("7 rows, for example");
    expect(lines[0]?.match(/contact_id/g)).toHaveLength(5);
  });

  test("passes with a deletion and a contact whose opening is not known: neither is counted", async () => {
    await checked({ contacts: [contact, { ...contact, contact_id: "c2", is_deleted: true }] });
  });
});

describe("a run that is held", () => {
  const centre = openCentre("2026-11-13", "2026-11-14");
  let ports: Ports;
  afterAll(() => ports.warehouse.close());

  test("publishes nothing: readers keep what they had, and a run without the fault goes on from there", async () => {
    const { config, home, arrives } = await centre;
    ports = local(home, { threads: 1, memory: "200MB" });
    const landing = (run: string) =>
      land({ source: config.sources[0]!, zone: config.organisation.zone, now, machineNow: now, run }, ports);
    const published = () =>
      ports.warehouse.read(async (reader) => ({
        state: reader.state,
        contacts: await reader.pointers("contacts"),
      }));
    await landing("one");
    await compute({ config, run: "one" }, ports);
    const before = await published();
    expect(before.state.generation).toBe(1);

    await arrives("2026-11-15");
    await landing("two");
    const held = compute({ config, run: "two" }, { ...ports, warehouse: faulty(ports.warehouse) });
    await expect(held).rejects.toThrow(HeldError);
    await expect(held).rejects.toThrow("contacts_are_unique: ");
    await expect(held).rejects.toThrow("A-2026-11-15");
    expect(await published()).toEqual(before);

    const computed = await compute({ config, run: "three" }, ports);
    expect(computed).toMatchObject({ generation: 2, landed: 3, mapped: 3 }); // two new contacts and one resolved
    expect((await published()).contacts.map(({ partition }) => partition.cohort)).toContain("2026-11-15");
  });
});

/** Writes every contact twice. */
function faulty(warehouse: Warehouse): Warehouse {
  return {
    ...warehouse,
    async draft(run) {
      const draft = await warehouse.draft(run);
      const write: Draft["write"] = (select, table, ...rest) => {
        if (table !== "contacts") return draft.write(select, table, ...rest);
        const { query } = select;
        const text = `select * from (\n${query.text}\n) as once union all select * from (\n${query.text}\n) as again`;
        return draft.write({ ...select, query: { ...query, text } }, table, ...rest);
      };
      return { ...draft, write };
    },
  };
}
