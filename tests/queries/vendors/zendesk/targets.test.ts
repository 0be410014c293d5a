import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../memory-draft.ts";
import { type Landed, mapped } from "./mapped.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.closeSync());

const run = (records: readonly Landed[], settings: Readonly<Record<string, string>> = {}) =>
  mapped(database, records, settings);

const group = { stream: "groups", body: { id: 98, name: "Billing", deleted: false } };
const event = (child: object, id = 1): Landed => ({
  stream: "ticket_events",
  body: { id, ticket_id: 35, created_at: "2026-09-01T09:00:00Z", child_events: [{ id: 10 * id, ...child }] },
});
const ticket = (body: object, version = "001788255665"): Landed => ({
  stream: "tickets",
  version,
  body: { id: 35, created_at: "2026-09-01T08:00:00Z", status: "open", ...body },
});

describe("a target", () => {
  const at = (time: string) => `2026-09-01T${time}:00Z`;
  const clock = (type: string, time: string, rest: object = {}) => ({
    instance_id: 1,
    type,
    time: at(time),
    ...rest,
  });
  const applied = (time: string, minutes: number, rest: object = {}) =>
    clock("apply_sla", time, {
      sla: { target: minutes, business_hours: false, policy: { title: "Gold" }, ...rest },
    });
  const verdicts = async (...reply_time: readonly object[]) =>
    (await run([ticket({ metric_events: { reply_time } })])).sla_verdicts.map(
      ({ verdict_id, metric, due_at, achieved_at, policy, is_deleted }) => ({
        ...{ verdict_id, metric, due_at, achieved_at, policy, is_deleted },
      }),
    );
  const first = { verdict_id: "35:reply_time:1", metric: "first_reply", policy: "Gold", is_deleted: "false" };

  test("is due its minutes after the clock began, and open until it is met", async () => {
    // 08:00 and 60 minutes.
    expect(await verdicts(clock("activate", "08:00"), applied("08:00", 60))).toEqual([
      { ...first, due_at: "2026-09-01 09:00:00Z", achieved_at: null },
    ]);
    const met = await verdicts(clock("activate", "08:00"), applied("08:00", 60), clock("fulfill", "08:20"));
    expect(met).toMatchObject([{ due_at: "2026-09-01 09:00:00Z", achieved_at: "2026-09-01 08:20:00Z" }]);
  });

  test("is that of the policy applied last, and counts from the beginning all the same", async () => {
    const again = applied("08:30", 90, { policy: { title: "Silver" } });
    // 08:00 and 90 minutes.
    expect(await verdicts(clock("activate", "08:00"), applied("08:00", 60), again)).toMatchObject([
      { due_at: "2026-09-01 09:30:00Z", policy: "Silver" },
    ]);
  });

  test("was due when it was breached, however its clock had been stopped", async () => {
    const told = [
      clock("activate", "08:00"),
      applied("08:00", 60),
      clock("pause", "08:10"),
      clock("activate", "09:00"),
    ];
    expect(await verdicts(...told, clock("breach", "09:50"), clock("fulfill", "10:00"))).toMatchObject([
      { due_at: "2026-09-01 09:50:00Z", achieved_at: "2026-09-01 10:00:00Z" },
    ]);
  });

  test("met after a pause without a breach was met in time, and open after one tells nothing yet", async () => {
    const told = [
      clock("activate", "08:00"),
      applied("08:00", 60),
      clock("pause", "08:10"),
      clock("activate", "09:00"),
    ];
    expect(await verdicts(...told)).toEqual([]);
    expect(await verdicts(...told, clock("fulfill", "09:30"))).toMatchObject([
      { due_at: "2026-09-01 09:30:00Z", achieved_at: "2026-09-01 09:30:00Z" },
    ]);
  });

  test("in business hours tells nothing while it is open, and was met in time when no breach is told", async () => {
    const told = [clock("activate", "08:00"), applied("08:00", 60, { business_hours: true })];
    expect(await verdicts(...told)).toEqual([]);
    expect(await verdicts(...told, clock("fulfill", "08:30"))).toMatchObject([
      { due_at: "2026-09-01 09:00:00Z" },
    ]);
  });

  test("that was taken back is none any more; without a policy there is none at all", async () => {
    const gone = { ...applied("08:00", 60), deleted: true };
    expect(await verdicts(clock("activate", "08:00"), gone)).toMatchObject([{ is_deleted: "true" }]);
    expect(await verdicts(clock("activate", "08:00"), clock("fulfill", "08:10"))).toEqual([]);
  });

  test("of a second reply is the next reply; a breach by itself says when it was due, until the ticket says more", async () => {
    const breach = {
      id: 1,
      ticket_id: 35,
      metric: "reply_time",
      instance_id: 2,
      type: "breach",
      time: at("09:00"),
    };
    const { sla_verdicts, lost } = await run([
      { stream: "metric_events", version: "001788253200", body: breach },
      { stream: "metric_events", version: "001788253200", body: { ...breach, id: 2, type: "activate" } },
    ]);
    expect(sla_verdicts).toMatchObject([
      { verdict_id: "35:reply_time:2", metric: "next_reply", due_at: at("09:00"), version: "001788253200.0" },
    ]);
    expect(lost).toEqual([]);
    const [row] = (
      await run([
        ticket({ metric_events: { reply_time: [clock("activate", "08:00"), applied("08:00", 1)] } }),
      ])
    ).sla_verdicts;
    expect(row?.version).toBe("001788255665.1");
  });
});

describe("a rating", () => {
  const rating = (score: string, updated = "2026-09-03T00:00:00Z"): Landed => ({
    stream: "satisfaction_ratings",
    body: {
      id: 5,
      ticket_id: 35,
      score,
      created_at: "2026-09-02T00:00:00Z",
      updated_at: updated,
      assignee_id: 501,
    },
  });

  test("is an answer without a score unless the config says what good and bad stand for", async () => {
    expect((await run([rating("good")])).surveys).toMatchObject([
      { invited_at: "2026-09-02T00:00:00Z", answered_at: "2026-09-03T00:00:00Z", score: null },
    ]);
    const settings = { good_score: "2", bad_score: "1" };
    expect((await run([rating("good")], settings)).surveys).toMatchObject([
      { score: "2", agent: "support:501" },
    ]);
    expect((await run([rating("bad")], settings)).surveys).toMatchObject([{ score: "1" }]);
  });

  test("that was offered is not answered, and one nobody was asked for is none", async () => {
    const { surveys, lost } = await run([rating("offered"), rating("unoffered")]);
    expect(surveys).toMatchObject([{ row_id: "1", invited_at: "2026-09-02T00:00:00Z", answered_at: null }]);
    expect(lost).toEqual([]);
  });

  test("made in the second it was answered says nothing of an invitation", async () => {
    expect((await run([rating("good", "2026-09-02T00:00:00Z")])).surveys).toMatchObject([
      { invited_at: null },
    ]);
  });

  test("of the newer kind has its number; its offer tells nothing", async () => {
    const { surveys, lost } = await run([
      event({ event_type: "SurveyOffered" }, 1),
      event({ event_type: "SurveyResponseSubmitted", survey_response_id: "r1", rating: 4 }, 2),
    ]);
    expect(surveys).toMatchObject([
      { survey_id: "survey:r1", score: "4", invited_at: null, contact_id: "35" },
    ]);
    expect(lost).toEqual([]);
  });
});

describe("a call", () => {
  const call = (body: object): Landed => ({
    stream: "calls",
    body: {
      ...{ id: 9, created_at: "2026-09-01T08:00:00Z", direction: "inbound", completion_status: "completed" },
      ...{
        agent_id: 501,
        call_group_id: 98,
        duration: 200,
        wait_time: 15,
        time_to_answer: 20,
        ivr_time_spent: 5,
      },
      ...{ talk_time: 150, hold_time: 30, wrap_up_time: 40, call_charge: "0.0213" },
      ...body,
    },
  });

  test("without a ticket is a contact and a leg of it; with one, the ticket's leg alone", async () => {
    const { contacts, contact_legs } = await run([group, call({}), call({ id: 10, ticket_id: 35 })]);
    // 08:00:00 and 200 seconds.
    expect(contacts).toMatchObject([
      { contact_id: "call:9", channel: "phone", resolved_at: "2026-09-01 08:03:20Z" },
    ]);
    expect(contact_legs.map(({ contact_id }) => contact_id)).toEqual(["call:9", "35"]);
    expect(contact_legs[0]).toMatchObject({
      queued_at: "2026-09-01 08:00:05Z", // 5 seconds in the menu
      answered_at: "2026-09-01 08:00:20Z",
      ended_at: "2026-09-01 08:03:20Z",
      wrapped_at: "2026-09-01 08:04:00Z", // and 40 of work after it
      wait_seconds: "15",
      talk_seconds: "150",
      hold_seconds: "30",
      after_work_seconds: "40",
      outcome: "answered",
      department: "Billing",
      agent: "support:501",
    });
  });

  test("lost in the queue is abandoned; lost in the menu it is no leg; a callback and a voicemail are neither", async () => {
    const lostCall = { agent_id: null, time_to_answer: null, talk_time: 0 };
    const { contact_legs, lost } = await run([
      call({ ...lostCall, completion_status: "abandoned_in_queue" }),
      call({ ...lostCall, id: 10, completion_status: "abandoned_in_ivr" }),
      call({ ...lostCall, id: 11, completion_status: null, callback: true }),
      call({ ...lostCall, id: 12, completion_status: null, voicemail: true }),
      call({ ...lostCall, id: 13, completion_status: "abandoned_in_ivr", ticket_id: 35 }),
    ]);
    expect(contact_legs.map(({ leg_id, outcome, talk_seconds }) => [leg_id, outcome, talk_seconds])).toEqual([
      ["call:9", "abandoned", null],
      ["call:11", "callback", null],
      ["call:12", "flow_out", null],
    ]);
    expect(lost).toEqual([]);
  });

  test("costs something only where the config says in which currency", async () => {
    expect((await run([call({})])).costs).toEqual([]);
    expect((await run([call({})], { call_charge_currency: "eur" })).costs).toMatchObject([
      { cost_id: "call:9", month: "2026-09", amount: "0.0213", currency: "EUR", channel: "phone" },
    ]);
  });
});
