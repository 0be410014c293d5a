import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Source } from "../../functions/core/config.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { LandState } from "../../functions/core/landing.ts";
import type { Inbox, Lake } from "../../functions/ports.ts";
import { type LandEvent, land, manifests, unconsumed } from "../../functions/stages/land.ts";
import {
  dyingLake,
  Kill,
  type MemoryFile,
  type MemoryLake,
  memoryInbox,
  memoryLake,
  sourceOf,
} from "../memory.ts";

const now = "2026-11-20T06:00:00.000Z";
const machineNow = "2026-11-21T12:00:00.000Z";
const stateName = "state/sources/helpdesk.json";

type Files = Record<string, MemoryFile | string | Uint8Array>;
interface Options {
  readonly run?: string;
  readonly source?: Partial<Source>;
  readonly limit?: number;
  readonly inbox?: Inbox;
  readonly progress?: (event: LandEvent) => void;
}

function landing(
  lake: Lake,
  files: Files,
  { run = "run-1", source = {}, limit, inbox, progress }: Options = {},
) {
  const ports = { lake, inbox: inbox ?? memoryInbox(files) };
  return land({ source: sourceOf(source), zone: "Europe/Budapest", now, machineNow, run }, ports, progress, limit);
}

function stateOf(lake: MemoryLake): LandState {
  return JSON.parse(Buffer.from(lake.objects.get(stateName)!).toString());
}

/** The envelopes of each batch in force, by batch number, read as compute does. */
async function landed(lake: MemoryLake): Promise<Map<number, Envelope[]>> {
  const { manifests: list } = await unconsumed(lake, "helpdesk", 0);
  const batches = new Map<number, Envelope[]>();
  for (const { batch, objects, rows } of list) {
    const lines = objects.flatMap(({ key, rows: count, bytes }) => {
      const body = lake.objects.get(key)!;
      const part = gunzipSync(body).toString().trimEnd().split("\n");
      expect([part.length, body.length]).toEqual([count, bytes]);
      return part.map((line): Envelope => JSON.parse(line));
    });
    expect(lines.length).toBe(rows);
    batches.set(batch, lines);
  }
  return batches;
}

const places = (batches: Map<number, Envelope[]>): string[] =>
  [...batches.values()].flat().map((row) => `${row.page} ${row.key}`);

/** A table of rows that hardly compress, about 24 bytes each as gzip. */
function noise(rows: number, seed: number): string {
  let x = seed;
  const next = () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x.toString(36);
  };
  return `id,n\n${Array.from({ length: rows }, (_, n) => `${n},${next()}${next()}${next()}`).join("\n")}\n`;
}

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

describe("batches and parts", () => {
  const small = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`/in/${n}.csv`, noise(200, n)]));

  test("small files share a batch until it is full, and no file spans two", async () => {
    const lake = memoryLake();
    const result = await landing(lake, small, { limit: 9_000 }); // a file is about 5 kB of gzip
    expect(result.batches).toEqual([1, 2, 3]);
    const list = await manifests(lake, { id: "helpdesk" }, 0, 3);
    expect(list.map(({ files }) => files)).toEqual([
      ["0.csv", "1.csv"],
      ["2.csv", "3.csv"],
      ["4.csv", "5.csv"],
    ]);
    expect(new Set(places(await landed(lake))).size).toBe(1_200);
  });

  test("a large file is cut into parts, each a gzip file of its own", async () => {
    const lake = memoryLake();
    const events: LandEvent[] = [];
    const files = { "/in/a.csv": noise(200, 9), "/in/b.csv": noise(60_000, 1), "/in/c.csv": noise(100, 2) };
    await landing(lake, files, { limit: 300_000, progress: (event) => events.push(event) });
    const [first, second] = await manifests(lake, { id: "helpdesk" }, 0, 2);
    expect(first!.objects.length).toBeGreaterThan(2);
    expect([first!.files, first!.rows]).toEqual([["a.csv", "b.csv"], 60_200]);
    expect([second!.files, second!.rows]).toEqual([["c.csv"], 100]);
    expect(new Set(places(await landed(lake))).size).toBe(60_300);
    expect(events.filter(({ kind }) => kind === "batch")).toEqual([
      { kind: "batch", batch: 1, rows: 60_200 },
      { kind: "batch", batch: 2, rows: 100 },
    ]);
  });

  test("the parts of a file found broken at its end are removed, and its neighbours stay", async () => {
    const lake = memoryLake();
    const files = {
      "/in/a.csv": noise(200, 9),
      "/in/b.csv.gz": gzipSync(noise(60_000, 1)).subarray(0, -9),
      "/in/c.csv": noise(100, 2),
    };
    const result = await landing(lake, files, { limit: 300_000 });
    expect(result.refused.map(({ name }) => name)).toEqual(["b.csv.gz"]);
    expect(places(await landed(lake)).filter((place) => place.startsWith("b."))).toEqual([]);
    expect(result.rows).toBe(300);
    const objects = (await manifests(lake, { id: "helpdesk" }, 0, 1)).flatMap((manifest) =>
      manifest.objects.map(({ key }) => key),
    );
    expect([...lake.objects.keys()].filter((key) => key.startsWith("raw/"))).toEqual(objects);
    expect(lake.writes.length).toBeGreaterThan(4); // parts were written and removed again
  });

  test("the manifest of a batch is an object before the next batch commits", async () => {
    const lake = memoryLake();
    await landing(lake, small, { limit: 9_000 });
    const written = lake.writes.filter((key) => key.endsWith(".json"));
    const manifest = (batch: number) => `raw/helpdesk/contacts/batch=00000000${batch}/manifest.json`;
    expect(written).toEqual([stateName, manifest(1), stateName, manifest(2), stateName]);
  });
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

describe("when somebody else was first", () => {
  test.each([
    ["with the first batch", {}],
    ["with a later one", { "/in/0.csv": "id\n0\n" }],
  ])("the slower worker gives up and harms nothing: %s", async (_, earlier: Files) => {
    const lake = memoryLake();
    if (Object.keys(earlier).length > 0) await landing(lake, earlier, { run: "run-0" });
    const files = { ...earlier, "/in/a.csv": "id\n1\n" };
    const inbox = memoryInbox(files);
    const open: Inbox["open"] = async (key) => {
      await landing(lake, files, { run: "run-2" });
      return inbox.open(key);
    };
    await expect(landing(lake, files, { inbox: { ...inbox, open } })).rejects.toThrow(LostRaceError);
    expect(stateOf(lake).run).toBe("run-2");
    expect(places(await landed(lake)).filter((place) => place.startsWith("a."))).toEqual([
      "a.csv:000000002 1",
    ]);
  });
});

test("a claim that another worker wrote over at once is lost too", async () => {
  const lake = memoryLake();
  const claim: Lake["claim"] = async (key, body) => {
    const claimed = await lake.claim(key, body);
    await lake.put(key, Buffer.from('{"v":1}'));
    return claimed;
  };
  await expect(landing({ ...lake, claim }, { "/in/a.csv": "id\n1\n" })).rejects.toThrow(LostRaceError);
});

describe("a worker killed before or after any call of the lake", () => {
  const files: Files = {
    ...Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`/in/${n}.csv`, noise(150, n)])),
    "/in/bad.csv": "",
    "/in/large.csv": noise(12_000, 7),
  };
  const limit = 6_000;

  test.each(["before", "after"] as const)("leaves every row to be landed exactly once: %s", async (when) => {
    const expected = memoryLake();
    await landing(expected, files, { limit });
    const rows = places(await landed(expected)).sort();
    expect(rows.length).toBe(4 * 150 + 12_000);
    let call = 0;
    for (let dead = true; dead; call += 1) {
      const lake = memoryLake();
      const dying = dyingLake(lake, call, when);
      await landing(dying, files, { limit }).catch((error: unknown) => {
        if (!(error instanceof Kill)) throw error;
      });
      dead = dying.dead();
      // The same run token, as after a restart at the same time, and then another.
      await landing(lake, files, { limit, run: call % 2 === 0 ? "run-1" : "run-2" });
      expect(places(await landed(lake)).sort()).toEqual(rows);
      const writes = lake.writes.length;
      await landing(lake, files, { limit });
      expect(lake.writes.length).toBe(writes);
    }
    expect(call).toBeGreaterThan(8); // state read, parts, manifests and commits were all cut
  });
});
