import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type LandEvent, manifests } from "../../functions/stages/land.ts";
import { memoryLake } from "../memory.ts";
import { landed, landing, noise, places, stateName } from "./landing.ts";

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
    const result = await landing(lake, files, { limit: 300_000, progress: (event) => events.push(event) });
    // 200 and 60,000 and 100, of both batches.
    expect(result.rows).toBe(60_300);
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
