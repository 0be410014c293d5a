/** What LiveAgent's lists and reports are asked for, page after page, and what a reading knows of how far it is. */

import { expect, test } from "vitest";
import { accountWith, failure, type Given, keys, records, second } from "./liveagent-told.ts";

const call = (id: string, time = second) => `{"id":"${id}","dateCreated":"${time}"}`;
const at = (time: string) => `2026-11-03 ${time}`;
const begins = "2026-11-01 21:00:00"; // the 3rd in Budapest, 23:00 of the 2nd, less 26 hours

/** An account whose list of calls has these pages, named after their places. */
const paged = (pages: readonly (readonly string[])[]) =>
  accountWith(({ path, query }): Given | undefined => {
    if (path !== "/v3/calls") return undefined;
    const n = Number(query?._cursor ?? 0);
    return { list: pages[n] ?? [], ...(n + 1 < pages.length && { next: String(n + 1) }) };
  });

test("of a list each page is complete up to nothing but the last, and no row is named like another", async () => {
  const pages = await paged([[call("a"), call("b")], [call("c")]]).read("calls");
  expect(records(pages).map(({ page }) => page)).toEqual([
    ...["calls/000000001:00000", "calls/000000001:00001", "calls/000000002:00000"],
  ]);
  expect(pages.map(({ watermark }) => watermark)).toEqual([null, "2026-11-04T12:00:00.000Z"]);
});

test("a list is asked for in the order of its times, both ends included, and only a position can be forgotten", async () => {
  const { asked, read } = paged([[call("a")], [call("b")]]);
  await read("calls");
  expect(asked.map(({ query }) => query)).toMatchObject([
    { _sortField: "dateCreated", _sortDir: "ASC", _perPage: "500" },
    { _cursor: "1", _sortDir: "ASC" },
  ]);
  for (const { query } of asked)
    expect(JSON.parse(query?._filters ?? "")).toEqual([
      ["dateCreated", ">=", begins],
      ["dateCreated", "<=", "2026-11-04 12:00:00"],
    ]);
  expect(asked[0]?.means).toBeUndefined();
  expect([400, 410, 422, 401, 404].map((status) => asked[1]?.means?.(status, ""))).toEqual([
    ...["cursor", "cursor", "cursor", undefined, undefined],
  ]);
});

test("an empty name of a next page is none", async () => {
  const { asked, read } = accountWith(({ query }) => {
    if (asked.length > 4) throw failure("refused");
    return query?._cursor === undefined ? { list: [call("a")], next: "1" } : { list: [call("b")], next: "" };
  });
  expect(keys(await read("calls"))).toEqual(["a", "b"]);
  expect(asked).toHaveLength(2);
});

test("a page that was too much makes the next ones smaller, and they grow again", async () => {
  const sizes: (string | undefined)[] = [];
  const { read } = accountWith(({ query }) => {
    sizes.push(query?._perPage);
    if (sizes.length < 3) throw failure("gateway");
    const n = Number(query?._cursor ?? 0);
    return { list: [call(`c${n}`)], ...(n < 3 && { next: String(n + 1) }) };
  });
  await read("calls");
  expect(sizes).toEqual(["500", "250", "50", "250", "500", "500"]);
});

test("a position may be forgotten three times in a reading, and what else goes wrong never is", async () => {
  const forgetting = (times: number, kind: "cursor" | "forbidden" = "cursor") => {
    let left = times;
    return accountWith(({ query }) => {
      if (query?._cursor === undefined) return { list: [call("a")], next: "1" };
      if (left-- > 0) throw failure(kind);
      return { list: [call("b")] };
    }).read("calls");
  };
  const pages = await forgetting(3);
  expect([keys(pages), pages.flatMap(({ notes }) => notes).length]).toEqual([["a", "b"], 3]);
  await expect(forgetting(4)).rejects.toMatchObject({ kind: "cursor" });
  await expect(forgetting(1, "forbidden")).rejects.toMatchObject({ kind: "forbidden" });
});

test.each([
  [
    "of which two are of one second",
    [[call("a", at("10:00:00")), call("b", at("10:00:00"))]],
    at("10:00:00"),
  ],
  ["of which one has no time", [[call("a", at("10:00:00")), call("b", "soon")]], at("10:00:00")],
  // The others are in order, but the first page was not: something of before may still come.
  [
    "that were once out of order",
    [
      [call("a", at("10:00:05")), call("b", at("10:00:00"))],
      [call("c", at("11:00:00"))],
      [call("d", at("12:00:00"))],
    ],
    begins,
  ],
] as const)(
  "a list is begun again, behind pages %s, where nothing is passed over",
  async (_, pages, from) => {
    let isForgotten = false;
    const { asked, read } = accountWith(({ query }) => {
      const n = Number(query?._cursor ?? 0);
      if (isForgotten) return { list: [] };
      if (n < pages.length) return { list: pages[n] ?? [], next: String(n + 1) };
      isForgotten = true;
      throw failure("cursor");
    });
    await read("calls");
    expect(JSON.parse(asked.at(-1)?.query?._filters ?? "")[0]).toEqual(["dateCreated", ">=", from]);
  },
);

const ranked = (n: number, day: string) => `{"id":"r${n}","datecreated":"${day} 09:00:00"}`;

test("of a report, too, only the last page is complete up to anything, and no row is named like another", async () => {
  const rows = Array.from({ length: 11 }, (_, n) => ranked(n, "2026-11-02"));
  const { asked, read } = accountWith(({ query }) =>
    query?.date_from?.startsWith("2026-11-02") ? { list: rows.slice(Number(query.limitfrom)) } : undefined,
  );
  const pages = await read("ranking");
  expect(new Set(records(pages).map(({ page }) => page)).size).toBe(11);
  expect(records(pages).at(-1)?.page).toBe("ranking/000000002:00010"); // the 1st day is empty
  expect(pages.map(({ watermark }) => watermark)).toEqual([
    ...[null, null, null, null, "2026-11-04T12:00:00.000Z"],
  ]);
  for (const { query } of asked) expect(query?.date_to).toBe(`${query?.date_from?.slice(0, 10)} 23:59:59`);
});

test("rows that were too many make the next ones of a report fewer, and they become more again", async () => {
  const rows = Array.from({ length: 11 }, (_, n) => ranked(n, "2026-11-01"));
  const { asked, read } = accountWith(({ query }) => {
    if (asked.length === 1) throw failure("gateway");
    return query?.date_from?.startsWith("2026-11-01")
      ? { list: rows.slice(Number(query.limitfrom)) }
      : undefined;
  });
  await read("ranking");
  // The 1st, whose 11 rows may not be all; what is behind them, and the three days after.
  expect(asked.map(({ query }) => query?.limitcount)).toEqual(["500", "250", "500", "500", "500", "500"]);
});

test("the day whose first second is the last one known is read", async () => {
  // 08:02 UTC is 00:02 in Los Angeles, less the two minutes that may still change.
  const { asked, read } = accountWith(() => undefined, { at: "2026-11-04T08:02:00Z" });
  await read("ranking");
  expect(asked.at(-1)?.query?.date_from).toBe("2026-11-04 00:00:00");
});

test("a report that does not count gives the same rows for ever, and is over with the second time", async () => {
  const rows = Array.from({ length: 12 }, (_, n) => ranked(n, "2026-11-03"));
  const { asked, read } = accountWith(({ query }) => {
    if (asked.length > 8) throw failure("refused");
    return query?.date_from?.startsWith("2026-11-03") ? { list: rows } : undefined;
  });
  expect(keys(await read("ranking"))).toHaveLength(12);
  // The 1st, the 2nd, the 3rd twice, the 4th.
  expect(asked.map(({ query }) => query?.limitfrom)).toEqual(["0", "0", "0", "12", "0"]);
});
