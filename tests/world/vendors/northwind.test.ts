import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { bucketInbox } from "../../../functions/adapters/aws/buckets.ts";
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

test("the centre's systems are served with a token each, and what cannot be asked lies in a bucket", async () => {
  const began: string[] = [];
  const centre = await openNorthwind({
    ...{ now: "2026-11-19T10:00:00Z", from: "2026-11-18", seed: "northwind", share: 0.1, folder },
    onVendor: (name) => began.push(name),
  });
  try {
    expect(began).toEqual(["zendesk", "liveagent", "sprout-social", "amazon-connect"]);
    expect(centre.vendors).toEqual(began);
    await centre.clock.sleep(60_000);
    expect([centre.clock.now(), centre.end].map((at) => new Date(at).toISOString())).toEqual([
      "2026-11-19T10:01:00.000Z",
      "2026-11-19T10:00:00.000Z",
    ]);
    const groups = "http://localhost:4848/zendesk/groups";
    const authorization = `Bearer ${await centre.secret("ZENDESK_TOKEN")}`;
    expect((await centre.fetch(groups, { headers: { authorization } })).status).toBe(200);
    expect((await centre.fetch(groups)).status).toBe(401);
    expect(centre.requests()).toBe(2);
    await expect(centre.secret("OTHER_TOKEN")).rejects.toThrow("OTHER_TOKEN");
    const inbox = bucketInbox(centre.buckets, {});
    const found = await inbox.list(phone);
    expect(new Set(found.map(({ name }) => name.split("/")[0]))).toEqual(
      new Set(["agent_events", "contact_records"]),
    );
    await inbox.open(found[0]?.key ?? "");
    // The two before, a list of so many pages of a thousand, and one object.
    expect(centre.requests()).toBe(2 + Math.ceil(found.length / 1000) + 1);
    expect(await readdir(folder)).toEqual(["northwind.json"]);
  } finally {
    await centre.stop();
  }
});

const phone = { id: "phone", path: "s3://northwind-example/amazon-connect/**/*" };

/** Opens the centre at an instant; what lies in its bucket an hour of its clock later: of each object when it was written, and its etag. */
async function left(now: string, at: string) {
  const centre = await openNorthwind({ now, from: "2026-11-01", seed: "northwind", share: 0.1, folder: at });
  try {
    await centre.clock.sleep(3_600_000);
    const found = await bucketInbox(centre.buckets, {}).list(phone);
    return new Map(found.map(({ key, modifiedAt, etag }) => [key, `${Date.parse(modifiedAt)} ${etag}`]));
  } finally {
    await centre.stop();
  }
}

test("a centre that is opened again, on the next day too, adds to what it left and changes nothing", async () => {
  const own = join(folder, "again");
  // Half past eleven in the evening of the 19th in Budapest, a minute later, and half past one on the 20th.
  const first = await left("2026-11-19T22:30:00Z", own);
  const second = await left("2026-11-19T22:31:00Z", own);
  const third = await left("2026-11-20T00:30:00Z", own);
  expect(first.size).toBeGreaterThan(100);
  expect([...second]).toEqual([...first]);
  expect(third.size).toBeGreaterThanOrEqual(first.size);
  expect([...first].filter(([path, file]) => third.get(path) !== file)).toEqual([]);
  // On a working day, three minutes into what Firehose gathers for five, and five minutes later.
  const fourth = await left("2026-11-20T14:28:00Z", own);
  const fifth = await left("2026-11-20T14:33:00Z", own);
  expect(fourth.size).toBeLessThan(fifth.size);
  expect([...fourth].filter(([path, file]) => fifth.get(path) !== file)).toEqual([]);
  // Opened for a day before its calls moved it is another centre.
  const earlier = await left("2026-11-18T10:00:00Z", own);
  const last = Math.max(...[...earlier.values()].map((file) => Number.parseFloat(file)));
  expect(last).toBeLessThanOrEqual(Date.parse("2026-11-18T10:00:00Z"));
}, 120_000);
