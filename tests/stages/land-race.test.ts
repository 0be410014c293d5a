import { describe, expect, test } from "vitest";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Inbox, Lake } from "../../functions/ports.ts";
import { dyingLake, Kill, memoryInbox, memoryLake } from "../memory.ts";
import { type Files, landed, landing, noise, places, stateOf } from "./landing.ts";

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
