import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gatherParts } from "../../functions/stages/parts.ts";
import { memoryLake } from "../memory.ts";

/** The lines of every object, in their order. */
const linesOf = (lake: ReturnType<typeof memoryLake>) =>
  [...lake.objects.values()].flatMap((body) => gunzipSync(body).toString().trimEnd().split("\n"));

test("a piece that begins small and grows large keeps its first rows, in their place", async () => {
  const lake = memoryLake();
  // An eighth of the limit is what counts as small: 1,000 characters.
  const parts = gatherParts(lake, "raw/a/", 8_000);
  await parts.add(Buffer.from("first\n"), 1);
  await parts.add(Buffer.from(`${"x".repeat(1_500)}\n`), 1);
  await parts.add(Buffer.from("third\n"), 1);
  await parts.keep();
  const objects = await parts.finish();
  expect(objects.map(({ rows }) => rows)).toEqual([3]);
  expect(linesOf(lake)).toEqual(["first", "x".repeat(1_500), "third"]);
});

test("of small pieces what was kept stays, and what was taken back is nowhere", async () => {
  const lake = memoryLake();
  const parts = gatherParts(lake, "raw/a/", 8_000);
  await parts.add(Buffer.from("kept\n"), 1);
  await parts.keep();
  await parts.add(Buffer.from("taken back\n"), 1);
  await parts.retract();
  await parts.add(Buffer.from("kept too\n"), 1);
  await parts.keep();
  expect((await parts.finish()).map(({ rows }) => rows)).toEqual([2]);
  expect(linesOf(lake)).toEqual(["kept", "kept too"]);
});

/** Bytes that cannot be packed smaller. */
const piece = () => randomBytes(10_000);

test("a batch is full at the same piece however fast the packing is, and holds all of them in order", async () => {
  const objects: Uint8Array[] = [];
  const lake = {
    put: async (_: string, body: Uint8Array) => void objects.push(body),
    remove: async () => {},
  };
  const parts = gatherParts(lake as never, "raw/", 25_000);
  const pieces = [piece(), piece(), piece()];
  const full: boolean[] = [];
  for (const one of pieces) {
    await parts.add(one, 1);
    await parts.keep();
    full.push(await parts.isFull());
  }
  // 10,000, 20,000 and 30,000 bytes, and 23 more for each member of gzip that holds them as they are.
  expect(full).toEqual([false, false, true]);
  expect(await parts.finish()).toEqual([{ key: "raw/part-0000.ndjson.gz", rows: 3, bytes: 3 * 10_023 }]);
  expect(Buffer.compare(gunzipSync(objects[0] ?? piece()), Buffer.concat(pieces))).toBe(0);
});
