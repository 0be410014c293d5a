import { expect, test } from "vitest";
import { liveagent } from "../../functions/connectors/liveagent.ts";
import { onlyField } from "../../functions/connectors/liveagent-fields.ts";
import { instantOf, moved, wallTime } from "../../functions/core/wall.ts";
import { accountWith, failure, type Given, keys, second, served, ticket } from "./liveagent-told.ts";
import { account } from "./liveagent-trial.ts";

const call = (id: string) => `{"id":"${id}","dateCreated":"${second}"}`;

test("a list behind a cursor is read until no next page is named, however the header is spelt", async () => {
  const next: Record<string, Given> = {
    "": { list: [call("a")], next: "one" },
    one: { list: [call("b")], next: "two" },
    two: { list: [] },
  };
  const { read } = accountWith(({ path, query }) =>
    path === "/v3/calls" ? next[query?._cursor ?? ""] : undefined,
  );
  const pages = await read("calls");
  expect(keys(pages)).toEqual(["a", "b"]);
  expect(pages.map(({ done }) => done)).toEqual([false, false, true]);
});

test("a cursor that names itself is the end", async () => {
  const { asked, read } = accountWith(() => ({ list: [call("a")], next: "same" }));
  await read("calls");
  expect(asked).toHaveLength(2);
});

test("a position the vendor has forgotten means the window again, with a word, and an error when it goes on", async () => {
  let forgets = 1;
  const { read } = accountWith(({ query }) => {
    if (query?._cursor === undefined) return { list: [call("a")], next: "one" };
    if (forgets-- > 0) throw failure("cursor");
    return { list: [call("b")] };
  });
  const pages = await read("calls");
  expect(keys(pages)).toEqual(["a", "b"]);
  expect(pages.flatMap(({ notes }) => notes)).toHaveLength(1);
  forgets = Number.POSITIVE_INFINITY;
  await expect(read("calls")).rejects.toMatchObject({ kind: "cursor" });
});

test("a position the vendor has forgotten is given up for the last time that was read, if the pages came in order", async () => {
  const at = (id: string, time: string) => `{"id":"${id}","dateCreated":"2026-11-03 ${time}"}`;
  const begunAt = async (first: readonly string[]) => {
    let forgets = 1;
    const { asked, read } = accountWith(({ path, query }) => {
      if (path !== "/v3/calls") return undefined;
      if (query?._cursor === undefined) return forgets > 0 ? { list: first, next: "one" } : { list: [] };
      forgets -= 1;
      throw failure("cursor");
    });
    await read("calls");
    // The first request, the one whose position is unknown, and the one that begins again.
    expect(asked).toHaveLength(3);
    return JSON.parse(asked[2]?.query?._filters ?? "")[0];
  };
  expect(await begunAt([at("a", "10:00:00"), at("b", "10:00:05")])).toEqual([
    ...["dateCreated", ">=", "2026-11-03 10:00:05"],
  ]);
  // The 3rd begins in Budapest at 23:00 of the 2nd, and the reading 26 hours before that.
  expect(await begunAt([at("b", "10:00:05"), at("a", "10:00:00")])).toEqual([
    ...["dateCreated", ">=", "2026-11-01 21:00:00"],
  ]);
});

test("too much for the way between is asked for in smaller pages, which grow again", async () => {
  const many = Array.from({ length: 30 }, (_, n) => ticket(`t${n}`, moved(second, n)));
  const sizes: string[] = [];
  const { read } = accountWith((request) => {
    if (request.query?._filters === undefined) return served(request, many);
    sizes.push(request.query._perPage ?? "");
    if (Number(request.query._perPage) > 10 && sizes.length < 5) throw failure("gateway");
    return served(request, many);
  });
  expect(new Set(keys(await read("tickets"))).size).toBe(30);
  expect(sizes.slice(0, 5)).toEqual(["500", "250", "50", "10", "50"]);
});

test("a report is asked for day by day in its own zone, and row by row within a day", async () => {
  const rows = Array.from({ length: 12 }, (_, n) => `{"id":"r${n}","datecreated":"2026-11-03 09:00:00"}`);
  const { asked, read } = accountWith(({ query }) => {
    if (query?.date_from !== "2026-11-03 00:00:00") return undefined;
    return { list: rows.slice(Number(query.limitfrom)) };
  });
  expect(keys(await read("ranking"))).toHaveLength(12);
  // The 3rd begins in Budapest at 15:00 of the 2nd in Los Angeles, and 26 hours before that is the 1st.
  expect(asked.map(({ query }) => `${query?.date_from?.slice(0, 10)} ${query?.limitfrom}`)).toEqual([
    ...["2026-11-01 0", "2026-11-02 0", "2026-11-03 0", "2026-11-03 12", "2026-11-04 0"],
  ]);
});

test("of a report, whose first day is read again as a whole, only what is new or says something else is landed", async () => {
  // It is 04:02 of the 4th in Los Angeles, and 26 hours before that is 02:02 of the 3rd.
  const row = (id: string, to: string) =>
    `{"id":"${id}","userid":"u1","from_date":"2026-11-03 00:10:00","to_date":"2026-11-03 ${to}"}`;
  const rows = [row("night", "01:30:00"), row("day", "09:00:00")];
  const { read } = accountWith(({ query }) =>
    query?.date_from === "2026-11-03 00:00:00" ? { list: rows } : undefined,
  );
  const first = await read("availability_chats");
  expect(keys(first)).toEqual(["night/u1", "day/u1"]);
  const second = await read("availability_chats", first.at(-1)?.next);
  expect(keys(second)).toEqual([]);
  rows[0] = row("night", "01:40:00");
  expect(keys(await read("availability_chats", second.at(-1)?.next))).toEqual(["night/u1"]);
});

test("of the directory only what is new or says something else is landed", async () => {
  const agents = [
    `{"id":"u1","name":"Anna","online_status":"N"}`,
    `{"id":"u2","name":"Bence","online_status":"N"}`,
  ];
  const { read } = accountWith(({ path }) => (path === "/v3/agents" ? { list: agents } : undefined));
  const first = await read("agents");
  expect(keys(first)).toEqual(["u1", "u2"]);
  agents[0] = `{"id":"u1","name":"Anna","online_status":"F"}`;
  agents[1] = `{"id":"u2","name":"Bence Tóth","online_status":"N"}`;
  expect(keys(await read("agents", first.at(-1)?.next))).toEqual(["u2"]);
});

test("agents are read after the messages that name them", () => {
  const { streams } = liveagent(
    account,
    { send: async () => Promise.reject(new Error("not asked")) },
    { hasReports: true },
  );
  const names = streams.map(({ name }) => name);
  expect(names.indexOf("agents")).toBeGreaterThan(names.indexOf("messages"));
  expect(names[0]).toBe("tickets");
});

test("of custom fields the reason's is kept, digit by digit, and no other", () => {
  const fields =
    '[{"code":"why","value":90071992547409931},{"code":"phone","value":"+1 555 0100","old":[1]},"loose"]';
  expect(onlyField(`{"id":1,"custom_fields": ${fields} ,"n":1.0}`, "why")).toBe(
    '{"id":1,"custom_fields": [{"code":"why","value":90071992547409931},{"code":"phone","value":null,"old":null},null] ,"n":1.0}',
  );
  expect(onlyField('{"custom_fields":"+1 555 0100"}', "why")).toBe('{"custom_fields":null}');
  expect(onlyField('{"id":1}', "why")).toBe('{"id":1}');
});

test("a time on a wall is an instant of its zone, and none where it is none", () => {
  expect(instantOf("2026-07-01 12:00:00", "America/Los_Angeles")).toBe("2026-07-01T19:00:00Z");
  expect(instantOf("2026-07-01 12:00:00", "UTC")).toBe("2026-07-01T12:00:00Z");
  for (const none of ["0000-00-00 00:00:00", "soon", undefined]) expect(instantOf(none, "UTC")).toBe("");
  expect(wallTime(Date.parse("2026-07-01T19:00:00.9Z"), "America/Los_Angeles")).toBe("2026-07-01 12:00:00");
  expect(moved("2026-02-28 23:59:59", 1)).toBe("2026-03-01 00:00:00");
});
