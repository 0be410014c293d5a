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

const agent = {
  stream: "agents",
  version: "2026-08-01T00:00:00Z",
  body: { id: 501, name: "Ada Example", role: "agent", active: true },
};
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

describe("who writes", () => {
  const comment = (author: number, isPublic: boolean, id = 1) =>
    event({ event_type: "Comment", author_id: author, public: isPublic }, id);

  test("is an agent if the directory has him, or if only agents could write it; else a customer", async () => {
    const { messages } = await run([agent, comment(501, true, 1), comment(7, true, 2), comment(8, false, 3)]);
    expect(messages.map(({ author, agent: who, is_public }) => [author, who, is_public]).sort()).toEqual([
      ["agent", "support:501", "true"],
      ["agent", "support:8", "false"],
      ["customer", null, "true"],
    ]);
  });

  test("is an agent if he ever had a ticket to answer, though nobody lists him; a comment of before is his too", async () => {
    const { messages, members, twice } = await run([
      comment(601, true, 1),
      comment(602, true, 2),
      comment(603, true, 3),
      event({ event_type: "Change", assignee_id: 601, previous_value: null }, 4),
      event({ type: "Change", field_name: "assignee_id", value: "602" }, 5),
      event({ event_type: "Change", assignee_id: null, previous_value: "603" }, 6),
      ticket({ assignee_id: 604 }),
      agent,
      { ...ticket({ id: 36, assignee_id: 501 }), op: "upsert" },
    ]);
    expect(messages.map(({ author, agent: who }) => [author, who])).toEqual([
      ["agent", "support:601"],
      ["agent", "support:602"],
      ["customer", null],
    ]);
    // The entry of who is listed is newer than any mention.
    const ada = members.filter(({ native_id }) => native_id === "501");
    expect(
      ada.toSorted((a, b) => (String(a.version) < String(b.version) ? 1 : -1)).map(({ name }) => name),
    ).toEqual(["Ada Example", null]);
    expect(members.filter(({ kind }) => kind === "agent")).toHaveLength(5);
    expect(twice).toEqual([]);
  });

  test("is a bot if the config says so, though the directory calls it an agent", async () => {
    const { messages, members } = await run([agent, comment(501, true)], { bots: "299, 501" });
    expect(messages).toMatchObject([{ author: "bot", agent: null }]);
    expect(members).toMatchObject([{ member_id: "bot:501" }]);
  });

  test("of a ticket_event without children, or with others, is nobody: the row is unused, and not lost", async () => {
    const { messages, lost, twice } = await run([
      event({ event_type: "Change", priority: "high" }),
      { stream: "ticket_events", body: { id: 2, ticket_id: 35, child_events: [] } },
      { stream: "ticket_events", body: { id: 3, ticket_id: 35, child_events: "none" } },
      { stream: "ticket_events", body: "not json" },
    ]);
    expect([messages, lost, twice]).toEqual([[], [], []]);
  });
});

describe("a leg of a call", () => {
  const leg = (id: number, body: object): Landed => ({
    stream: "legs",
    version: "000000000001",
    body: {
      ...{ id, call_id: 7, agent_id: 501, type: "agent", completion_status: "completed" },
      ...{
        created_at: "2026-09-01T08:00:00Z",
        duration: 100,
        talk_time: 60,
        hold_time: 20,
        wrap_up_time: 15,
      },
      ...{ transferred_from: 0, transferred_to: null, consultation_from: 0, conference_from: 0, ...body },
    },
  });

  test("is the agent's part of it: taken after it rang, passed on where it says to whom", async () => {
    const { contact_legs, lost } = await run([leg(1, { transferred_to: 502 }), leg(2, {})]);
    expect(contact_legs).toMatchObject([
      // 100 seconds, of which 60 + 20 were spoken or held; 15 more to wrap up.
      {
        ...{ leg_id: "leg:1", part_of: "call:7", outcome: "answered", is_transferred: "true" },
        queued_at: "2026-09-01 08:00:00Z",
        answered_at: "2026-09-01 08:00:20Z",
        ended_at: "2026-09-01 08:01:40Z",
        wrapped_at: "2026-09-01 08:01:55Z",
        ...{ talk_seconds: "60", hold_seconds: "20", after_work_seconds: "15", agent: "support:501" },
      },
      { leg_id: "leg:2", is_transferred: "false" },
    ]);
    expect(lost).toEqual([]);
  });

  test("handled nothing where the agent missed it, was asked or joined in; one who was asked and then passed the call did", async () => {
    const { contact_legs, lost, twice } = await run([
      leg(1, { completion_status: "agent_missed" }),
      leg(2, { completion_status: null }),
      leg(3, { type: "customer", agent_id: null }),
      leg(4, { consultation_from: 502 }),
      leg(5, { conference_from: 502 }),
      leg(6, { consultation_from: 502, transferred_from: 502 }),
      leg(7, { type: null }),
      leg(8, { agent_id: null }),
    ]);
    expect(contact_legs.map(({ leg_id }) => leg_id)).toEqual(["leg:6"]);
    expect([lost, twice]).toEqual([[], []]);
  });
});

test("a ticket closed after it was solved is resolved once; one that is closed at once, too; one that goes back is reopened", async () => {
  const { status_changes, lost } = await run([
    event({ event_type: "Change", status: "solved", previous_value: "open" }, 1),
    event({ event_type: "Change", status: "closed", previous_value: "solved" }, 2),
    event({ event_type: "Change", status: "closed", previous_value: "open" }, 3),
    event({ event_type: "Change", status: "pending", previous_value: "solved" }, 4),
    event({ type: "Change", field_name: "status", value: "solved", previous_value: "hold" }, 5),
    event({ event_type: "Change", assignee_id: 501, previous_value: null }, 6),
    event({ event_type: "Change", assignee_id: null, previous_value: "501" }, 7),
    event({ event_type: "Change", status: "closed", previous_value: null }, 8),
  ]);
  expect(status_changes.map(({ row_id, change }) => [row_id, change])).toEqual([
    ["1", "resolved"],
    ["3", "resolved"],
    ["4", "reopened"],
    ["5", "resolved"],
  ]);
  expect(lost).toEqual([]);
});

describe("a ticket", () => {
  const field = {
    stream: "ticket_fields",
    body: { id: 771, active: true, custom_field_options: [{ id: 1, name: "Late delivery", value: "late" }] },
  };

  test("has the reason its field's option is called, and else the first tag the config calls one", async () => {
    const tags = { tags: ["vip", "late", "invoice"] };
    const reason = async (settings: Readonly<Record<string, string>>) =>
      (await run([field, ticket(tags)], settings)).contacts[0]?.reason;
    expect(await reason({ reason_field: "771" })).toBe("Late delivery");
    expect(await reason({ reason_tags: "delivery, invoice" })).toBe("invoice");
    expect(await reason({})).toBeNull();
  });

  test("is in the department its group is called, or its number where nobody knows it", async () => {
    const { contacts } = await run([group, ticket({ group_id: 98 }), ticket({ id: 36, group_id: 99 })]);
    expect(contacts.map(({ department }) => department).sort()).toEqual(["99", "Billing"]);
  });

  test("was first solved and reopened when its requester's clock says so, and has no times while it is open", async () => {
    const clock = (type: string, time: string) => ({
      id: 1,
      metric: "requester_wait_time",
      instance_id: 1,
      type,
      time,
    });
    const requester_wait_time = [
      clock("activate", "2026-09-01T08:00:00Z"),
      clock("pause", "2026-09-01T09:00:00Z"),
      clock("activate", "2026-09-01T09:30:00Z"),
      clock("fulfill", "2026-09-01T10:00:00Z"),
      clock("activate", "2026-09-02T10:00:00Z"),
    ];
    const metric_set = {
      solved_at: "2026-09-01T10:00:00Z",
      requester_wait_time_in_minutes: { calendar: 90 },
      agent_wait_time_in_minutes: { calendar: 30 },
    };
    const { contacts } = await run([
      ticket({ metric_events: { requester_wait_time }, metric_set }),
      ticket({ id: 36, status: "solved", metric_events: { requester_wait_time }, metric_set }),
    ]);
    const common = { first_resolved_at: "2026-09-01T10:00:00Z", reopened_at: "2026-09-02T10:00:00Z" };
    expect(contacts).toMatchObject([
      { ...common, contact_id: "35", resolved_at: null, requester_wait_seconds: null },
      // 90 and 30 minutes.
      {
        ...common,
        contact_id: "36",
        requester_wait_seconds: "5400",
        agent_wait_seconds: "1800",
        on_hold_seconds: null,
      },
    ]);
  });

  test("that was reopened, and comes without its clocks, has no first resolution that is known", async () => {
    const told = async (reopens: number | null) =>
      (await run([ticket({ status: "solved", metric_set: { reopens, solved_at: "2026-09-01T10:00:00Z" } })]))
        .contacts;
    expect(await told(1)).toMatchObject([
      { is_reopened: "true", first_resolved_at: null, resolved_at: "2026-09-01T10:00:00Z" },
    ]);
    expect(await told(0)).toMatchObject([{ is_reopened: null }]);
    expect(await told(null)).toMatchObject([{ is_reopened: null }]);
  });

  test("is told as it comes, whatever became of its fields: numbers for lists, lists for numbers, nothing at all", async () => {
    const { contacts, lost } = await run([
      ticket({ tags: 7, via: [], metric_set: "gone", metric_events: [1], group_id: { value: 7 } }),
      { stream: "tickets", body: { id: 36 } },
      { stream: "tickets", body: '{"id":90071992547409931,"tags":[1,"a|b",null,[2]]}' },
    ]);
    expect(contacts.map(({ contact_id, tags }) => [contact_id, tags])).toEqual([
      ["35", ""],
      ["36", ""],
      ["90071992547409931", "1|a b"],
    ]);
    expect(lost).toEqual([]);
  });
});
