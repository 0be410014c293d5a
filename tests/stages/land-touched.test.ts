import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { memoryLake } from "../memory.ts";
import { landed, landing, noise, places, stateName, stateOf } from "./landing.ts";

describe("a file whose time changed", () => {
  const later = "2026-11-19T10:00:00.000Z";
  const touched = (body: string | Uint8Array) => ({ body, modifiedAt: later });

  test("lands no row and makes no batch; its new time is remembered, by one write", async () => {
    const lake = memoryLake();
    const other = { "/in/b.csv": "id\n3\n" };
    await landing(lake, { "/in/a.csv": "id,n\n1,x\n2\n", ...other });
    const before = stateOf(lake);
    const writes = lake.writes.length;
    const files = { "/in/a.csv": touched("id,n\n1,x\n2\n"), ...other };
    expect(await landing(lake, files, { run: "run-2" })).toEqual({
      source: "helpdesk",
      batches: [],
      files: [],
      refused: [],
      rows: 0,
      unchanged: false,
    });
    expect(lake.writes.slice(writes)).toEqual([stateName]);
    const { etag, ...first } = before.files["a.csv"]!;
    const { etag: now, ...second } = stateOf(lake).files["a.csv"]!;
    expect(now).not.toBe(etag);
    expect(second).toEqual({ ...first, modifiedAt: later });
    expect([stateOf(lake).batch, stateOf(lake).last]).toEqual([1, before.last]);

    expect((await landing(lake, files, { run: "run-3" })).unchanged).toBe(true);
    expect(lake.writes.length).toBe(writes + 1);
  });

  test("leaves its neighbours in the batch they would have made, and no part of its own", async () => {
    const lake = memoryLake();
    const large = noise(60_000, 1); // several parts of 300,000 bytes
    await landing(lake, { "/in/b.csv": large }, { limit: 300_000 });
    const parts = lake.objects.size;
    const files = { "/in/a.csv": "id\n1\n", "/in/b.csv": touched(large), "/in/c.csv": "id\n2\n" };
    const result = await landing(lake, files, { run: "run-2", limit: 300_000 });
    expect(result).toMatchObject({ batches: [2], rows: 2, files: [{ name: "a.csv" }, { name: "c.csv" }] });
    expect(stateOf(lake).last).toMatchObject({ batch: 2, rows: 2, files: ["a.csv", "c.csv"] });
    const rows = await landed(lake);
    rows.delete(1);
    expect(places(rows)).toEqual(["a.csv:000000002 1", "c.csv:000000002 2"]);
    expect(lake.objects.size).toBe(parts + 2); // the part of batch 2, and the manifest of batch 1
  });

  test("is known by its bytes as they lie there: packed anew it lands again", async () => {
    const lake = memoryLake();
    await landing(lake, { "/in/a.csv.gz": gzipSync("id\n1\n", { level: 1 }) });
    const same = { "/in/a.csv.gz": touched(gzipSync("id\n1\n", { level: 1 })) };
    expect((await landing(lake, same)).batches).toEqual([]);
    const anew = { "/in/a.csv.gz": touched(gzipSync("id\n1\n", { level: 9 })) };
    expect((await landing(lake, anew)).batches).toEqual([2]);
    expect(stateOf(lake).files["a.csv.gz"]!.hash).toBe(
      createHash("sha256").update(anew["/in/a.csv.gz"].body).digest("hex"),
    );
  });

  test("lands again when its bytes changed too, and once more when they are the old ones again", async () => {
    const lake = memoryLake();
    await landing(lake, { "/in/a.csv": "id,n\n1,x\n" });
    await landing(lake, { "/in/a.csv": touched("id,n\n1,y\n") });
    await landing(lake, { "/in/a.csv": "id,n\n1,x\n" });
    const cells = [...(await landed(lake)).values()].flat().map(({ body }) => JSON.parse(body).n);
    expect(cells).toEqual(["x", "y", "x"]);
  });

  test("is refused once more if it was refused, and then left alone", async () => {
    const lake = memoryLake();
    await landing(lake, { "/in/a.csv": "ids\n1\n", "/in/b.csv": "id\n2\n" });
    expect(stateOf(lake).files["a.csv"]!.hash).toBeUndefined();
    const files = { "/in/a.csv": touched("ids\n1\n"), "/in/b.csv": "id\n2\n" };
    expect(await landing(lake, files)).toMatchObject({ batches: [], refused: [{ name: "a.csv" }], rows: 0 });
    expect(stateOf(lake).files["a.csv"]).toMatchObject({ modifiedAt: later, rows: 0 });
    expect((await landing(lake, files)).unchanged).toBe(true);
  });
});
