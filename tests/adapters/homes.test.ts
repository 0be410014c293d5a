import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { lakeCatalog } from "../../functions/adapters/catalog.ts";
import type { Catalog } from "../../functions/adapters/engine.ts";
import { partitionKey } from "../../functions/adapters/generations.ts";
import type { QueryLog } from "../../functions/adapters/local/duckdb.ts";
import type { Pointer } from "../../functions/core/warehouse.ts";
import { kept, numbers, published, publishNumber, shown, writeHomes } from "../contracts/warehouse/place.ts";
import { freshRoots } from "./folders.ts";
import { closingPlaces, placeAt } from "./places.ts";
import { readerProcess } from "./reading.ts";

const fresh = freshRoots();
closingPlaces();

/** Moves one pointer at a time, as Glue does, and dies after `lifetime` of them. */
function slowCatalog(): { readonly catalog: (lifetime: number) => Catalog } {
  const moved = new Map<string, Pointer>();
  let applied = 0;
  const catalog = (lifetime: number): Catalog => ({
    pointers: async (table) => [...moved.values()].filter((pointer) => pointer.table === table),
    async apply(pointers, generation) {
      if (applied >= generation) return;
      for (const [index, pointer] of pointers.entries()) {
        if (index === lifetime) throw new Error("the process was killed");
        await new Promise((later) => setTimeout(later, 1));
        moved.set(`${pointer.table} ${partitionKey(pointer.table, pointer.partition)}`, pointer);
      }
      applied = generation;
    },
  });
  return { catalog };
}

test.each([0, 1])(
  "a worker that dies after %i of two pointers shows readers nothing of it until the next",
  async (lifetime) => {
    const { catalog } = slowCatalog();
    const place = placeAt(await fresh(), () => catalog(Number.POSITIVE_INFINITY));
    await publishNumber(place.worker(), 1);
    await expect(publishNumber(place.worker({ catalog: () => catalog(lifetime) }), 2)).rejects.toThrow(
      "killed",
    );
    const seen: string[] = [];
    const reading = place.worker().read(async (reader) => void seen.push(await numbers(reader)));
    await new Promise((later) => setTimeout(later, 60));
    expect(seen).toEqual([]);
    await place.worker().draft("next");
    await reading;
    expect(seen).toEqual(["2 2"]);
  },
);

const batch = [
  { source: "helpdesk", key: "1", batch: "not this one", body: '{"id":"1"}' },
  { source: "helpdesk", key: "2", body: "árvíztűrő" },
];

/** Writes the lines as a raw object, with and without all the strings of the envelope. */
async function land(root: string, key: string, lines: readonly object[] = batch): Promise<Pointer> {
  const body = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await mkdir(dirname(join(root, key)), { recursive: true });
  await writeFile(join(root, key), body);
  const partition = { feed: "helpdesk/contacts", batch: "000000001" };
  return { table: "landed", partition, location: key, rows: lines.length, bytes: body.length };
}

describe("a home may have any name", () => {
  test.each([
    "my reports",
    "it's",
    'a "quoted" one',
    "[ab] {c,d}",
    "st*r ?",
    "100% #1 ~ & $HOME",
    "árvíztűrő 日本 🙂",
    "source=x/key=9",
    "back\\slash",
    "a,b;c",
  ])("%s", async (name) => {
    const root = join(await fresh(), name);
    await mkdir(root, { recursive: true });
    const worker = placeAt(root).worker();
    const draft = await worker.draft("one");
    draft.attach("landed", [
      await land(root, "raw/helpdesk/contacts/batch=000000001/r1/part-0000.ndjson.gz"),
    ]);
    const lines = ["helpdesk|1|000000001", "helpdesk|2|000000001"];
    expect(await shown(draft, "landed", "source", "key", "batch")).toEqual(lines);
    await writeHomes(draft, ["a", "b"], [...kept("a", "1"), ...kept("b", "1")]);
    await draft.commit({}, "facts");
    const next = await worker.draft("two");
    await writeHomes(next, ["b"], kept("b", "2"));
    await next.commit({}, "facts");
    expect(await worker.sweep()).toBe(0);
    expect(await published(worker, "quarantine", "home", "key")).toEqual(["a|1", "b|2"]);
  });
});

test.each([
  ["[ab]", "a"],
  ["st*r", "star"],
  ["wh?t", "what"],
])("a home called %s never reads the files of one called %s beside it", async (name, other) => {
  const parent = await fresh();
  const key = "raw/helpdesk/contacts/batch=000000001/r1/part-0000.ndjson.gz";
  for (const [home, word] of [
    [name, "ours"],
    [other, "theirs"],
  ] as const) {
    const worker = placeAt(join(parent, home)).worker();
    const draft = await worker.draft("one");
    draft.attach("landed", [await land(join(parent, home), key, [{ key: word }])]);
    await writeHomes(draft, ["a"], kept("a", word));
    await draft.commit({}, "facts");
  }
  const worker = placeAt(join(parent, name)).worker();
  const draft = await worker.draft("two");
  draft.attach("landed", [await land(join(parent, name), key, [{ key: "ours" }])]);
  expect(await shown(draft, "landed", "key")).toEqual(["ours"]);
  expect(await published(worker, "quarantine", "key")).toEqual(["ours"]);
});

test("sixty small partitions are one file, and a read of one of them opens one", async () => {
  const root = await fresh();
  const log: QueryLog[] = [];
  const worker = placeAt(root, lakeCatalog, (entry) => log.push(entry)).worker();
  const homes = Array.from({ length: 60 }, (_, index) => `h${index}`);
  const draft = await worker.draft("one");
  const pointers = await writeHomes(
    draft,
    homes,
    homes.flatMap((home) => kept(home, "1")),
  );
  expect(new Set(pointers.map(({ location }) => location)).size).toBe(1);
  expect(pointers.every(({ rows, sharedRows }) => rows === 1 && sharedRows === 60)).toBe(true);
  await shown(draft, "quarantine", "key");
  expect(log.at(-1)).toMatchObject({ files: 1, tables: { quarantine: pointers[0]!.bytes } });
});

test("a file that somebody else put among the runs stops no sweep, and stays", async () => {
  const root = await fresh();
  const worker = placeAt(root).worker();
  await publishNumber(worker, 1);
  await writeFile(join(root, "kpi", "kpi_daily", ".DS_Store"), "");
  await publishNumber(worker, 2);
  expect(await worker.sweep()).toBe(2);
  expect(await readdir(join(root, "kpi", "kpi_daily"))).toContain(".DS_Store");
});

test("another process that reads during ten commits and sweeps never sees two generations at once", async () => {
  const root = await fresh();
  const worker = placeAt(root).worker();
  await publishNumber(worker, 0);
  const reader = await readerProcess(root);
  for (let number = 1; number <= 10; number += 1) {
    await publishNumber(worker, number);
    await worker.sweep();
  }
  const seen = await reader.end();
  expect(seen.filter((pair) => pair.split(" ")[0] !== pair.split(" ")[1])).toEqual([]);
  expect(seen.at(-1)).toBe("10 10");
  expect(seen.length).toBeGreaterThan(1);
});
