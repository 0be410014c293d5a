/** Hand-worked records of LiveAgent, and what its mappings make of them. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../memory-draft.ts";
import { directory, type Landed, mapped } from "./mapped.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const ticket = (more: object = {}): Landed => ({
  stream: "tickets",
  key: "t1",
  version: "2026-09-01 09:41:03",
  body: {
    ...{ id: "t1", status: "A", channel_type: "E", departmentid: "d1", agentid: "u7", tags: ["g1", "g9"] },
    ...{ date_created: "2026-09-01 08:00:12", date_changed: "2026-09-01 09:41:03", date_resolved: null },
    ...{ owner_contactid: "h:1", custom_fields: [{ code: "order", value: null }] },
    ...more,
  },
});
const contactOf = async (one: Landed, settings = {}) =>
  (await mapped(database, [one, ...directory], settings)).contacts?.[0];

test("a ticket is a contact of its department's name, with its tags by name", async () => {
  expect(await contactOf(ticket())).toEqual({
    row_id: "000001",
    contact_id: "t1",
    version: "2026-09-01 09:41:03",
    opened_at: "2026-09-01 08:00:12Z",
    resolved_at: null,
    customer_id: "h:1",
    direction: null,
    tags: "vip gold|reason: Refund",
    tells: "resolved|changes|tags",
    channel: "email",
    department: "Billing",
    reason: null,
    agent: "desk:u7",
    is_deleted: "false",
  });
});

test("what nobody names stays as its id, and nobody is nobody", async () => {
  const strange = ticket({
    departmentid: "d2",
    agentid: "",
    tags: null,
    channel_type: "Z",
    owner_contactid: null,
  });
  expect(await contactOf(strange)).toMatchObject({
    ...{ department: "d2", agent: null, tags: "", channel: "z", customer_id: null },
  });
});

test("answered is not resolved, and a ticket that came back is not resolved either", async () => {
  const resolvedAt = { date_resolved: "2026-09-01 09:41:03" };
  expect((await contactOf(ticket({ ...resolvedAt, status: "A" })))?.resolved_at).toBeNull();
  expect((await contactOf(ticket({ ...resolvedAt, status: "C" })))?.resolved_at).toBeNull();
  for (const status of ["R", "L"])
    expect((await contactOf(ticket({ ...resolvedAt, status })))?.resolved_at).toBe("2026-09-01 09:41:03Z");
});

test("deleted tickets and spam are no contacts any more, and what has not begun is none yet", async () => {
  for (const status of ["X", "B"]) expect((await contactOf(ticket({ status })))?.is_deleted).toBe("true");
  const { contacts, lost } = await mapped(database, [ticket({ status: "I" })]);
  expect({ contacts, lost }).toEqual({ contacts: [], lost: [] });
});

test("the reason is the field the config names, else the first tag that begins as it says", async () => {
  const fields = [
    { code: "order", value: null },
    { code: "why", value: "Invoice" },
  ];
  const one = ticket({ custom_fields: fields });
  expect((await contactOf(one, { reason_field: "why", reason_tags: "reason: " }))?.reason).toBe("Invoice");
  expect((await contactOf(one, { reason_field: "else", reason_tags: "reason: " }))?.reason).toBe(
    "reason: Refund",
  );
  expect((await contactOf(one))?.reason).toBeNull();
});

test("times are of the zone the settings name, whatever the season", async () => {
  const zone_v3 = "Europe/Budapest";
  // Two hours ahead of UTC in September, one in November; the 1st at half past midnight is the evening before.
  const september = await contactOf(ticket({ date_created: "2026-09-01 00:30:00" }), { zone_v3 });
  expect(september?.opened_at).toBe("2026-08-31 22:30:00Z");
  const november = await contactOf(ticket({ date_created: "2026-11-01 00:30:00" }), { zone_v3 });
  expect(november?.opened_at).toBe("2026-10-31 23:30:00Z");
});

test("a time that says its zone, or is none, is left as it is: Raport reads it or names it", async () => {
  for (const date_created of ["2026-09-01T08:00:12+02:00", "yesterday", "2026-13-01 08:00:00"])
    expect((await contactOf(ticket({ date_created })))?.opened_at).toBe(date_created);
  expect((await contactOf(ticket({ date_created: "0000-00-00 00:00:00" })))?.opened_at).toBeNull();
});

const call = (more: object = {}): Landed => ({
  stream: "calls",
  version: "2026-09-01 10:03:20",
  body: {
    ...{ id: "c7", ticketId: "t1", type: "I", fromNumber: "h:a", toNumber: "h:b", callDuration: "183" },
    ...{
      dateCreated: "2026-09-01 10:00:00",
      dateAnswered: "2026-09-01 10:00:17",
      dateFinished: "2026-09-01 10:03:20",
    },
    ...more,
  },
});

test("a call of a ticket is a leg of it, and no contact of its own", async () => {
  const { contacts, contact_legs, lost } = await mapped(database, [call()]);
  expect({ contacts, lost }).toEqual({ contacts: [], lost: [] });
  expect(contact_legs).toEqual([
    {
      ...{ row_id: "000001", leg_id: "c7", contact_id: "t1", version: "2026-09-01 10:03:20" },
      ...{ queued_at: "2026-09-01 10:00:00Z", answered_at: "2026-09-01 10:00:17Z" },
      ...{ ended_at: "2026-09-01 10:03:20Z", outcome: "answered", direction: "inbound" },
      ...{ tells: "answered|abandoned", talk_seconds: "183", channel: "phone", is_deleted: "false" },
    },
  ]);
});

test("a call without a ticket is a contact of who called, over when it ends", async () => {
  const { contacts, contact_legs } = await mapped(database, [call({ ticketId: "" })]);
  expect(contacts?.[0]).toMatchObject({
    ...{ contact_id: "call:c7", opened_at: "2026-09-01 10:00:00Z", resolved_at: "2026-09-01 10:03:20Z" },
    ...{ customer_id: "h:a", channel: "phone", direction: null, department: null, agent: null, reason: null },
  });
  expect(contact_legs?.[0]?.contact_id).toBe("call:c7");
  const out = await mapped(database, [call({ ticketId: null, type: "O" })]);
  expect(out.contacts?.[0]).toMatchObject({ customer_id: "h:b", direction: "outbound" });
});

test("nobody's answer is abandoned when it came in, and nothing when it went out", async () => {
  const missed = { dateAnswered: null, callDuration: "0" };
  const told = async (more: object) =>
    (await mapped(database, [call({ ...missed, ...more })])).contact_legs?.[0];
  expect(await told({})).toMatchObject({ outcome: "abandoned", talk_seconds: null, answered_at: null });
  expect(await told({ type: "O" })).toMatchObject({
    outcome: null,
    direction: "outbound",
    talk_seconds: null,
  });
  expect(await told({ dateFinished: null })).toMatchObject({ outcome: null, ended_at: null });
});

test("calls among agents are nothing, and counted as that", async () => {
  const { contacts, contact_legs, lost, twice } = await mapped(database, [call({ type: "T" })]);
  expect({ contacts, contact_legs, lost, twice }).toEqual({
    contacts: [],
    contact_legs: [],
    lost: [],
    twice: [],
  });
});

test("fields that are gone, or another type, throw nothing away but themselves", async () => {
  const odd: readonly Landed[] = [
    ticket({ tags: "vip", custom_fields: "none", agentid: 7 }),
    { stream: "tickets", body: "{}" },
    { stream: "calls", body: { type: "I" } },
    { stream: "messages", key: "t/g", body: { type: "M" } },
    { stream: "availability_calls", body: { hours_online: "x" } },
  ];
  const { contacts = [], lost } = await mapped(database, odd, { reason_field: "why" });
  expect(lost).toEqual([]);
  expect(contacts.find(({ contact_id }) => contact_id === "t1")).toMatchObject({ tags: "", agent: "desk:7" });
});
