import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { account } from "../../../connectors/sprout-social-trial.ts";
import { type MemoryDraft, memoryDraft, openDatabase } from "../../memory-draft.ts";
import { type Landed, staged } from "./staged.ts";

let database: DuckDBConnection;
let draft: MemoryDraft;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(async () => {
  draft = await memoryDraft(database);
});
afterAll(() => database.closeSync());

const at = (time: string) => `2026-11-16T${time}Z`;

function message(guid: string, more: object = {}): Landed {
  const own = { guid, created_time: at("09:00:00"), network: "TWITTER", post_type: "TWEET" };
  const who = { from: { guid: "h:customer" }, profile_guid: "h:profile", internal: { tags: [] } };
  return { stream: "messages", key: guid, body: { ...own, ...who, activity_metadata: [], ...more } };
}

const listed = (guid: string, time: string, direction: string, isAnchor = false) => ({
  ...{ guid, msg_created_date: at(time), case_message_direction: direction, is_anchor: isAnchor },
});

function aCase(id: string, more: object = {}): Landed {
  const times = { created_time: at("09:05:00"), updated_time: at("09:05:00"), last_closed_time: null };
  const own = { case_id: id, type: "support", status: "OPEN", group_id: "7", queue_id: "756", ...times };
  return { stream: "cases", key: id, body: { ...own, messages: [], assigned_to: [], tags: [], ...more } };
}

const user = "urn:spt:core:account_login:9007199254740993";
const lists: readonly Landed[] = [
  {
    stream: "users",
    key: "9007199254740993",
    body: '{"id":9007199254740993,"name":"Zsófia Nagy","email":null}',
  },
  { stream: "queues", key: "756", body: { id: "756", name: "Deliveries" } },
  { stream: "groups", key: "756", body: { group_id: 756, name: "Another thing" } },
  { stream: "tags", key: "1", body: { tag_id: 1, text: "reason: Late | lost", active: true } },
  { stream: "tags", key: "2", body: { tag_id: 2, text: "complaint", active: false } },
  { stream: "teams", key: "3", body: { id: "3", name: "Night shift" } },
  { stream: "profiles", key: "4", body: { customer_profile_id: 4, name: "Northwind" } },
];

const contacts = (more = "") =>
  draft.execute(`select contact_id, cast(opened_at as varchar) as opened_at, cast(resolved_at as varchar) as resolved_at, channel,
    department, agent, reason, tags, direction, customer_id ${more} from contacts where not is_deleted order by 1`);
const messages = () =>
  draft.execute(
    "select message_id, contact_id, author, agent, cast(sent_at as varchar) as sent_at from messages order by 1",
  );

test("a case is of whom its first message of a customer is, and comes as that does, unless its anchor says how", async () => {
  const facebook = { post_type: "FACEBOOK_POST", network: "FACEBOOK" };
  const own = { from: { guid: "h:profile" }, profile_guid: "h:profile" };
  const first = [
    message("fb:1", { ...facebook, ...own, case_id: "c1", created_time: at("08:50:00") }),
    message("fb:2", { ...facebook, case_id: "c1", created_time: at("08:55:00"), from: { guid: "h:ann" } }),
    message("fb:3", { ...facebook, case_id: "c1", created_time: at("08:56:00"), from: { guid: "h:bob" } }),
    message("d:4", { ...facebook, case_id: "c2" }),
    message("fb:5", { ...facebook, case_id: "c3", from: { guid: null } }),
  ];
  await staged(draft, 1, first);
  const cases = [
    aCase("c1", {
      messages: [listed("fb:1", "08:50:00", "SENT", true), listed("fb:2", "08:55:00", "RECEIVED")],
    }),
    aCase("c2", { messages: [listed("d:4", "09:00:00", "RECEIVED", true)] }),
    aCase("c3", { messages: [listed("fb:5", "09:00:00", "RECEIVED", true)] }),
  ];
  expect((await staged(draft, 2, cases)).quarantined).toBe(0);
  const told = [
    { contact_id: "c1", customer_id: "h:ann", channel: "social_public" },
    { contact_id: "c2", customer_id: "h:customer", channel: "social_dm" },
    { contact_id: "c3", customer_id: null, channel: null },
  ];
  expect(await contacts()).toMatchObject(told);
  // Read again, it says the same, though it says nothing of it by itself.
  await staged(draft, 3, [aCase("c1", { messages: [listed("fb:1", "08:50:00", "SENT", true)] })]);
  expect(await contacts()).toMatchObject(told);
});

test("a case names its queue, its agent, its reason by a tag, and begins with its anchor", async () => {
  const told = aCase("c1", {
    ...{ messages: [listed("d:1", "08:55:00", "RECEIVED", true), listed("d:2", "09:10:00", "SENT")] },
    ...{ assigned_to: [user], tags: [{ tag_id: 2 }, { tag_id: 1 }, { tag_id: 99 }] },
  });
  // 7 lists, 1 case; the team and the profile tell nothing.
  expect(await staged(draft, 1, [...lists, told])).toEqual({
    landed: 8,
    mapped: 6,
    quarantined: 0,
    unused: 2,
  });
  expect(await contacts()).toEqual([
    {
      ...{ contact_id: "c1", opened_at: "2026-11-16 08:55:00", resolved_at: null, channel: "social_dm" },
      ...{ department: "Deliveries", agent: "social:9007199254740993", reason: "Late | lost" },
      ...{ tags: "complaint|reason: Late / lost|99", direction: "inbound", customer_id: null },
    },
  ]);
  expect(await messages()).toEqual([
    { message_id: "d:1", contact_id: "c1", author: "customer", agent: null, sent_at: "2026-11-16 08:55:00" },
    { message_id: "d:2", contact_id: "c1", author: "agent", agent: null, sent_at: "2026-11-16 09:10:00" },
  ]);
});

test("without a tag that says why, the type of a case does, where the settings name no such tags", async () => {
  const plain = { ...account, settings: {} };
  await staged(draft, 1, [aCase("c1", { type: "QUESTION" })], plain);
  expect(await contacts()).toMatchObject([
    { reason: "question", department: "756", tags: "", channel: null },
  ]);
});

test("a message in no case is a contact of its own, with its first reply and its completion", async () => {
  const acts = {
    first_reply: { action_time: at("09:20:00"), actor: { id: 501 } },
    first_complete: { action_time: at("09:30:00") },
  };
  await staged(draft, 1, [
    message("t:1", { activity_metadata: [acts] }),
    message("t:2", { activity_metadata: acts }),
  ]);
  const one = {
    opened_at: "2026-11-16 09:00:00",
    resolved_at: "2026-11-16 09:30:00",
    channel: "social_public",
  };
  const who = { agent: "social:501", customer_id: "h:customer", department: null, reason: null, tags: "" };
  expect(await contacts()).toEqual([
    { contact_id: "message:t:1", direction: "inbound", ...one, ...who },
    { contact_id: "message:t:2", direction: "inbound", ...one, ...who },
  ]);
  expect(await messages()).toMatchObject([
    { message_id: "t:1", author: "customer" },
    { message_id: "t:1:reply", author: "agent", agent: "social:501", sent_at: "2026-11-16 09:20:00" },
    { message_id: "t:2" },
    { message_id: "t:2:reply" },
  ]);
});

test("what the organisation wrote in no case is knowingly unused; in a case it is a message of its agent", async () => {
  const own = { from: { guid: "h:profile" }, internal: { tags: [], sent_by: { id: 501 } } };
  expect(await staged(draft, 1, [message("t:1", own)])).toMatchObject({ mapped: 0, unused: 1 });
  await staged(draft, 2, [
    message("t:2", { ...own, case_id: "c1" }),
    aCase("c1", { messages: [listed("t:2", "09:00:00", "SENT")] }),
  ]);
  expect(await messages()).toMatchObject([
    { message_id: "t:2", contact_id: "c1", author: "agent", agent: "social:501" },
  ]);
  expect(await contacts("")).toMatchObject([{ contact_id: "c1" }]);
});

test.each([
  ["its own record", [message("t:1", { case_id: "c1" })]],
  ["the case's record", [aCase("c1", { messages: [listed("t:1", "09:00:00", "RECEIVED", true)] })]],
] as const)(
  "a message put into a case after it was read is no contact any more: %s says so",
  async (_, later) => {
    await staged(draft, 1, [message("t:1")]);
    expect((await contacts()).map(({ contact_id }) => contact_id)).toEqual(["message:t:1"]);
    await staged(draft, 2, [...later, aCase("c1")]);
    // An older answer that arrives late brings it back by no means.
    await staged(draft, 3, [message("t:1")]);
    expect((await contacts()).map(({ contact_id }) => contact_id)).toEqual(["c1"]);
    expect(await messages()).toMatchObject([{ message_id: "t:1", contact_id: "c1" }]);
  },
);

test("closed, opened again and closed again: the first closing, the first reopening and the last closing are told", async () => {
  const seen = (status: string, updated: string, closed: string | null) =>
    aCase("c1", { status, updated_time: at(updated), last_closed_time: closed && at(closed) });
  await staged(draft, 1, [seen("OPEN", "09:05:00", null)]);
  await staged(draft, 2, [seen("CLOSED", "10:00:00", "10:00:00")]);
  await staged(draft, 3, [seen("OPEN", "11:00:00", "10:00:00")]);
  await staged(draft, 4, [seen("OPEN", "11:30:00", "10:00:00")]);
  const times = () =>
    draft.execute(`select cast(resolved_at as varchar) as resolved_at, cast(first_resolved_at as varchar) as first_resolved_at,
      cast(reopened_at as varchar) as reopened_at, assigned_at from contacts`);
  const first = {
    first_resolved_at: "2026-11-16 10:00:00",
    reopened_at: "2026-11-16 11:00:00",
    assigned_at: null,
  };
  expect(await times()).toEqual([{ resolved_at: null, ...first }]);
  await staged(draft, 5, [seen("CLOSED", "12:00:00", "12:00:00")]);
  expect(await times()).toEqual([{ resolved_at: "2026-11-16 12:00:00", ...first }]);
});

test("a review of five stars is a score only where the settings say so, and nobody was asked for it", async () => {
  const review = (guid: string, value: number, scale: number) =>
    message(guid, { post_type: "GOOGLE_REVIEW", review_ratings: [{ value, scale }] });
  const rows = [review("r:1", 4, 5), review("r:2", 1, 1), review("r:3", 9, 5)];
  // Nine of five stars is no score; the other two rows are good.
  expect(await staged(draft, 1, rows)).toMatchObject({ mapped: 2, quarantined: 1 });
  expect(
    await draft.execute(
      "select survey_id, contact_id, kind, score, invited_at, cast(answered_at as varchar) as answered_at from surveys",
    ),
  ).toEqual([
    {
      ...{ survey_id: "r:1", contact_id: "message:r:1", kind: "satisfaction", score: 4, invited_at: null },
      answered_at: "2026-11-16 09:00:00",
    },
  ]);
  expect((await contacts()).map(({ channel }) => channel)).toEqual(["review", "review", "review"]);
  const silent = { ...account, id: "silent", contactsIn: "silent", settings: {} };
  await staged(draft, 2, rows, silent);
  expect(await draft.execute("select * from surveys where source = 'silent'")).toEqual([]);
});

test("drift takes nothing but itself", async () => {
  const odd = [
    message("t:1", { activity_metadata: "none", internal: null, review_ratings: {}, post_type: 7 }),
    message("t:2", { created_time: "yesterday" }),
    aCase("c1", { messages: { 0: "x" }, tags: "none", assigned_to: null, status: 3 }),
  ];
  expect(await staged(draft, 1, odd)).toEqual({ landed: 3, mapped: 2, quarantined: 1, unused: 0 });
  expect(await contacts()).toMatchObject([
    { contact_id: "c1", resolved_at: null, agent: null },
    { contact_id: "message:t:1", tags: "", resolved_at: null },
  ]);
});
