/** Systems side by side in one organisation: each share is one of those that tell it, and of nobody where none does. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Source, usualSettings } from "../../../functions/core/config.ts";
import type { KpiId } from "../../../functions/core/kpi.ts";
import { periodOf } from "../../../functions/core/period.ts";
import type { Warehouse } from "../../../functions/ports.ts";
import { stageSources } from "../../../functions/stages/facts.ts";
import { rebuildKpis } from "../../../functions/stages/kpis.ts";
import { mergeFacts } from "../../../functions/stages/merge.ts";
import { readValues } from "../../../functions/stages/values.ts";
import { dropSource } from "../../connectors/dropped.ts";
import { account as desk } from "../../connectors/liveagent-trial.ts";
import { source as support } from "../../connectors/zendesk-trial.ts";
import { configOf } from "../../home.ts";
import { memoryDraft, openDatabase } from "../memory-draft.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const connect = dropSource({ id: "line", contactsIn: "line", type: "amazon-connect" });
const asterisk = (settings: object) =>
  dropSource({ id: "house", contactsIn: "house", settings: { ...settings } });

type Record = readonly [stream: string, key: string, body: object];

const at = (second: number) => `2026-11-16T09:00:${String(second).padStart(2, "0")}Z`;
const talk = (id: number, rest: object): Record => [
  "calls",
  `${id}`,
  { id, direction: "inbound", created_at: at(0), duration: "50", wait_time: "30", ...rest },
];
const zendesk: readonly Record[] = [
  talk(1, { completion_status: "completed", time_to_answer: "10", agent_id: 7, talk_time: "40" }),
  talk(2, { completion_status: "not_answered", callback: true }),
  talk(3, { completion_status: "abandoned_in_queue" }),
  [
    "tickets",
    "9",
    {
      ...{ id: 9, status: "solved", via: { channel: "email" }, tags: ["complaint"], created_at: at(0) },
      metric_set: { solved_at: at(50) },
    },
  ],
];
const contactRecord = (id: string, rest: object): Record => [
  "contact_records",
  id,
  {
    ...{ ContactId: id, Channel: "VOICE", InitiationMethod: "INBOUND", InitiationTimestamp: at(0) },
    ...{ Queue: { Name: "Sales", EnqueueTimestamp: at(0), Duration: 30 }, DisconnectTimestamp: at(30) },
    ...rest,
  },
];
const amazon: readonly Record[] = [
  contactRecord("a", {}),
  contactRecord("b", { NextContactId: "c" }),
  contactRecord("c", { InitialContactId: "b", Agent: { ARN: "x/7", ConnectedToAgentTimestamp: at(20) } }),
];
const liveagent: readonly Record[] = [
  [
    "calls",
    "k",
    {
      ...{ id: "k", type: "I", dateCreated: "2026-11-16 09:00:00", dateFinished: "2026-11-16 09:00:30" },
      ...{ dateAnswered: null, ticketId: "" },
    },
  ],
];
const line = (event: string, second: number, rest: object = {}) => ({
  ...{ event, at: at(second), callid: "1763283600.1", queue: "sales", agent: null, ...rest },
});
/** Left by the key 7. */
const exchange: readonly Record[] = [
  [
    "calls",
    "1763283600.1",
    {
      ...{ direction: "inbound", started_at: at(0), cdr: [] },
      queue: [line("ENTERQUEUE", 0), line("EXITWITHKEY", 30, { key: "7", wait: "30" })],
    },
  ],
];

/** Numerator and denominator of these KPIs on the day all of it happened; null where there is no value. */
async function sharesOf(given: readonly (readonly [Source, readonly Record[]])[]) {
  const draft = await memoryDraft(database);
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  for (const [{ id }, records] of given)
    for (const [n, [stream, key, body]] of records.entries()) {
      const cells = [id, "", stream, key, at(59), "", "upsert", "2027-01-01T00:00:00Z", "run"];
      const rest = [`${n + 1}`, JSON.stringify(body), `${id}/contacts`, "000000001"];
      await draft.execute(`insert into landed values (${[...cells, ...rest].map(quoted)})`);
    }
  const sources = given.map(([source]) => source);
  const config = { ...configOf("Europe/Budapest", sources), ...usualSettings };
  const batches = given.map(([{ id: source }, { length: rows }]) => ({
    source,
    manifests: [{ batch: 1, source, stream: "contacts", run: "run", objects: [], rows, files: [] }],
  }));
  const silent = () => undefined;
  const staging = await stageSources(
    { config, run: "run", batches },
    draft,
    draft as unknown as Warehouse,
    silent,
  );
  expect(staging.map(({ quarantined }) => quarantined)).toEqual(given.map(() => 0));
  const cohorts = await mergeFacts(staging, draft, silent);
  const families = ["queues", "demand", "repeats"] as const;
  await rebuildKpis(
    { cohorts, facts: "facts", settings: config, lastDay: "2026-12-31", families },
    draft,
    silent,
  );
  const period = periodOf("day", "2026-11-16", "Europe/Budapest");
  const kpis: readonly KpiId[] = [
    ...(["callback_share", "flow_out_share", "abandonment_share", "answer_share"] as const),
    ...(["reopened_share", "self_service_share", "complaint_share"] as const),
  ];
  const found = await readValues(draft, "day", [period], { kpis });
  return Object.fromEntries(
    kpis.map((id) => {
      const row = found.find(({ kpi, by }) => kpi === id && by === "all");
      return [id, row?.value == null ? null : `${row.numerator}/${row.denominator}`];
    }),
  );
}

test("callbacks beside a system that does not tell of them are a share of those that do", async () => {
  // Six contacts came to queues, each counted at its first: of Zendesk 1 answered, 2 called back, 3 gave up; of Connect a
  // gave up and b went on, neither called back; of LiveAgent k gave up, and it tells of nothing else. Only
  // a ticket can be tagged, or come back; nobody tells who began.
  expect(
    await sharesOf([
      [support, zendesk],
      [connect, amazon],
      [desk, liveagent],
    ]),
  ).toEqual({
    callback_share: "1/5",
    flow_out_share: "1/5",
    abandonment_share: "3/6",
    answer_share: "1/6",
    reopened_share: "0/1",
    self_service_share: null,
    complaint_share: "1/1",
  });
});

test("of systems that do not tell them there are no returns or complaints, rather than none", async () => {
  expect(
    await sharesOf([
      [connect, amazon],
      [desk, liveagent],
    ]),
  ).toEqual({
    callback_share: "0/2",
    flow_out_share: "1/2",
    abandonment_share: "2/3",
    answer_share: "0/3",
    reopened_share: null,
    self_service_share: null,
    complaint_share: null,
  });
});

test("Asterisk tells callbacks where the config names the key for them", async () => {
  expect(await sharesOf([[asterisk({ callback_key: "7" }), exchange]])).toMatchObject({
    callback_share: "1/1",
    flow_out_share: "0/1",
  });
  expect(await sharesOf([[asterisk({ callback_key: "8" }), exchange]])).toMatchObject({
    callback_share: "0/1",
    flow_out_share: "1/1",
  });
  expect(await sharesOf([[asterisk({}), exchange]])).toMatchObject({
    callback_share: null,
    flow_out_share: "1/1",
  });
});
