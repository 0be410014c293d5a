/** What a source that begins late makes of what was before it. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Warehouse } from "../../../../functions/ports.ts";
import { stageSources } from "../../../../functions/stages/facts.ts";
import { mergeFacts } from "../../../../functions/stages/merge.ts";
import { source } from "../../../connectors/zendesk-trial.ts";
import { configOf } from "../../../home.ts";
import { type MemoryDraft, memoryDraft, openDatabase } from "../../memory-draft.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

type Record = readonly [stream: string, version: string, body: object];

/** One landing of these records, and what became of them. */
async function landed(draft: MemoryDraft, batch: number, records: readonly Record[]) {
  const feed = `${source.id}/contacts`;
  for (const [index, [stream, version, body]] of records.entries())
    await draft.execute(
      `insert into landed values ('${source.id}', 'example', '${stream}', '${(body as { id: number }).id}', '${version}', '', 'upsert',
        '2026-11-20T00:00:00Z', 'run', '${stream}/1:${index + 1}', '${JSON.stringify(body)}', '${feed}', '${String(batch).padStart(9, "0")}')`,
    );
  const manifest = { batch, source: source.id, stream: "contacts", run: "run", objects: [], files: [] };
  const batches = [{ source: source.id, manifests: [{ ...manifest, rows: records.length }] }];
  const config = configOf("Europe/Budapest", [source]);
  const input = { config, run: `run-${batch}`, batches };
  const staging = await stageSources(input, draft, draft as unknown as Warehouse, () => undefined);
  expect(staging.map(({ quarantined }) => quarantined)).toEqual([0]);
  await mergeFacts(staging, draft, () => undefined);
}

const opened = { created_at: "2026-10-01T08:00:00Z", status: "solved" };
const solved = "2026-11-18T10:00:00Z";
const solvedAgain = (id: number, ticket_id: number): Record => [
  "ticket_events",
  "001795168800",
  { id, ticket_id, created_at: solved, child_events: [{ id: 1, event_type: "Change", status: "solved" }] },
];
const clock = (type: string, time: string) => ({ metric: "requester_wait_time", instance_id: 1, type, time });

test("a ticket solved before the source begins, and again after it, was first solved before; without its clocks nobody knows", async () => {
  const draft = await memoryDraft(database);
  const requester_wait_time = [
    clock("activate", "2026-10-01T08:00:00Z"),
    clock("fulfill", "2026-10-02T08:00:00Z"),
    clock("activate", "2026-11-17T08:00:00Z"),
    clock("fulfill", solved),
  ];
  const metric_set = { reopens: 1, solved_at: solved };
  await landed(draft, 1, [
    solvedAgain(1, 35),
    solvedAgain(2, 36),
    solvedAgain(3, 37),
    ["tickets", "001795168800", { id: 35, ...opened, metric_set, metric_events: { requester_wait_time } }],
    ["tickets", "001795168800", { id: 36, ...opened, metric_set }],
    ["tickets", "001795168800", { id: 37, ...opened, metric_set: { ...metric_set, reopens: 0 } }],
  ]);
  const found = await draft.execute(
    `select contact_id, cast(first_resolved_at as varchar) as first, cast(first_resolved_on as varchar) as day,
      cast(resolved_at as varchar) as last from contacts order by 1`,
  );
  expect(found).toEqual([
    { contact_id: "35", first: "2026-10-02 08:00:00", day: "2026-10-02", last: "2026-11-18 10:00:00" },
    { contact_id: "36", first: null, day: null, last: "2026-11-18 10:00:00" },
    { contact_id: "37", first: "2026-11-18 10:00:00", day: "2026-11-18", last: "2026-11-18 10:00:00" },
  ]);
});

test("who was an agent at an earlier landing is one for what lands later, and keeps the name", async () => {
  const draft = await memoryDraft(database);
  const comment = (id: number, author_id: number): Record => [
    "ticket_events",
    "001795168800",
    {
      id,
      ticket_id: 35,
      created_at: solved,
      child_events: [{ id: id * 10, event_type: "Comment", author_id, public: true }],
    },
  ];
  await landed(draft, 1, [
    ["agents", "2026-10-01T00:00:00Z", { id: 501, name: "Ada Example", role: "agent", active: true }],
    ["tickets", "001795168800", { id: 35, ...opened, status: "open" }],
  ]);
  // By now Zendesk lists 501 no more; 502 is the assignee of a ticket of an earlier landing too.
  await landed(draft, 2, [
    ["tickets", "001795168801", { id: 36, ...opened, status: "open", assignee_id: 502 }],
  ]);
  await landed(draft, 3, [comment(1, 501), comment(2, 502), comment(3, 503)]);
  expect(await draft.execute("select author, agent from messages order by message_id")).toEqual([
    { author: "agent", agent: "support:501" },
    { author: "agent", agent: "support:502" },
    { author: "customer", agent: null },
  ]);
  expect(await draft.execute("select native_id, name, is_active from members order by 1")).toEqual([
    { native_id: "501", name: "Ada Example", is_active: true },
    { native_id: "502", name: null, is_active: null },
  ]);
});
