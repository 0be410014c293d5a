import { describe, expect, test } from "vitest";
import type { Inbox } from "../../functions/ports.ts";
import { unconsumed } from "../../functions/stages/land.ts";
import { memoryInbox, memoryLake } from "../memory.ts";
import { type Files, landed, landing, machineNow, now, places, stateName, stateOf } from "./landing.ts";

test("rows land as envelopes of eleven strings in a numbered batch the state object names", async () => {
  const lake = memoryLake();
  const files = { "/in/a.csv": "id,v,n\n7,3,x\n8\n", "/in/b.csv": "id,v,n\n9,4,y\n" };
  const result = await landing(lake, files, { source: { version: "v" } });
  expect(result).toEqual({
    source: "helpdesk",
    batches: [1],
    files: [
      { name: "a.csv", rows: 2, rejected: 1 },
      { name: "b.csv", rows: 1, rejected: 0 },
    ],
    refused: [],
    rows: 3,
    unchanged: false,
  });
  const rows = (await landed(lake)).get(1)!;
  expect(rows[0]).toEqual({
    source: "helpdesk",
    account: "",
    stream: "contacts",
    key: "7",
    version: "00000000000000000003",
    event_at: "",
    op: "upsert",
    fetched_at: machineNow,
    run_id: "run-1",
    page: "a.csv:000000002",
    body: '{"id":"7","v":"3","n":"x"}',
  });
  expect(rows.map((row) => `${row.op} ${row.page}`)).toEqual([
    "upsert a.csv:000000002",
    "reject a.csv:000000003",
    "upsert b.csv:000000002",
  ]);
  expect([...lake.objects.keys()].sort()).toEqual([
    "raw/helpdesk/contacts/batch=000000001/run-1/part-0000.ndjson.gz",
    stateName,
  ]);
  expect(stateOf(lake)).toMatchObject({
    v: 1,
    firstBatch: 1,
    batch: 1,
    polledAt: now,
    last: { batch: 1, files: ["a.csv", "b.csv"] },
  });
});

test("text survives the envelope: quotes, line breaks, control characters and ids of 64 bits", async () => {
  const lake = memoryLake();
  const line = '{"id":9223372036854775807,"t":"\\"\\\\ \\u0007 \\n é 😀"}';
  await landing(lake, { "/in/a.ndjson": `${line}\n`, "/in/b.csv": 'id,n\n1,"a ""b""\nc\\ \u0007 😀"\n' });
  const [first, second] = (await landed(lake)).get(1)!;
  expect([first!.key, first!.body]).toEqual(["9223372036854775807", line]);
  expect(JSON.parse(second!.body)).toEqual({ id: "1", n: 'a "b"\nc\\ \u0007 😀' });
});

describe("a second run", () => {
  test("writes nothing when nothing changed, also where files were refused", async () => {
    const lake = memoryLake();
    const files = { "/in/a.csv": "id\n1\n", "/in/b.csv": "", "/in/c.csv": "id\n" };
    await landing(lake, files);
    const before = lake.writes.length;
    const again = await landing(lake, files, { run: "run-2" });
    expect(again).toEqual({
      source: "helpdesk",
      batches: [],
      files: [],
      refused: [],
      rows: 0,
      unchanged: true,
    });
    expect(lake.writes.length).toBe(before);
  });

  test("lands a changed and a new file whole, in a new batch", async () => {
    const lake = memoryLake();
    await landing(lake, { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n" });
    await landing(
      lake,
      { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n3\n", "/in/c.csv": "id\n4\n" },
      { run: "run-2" },
    );
    expect(places(await landed(lake))).toEqual([
      "a.csv:000000002 1",
      "b.csv:000000002 2",
      "b.csv:000000002 2", // b.csv changed: its rows are there twice
      "b.csv:000000003 3",
      "c.csv:000000002 4",
    ]);
    expect(stateOf(lake).files["b.csv"]).toMatchObject({ batch: 2, rows: 2 });
  });

  test("does not land a file again that was away for a while", async () => {
    const lake = memoryLake();
    const files = { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n" };
    await landing(lake, files);
    await landing(lake, { "/in/b.csv": "id\n2\n" });
    expect((await landing(lake, files)).unchanged).toBe(true);
  });

  test("forgets a refused file that was taken away", async () => {
    const lake = memoryLake();
    await landing(lake, { "/in/a.csv": "id\n1\n", "/in/b.csv": "" });
    expect(Object.keys(stateOf(lake).files)).toEqual(["a.csv", "b.csv"]);
    await landing(lake, { "/in/a.csv": "id\n1\n" });
    expect(Object.keys(stateOf(lake).files)).toEqual(["a.csv"]);
    expect(stateOf(lake).batch).toBe(1);
  });
});

test("a refused file is named, and tried again once it changes", async () => {
  const lake = memoryLake();
  const first = await landing(lake, { "/in/a.csv": "ids\n1\n", "/in/b.csv": "id\n2\n" });
  const message = '[helpdesk] /in/a.csv:1:1: there is no column "id" (found: ids). Did you mean key: "ids"?';
  expect(first).toMatchObject({ refused: [{ name: "a.csv", message }], files: [{ name: "b.csv" }], rows: 1 });
  expect(stateOf(lake).files["a.csv"]).toMatchObject({ rows: 0, refused: message });
  const second = await landing(lake, { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n" });
  expect(second).toMatchObject({ refused: [], files: [{ name: "a.csv", rows: 1 }], batches: [2] });
  expect(stateOf(lake).files["a.csv"]!.refused).toBeUndefined();
});

test("other settings land everything again from a new first batch on", async () => {
  const lake = memoryLake();
  const files = { "/in/a.csv": "id,n\n1,5\n" };
  await landing(lake, files);
  await landing(lake, files, { source: { version: "n" } });
  expect(stateOf(lake)).toMatchObject({ firstBatch: 2, batch: 2 });
  expect(places(await landed(lake))).toEqual(["a.csv:000000002 1"]);
  expect((await unconsumed(lake, "helpdesk", 1)).manifests.map(({ batch }) => batch)).toEqual([2]);
  expect((await landing(lake, files, { source: { version: "n", settleSeconds: 60 } })).unchanged).toBe(true);
});

test("a file of headers alone is accepted and makes no batch", async () => {
  const lake = memoryLake();
  const result = await landing(lake, { "/in/a.csv": "id\n" });
  expect(result).toMatchObject({ batches: [], files: [{ name: "a.csv", rows: 0 }], unchanged: false });
  expect(stateOf(lake)).toMatchObject({ batch: 0, last: null });
  expect(await landed(lake)).toEqual(new Map());
});

test("a file that changes while it is read is landed by the next run, once", async () => {
  const lake = memoryLake();
  const files: Files = { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n" };
  const inbox = memoryInbox(files);
  const open: Inbox["open"] = async (key) => {
    const chunks = await inbox.open(key);
    files["/in/a.csv"] = "id\n1\n3\n";
    return chunks;
  };
  const first = await landing(lake, files, { inbox: { ...inbox, open } });
  expect(first).toMatchObject({ files: [{ name: "b.csv" }], refused: [{ name: "a.csv" }] });
  await landing(lake, files);
  expect(places(await landed(lake))).toEqual(["b.csv:000000002 2", "a.csv:000000002 1", "a.csv:000000003 3"]);
});
