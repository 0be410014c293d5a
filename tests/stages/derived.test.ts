/**
 * What status changes put into contacts is the same however they arrive: in many small runs in any order or in one, and it
 * is what a few lines of TypeScript make of the newest rows.
 */

import type { DuckDBConnection } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { usualSettings } from "../../functions/core/config.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { stageSources } from "../../functions/stages/facts.ts";
import { mergeFacts } from "../../functions/stages/merge.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";
import { land, plainMapping } from "../queries/case.ts";
import { type MemoryDraft, memoryDraft, openDatabase } from "../queries/memory-draft.ts";
import { type Cells, histories, newest, truthOf } from "./derived-told.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const columns = {
  contacts:
    "contact_id,version,is_deleted,opened_at,resolved_at,first_resolved_at,reopened_at,assigned_at,department,agent,customer_id,channel",
  status_changes:
    "change_id,version,is_deleted,contact_id,changed_at,change,department,agent,customer_id,channel",
} as const;

const sources = (["contacts", "status_changes"] as const).map((fact) =>
  sourceOf({
    id: fact === "contacts" ? "helpdesk" : "changes",
    zone: "UTC",
    mappings: { [fact]: { file: "mapping.sql", text: plainMapping(fact, columns[fact].split(",")) } },
    contactsIn: "helpdesk",
  }),
);

/** One run over these rows of contacts and of changes. */
async function run(
  draft: MemoryDraft,
  batch: number,
  rows: Readonly<Record<keyof typeof columns, readonly Cells[]>>,
) {
  const given = [rows.contacts, rows.status_changes];
  for (const [n, source] of sources.entries()) {
    const records = (given[n] ?? []).map((cells, line) => ({
      key: cells.change_id ?? cells.contact_id ?? "",
      version: "",
      eventAt: "",
      op: "upsert" as const,
      page: `${batch}.csv:${String(line + 2).padStart(9, "0")}`,
      body: JSON.stringify(cells),
    }));
    await land(draft, source.id, batch, records, { landed_at: "2027-01-01T00:00:00Z" });
  }
  const batches = sources.map(({ id: source }, n) => {
    const rows = given[n]?.length ?? 0;
    return {
      source,
      manifests: [{ batch, source, stream: "contacts", run: "run", objects: [], rows, files: [] }],
    };
  });
  const config = { ...configOf("Europe/Budapest", sources), ...usualSettings };
  const input = { config, run: `run-${batch}`, batches };
  const staging = await stageSources(input, draft, draft as unknown as Warehouse, () => undefined);
  expect(staging.map(({ quarantined }) => quarantined)).toEqual([0, 0]);
  return mergeFacts(staging, draft, () => undefined);
}

const shown = `select contact_id, is_deleted, opened_at, resolved_at, resolved_on, resolved_hour, first_resolved_at,
  first_resolved_on, first_resolved_hour, reopened_at, assigned_at, assigned_on, assigned_hour, department, agent, cohort,
  is_derived, stated_resolved_at, stated_first_resolved_at, stated_assigned_at, stated_reopened_at, stated_agent,
  customer_id, channel, stated_customer_id, stated_channel, stated_department, stated_resolved_hour, stated_first_resolved_on, stated_assigned_on
  from contacts order by contact_id`;

const times = ["resolved_at", "first_resolved_at", "reopened_at", "assigned_at"];
const stays = ["contact_id", "department", "agent", "customer_id", "channel", "is_derived"];
const text = (value: unknown) => (value == null ? null : String(value).replace(" ", "T").slice(0, 19));
test("many small runs, one run and plain TypeScript agree on what changes made of contacts", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ contacts, changes, order }) => {
      const many = await memoryDraft(database);
      const inRun = (rows: readonly Cells[], n: number, from: number) =>
        rows.filter((_, index) => order[from + index] === n);
      for (let n = 0; n < 4; n += 1)
        await run(many, n + 1, {
          contacts: inRun(contacts, n, 0),
          status_changes: inRun(changes, n, contacts.length),
        });
      const small = await many.execute(shown);
      const once = await memoryDraft(database);
      await run(once, 1, { contacts, status_changes: changes });
      const whole = await once.execute(shown);
      expect(small).toEqual(whole);
      const told = newest(changes, "change_id");
      const truth = newest(contacts, "contact_id").map((row) => truthOf(row, told));
      expect(
        whole.map((row) => ({
          ...Object.fromEntries(stays.map((name) => [name, row[name]])),
          ...Object.fromEntries(times.map((name) => [name, text(row[name])])),
        })),
      ).toEqual(truth.toSorted((a, b) => (a.contact_id! < b.contact_id! ? -1 : 1)));
    }),
    { numRuns: 6, seed: 20_261_122, endOnFailure: true },
  );
}, 200_000);

const opened = { version: "1", is_deleted: "0", opened_at: "2026-11-16T09:00:00", agent: "desk:1" };
const contactsOf = (contact_id: string): readonly Cells[] => [{ ...opened, contact_id }];
const ended = (change_id: string, contact_id: string): Cells => ({
  ...{ change_id, contact_id, version: "1", is_deleted: "0", change: "ended" },
  changed_at: "2026-11-16T23:30:00",
});
test("a change that lands alone writes its contact's day again, and nothing else", async () => {
  const draft = await memoryDraft(database);
  const before = { ...opened, contact_id: "2", opened_at: "2026-11-10T09:00:00" };
  await run(draft, 1, { contacts: [...contactsOf("1"), before], status_changes: [] });
  const written = await run(draft, 2, { contacts: [], status_changes: [ended("a", "1"), ended("b", "7")] });
  expect(written).toEqual({
    contacts: ["2026-11-16"],
    status_changes: ["1900-01-01", "2026-11-16"],
  });
  // 23:30 UTC is half past midnight in Budapest.
  expect(
    await draft.execute(
      "select contact_id, resolved_on, resolved_hour, is_derived, stated_resolved_at from contacts order by 1",
    ),
  ).toEqual([
    {
      contact_id: "1",
      resolved_on: "2026-11-17",
      resolved_hour: 0,
      is_derived: true,
      stated_resolved_at: null,
    },
    { contact_id: "2", resolved_on: null, resolved_hour: null, is_derived: false, stated_resolved_at: null },
  ]);
});

test("where nothing tells of changes, nothing is derived", async () => {
  const draft = await memoryDraft(database);
  const asked: string[] = [];
  const write = draft.write;
  Object.assign(draft, {
    write: (...given: Parameters<typeof write>) => {
      asked.push(given[0].query.name);
      return write(...given);
    },
  });
  await run(draft, 1, { contacts: contactsOf("1"), status_changes: [] });
  expect(asked).toContain("facts/contacts");
  expect(asked).not.toContain("facts/derived");
  await run(draft, 2, { contacts: [], status_changes: [ended("a", "1")] });
  expect(asked.filter((name) => name === "facts/derived")).toHaveLength(1);
});
