import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sharedClock } from "../../../world/vendors/clock.ts";
import { openNorthwind } from "../../../world/vendors/northwind.ts";

const folder = await mkdtemp(join(tmpdir(), "northwind-"));
afterAll(() => rm(folder, { recursive: true }));

test("two threads that share a clock see one time, which never goes back", async () => {
  const memory = new SharedArrayBuffer(16);
  const [one, other] = [sharedClock(memory), sharedClock(memory)];
  one.at(1_000);
  await other.sleep(500);
  expect([one.now(), other.now()]).toEqual([1_500, 1_500]);
  one.at(1_200);
  expect(other.now()).toBe(1_500);
});

test("the centre's systems are served with a token each, and what cannot be asked lies in a folder", async () => {
  const began: string[] = [];
  const centre = await openNorthwind({
    ...{ now: "2026-11-19T10:00:00Z", from: "2026-11-18", seed: "northwind", share: 0.1, folder },
    onVendor: (name) => began.push(name),
  });
  try {
    expect(began).toEqual(["zendesk", "liveagent", "sprout-social", "amazon-connect"]);
    expect(centre.vendors).toEqual(began);
    const groups = "http://localhost:4848/zendesk/groups";
    const authorization = `Bearer ${await centre.secret("ZENDESK_TOKEN")}`;
    expect((await centre.fetch(groups, { headers: { authorization } })).status).toBe(200);
    expect((await centre.fetch(groups)).status).toBe(401);
    expect(centre.requests()).toBe(2);
    await expect(centre.secret("OTHER_TOKEN")).rejects.toThrow("OTHER_TOKEN");
    expect(await readdir(folder)).toEqual(["amazon-connect"]);
  } finally {
    await centre.stop();
  }
});
