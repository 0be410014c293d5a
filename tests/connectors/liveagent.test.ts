import { expect, test } from "vitest";
import type { Page } from "../../functions/connectors/connector.ts";
import { liveagentAccess } from "../../functions/connectors/liveagent.ts";
import type { VendorRequest } from "../../functions/connectors/vendor.ts";
import { moved } from "../../functions/core/wall.ts";
import { accountWith, failure, keys, records, second, served, ticket } from "./liveagent-told.ts";
import { account } from "./liveagent-trial.ts";

test("the secret is one key, or both with their names", () => {
  const both = liveagentAccess(account, '{"v3": "three", "v1": "one"}');
  expect(both.hasReports).toBe(true);
  expect(both.authorise({ path: "/v3/tickets", group: "v3" })).toEqual({ headers: { apikey: "three" } });
  expect(both.authorise({ path: "/reports/ranking", group: "v1" })).toEqual({ query: { apikey: "one" } });
  expect(both.secrets).toEqual(["three", "one"]);
  const one = liveagentAccess(account, "three\n");
  expect(one).toMatchObject({ hasReports: false, secrets: ["three"] });
  expect(one.address).toBe("http://localhost/liveagent");
});

test.each([
  ["", "LIVEAGENT_TOKEN is empty"],
  ["{three", "LIVEAGENT_TOKEN is no JSON"],
  ['{"v1": "one"}', 'LIVEAGENT_TOKEN has no "v3"'],
])("a secret that cannot be one is named, and not told: %s", (secret, message) => {
  expect(() => liveagentAccess(account, secret)).toThrow(message);
});

test("a zone that is none is named, and what may be asked a minute is the admin's to say", () => {
  expect(() => accountWith(() => undefined, { settings: { zone_v1: "Europe/Budapst" } })).toThrow(
    '[desk] zone_v1: there is no zone "Europe/Budapst". Write one such as Europe/Budapest.',
  );
  const less = { ...account, settings: { requests_per_minute: "60" } };
  expect(liveagentAccess(less, "key").limits).toEqual({ v3: { perMinute: 60 }, v1: { within: "v3" } });
  expect(liveagentAccess({ ...account, address: undefined as never }, "key").address).toBe(
    "https://northwind.ladesk.com/api",
  );
});

test("without a key for the reports they are said to be forbidden, and nothing is asked for", async () => {
  const { asked, read } = accountWith(() => undefined, { hasReports: false });
  await expect(read("ranking")).rejects.toMatchObject({ kind: "forbidden" });
  expect(asked).toEqual([]);
});

test("more tickets in one second than a page holds are all read, and the second is left behind", async () => {
  const burst = Array.from({ length: 1203 }, (_, n) => ticket(`t${n}`, second));
  const { asked, read } = accountWith((request) =>
    served(request, [...burst, ticket("last", "2026-11-03 10:00:01")]),
  );
  const pages = await read("tickets");
  expect(new Set(keys(pages)).size).toBe(1204);
  expect(pages.at(-1)).toMatchObject({ done: true, watermark: "2026-11-04T12:00:00.000Z" });
  // The latest change, a page up to the second, one of it; its pages 2, 3 and an empty 4; all four again; what is behind
  // it: 1 + 1 + 1 + 3 + 4 + 1.
  expect(asked).toHaveLength(11);
});

test("a vendor that gives fewer tickets than it was asked for has not given all", async () => {
  const many = Array.from({ length: 95 }, (_, n) => ticket(`t${n}`, moved(second, n)));
  const { read } = accountWith((request) => served(request, many, 20));
  expect(new Set(keys(await read("tickets"))).size).toBe(95);
});

test("a ticket that changes while pages are turned costs no other ticket", async () => {
  const tickets = Array.from({ length: 1203 }, (_, n) => ticket(`t${n}`, second));
  let page = 0;
  const { read } = accountWith((request) => {
    const given = served(request, tickets);
    // Behind each page its first ticket changes, and whoever follows moves up.
    if (request.query?._filters && page < 3)
      tickets[page * 7] = ticket(`t${page++ * 7}`, "2026-11-03 11:00:00");
    return given;
  });
  expect(new Set(keys(await read("tickets"))).size).toBe(1203);
});

test("what was landed is not landed again, unless it is another text", async () => {
  const tickets = [ticket("a", second), ticket("b", second)];
  const { read } = accountWith((request) => served(request, tickets));
  const first = await read("tickets");
  expect(keys(first)).toEqual(["a", "b"]);
  const again = await read("tickets", JSON.parse(JSON.stringify(first.at(-1)?.next)));
  expect(keys(again)).toEqual([]);
  tickets[1] = ticket("b", second, ',"status":"R"');
  expect(keys(await read("tickets", again.at(-1)?.next))).toEqual(["b"]);
});

test("26 hours before the last reading are read again, for what was seen late", async () => {
  const { asked, read } = accountWith(() => undefined);
  await read("tickets", (await read("tickets")).at(-1)?.next);
  // 12:02 less two minutes, less 26 hours.
  expect(asked.at(-1)?.query?._filters).toBe(
    '[["date_changed","D>=","2026-11-03 10:00:00"],["date_changed","D<=","2026-11-04 12:00:00"]]',
  );
});

test("a latest change that is still to come says that the zone is another one", async () => {
  const ahead = (request: VendorRequest) => served(request, [ticket("a", "2026-11-04 13:01:00")]);
  await expect(accountWith(ahead).read("tickets")).rejects.toThrow(
    "LiveAgent's latest change is of 2026-11-04 13:01:00, which is still to come in UTC. Set zone_v3",
  );
  const there = accountWith(ahead, { settings: { zone_v3: "Europe/Budapest" } });
  // Changed a minute ago, it is left for the next reading.
  expect(keys(await there.read("tickets"))).toEqual([]);
});

test("a filter or an order that is passed over is no reading", async () => {
  const early = () => ({ list: [ticket("a", "2026-01-01 10:00:00")] });
  await expect(accountWith(early).read("tickets")).rejects.toMatchObject({ kind: "unreadable" });
});

test("a deleted ticket is a deletion, and one without an id is rejected once", async () => {
  const odd = [
    ticket("a", second, ',"status":"X"'),
    `{"id":null,"date_changed":"${second}","subject":"secret"}`,
  ];
  const { read } = accountWith((request) => served(request, odd));
  const pages = await read("tickets");
  expect(records(pages).map(({ op }) => op)).toEqual(["delete", "reject"]);
  expect(records(pages)[1]?.body).toBe('{"reason":"it has no id","text":""}');
  expect(keys(await read("tickets", pages.at(-1)?.next))).toEqual([]);
});

const group = (id: string, type: string, ...messages: readonly string[]) =>
  `{"id":"${id}","type":"${type}","messages":[${messages.map((one) => `{"id":"${one}", "n":90071992547409931}`).join(",")}]}`;

test("the messages of changed tickets are read one by one, verbatim, their ticket and group in the key", async () => {
  const { read } = accountWith((request) =>
    request.path === "/v3/tickets/t%2F1/messages"
      ? { list: [group("g1", "3", "m1"), group("g2", "C", "m2", "m3")] }
      : served(request, [ticket("t/1", second)]),
  );
  const pages = await read("messages");
  expect(keys(pages)).toEqual(["t%2F1/g1/3/m1", "t%2F1/g2/C/m2", "t%2F1/g2/C/m3"]);
  expect(records(pages)[0]?.body).toBe('{"id":"m1", "n":90071992547409931}');
  expect(pages.at(-1)).toMatchObject({ done: true, watermark: "2026-11-04T12:00:00.000Z" });
});

test("a ticket whose messages cannot be had is passed over with a word, and asked for again", async () => {
  let isThere = false;
  const tickets = [ticket("t1", second), ticket("t2", second), ticket("t3", "2026-11-04 11:00:00")];
  const { read } = accountWith((request) => {
    const [, id] = /tickets\/(.+)\/messages/.exec(request.path) ?? [];
    if (id === "t1" && !isThere) throw failure("missing");
    return id ? { list: [group("g", "3", `m-${id}`)] } : served(request, tickets);
  });
  const first = await read("messages");
  expect(keys(first)).toEqual(["t2/g/3/m-t2", "t3/g/3/m-t3"]);
  expect(first.flatMap(({ notes }) => notes)).toEqual([
    { kind: "told", name: "messages", message: "The messages of ticket t1 were passed over. it was missing" },
  ]);
  isThere = true;
  // t3 changed last of all: a message of the same second may still join it.
  expect(keys(await read("messages", first.at(-1)?.next))).toEqual(["t1/g/3/m-t1", "t3/g/3/m-t3"]);
});

test("where nothing changes any more, the last ticket is read once more and then left alone", async () => {
  const answer = (request: VendorRequest) =>
    /messages/.test(request.path)
      ? { list: [group("g", "3", "m")] }
      : served(request, [ticket("t1", "2026-11-04 11:00:00")]);
  const times = [
    "2026-11-04T12:02:00Z",
    "2026-11-04T12:03:00Z",
    "2026-11-04T12:04:00Z",
    "2026-11-04T12:05:00Z",
  ];
  let next: Page["next"] = null;
  const read: number[] = [];
  for (const at of times) {
    const pages = await accountWith(answer, { at }).read("messages", next);
    read.push(records(pages).length);
    next = pages.at(-1)?.next ?? null;
  }
  // A minute later something may still join it; two minutes later nothing.
  expect(read).toEqual([1, 1, 1, 0]);
});

test("a reading that stops between two tickets goes on with the other", async () => {
  const { asked, read } = accountWith((request) =>
    /messages/.test(request.path)
      ? { list: [] }
      : served(request, [ticket("t1", second), ticket("t2", second)]),
  );
  const pages = await read("messages");
  asked.length = 0;
  await read("messages", JSON.parse(JSON.stringify(pages[0]?.next)));
  expect(asked.map(({ path }) => path)).toEqual(["/v3/tickets/t2/messages"]);
});
