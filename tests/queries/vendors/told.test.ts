/** Systems side by side in one organisation: each share is one of those that tell it, and of nobody where none does. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grain, KpiId } from "../../../functions/core/kpi.ts";
import { dropSource } from "../../connectors/dropped.ts";
import { account as desk } from "../../connectors/liveagent-trial.ts";
import { account as sprout } from "../../connectors/sprout-social-trial.ts";
import { source as support } from "../../connectors/zendesk-trial.ts";
import { openDatabase } from "../memory-draft.ts";
import { at, type Given, sharesOfDay, type Told, valuesOfDay } from "./beside.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const connect = dropSource({ id: "line", contactsIn: "line", type: "amazon-connect" });
const asterisk = (settings: object) =>
  dropSource({ id: "house", contactsIn: "house", settings: { ...settings } });

const talk = (id: number, rest: object): Told => [
  "calls",
  `${id}`,
  { id, direction: "inbound", created_at: at(0), duration: "50", wait_time: "30", ...rest },
];
const zendesk: readonly Told[] = [
  talk(1, { completion_status: "completed", time_to_answer: "10", agent_id: 7, talk_time: "40" }),
  talk(2, { completion_status: "not_answered", callback: true }),
  talk(3, { completion_status: "abandoned_in_queue" }),
  [
    "tickets",
    "9",
    {
      ...{ id: 9, status: "solved", via: { channel: "email" }, tags: ["complaint"], created_at: at(0) },
      ...{ metric_set: { solved_at: at(50) }, metric_events: { requester_wait_time: [] } },
    },
  ],
];
const contactRecord = (id: string, rest: object): Told => [
  "contact_records",
  id,
  {
    ...{ ContactId: id, Channel: "VOICE", InitiationMethod: "INBOUND", InitiationTimestamp: at(0) },
    ...{ Queue: { Name: "Sales", EnqueueTimestamp: at(0), Duration: 30 }, DisconnectTimestamp: at(30) },
    ...rest,
  },
];
const amazon: readonly Told[] = [
  contactRecord("a", {}),
  contactRecord("b", { NextContactId: "c" }),
  contactRecord("c", { InitialContactId: "b", Agent: { ARN: "x/7", ConnectedToAgentTimestamp: at(20) } }),
];
const liveagent: readonly Told[] = [
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
const exchange: readonly Told[] = [
  [
    "calls",
    "1763283600.1",
    {
      ...{ direction: "inbound", started_at: at(0), cdr: [] },
      queue: [line("ENTERQUEUE", 0), line("EXITWITHKEY", 30, { key: "7", wait: "30" })],
    },
  ],
];

const shares: readonly KpiId[] = [
  ...(["callback_share", "flow_out_share", "abandonment_share", "answer_share"] as const),
  ...(["reopened_share", "self_service_share", "complaint_share"] as const),
];
const sharesOf = (given: Given, kpis = shares) => sharesOfDay(database, given, kpis);

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

const ticket = (id: number, rest: object): Told => [
  "tickets",
  `${id}`,
  {
    ...{
      id,
      status: "solved",
      via: { channel: "email" },
      tags: [],
      created_at: at(0),
      requester_id: 70 + id,
    },
    ...{ metric_set: { solved_at: at(50), reopens: 0 }, ...rest },
  },
];
const breach = (id: number, ticket_id: number): Told => [
  "metric_events",
  `${id}`,
  { id, ticket_id, metric: "reply_time", instance_id: 1, type: "breach", time: at(40) },
];
const clock = (type: string, second: number, rest: object = {}) => ({
  ...{ metric: "reply_time", instance_id: 1, type, time: at(second), ...rest },
});
const asked: readonly KpiId[] = [
  ...(["reopened_share", "first_contact_resolution_share", "sla_met_share"] as const),
  ...(["sla_first_reply_met_share", "sla_next_reply_met_share", "sla_resolution_met_share"] as const),
];

test("of tickets without metric events those missed and those never reopened are no shares", async () => {
  const missed = await sharesOf([[support, [ticket(1, {}), ticket(2, {}), breach(1, 1)]]], asked);
  expect(missed).toEqual(Object.fromEntries(asked.map((id) => [id, null])));
  // 3 has its events: due at second 30, replied to at second 20, and nobody wrote again.
  const reply_time = [
    clock("activate", 0),
    clock("apply_sla", 0, { sla: { target_in_seconds: 30 } }),
    clock("fulfill", 20),
  ];
  const whole = ticket(3, { metric_events: { reply_time, requester_wait_time: [] } });
  expect(await sharesOf([[support, [ticket(1, {}), whole, breach(1, 1)]]], asked)).toEqual({
    ...{ reopened_share: "0/1", first_contact_resolution_share: "1/1", sla_met_share: "1/1" },
    ...{ sla_first_reply_met_share: "1/1", sla_next_reply_met_share: null, sla_resolution_met_share: null },
  });
});

test("what a system without calls sends to queues is no number, and 0 in a department of one with calls", async () => {
  const kase = {
    ...{ case_id: "5", status: "OPEN", created_time: at(0), group_id: "Social", messages: [], tags: [] },
  };
  const { at: value } = await valuesOfDay(database, [
    [support, [...zendesk, ticket(8, { group_id: "Mail" })]],
    [sprout, [["cases", "5", kase]]],
  ]);
  const offered = (by?: Grain, member?: string) => value("queue_offered", by, member)?.value;
  expect(offered()).toBe(3);
  expect(offered("department", "Mail")).toBe(0);
  expect(offered("department", "Social")).toBeNull();
  const handled = (by?: Grain, member?: string) => value("contacts_handled", by, member)?.value;
  expect([handled(), handled("department", "Mail"), handled("department", "Social")]).toEqual([1, 0, null]);
});
