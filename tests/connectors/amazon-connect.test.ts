import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { amazonConnect } from "../../functions/connectors/amazon-connect.ts";
import type { Cursor } from "../../functions/connectors/connector.ts";
import { redact } from "../../functions/connectors/redact.ts";
import { amazonConnect as personality } from "../../world/vendors/amazon-connect/index.ts";
import { centreOf } from "../../world/vendors/centre.ts";
import { ledgerOf, type Version } from "../../world/vendors/ledger.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dropSource, folderOf, readFrom, versionOf } from "./dropped.ts";

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse("2026-09-01T08:00:00Z");
const source = dropSource({
  type: "amazon-connect",
  settings: { reason_attribute: "CallReason", csat_attribute: "Score" },
});

function streamOf(name: string, drops: () => readonly Drop[], own = source) {
  const stream = amazonConnect(own, folderOf(drops, 777)).streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error(`no stream ${name}`);
  return stream;
}

const recordText = (id: string, updated = "2026-09-01T08:06:02Z", more: object = {}) =>
  JSON.stringify({
    ContactId: id,
    InitiationTimestamp: "2026-09-01T08:00:00Z",
    LastUpdateTimestamp: updated,
    ...more,
  });

const file = (name: string, body: string | Uint8Array, at = start): Drop => ({
  name,
  body: typeof body === "string" ? Buffer.from(body) : body,
  modifiedAt: at,
});

const keysOf = async (body: string | Uint8Array) => {
  const { records } = await readFrom(
    streamOf("contact_records", () => [file("a", body)]),
    null,
    start,
  );
  return records.map(({ key, op }) => (op === "reject" ? "reject" : key));
};

test("records are found with nothing between them, one per line, indented, or packed", async () => {
  const [one, two] = [recordText("c-1"), recordText("c-2", undefined, { Name: 'a } and a "{' })];
  const indented = JSON.stringify(JSON.parse(two), null, 2);
  for (const body of [
    one + two,
    `${one}\n${two}\n`,
    `${one}\n\n${indented}`,
    `${one},\r\n${two}`,
    `\ufeff${one}${two}`,
  ])
    expect(await keysOf(body)).toEqual(["c-1", "c-2"]);
  expect(await keysOf(gzipSync(one + two))).toEqual(["c-1", "c-2"]);
});

test("a broken record costs itself, and nothing after it", async () => {
  expect(await keysOf(`${recordText("c-1")}{"ContactId":nothing}${recordText("c-2")}`)).toEqual([
    "c-1",
    "reject",
    "c-2",
  ]);
  expect(await keysOf(`{"ContactId":"c-0","Agent":{\n${recordText("c-1")}\n${recordText("c-2")}\n`)).toEqual([
    "reject",
    "c-1",
    "c-2",
  ]);
  expect(await keysOf(`<Error>SlowDown</Error>\n${recordText("c-1")}`)).toEqual(["reject", "c-1"]);
});

test("records are told apart by their shape, and what is of no shape is rejected once", async () => {
  const event =
    '{"EventId":"e-1","EventType":"LOGIN","AgentARN":"arn:a/1","EventTimestamp":"2026-09-01T08:00:00.500Z"}';
  const drops = () => [file("a", `${recordText("c-1")}${event}{"detail":{}}`)];
  const contacts = await readFrom(streamOf("contact_records", drops), null, start);
  expect(contacts.records.map(({ op, key }) => [op, key])).toEqual([
    ["upsert", "c-1"],
    ["reject", "a:000000002"],
  ]);
  const events = await readFrom(streamOf("agent_events", drops), null, start);
  expect(events.records).toEqual([
    {
      key: "e-1",
      version: "2026-09-01T08:00:00.500Z",
      eventAt: "2026-09-01T08:00:00.500Z",
      op: "upsert",
      page: "a:000000001",
      body: event,
    },
  ]);
});

test("versions sort as their times do, with and without fractions", async () => {
  const versions = ["2026-09-01T08:06:02Z", "2026-09-01T08:06:02.5Z", "2026-09-01T08:06:03Z"];
  const body = versions.map((version) => recordText("c-1", version)).join("");
  const { records } = await readFrom(
    streamOf("contact_records", () => [file("a", body)]),
    null,
    start,
  );
  const found = records.map(({ version }) => version);
  expect(found.toSorted()).toEqual(found);
  expect(new Set(found).size).toBe(3);
});

test("a record lands as it stands, but for attributes that no setting names", async () => {
  const body =
    '{"ContactId" : "c-1","InitiationTimestamp":"2026-09-01T08:00:00Z", "Big":90071992547409931,"Attributes":{"CallReason":"invoice","Caller name":"Martha Nobody","Score":"4"}}';
  const stream = streamOf("contact_records", () => [file("a", body)]);
  const [landed] = (await readFrom(stream, null, start)).records;
  expect(landed?.body).toBe(body);
  const hidden = redact(
    landed?.body ?? "",
    stream.personal ?? { hashed: [], dropped: [] },
    (text) => `h:${text}`,
  );
  expect(hidden).toBe(body.replace('"Martha Nobody"', "null"));
});

test("an object that is cut short gives nothing, holds the watermark, and is read when it is whole", async () => {
  let drops = [file("a", recordText("c-1")), file("b", recordText("c-2") + recordText("c-3").slice(0, 50))];
  const stream = streamOf("contact_records", () => drops);
  const first = await readFrom(stream, null, start);
  expect(first.records.map(({ key }) => key)).toEqual(["c-1"]);
  expect(first.notes.at(-1)).toMatchObject({ kind: "refused", name: "b" });
  expect(first.watermark).toBeNull();
  drops = [drops[0] as Drop, file("b", recordText("c-2") + recordText("c-3"), start + minute)];
  const second = await readFrom(stream, first.cursor, start + minute);
  expect(second.records.map(({ key }) => key)).toEqual(["c-2", "c-3"]);
  // 08:01 less the 20 minutes in which Firehose may still be gathering.
  expect(second.watermark).toBe("2026-09-01T07:41:00.000Z");
});

test("a damaged packed object is refused alone", async () => {
  const packed = gzipSync(recordText("c-2"));
  const drops = () => [file("a.gz", packed.subarray(0, 40)), file("b", recordText("c-1"))];
  const { records, notes } = await readFrom(streamOf("contact_records", drops), null, start);
  expect(records.map(({ key }) => key)).toEqual(["c-1"]);
  expect(notes).toContainEqual(expect.objectContaining({ kind: "refused", name: "a.gz" }));
});

test("an object that comes late into an hour long over is found, whatever its name says", async () => {
  const drops = Array.from({ length: 24 * 80 }, (_, n) =>
    file(`2026/${n}`, recordText(`c-${n}`), start + n * hour),
  );
  const stream = streamOf("contact_records", () => drops);
  const first = await readFrom(stream, null, start + 80 * 24 * hour);
  expect(first.records).toHaveLength(24 * 80);
  for (const [n, at] of [
    start + 90 * minute,
    start + 79 * 24 * hour + 30 * minute,
    start + 80 * 24 * hour,
  ].entries())
    drops.push(file(`2026/late-${n}`, recordText(`late-${n}`), at));
  const second = await readFrom(stream, first.cursor, start + 80 * 24 * hour);
  const keys = second.records.map(({ key }) => key);
  expect(keys.filter((key) => key.startsWith("late"))).toEqual(["late-0", "late-1", "late-2"]);
  // Of the day that is long over all 16 hours from 08:00 on are read again, of the last days one hour.
  expect(keys).toHaveLength(3 + 16 + 1);
  expect((await readFrom(stream, second.cursor, start + 80 * 24 * hour)).records).toEqual([]);
});

test("two months of an object every quarter of an hour are remembered in a few kilobytes", async () => {
  const drops = Array.from({ length: 60 * 24 * 4 }, (_, n) => file(`${n}`, "", start + 15 * n * minute));
  const { cursor } = await readFrom(
    streamOf("agent_events", () => drops),
    null,
    start + 60 * 24 * hour,
  );
  expect(JSON.stringify(cursor).length).toBeLessThan(6_000);
});

test("objects that a retention rule removed make nothing come again", async () => {
  let drops = Array.from({ length: 100 }, (_, n) => file(`${n}`, recordText(`c-${n}`), start + n * hour));
  const stream = streamOf("contact_records", () => drops);
  const { cursor } = await readFrom(stream, null, start + 100 * hour);
  drops = drops.slice(30);
  const folder = await readFrom(stream, cursor, start + 100 * hour);
  expect(folder.records).toEqual([]);
});

test("with little time left a reading ends at a position, and the next one goes on there", async () => {
  const drops = [file("a", recordText("c-1")), file("b", recordText("c-2"))];
  const stream = streamOf("contact_records", () => drops);
  const first = await readFrom(stream, null, start, undefined, 10_000);
  expect(first.records.map(({ key }) => key)).toEqual(["c-1"]);
  const second = await readFrom(stream, first.cursor, start, undefined, 10_000);
  expect(second.records.map(({ key }) => key)).toEqual(["c-2"]);
});

const centre = centreOf({
  from: "2026-09-01",
  until: Date.parse("2026-09-03T00:00:00Z") / 1000,
  seed: "bucket",
  share: 0.25,
});
const ledger = ledgerOf(
  [...personality.versions(centre)].map((told): Version => ({ visibleAt: told.at, ...told })),
);
const end = Date.parse("2026-09-17T00:00:00Z");
const told = (stream: string) =>
  new Map(ledger.versions.filter((one) => one.stream === stream).map((one) => [versionOf(one), one.body]));

test.each(["contact_records", "agent_events"])(
  "%s equal what the centre told, however often they are read",
  async (name) => {
    let now = Date.parse("2026-09-01T09:00:00Z");
    const stream = streamOf(name, () => personality.drops?.(ledger, now) ?? []);
    const landed = new Map<string, string>();
    let cursor: Cursor | null = null;
    for (const until of [1, 2, 5, 7, 7.1, 11, 20, 30, 60].map((hours) => now + hours * hour).concat(end)) {
      now = until;
      const read = await readFrom(stream, cursor, now);
      for (const record of read.records) landed.set(versionOf(record), record.body);
      cursor = read.cursor;
    }
    const expected = told(name);
    expect(expected.size).toBeGreaterThan(100);
    expect(landed).toEqual(expected);
    expect((await readFrom(stream, cursor, now)).records).toEqual([]);
  },
);

test("killed after any page, nothing is lost", async () => {
  const all = personality.drops?.(ledger, end) ?? [];
  const drops = all.slice(0, 40);
  const stream = streamOf("contact_records", () => drops);
  const whole = await readFrom(stream, null, end);
  const expected = new Set(whole.records.map(versionOf));
  for (let pages = 0; pages < whole.pages; pages += 3) {
    const killed = await readFrom(stream, null, end, pages);
    const rest = await readFrom(stream, killed.cursor, end);
    expect(new Set([...killed.records, ...rest.records].map(versionOf))).toEqual(expected);
  }
});
