/** What a landing tells of itself: how far it is, and what it was in the end. */

import { expect, test } from "vitest";
import type { Page, RawRecord, Stream } from "../../functions/connectors/index.ts";
import { landState } from "../../functions/stages/journal.ts";
import { type LandEvent, land, landFrom } from "../../functions/stages/land.ts";
import { percent, type Step, teller } from "../../functions/stages/told.ts";
import { dropSource } from "../connectors/dropped.ts";
import { memoryInbox, memoryLake, sourceOf } from "../memory.ts";
import { inbox, now, page, pages, record, source, streamOf } from "./account.ts";

const contact = JSON.stringify({ ContactId: "c-1", InitiationTimestamp: "2026-11-10T08:00:00Z" });
const event = JSON.stringify({ EventId: "e-1", EventType: "LOGIN", AgentARN: "a", EventTimestamp: now });

test("a file that two streams are read from is one file, with the rows of both; a refused one is refused once", async () => {
  const files = {
    "/in/both": `${contact}\n${event}`,
    "/in/one": contact,
    "/in/broken.gz": Uint8Array.of(31, 139, 8, 0),
  };
  const own = { ...dropSource({ id: "phone", type: "amazon-connect", path: "/in/*" }) };
  const landing = await land(
    { source: own, now, machineNow: now, run: "run-1", zone: "UTC" },
    { lake: memoryLake(), inbox: memoryInbox(files) },
  );
  const found = landing.files.map(({ name, rows }) => `${name}: ${rows}`).sort();
  // `both` has an agent event and a contact record, `one` a contact record only.
  expect(found).toEqual(["both: 2", "one: 1"]);
  expect(landing.refused.map(({ name }) => name)).toEqual(["broken.gz"]);
  expect(landing.rows).toBe(3);
});

const sharesIn = (events: readonly LandEvent[]) =>
  events.flatMap((one) =>
    one.kind === "rows" && one.share !== undefined ? [`${one.stream} ${one.share}`] : [],
  );

test("of files the share is how many of those that are new are read", async () => {
  const events: LandEvent[] = [];
  const [lake, table] = [memoryLake(), "id,n\n1,2\n"];
  const own = sourceOf({ path: "/in/*.csv" });
  const input = { source: own, now, machineNow: now, run: "run-1", zone: "UTC" };
  const files = { "/in/a.csv": table, "/in/b.csv": `${table}2,3\n`, "/in/c.csv": `${table}4,5\n` };
  const tell = (one: LandEvent) => events.push(one);
  await land(input, { lake, inbox: memoryInbox({ "/in/a.csv": table }) }, tell);
  expect(sharesIn(events.splice(0))).toEqual(["contacts 1"]);
  // One of two, then two of two: the first file is not new.
  await land({ ...input, run: "run-2" }, { lake, inbox: memoryInbox(files) }, tell);
  expect(sharesIn(events)).toEqual(["contacts 0.5", "contacts 1"]);
});

test("of a vendor's objects each stream counts those it has to read", async () => {
  const events: LandEvent[] = [];
  const files = { "/in/a": contact, "/in/b": event, "/in/c": contact, "/in/d": contact };
  const own = { ...dropSource({ id: "phone", type: "amazon-connect", path: "/in/*" }) };
  const input = { source: own, now, machineNow: now, run: "run-1", zone: "UTC" };
  await land(input, { lake: memoryLake(), inbox: memoryInbox(files) }, (one) => events.push(one));
  const quarters = [0.25, 0.5, 0.75, 1];
  expect(sharesIn(events)).toEqual(
    ["agent_events", "contact_records"].flatMap((stream) => quarters.map((share) => `${stream} ${share}`)),
  );
});

test("rows are told with their stream, its number among all, and how far it is", async () => {
  const events: LandEvent[] = [];
  const streams = [
    streamOf("tickets", () =>
      pages(page([record("1")], 1, { share: 0.25 }), page([], 2, { share: 1, done: true })),
    ),
    streamOf("calls", () => pages(page([record("2"), record("3")], 1, { done: true }))),
  ];
  const input = { source, now, machineNow: now, run: "run-1", zone: "UTC" };
  await landFrom({ streams }, input, { lake: memoryLake(), inbox }, (one) => events.push(one));
  expect(events).toEqual([
    { kind: "rows", stream: "tickets", of: [1, 2], rows: 1, share: 0.25 },
    { kind: "rows", stream: "tickets", of: [1, 2], rows: 1, share: 1 },
    { kind: "rows", stream: "calls", of: [2, 2], rows: 3, share: undefined },
    { kind: "batch", batch: 1, rows: 3 },
  ]);
});

const [pageCount, pageRows] = [1_000, 1_000];

/** A thousand pages of a thousand records, from wherever it was left. */
const million: Stream = streamOf("tickets", async function* (from): AsyncGenerator<Page> {
  for (let at = Number(from?.at ?? 0); at < pageCount; at += 1) {
    const records = Array.from(
      { length: pageRows },
      (_, row): RawRecord => record(String(at * pageRows + row)),
    );
    yield page(records, at + 1, { share: (at + 1) / pageCount, done: at + 1 === pageCount });
  }
});

test("a backfill of 1,000,000 records that was interrupted shows how far it is, and goes on there", async () => {
  const lake = memoryLake();
  const reading = async (last: number) => {
    const steps: Step[] = [];
    const tell = teller();
    let read = 0;
    const msLeft = () => {
      read += 1;
      return read < last ? Number.POSITIVE_INFINITY : 0;
    };
    const input = { source, now, machineNow: now, run: "run-1", zone: "UTC", msLeft };
    const landing = await landFrom({ streams: [million] }, input, { lake, inbox }, (one) =>
      steps.push(tell(one)),
    );
    const shown = steps.map(({ text, share }) => `${percent(share ?? 0)} ${text}`);
    return { landing, shown };
  };
  const first = await reading(400);
  // After 400 of 1,000 pages.
  expect(first.landing).toMatchObject({ rows: 400_000, isLeft: true });
  expect(first.shown[0]).toBe("0 % tickets, 1,000 rows so far");
  expect(first.shown).toContain("40 % tickets, 400,000 rows so far");
  const second = await reading(Number.POSITIVE_INFINITY);
  expect([second.landing.rows, second.landing.isLeft]).toEqual([600_000, undefined]);
  expect(second.shown[0]).toBe("40 % tickets, 1,000 rows so far");
  expect(second.shown).toContain("100 % tickets, 600,000 rows so far");
  expect((await landState(lake, "support"))?.state.streams?.tickets?.records).toBe(1_000_000);
  expect(first.shown.concat(second.shown).filter((text) => text.includes("it was at"))).toEqual([]);
}, 120_000);
