/** Hand-worked messages, states, targets, ratings and availability of LiveAgent, and what its mappings make of them. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../memory-draft.ts";
import { directory, type Landed, mapped } from "./mapped.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const line = (key: string, body: object): Landed => ({
  ...{ stream: "messages", key, version: "2026-09-01 08:05:00" },
  body: { id: key.split("/")[3], datecreated: "2026-09-01 08:05:00", message: null, ...body },
});

test("who wrote a message: by the kind of its group, and in chats by the directory", async () => {
  const lines = [
    line("t1/g1/3/m1", { type: "M", userid: "v1" }),
    line("t1/g2/4/m2", { type: "M", userid: "u7" }),
    line("t1/g3/4/m3", { type: "M", userid: "system00" }),
    line("t1/g4/C/m4", { type: "M", userid: "v1" }),
    line("t1/g4/C/m5", { type: "M", userid: "u7" }),
    line("t1/g5/I/m6", { type: "N", userid: "u7" }),
    line("t1/g4/C/m7", { type: "M", userid: null }),
    line("t1/g6/3/m8", { type: "M", userid: "u7" }),
  ];
  const { messages = [], lost } = await mapped(database, [...lines, ...directory]);
  expect(lost).toEqual([]);
  expect(messages.map((one) => [one.message_id, one.author, one.agent, one.is_public])).toEqual([
    ["t1/g1/m1", "customer", null, "true"],
    ["t1/g2/m2", "agent", "desk:u7", "true"],
    ["t1/g3/m3", "bot", null, "true"],
    ["t1/g4/m4", "customer", null, "true"],
    ["t1/g4/m5", "agent", "desk:u7", "true"],
    ["t1/g5/m6", "agent", "desk:u7", "false"],
    ["t1/g4/m7", null, null, "true"],
    ["t1/g6/m8", "customer", null, "true"],
  ]);
  expect(messages[0]).toMatchObject({ contact_id: "t1", sent_at: "2026-09-01 08:05:00Z" });
});

test("headings, quotes, ratings in the text and system notes are no messages", async () => {
  const parts = ["H", "T", "Q", "F", "S", "W", "P", "C", "R", "G"].map((type, n) =>
    line(`t1/g1/3/p${n}`, { type, userid: "v1" }),
  );
  const { messages, lost, twice } = await mapped(database, parts);
  expect({ messages, lost, twice }).toEqual({ messages: [], lost: [], twice: [] });
});

const state = (id: string, status: string, agent_id: string | null, date_from: string): Landed => ({
  ...{ stream: "ticket_history", key: id, version: date_from },
  body: {
    id,
    conversation_id: "t1",
    status,
    agent_id,
    department_id: "d1",
    department_name: "Old name",
    date_from,
  },
});

test("a state tells who has the ticket, that it is resolved, or that it is open", async () => {
  const states = [
    state("s1", "N", null, "2026-09-01 08:00:12"),
    state("s2", "C", "u7", "2026-09-01 08:10:00"),
    state("s3", "R", "u7", "2026-09-01 09:00:00"),
    state("s4", "X", null, "2026-09-02 09:00:00"),
  ];
  const { status_changes = [], lost } = await mapped(database, [...states, ...directory]);
  expect(lost).toEqual([]);
  const told = status_changes.map(({ change_id, changed_at, agent }) => [change_id, changed_at, agent]);
  expect(told.sort()).toEqual([
    ["s1:open", "2026-09-01 08:00:12Z", null],
    ["s2:assigned", "2026-09-01 08:10:00Z", "desk:u7"],
    ["s2:open", "2026-09-01 08:10:00Z", null],
    ["s3:assigned", "2026-09-01 09:00:00Z", "desk:u7"],
    ["s3:resolved", "2026-09-01 09:00:00Z", null],
  ]);
  expect(status_changes[0]?.department).toBe("Billing");
});

const rank = (rankingType: string): Landed => ({
  ...{ stream: "ranking", key: rankingType },
  body: { id: rankingType, rankingType, datecreated: "2026-09-01 01:00:00", conversationid: "t1" },
});

test("a thumb is a score only where the config says which, and its time is of Los Angeles", async () => {
  const ranks = ["R", "P", "reward", "Q"].map(rank);
  const scores = { reward_score: "5", punishment_score: "1" };
  const { surveys = [] } = await mapped(database, ranks, scores);
  // Seven hours behind UTC in September.
  expect(surveys.map((one) => [one.survey_id, one.kind, one.score, one.answered_at])).toEqual([
    ["R", "satisfaction", "5", "2026-09-01 08:00:00Z"],
    ["P", "satisfaction", "1", "2026-09-01 08:00:00Z"],
    ["reward", "satisfaction", "5", "2026-09-01 08:00:00Z"],
    ["Q", "rating q", null, "2026-09-01 08:00:00Z"],
  ]);
  const plain = await mapped(database, ranks, { zone_v1: "UTC" });
  expect(plain.surveys?.map(({ score, answered_at }) => [score, answered_at])).toEqual(
    ranks.map(() => [null, "2026-09-01 01:00:00Z"]),
  );
});

test("availability is time logged in; hours that are not the stretch's own are told as no time", async () => {
  const row = (hours_online: string): Landed => ({
    ...{ stream: "availability_chats", key: hours_online, version: "2026-09-01 16:30:00" },
    body: {
      ...{ id: hours_online, userid: "u7", departmentid: "d1", hours_online },
      ...{ from_date: "2026-09-01 09:00:00", to_date: "2026-09-01 16:30:00" },
    },
  });
  const { agent_time = [] } = await mapped(database, [row("7.5"), row("7.4"), row("3"), ...directory]);
  expect(agent_time[0]).toMatchObject({
    ...{ agent: "desk:u7", activity: "online", department: "Billing" },
    ...{ started_at: "2026-09-01 16:00:00Z", ended_at: "2026-09-01 23:30:00Z" },
  });
  // 7.4 hours are six minutes short of 7.5, and may be: a minute and a twentieth of 7.4 hours are 23 minutes.
  expect(agent_time[1]?.ended_at).toBe("2026-09-01 23:30:00Z");
  expect(agent_time[2]?.ended_at).toBe(
    "hours_online of 3 is not the time from 2026-09-01 09:00:00 to 2026-09-01 16:30:00",
  );
});
