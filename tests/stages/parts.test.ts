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
  await parts.add("first\n", 1);
  await parts.add(`${"x".repeat(1_500)}\n`, 1);
  await parts.add("third\n", 1);
  await parts.keep();
  const objects = await parts.finish();
  expect(objects.map(({ rows }) => rows)).toEqual([3]);
  expect(linesOf(lake)).toEqual(["first", "x".repeat(1_500), "third"]);
});

test("of small pieces what was kept stays, and what was taken back is nowhere", async () => {
  const lake = memoryLake();
  const parts = gatherParts(lake, "raw/a/", 8_000);
  await parts.add("kept\n", 1);
  await parts.keep();
  await parts.add("taken back\n", 1);
  await parts.retract();
  await parts.add("kept too\n", 1);
  await parts.keep();
  expect((await parts.finish()).map(({ rows }) => rows)).toEqual([2]);
  expect(linesOf(lake)).toEqual(["kept", "kept too"]);
});
