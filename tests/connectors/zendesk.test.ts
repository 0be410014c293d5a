import { expect, test } from "vitest";
import type { Cursor, Page } from "../../functions/connectors/connector.ts";
import { VendorError, type VendorHttp, type VendorRequest } from "../../functions/connectors/vendor.ts";
import { zendesk, zendeskAccess } from "../../functions/connectors/zendesk.ts";
import { source } from "./zendesk-trial.ts";

const now = Date.parse("2026-11-10T12:00:00Z");
const context = { batch: () => 1, now: () => now, msLeft: () => Number.POSITIVE_INFINITY };

/** Answers requests from a list, and keeps what was asked. */
function scripted(...answers: readonly (string | object | VendorError)[]) {
  const asked: VendorRequest[] = [];
  const left = [...answers];
  const http: VendorHttp = {
    async send(request) {
      asked.push(request);
      const answer = left.shift();
      if (answer === undefined) throw new Error("asked once too often");
      if (answer instanceof VendorError) throw answer;
      const text = typeof answer === "string" ? answer : JSON.stringify(answer);
      return { status: 200, headers: new Headers(), text, json: JSON.parse(text) };
    },
  };
  return { http, asked };
}

async function read(http: VendorHttp, stream: string, from: Cursor | null = null): Promise<readonly Page[]> {
  const found = zendesk(source, http).streams.find(({ name }) => name === stream);
  if (found === undefined) throw new RangeError(stream);
  return Array.fromAsync(found.read(from, context));
}

const failing = (kind: VendorError["kind"]) => new VendorError("no", { kind });
const queries = (asked: readonly VendorRequest[]) => asked.map(({ query }) => query);

test("tickets begin at a time once, then follow the cursor to the end of the stream", async () => {
  const { http, asked } = scripted(
    '{"tickets":[{"id":90071992547409931,"status":"open","generated_timestamp":1793800000,"x":1.0}],"after_cursor":"a1","end_of_stream":false}',
    '{"tickets":[{"id":7,"status":"deleted","generated_timestamp":1793800000}],"after_cursor":"a2","end_of_stream":true}',
  );
  const pages = await read(http, "tickets");
  const common = { include: "metric_sets,metric_events", per_page: "1000" };
  // 2026-11-03 begins in Budapest at 23:00 UTC of the day before: 1793660400.
  expect(queries(asked)).toEqual([
    { ...common, start_time: "1793660400" },
    { ...common, cursor: "a1" },
  ]);
  expect(pages.flatMap(({ records }) => records)).toMatchObject([
    {
      key: "90071992547409931",
      version: "001793800000",
      op: "upsert",
      body: '{"id":90071992547409931,"status":"open","generated_timestamp":1793800000,"x":1.0}',
    },
    { key: "7", op: "delete" },
  ]);
  // Within a page of one second there may be more of it; at the end all is there but what the last minutes hide.
  expect(pages.map(({ done, watermark }) => [done, watermark])).toEqual([
    [false, "2026-11-04T13:46:39.000Z"],
    [true, "2026-11-10T11:58:00.000Z"],
  ]);
});

test("a cursor that is known no more is given up for an hour before the last ticket seen, and said", async () => {
  const { http, asked } = scripted(failing("cursor"), {
    tickets: [],
    after_cursor: "b1",
    end_of_stream: true,
  });
  const from = { v: 1, requests: 4, after: "a9", seen: 1793800000, through: "2026-11-04T13:46:39.000Z" };
  const pages = await read(http, "tickets", from);
  expect(queries(asked)[1]).toMatchObject({ start_time: String(1793800000 - 3600) });
  expect(pages[0]?.notes).toMatchObject([{ kind: "told", name: "tickets" }]);
  expect(pages.at(-1)?.next).toMatchObject({ after: "b1", requests: 6 });
});

test("a start that is too recent is no failure: there is nothing yet", async () => {
  const { http } = scripted(failing("too_recent"));
  const pages = await read(http, "tickets");
  expect(pages).toMatchObject([{ records: [], done: true }]);
});

test("events go on from the second a page ended with, and read it again", async () => {
  const event = (id: number, timestamp: number) => ({ id, timestamp, created_at: "2026-11-04T13:46:40Z" });
  const { http, asked } = scripted(
    {
      ticket_events: [event(1, 1793800000), event(2, 1793800005)],
      end_time: 1793800005,
      end_of_stream: false,
    },
    { ticket_events: [event(2, 1793800005)], end_time: 1793800005, end_of_stream: true },
  );
  const pages = await read(http, "ticket_events");
  expect(queries(asked).map((query) => query?.start_time)).toEqual(["1793660400", "1793800005"]);
  expect(pages.flatMap(({ records }) => records.map(({ key }) => key))).toEqual(["1", "2", "2"]);
  expect(pages.at(-1)?.next).toMatchObject({ at: 1793800005 });
});

test("a second that fills a page is asked for in larger pages, and never skipped where that does not help", async () => {
  const full = {
    ticket_events: Array.from({ length: 1000 }, (_, id) => ({ id: id + 1, timestamp: 1793660400 })),
    end_time: 1793660400,
    end_of_stream: false,
  };
  const wider = { ...full, end_time: 1793660401, end_of_stream: true };
  const { http, asked } = scripted(full, wider);
  expect(await read(http, "ticket_events")).toHaveLength(1);
  expect(queries(asked).map((query) => query?.per_page)).toEqual(["1000", "2000"]);
  const { http: stuck } = scripted(full, full, full, full, full);
  await expect(read(stuck, "ticket_events")).rejects.toThrow(/2026-11-02T23:00:00.*Nothing was skipped/);
});

test("a short page of calls is the last, although Talk always names a next one", async () => {
  const call = { id: 5, updated_at: "2026-11-04T13:46:40Z" };
  const { http, asked } = scripted({ calls: [call], count: 1, end_time: 1793800000, next_page: "https://x" });
  const pages = await read(http, "calls");
  expect(asked).toHaveLength(1);
  // The next reading begins three minutes before: Talk may tell late.
  expect(pages).toMatchObject([{ done: true, next: { at: 1793800000 - 180 } }]);
});

test("customers never land, whatever they are called", async () => {
  const user = (id: number, role?: string) => ({
    id,
    role,
    name: "Martha Nobody",
    updated_at: "2026-11-09T00:00:00Z",
  });
  const { http } = scripted({
    users: [user(1, "end-user"), user(2, "agent"), user(3), user(4, "admin")],
    after_cursor: "u1",
    end_of_stream: true,
  });
  const [page] = await read(http, "users");
  expect(page?.records.map(({ key }) => key)).toEqual(["2", "4"]);
});

test("ratings are read round by round, and a page that is known no more begins the round again", async () => {
  const rating = (id: number) => ({ id, updated_at: "2026-11-09T00:00:00Z", score: "good" });
  const { http, asked } = scripted(
    { satisfaction_ratings: [rating(1)], meta: { has_more: true, after_cursor: "p1" } },
    failing("cursor"),
    { satisfaction_ratings: [rating(1)], meta: { has_more: true, after_cursor: "p2" } },
    { satisfaction_ratings: [rating(2)], meta: { has_more: false, after_cursor: "p3" } },
  );
  const pages = await read(http, "satisfaction_ratings");
  expect(queries(asked).map((query) => query?.["page[after]"])).toEqual([undefined, "p1", undefined, "p2"]);
  // The round began at 12:00; the next one begins an hour before that.
  expect(pages.at(-1)).toMatchObject({ done: true, next: { from: now / 1000 - 3600, after: null } });
  expect(pages.at(-1)?.watermark).toBe("2026-11-10T11:58:00.000Z");
});

test("a list that says what it said last time is not landed again", async () => {
  const answer = { groups: [{ id: 1, name: "Billing", updated_at: "2026-11-01T00:00:00Z" }], meta: {} };
  const { http } = scripted(answer, answer);
  const [first] = await read(http, "groups");
  expect(first?.records).toHaveLength(1);
  const [second] = await read(http, "groups", first?.next);
  expect(second?.records).toEqual([]);
});

test("of a list only who says something else lands again, and a log-in is none", async () => {
  const agent = (id: number, name: string, more: object = {}) => ({
    ...{ id, name, role: "agent", updated_at: "2026-11-01T00:00:00Z", last_login_at: "2026-11-09T08:00:00Z" },
    ...more,
  });
  const { http } = scripted(
    { users: [agent(1, "Anna"), agent(2, "Mei")], meta: {} },
    {
      users: [agent(1, "Anna", { last_login_at: "2026-11-10T08:00:00Z" }), agent(2, "Mei Tanaka")],
      meta: {},
    },
  );
  const [first] = await read(http, "agents");
  expect(first?.records.map(({ key }) => key)).toEqual(["1", "2"]);
  const [second] = await read(http, "agents", first?.next);
  expect(second?.records.map(({ key }) => key)).toEqual(["2"]);
});

test("a token with an address in it is sent as a password, another one as it is", () => {
  const account = { account: "example", settings: {} };
  const header = (secret: string) => {
    const access = zendeskAccess(account, secret);
    return access.authorise({ path: "/users", group: "plan" }).headers?.authorization;
  };
  const basic = "anna@example.org/token:abc";
  expect(header(basic)).toBe(`Basic ${Buffer.from(basic).toString("base64")}`);
  expect(header("abc")).toBe("Bearer abc");
  expect(zendeskAccess(account, basic).secrets).toContain("abc");
  expect(zendeskAccess(account, "abc")).toMatchObject({
    address: "https://example.zendesk.com/api/v2",
    limits: { plan: { perMinute: 200 }, incremental: { perMinute: 10, within: "plan" } },
  });
});

test("all exports spend from one budget, lists from the plan's", async () => {
  const { http, asked } = scripted(
    ...[{ tickets: [], after_cursor: null }, { ticket_events: [], end_of_stream: true }, { calls: [] }],
    ...[{ groups: [] }, { satisfaction_ratings: [] }],
  );
  for (const stream of ["tickets", "ticket_events", "calls", "groups", "satisfaction_ratings"])
    await read(http, stream);
  expect(asked.map(({ group }) => group)).toEqual([
    ...["incremental", "incremental", "incremental", "plan", "plan"],
  ]);
});
