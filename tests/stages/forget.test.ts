/** Forgetting somebody in a bucket that keeps what was overwritten; and a worker that dies while it does. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { s3Earlier } from "../../functions/adapters/aws/versions.ts";
import type { Earlier, Lake, Warehouse } from "../../functions/ports.ts";
import { earlierTraces, type Forgetting, forget, forgetEarlier } from "../../functions/stages/forget.ts";
import { oldRaw } from "../../functions/stages/old-raw.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { tracesOf } from "../../functions/stages/traces.ts";
import { freshBucket, s3Client } from "../engines/clients.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { dyingLake, memoryLake } from "../memory.ts";

const ann = "ann@example.org";
const hash = addressKey(ann);
const asked: Forgetting = { address: "Ann@Example.org", pages: false, stops: false };
const encode = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

const reader = (name: string, address: string) => ({ name, address, locale: "en", scope: null, variant: "" });
const plan = {
  v: 1,
  recipients: [reader("Ann Lee", ann), reader("Jo", "joann@example.org")],
  variants: [{ id: "", page: `<p>Ask ${ann}</p>` }],
};
const objects: Readonly<Record<string, unknown>> = {
  "archive/weekly/2026-W46/index.html": `<p>Ask ${ann}</p>`,
  "archive/weekly/2026-W46/kpis.csv": "kpi,value",
  "config/current.json": { v: 1, version: "c", before: ["b", "a"], at: "", undone: null },
  "config/versions/a/raport.yaml": `to: [${ann}]`,
  "config/versions/a/manifest.json": {},
  "config/versions/b/raport.yaml": "to: [joann@example.org]",
  "config/versions/c/raport.yaml": "to: []",
  [`sent/weekly/2026-W46/${hash}.json`]: {
    v: 1,
    id: `weekly-2026-W46-${hash}`,
    state: "refused",
    error: `no ${ann} here`,
  },
  "sent/weekly/2026-W46/plan.json": plan,
  "state/keys.json": { v: 1, keys: [] },
  [`state/suppressed/${hash}.json`]: { v: 1, why: "bounced" },
  "state/untold/a.json": { key: "a", to: ann, subject: "", lines: [] },
};

async function fill(lake: Lake): Promise<Lake> {
  for (const [key, value] of Object.entries(objects)) await lake.put(key, encode(value));
  return lake;
}

async function forgotten(lake: Lake, how: Partial<Forgetting> = {}, writing = lake): Promise<void> {
  await forget({ ...asked, ...how }, await tracesOf(asked.address, "c", lake), writing);
}

async function textsOf(lake: Lake): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of lake.list(""))
    found[key] = Buffer.from((await lake.get(key))?.body ?? []).toString();
  return found;
}

const erased = `${hash}@erased.invalid`;

test("names and addresses give way to a hash; what was sent to whom, and the frozen words, stay", async () => {
  const lake = await fill(memoryLake());
  await forgotten(lake);
  const texts = await textsOf(lake);
  const gone = ["config/versions/a/manifest.json", "config/versions/a/raport.yaml", "state/untold/a.json"];
  expect(Object.keys(texts)).toEqual(
    Object.keys(objects)
      .filter((key) => !gone.includes(key))
      .sort(),
  );
  expect(JSON.parse(texts["config/current.json"] ?? "").before).toEqual(["b"]);
  expect(JSON.parse(texts["sent/weekly/2026-W46/plan.json"] ?? "")).toEqual({
    ...plan,
    recipients: [{ ...reader("", erased) }, reader("Jo", "joann@example.org")],
  });
  expect(texts[`sent/weekly/2026-W46/${hash}.json`]).toContain(
    `"state":"refused","error":"no ${erased} here"`,
  );
  expect(texts["archive/weekly/2026-W46/index.html"]).toBe(`<p>Ask ${ann}</p>`);
});

test("asked for, the frozen words and what stopped their mail are forgotten too", async () => {
  const lake = await fill(memoryLake());
  await forgotten(lake, { pages: true, stops: true });
  const texts = await textsOf(lake);
  expect(texts["archive/weekly/2026-W46/index.html"]).toBe(`<p>Ask ${erased}</p>`);
  expect(JSON.parse(texts["sent/weekly/2026-W46/plan.json"] ?? "").variants[0].page).toBe(
    `<p>Ask ${erased}</p>`,
  );
  expect(texts[`state/suppressed/${hash}.json`]).toBeUndefined();
  expect(Object.entries(texts).filter(([, text]) => /(?<!jo)ann@/.test(text))).toEqual([]);
});

test("who dies at any call is followed by whoever asks again", async () => {
  const whole = await fill(memoryLake());
  await forgotten(whole);
  const expected = await textsOf(whole);
  let deaths = 0;
  for (const when of ["before", "after"] as const)
    for (let call = 0; ; call += 1) {
      const lake = await fill(memoryLake());
      const dying = dyingLake(lake, call, when);
      await forgotten(lake, {}, dying).catch(() => undefined);
      if (!dying.dead()) break;
      deaths += 1;
      await forgotten(lake);
      expect(await textsOf(lake)).toEqual(expected);
    }
  expect(deaths).toBeGreaterThan(15);
});

test("what a worker wrote meanwhile is read again, and neither it nor the address stays as it was", async () => {
  const lake = await fill(memoryLake());
  const entry = `sent/weekly/2026-W46/${hash}.json`;
  let others = 0;
  const busy: Lake = {
    ...lake,
    async swap(key, body, etag) {
      if (key === entry) others += 1;
      if (key === entry && others === 1) await lake.put(key, encode({ state: "sent", error: `to ${ann}` }));
      return lake.swap(key, body, etag);
    },
  };
  await forgotten(lake, {}, busy);
  expect(others).toBe(2);
  expect((await textsOf(lake))[entry]).toBe(`{"state":"sent","error":"to ${erased}"}`);
});

test("the config in force is told apart, and never removed", async () => {
  const lake = await fill(memoryLake());
  const traces = await tracesOf(ann, "a", lake);
  expect(traces).toMatchObject({ inForce: true, configs: [] });
  await lake.put("config/current.json", encode({ v: 1, version: "a", before: [], at: "", undone: null }));
  await expect(forget(asked, await tracesOf(ann, "c", lake), lake)).rejects.toThrow("was changed meanwhile");
});

let cloud: Cloud;
beforeAll(async () => {
  cloud = await openCloud();
  cloud.restore({ ...cloud.world, versions: new Map() });
});
afterAll(() => cloud.close());

/** Every version of every object that was ever in the bucket, and is still there. */
const versions = () =>
  [...(cloud.world.versions ?? [])].flatMap(([path, of]) =>
    of.map(({ object }) => `${path.split("/").slice(1).join("/")} ${object?.body ?? "removed"}`),
  );

test("in a bucket earlier versions go, too, and only those that name them", async () => {
  const place = { client: s3Client(cloud.url), bucket: await freshBucket(cloud.url) };
  const [lake, earlier]: [Lake, Earlier] = [await fill(s3Lake(place)), s3Earlier(place)];
  // More than a page of them.
  for (let number = 0; number < 25; number += 1)
    await lake.put(
      "state/untold/old notice+1.json",
      encode({ to: number % 2 === 0 ? ann : "joann@example.org", number }),
    );
  await lake.remove("state/untold/old notice+1.json");
  await forgotten(lake);
  const found = await earlierTraces(asked, earlier);
  // 13 of the notice, and of: plan, entry, the notice that was to be told, the config.
  expect(found.length).toBe(13 + 4);
  await forgetEarlier(found, earlier);
  expect(await earlierTraces(asked, earlier)).toEqual([]);
  const frozen = /^(?:archive\/weekly\/2026-W46\/index\.html|sent\/weekly\/2026-W46\/plan\.json) /;
  expect(versions().filter((line) => /(?<!jo)ann@/.test(line) && !frozen.test(line))).toEqual([]);
  expect(versions().filter((line) => /"Ann Lee"/.test(line))).toEqual([]);
  expect(versions().filter((line) => line.includes("old notice") && line.includes("joann"))).toHaveLength(12);
  expect((await textsOf(lake))["config/versions/b/raport.yaml"]).toBe("to: [joann@example.org]");
});

test("raw rows of earlier settings go with their versions, and not before the tables are made of the new ones", async () => {
  const place = { client: s3Client(cloud.url), bucket: await freshBucket(cloud.url) };
  const [lake, earlier] = [s3Lake(place), s3Earlier(place)];
  const keys = [1, 2, 3].map((batch) => `raw/helpdesk/rows/batch=00000000${batch}/run/0.gz`);
  for (const key of [...keys, "raw/other/rows/batch=000000001/run/0.gz"]) await lake.put(key, encode(ann));
  const landed = (firstBatch: number, batch: number) =>
    lake.put("state/sources/helpdesk.json", encode({ v: 1, firstBatch, batch, files: {}, last: null }));
  const look = (consumed: number, pending: readonly string[] = []) => {
    const published = async () => ({
      generation: 1,
      pending,
      facts: "",
      consumed: { helpdesk: { batch: consumed } },
    });
    return oldRaw("helpdesk", { lake, warehouse: { published } as unknown as Warehouse }, earlier);
  };
  await landed(1, 3);
  expect(await look(3)).toEqual({ objects: [], versions: [] });
  await landed(4, 3);
  await expect(look(3)).rejects.toThrow("Nothing was landed with the new settings");
  await landed(3, 3);
  await expect(look(2)).rejects.toThrow("still made of what helpdesk landed before");
  await expect(look(3, ["facts/contacts"])).rejects.toThrow("still made of what helpdesk landed before");
  expect(await look(3)).toEqual({ objects: keys.slice(0, 2), versions: [] });
  for (const key of (await look(3)).objects) await lake.remove(key);
  const { objects, versions } = await look(3);
  expect([objects, versions.map(({ key }) => key)]).toEqual([[], keys.slice(0, 2)]);
});
