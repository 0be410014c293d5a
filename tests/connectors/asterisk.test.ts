import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dropSource, folderOf, readFrom } from "./dropped.ts";

const start = 1_788_249_600; // 2026-09-01T08:00:00Z
const now = (start + 86_400) * 1000;
const source = dropSource({ settings: { outbound_contexts: "outgoing" } });

function streamOf(name: string, drops: () => readonly Drop[], own = source) {
  const stream = asterisk(own, folderOf(drops, 101)).streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error(`no stream ${name}`);
  return stream;
}

const file = (name: string, body: string | Uint8Array, at = 0): Drop => ({
  name,
  body: typeof body === "string" ? Buffer.from(body) : body,
  modifiedAt: (start + at) * 1000,
});

const call = `${start}.17`;
const enter = `${start}|${call}|billing|NONE|ENTERQUEUE||+15555550117|1\n`;
const connect = `${start + 29}|${call}|billing|PJSIP/anna|CONNECT|29|${start + 21}.18|8\n`;
const complete = `${start + 211}|${call}|billing|PJSIP/anna|COMPLETECALLER|29|182|1\n`;
const cdr = (
  unique: string,
  linked: string,
  more: { disposition?: string; dst?: string; context?: string } = {},
) =>
  `"","+15555550117","${more.dst ?? "100"}","${more.context ?? "incoming"}","""M"" <+15555550117>","PJSIP/trunk-0000001a","PJSIP/anna-0000001b","Queue","billing","2026-09-01 10:00:00","2026-09-01 10:00:02","2026-09-01 10:03:31",211,209,"${more.disposition ?? "ANSWERED"}","DOCUMENTATION","${unique}","","","${linked}",3\n`;

const newest = (records: readonly RawRecord[]) => {
  const found = new Map<string, RawRecord>();
  for (const record of records)
    if (record.version >= (found.get(record.key)?.version ?? "")) found.set(record.key, record);
  return found;
};
const eventsOf = (record: RawRecord | undefined): string[] =>
  JSON.parse(record?.body ?? "{}").queue?.map(({ event }: { event: string }) => event) ?? [];

test("a call is one record with all its lines and rows, and what stands in them", async () => {
  const drops = () => [file("queue_log", enter + connect + complete), file("Master.csv", cdr(call, call))];
  const { records, watermark } = await readFrom(streamOf("calls", drops), null, now);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ key: call, version: "000000004", op: "upsert" });
  const body = JSON.parse(records[0]?.body ?? "");
  expect(body).toMatchObject({
    linkedid: call,
    started_at: "2026-09-01T08:00:00Z",
    direction: "inbound",
    customer: "+15555550117",
  });
  expect(body.queue[1]).toEqual({
    at: "2026-09-01T08:00:29Z",
    time: String(start + 29),
    callid: call,
    queue: "billing",
    agent: "PJSIP/anna",
    event: "CONNECT",
    hold: "29",
    bridged: `${start + 21}.18`,
    ring: "8",
  });
  // 211 seconds after it began, of which 209 were answered.
  expect(body.cdr[0]).toMatchObject({
    clid: '"M" <+15555550117>',
    started_at: "2026-09-01T08:00:00Z",
    answered_at: "2026-09-01T08:00:02Z",
    ended_at: "2026-09-01T08:03:31Z",
    called_peer: "PJSIP/anna",
  });
  expect(watermark).toBe("2026-09-01T07:50:00.000Z"); // the last change of the logs, 08:00, less ten minutes
});

test("a call that gets more lines comes again as a whole, with a higher version", async () => {
  let drops = [file("queue_log", enter)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  expect(first.records.map(eventsOf)).toEqual([["ENTERQUEUE"]]);
  drops = [file("queue_log", enter + connect + complete, 300)];
  const second = await readFrom(stream, first.cursor, now);
  expect(second.records.map(eventsOf)).toEqual([["ENTERQUEUE", "CONNECT", "COMPLETECALLER"]]);
  expect((second.records[0]?.version ?? "") > (first.records[0]?.version ?? "")).toBe(true);
  drops = [...drops, file("Master.csv", cdr(call, call), 300)];
  const third = await readFrom(stream, second.cursor, now);
  expect(third.records.map(({ version }) => version)).toEqual(["000000004"]);
  expect((await readFrom(stream, third.cursor, now)).records).toEqual([]);
});

test("half a line is left until it is whole", async () => {
  let drops = [file("queue_log", enter + connect.slice(0, 30))];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  expect(first.records.map(eventsOf)).toEqual([["ENTERQUEUE"]]);
  drops = [file("queue_log", enter + connect, 60)];
  const second = await readFrom(stream, first.cursor, now);
  expect(second.records.map(eventsOf)).toEqual([["ENTERQUEUE", "CONNECT"]]);
});

test.each([
  ["renamed", (old: string) => [file("queue_log.1", old, 60)]],
  ["packed", (old: string) => [file("queue_log.1.gz", gzipSync(old), 60)]],
  [
    "copied, and the old one not yet emptied",
    (old: string) => [file("queue_log.1", old, 60), file("queue_log", old, 60)],
  ],
])("a log that is %s is not read twice, and a call goes on in the next one", async (_, rotated) => {
  let drops = [file("queue_log", enter)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  drops = rotated(enter);
  const second = await readFrom(stream, first.cursor, now);
  expect(second.records).toEqual([]);
  drops = [rotated(enter)[0] as Drop, file("queue_log", connect + complete, 300)];
  const third = await readFrom(stream, second.cursor, now);
  expect(third.records.map(eventsOf)).toEqual([["ENTERQUEUE", "CONNECT", "COMPLETECALLER"]]);
});

test("lines written between the last reading and the rotation are found in the old log", async () => {
  let drops = [file("queue_log", enter)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  const other = enter.replaceAll(call, `${start + 60}.19`).replace(String(start), String(start + 60));
  drops = [file("queue_log.1", enter + connect, 30), file("queue_log", other, 60)];
  const second = await readFrom(stream, first.cursor, now);
  expect([...newest(second.records)].map(([key, record]) => [key, eventsOf(record)])).toEqual([
    [call, ["ENTERQUEUE", "CONNECT"]],
    [`${start + 60}.19`, ["ENTERQUEUE"]],
  ]);
});

test("a line of a channel that the CDR links to another call becomes part of that call", async () => {
  const linked = `${start - 40}.11`;
  let drops = [file("queue_log", enter + connect)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  expect(first.records.map(({ key }) => key)).toEqual([call]);
  drops = [file("queue_log", enter + connect + complete, 300), file("Master.csv", cdr(call, linked), 300)];
  const second = await readFrom(stream, first.cursor, now);
  const found = newest(second.records);
  expect(found.get(call)).toMatchObject({ op: "delete" });
  expect(found.get(linked)?.version).toBe("000000004");
  expect(eventsOf(found.get(linked))).toEqual(["ENTERQUEUE", "CONNECT", "COMPLETECALLER"]);
  drops = [...drops, file("queue_log.0", enter.replaceAll(String(start), String(start + 400)), 400)];
  const third = await readFrom(stream, second.cursor, now);
  expect(third.records.map(({ key }) => key)).toEqual([`${start + 400}.17`]);
});

test("who is asked to hide a number is nobody, and who is called is the customer", async () => {
  const hidden = enter.replace("+15555550117", "anonymous");
  const out = cdr(`${start}.20`, `${start}.20`, { dst: "+15555550120", context: "outgoing" });
  const drops = () => [file("queue_log", hidden), file("Master.csv", out)];
  const { records } = await readFrom(streamOf("calls", drops), null, now);
  expect(
    records.map(({ body }) => JSON.parse(body)).map(({ customer, direction }) => [direction, customer]),
  ).toEqual([
    ["inbound", null],
    ["outbound", "+15555550120"],
  ]);
});

test("what cannot be read is rejected once, without its text", async () => {
  let drops = [file("Master.csv", `${cdr(call, call)}"","+15555550117"\n`)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  const rejected = first.records.filter(({ op }) => op === "reject");
  expect(rejected.map(({ body }) => JSON.parse(body))).toEqual([
    { reason: "it has not the 21 columns of cdr_columns", text: "" },
  ]);
  drops = [file("Master.csv", `${cdr(call, call)}"","+15555550117"\n${cdr(`${start}.19`, call)}`, 60)];
  const second = await readFrom(stream, first.cursor, now);
  expect(second.records.map(({ op, version }) => [op, version])).toEqual([["upsert", "000000002"]]);
});

test("an agent's time is one record from the log-in to the log-out", async () => {
  const at = (seconds: number, rest: string) => `${start + seconds}|NONE|${rest}\n`;
  const lines = [
    at(0, "billing|PJSIP/anna|ADDMEMBER"),
    at(1, "sales|PJSIP/anna|ADDMEMBER"),
    at(900, "billing|PJSIP/bela|PAUSE|Lunch"),
    at(1000, "NONE|PJSIP/anna|PAUSEALL|Lunch"),
    at(2800, "NONE|PJSIP/anna|UNPAUSEALL|Lunch"),
    at(3000, "billing|PJSIP/bela|UNPAUSE|Lunch"),
    at(9000, "billing|PJSIP/anna|REMOVEMEMBER"),
    at(9000, "sales|PJSIP/anna|REMOVEMEMBER"),
    at(9060, "sales|PJSIP/anna|ADDMEMBER"),
  ];
  let drops = [file("queue_log", lines.slice(0, 4).join(""))];
  const stream = streamOf("agents", () => drops);
  const first = await readFrom(stream, null, now);
  expect(first.records).toHaveLength(2);
  drops = [file("queue_log", lines.join(""), 9100)];
  const second = await readFrom(stream, first.cursor, now);
  const found = [...newest([...first.records, ...second.records])].map(([key, { body }]) => [
    key,
    JSON.parse(body).lines.length,
  ]);
  expect(found).toEqual([
    ["PJSIP/anna@2026-09-01T08:00:00Z", 6],
    ["PJSIP/bela@2026-09-01T08:15:00Z", 2],
    ["PJSIP/anna@2026-09-01T10:31:00Z", 1],
  ]);
});

test("a packed log that is damaged is named, holds the watermark, and costs nothing else", async () => {
  const packed = gzipSync(enter.repeat(50));
  let drops = [file("queue_log.1.gz", packed.subarray(0, 40)), file("queue_log", enter + connect, 60)];
  const stream = streamOf("calls", () => drops);
  const first = await readFrom(stream, null, now);
  expect(first.records.map(({ key }) => key)).toEqual([call]);
  expect(first.notes).toMatchObject([{ kind: "refused", name: "queue_log.1.gz" }]);
  expect(first.watermark).toBeNull();
  drops = drops.slice(1);
  expect((await readFrom(stream, first.cursor, now)).watermark).not.toBeNull();
});

test("a log of which only the beginning is looked at is closed again", async () => {
  const folder = folderOf(() => [file("queue_log", enter.repeat(200))], 101);
  let open = 0;
  const watched = {
    ...folder,
    async open(key: string) {
      const chunks = await folder.open(key);
      open += 1;
      return (async function* () {
        try {
          yield* chunks;
        } finally {
          open -= 1;
        }
      })();
    },
  };
  const [stream] = asterisk(source, watched).streams;
  if (stream) await readFrom(stream, null, now);
  expect([stream?.name, open]).toEqual(["agents", 0]);
});
