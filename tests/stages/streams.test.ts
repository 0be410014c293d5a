import { expect, test } from "vitest";
import type { Cursor, ReadContext } from "../../functions/connectors/index.ts";
import { landState } from "../../functions/stages/journal.ts";
import { landFrom, manifests } from "../../functions/stages/land.ts";
import { memoryLake } from "../memory.ts";
import { fails, inbox, landed, now, page, pages, type Read, record, source, streamOf } from "./account.ts";

test("the streams of a source share its batches, and each has its position", async () => {
  const lake = memoryLake();
  const watermark = "2026-11-16T07:59:00Z";
  const landing = await landed(
    [
      streamOf("tickets", () =>
        pages(page([record("1"), record("2")], 1), page([record("3")], 2, { done: true, watermark })),
      ),
      streamOf("calls", () =>
        pages(page([record("9")], 7, { done: true, watermark: "2026-11-16T07:50:00Z" })),
      ),
    ],
    lake,
  );
  expect(landing).toMatchObject({ rows: 4, batches: [1], unchanged: false });
  expect((await landState(lake, "support"))?.state.streams).toEqual({
    tickets: { cursor: { v: 1, at: 2 }, watermark, records: 3 },
    calls: { cursor: { v: 1, at: 7 }, watermark: "2026-11-16T07:50:00Z", records: 1 },
  });
  expect((await manifests(lake, source, 0, 1)).map(({ rows }) => rows)).toEqual([4]);
});

test("a stream goes on from its position, and one that brings nothing is no news", async () => {
  const lake = memoryLake();
  await landed([streamOf("tickets", () => pages(page([record("1")], 5, { done: true })))], lake);
  const froms: (Cursor | null)[] = [];
  const again = await landed(
    [
      streamOf("tickets", (from) => {
        froms.push(from);
        return pages(page([], 6, { done: true, watermark: now }));
      }),
    ],
    lake,
  );
  expect(froms).toEqual([{ v: 1, at: 5 }]);
  expect(again).toMatchObject({ rows: 0, batches: [], unchanged: true });
  // The position moved all the same, and how far it is complete.
  expect((await landState(lake, "support"))?.state).toMatchObject({
    batch: 1,
    streams: { tickets: { cursor: { v: 1, at: 6 }, watermark: now, records: 1 } },
  });
});

test("a reading that cannot say how far it is complete leaves what was known", async () => {
  const lake = memoryLake();
  const watermark = "2026-11-16T07:59:00Z";
  await landed([streamOf("tickets", () => pages(page([record("1")], 1, { done: true, watermark })))], lake);
  await landed([streamOf("tickets", () => pages(page([record("2")], 2, { done: true })))], lake);
  expect((await landState(lake, "support"))?.state.streams?.tickets).toEqual({
    cursor: { v: 1, at: 2 },
    watermark,
    records: 2,
  });
});

test("simulated vendors that were waited for know nothing past the instant they stand still at", async () => {
  const at = Date.parse(now);
  let time = at;
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  const reading = async (end?: number) => {
    const seen: number[] = [];
    // Each stream is made to wait for half an hour before it is read.
    const waits = (name: string) => ({
      ...streamOf(name, () => pages()),
      async *read(_: Cursor | null, context: ReadContext) {
        await clock.sleep(1_800_000);
        seen.push((context.now() - at) / 60_000);
        yield page([], 1, { done: true });
      },
    });
    const input = { source, now, machineNow: now, run: "run-1", zone: "UTC" };
    const vendors = { clock, fetch, random: () => 0.5, secret: async () => "", ...(end && { end }) };
    await landFrom({ streams: [waits("tickets"), waits("calls")] }, input, {
      ...{ lake: memoryLake(), inbox, vendors },
    });
    return seen;
  };
  expect(await reading(at)).toEqual([0, 0]);
  // Those that live are read as far as the clock has come: 60 minutes before, and 30 for each stream.
  expect(await reading()).toEqual([90, 120]);
});

test("what was used of the budget is kept also where nothing was read", async () => {
  const lake = memoryLake();
  const connector = { streams: [streamOf("tickets", () => pages())], budget: () => ({ plan: { used: 7 } }) };
  const input = { source, now, machineNow: now, run: "run-1", zone: "UTC" };
  await landFrom(connector, input, { lake, inbox });
  expect((await landState(lake, "support"))?.state).toMatchObject({
    batch: 0,
    budget: { plan: { used: 7 } },
  });
});

test("what one stream failed by is kept beside its position, and the others land", async () => {
  const lake = memoryLake();
  const broken = fails("unreadable", page([record("1")], 1), page([record("2")], 2, { next: null }));
  await expect(
    landed([streamOf("tickets", broken), streamOf("calls", () => pages(page([record("9")], 7)))], lake),
  ).rejects.toThrow("the vendor said unreadable");
  const state = (await landState(lake, "support"))?.state;
  // The record without a position is taken back: 1 of tickets and 1 of calls stay.
  expect(state?.last?.rows).toBe(2);
  expect(state?.streams).toMatchObject({
    tickets: { cursor: { v: 1, at: 1 }, records: 1, failed: "the vendor said unreadable" },
    calls: { cursor: { v: 1, at: 7 }, records: 1 },
  });
  await landed([streamOf("tickets", () => pages(page([], 3, { done: true })))], lake);
  expect((await landState(lake, "support"))?.state.streams?.tickets?.failed).toBeUndefined();
});

test("of streams that all fail the first one's error is told, and how many others there are", async () => {
  const lake = memoryLake();
  const dead = ["tickets", "calls", "ratings"].map((name) => streamOf(name, fails("unreadable")));
  const read = streamOf("groups", () => pages(page([record("1")], 1)));
  await expect(landed([...dead, read], lake)).rejects.toThrow(
    /^\[support\] the vendor said unreadable Neither could 2 more of its 4 kinds of records be read; the desk says of each why: npm run raport -- serve$/,
  );
  // Of each it is kept.
  const { streams = {} } = (await landState(lake, "support"))?.state ?? {};
  expect(["tickets", "calls", "ratings"].map((name) => streams[name]?.failed)).toEqual(
    Array(3).fill("the vendor said unreadable"),
  );
});

test("a token that opens nothing stops the whole account", async () => {
  let isAsked = false;
  const second = streamOf("calls", () => {
    isAsked = true;
    return pages();
  });
  await expect(landed([streamOf("tickets", fails("unauthorised")), second], memoryLake())).rejects.toThrow(
    "the vendor said unauthorised",
  );
  expect(isAsked).toBe(false);
});

test.each(["forbidden", "missing"] as const)(
  "an optional stream that is %s is lacking, and fails nothing",
  async (kind) => {
    const lake = memoryLake();
    const optional = streamOf("calls", fails(kind), { isOptional: true });
    await landed([optional, streamOf("tickets", () => pages(page([record("1")], 1, { done: true })))], lake);
    expect((await landState(lake, "support"))?.state.streams?.calls).toEqual({
      cursor: null,
      watermark: null,
      records: 0,
      lacking: `the vendor said ${kind}`,
    });
  },
);

test("an optional stream that could be read before is not lacking when it is refused, but failed", async () => {
  const lake = memoryLake();
  const calls = (read: Read) => [streamOf("calls", read, { isOptional: true })];
  await landed(
    calls(() => pages(page([record("1")], 1, { done: true }))),
    lake,
  );
  await expect(landed(calls(fails("forbidden")), lake)).rejects.toThrow("the vendor said forbidden");
  expect((await landState(lake, "support"))?.state.streams?.calls).toMatchObject({
    cursor: { v: 1, at: 1 },
    failed: "the vendor said forbidden",
  });
});

test("where the next request must wait for too long, what was read is committed, and it goes on later", async () => {
  const lake = memoryLake();
  const landing = await landed(
    [streamOf("tickets", fails("later", page([record("1")], 1))), streamOf("calls", fails("unauthorised"))],
    lake,
  );
  expect(landing).toMatchObject({ rows: 1, isLeft: true });
  expect((await landState(lake, "support"))?.state.streams).toEqual({
    tickets: { cursor: { v: 1, at: 1 }, watermark: null, records: 1 },
  });
});

test("a landing with half a minute left stops at a position", async () => {
  const lake = memoryLake();
  let left = 61_000;
  const ticking = streamOf("tickets", async function* () {
    for (let at = 1; ; at += 1) {
      left -= 10_000;
      yield page([record(String(at))], at);
    }
  });
  // 51, 41, 31 and 21 seconds are left after the pages: the fourth is the last.
  const landing = await landed([ticking], lake, () => left);
  expect(landing).toMatchObject({ rows: 4, isLeft: true });
});

test("a batch is not left open for long: what was read in five minutes outlives its worker", async () => {
  const lake = memoryLake();
  let time = Date.parse(now);
  const clock = { now: () => time, sleep: async () => {} };
  const vendors = { clock, fetch, random: () => 0.5, secret: async () => "" };
  const slow = streamOf("tickets", async function* () {
    for (let at = 1; at <= 7; at += 1) {
      time += 100_000;
      yield page([record(String(at))], at);
    }
    throw new TypeError("the worker dies");
  });
  const input = { source, now, machineNow: now, run: "run-1", zone: "Europe/Budapest" };
  await expect(landFrom({ streams: [slow] }, input, { lake, inbox, vendors })).rejects.toThrow("dies");
  // The third page comes 300 seconds after the batch was opened, the sixth 300 after the next: the seventh is read again.
  const state = (await landState(lake, "support"))?.state;
  expect([state?.batch, state?.streams?.tickets?.cursor]).toEqual([2, { v: 1, at: 6 }]);
});

test("a vendor that gives the same page for ever is read once", async () => {
  const lake = memoryLake();
  const stuck = streamOf("tickets", async function* () {
    for (;;) yield page([record("1")], 1);
  });
  // The first page, and the same again, which shows that nothing moves.
  expect(await landed([stuck], lake)).toMatchObject({ rows: 2 });
});

test("new records at the same position are read on", async () => {
  const same = streamOf("tickets", () =>
    pages(page([record("1")], 1), page([record("2")], 1), page([record("3")], 1)),
  );
  expect(await landed([same], memoryLake())).toMatchObject({ rows: 3 });
});
