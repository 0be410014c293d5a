/**
 * docs/operate.md on putting back what was lost, and docs/deploy.md on going back a version, tried on a stack in memory: each accident,
 * its cure, and that all is as before.
 */

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadConfig } from "../config/index.ts";
import { withUrl } from "../functions/deployed/home.ts";
import { said } from "./cli/said.ts";
import { toldIn } from "./cli/stacked.ts";
import { type Centre, now, openCentre } from "./journey/centre.ts";
import { type Cloud, openCloud } from "./journey/cloud/cloud.ts";
import { sdkAt, workersOn } from "./journey/cloud/workers.ts";
import { copyOf, putObject, type World } from "./journey/cloud/world.ts";

const bucket = "lake";
const told = toldIn(bucket);
const stack = ["--stack", "raport"] as const;

let cloud: Cloud;
let centre: Centre;
/** After everything was sent: what earlier versions of objects are in a bucket that keeps them. */
let whole: World;
/** Before its last day had come. */
let earlier: World;
let numbers: string;
beforeAll(async () => {
  cloud = await openCloud();
  for (const [name, value] of Object.entries(sdkAt(cloud.url))) vi.stubEnv(name, value);
  centre = await openCentre(undefined, undefined, (yaml) => yaml.replace(/^ {2}url: .*\n/m, ""));
  const { world } = cloud;
  world.buckets.add(bucket);
  world.functions.set("raport-tick", told);
  const last = "contacts-2026-11-15.csv";
  const exports = join(centre.folder, "exports");
  for (const name of (await readdir(exports)).filter((one) => one !== last)) await arrives(name);
  expect((await said("push", "--config", centre.configFile, ...stack, "--now", now)).code).toBe(0);
  await worked();
  earlier = copyOf(world);
  await arrives(last);
  await worked();
  numbers = await kpis();
  // Two a day for seven days, of which one is deleted: 14 - 1.
  expect(numbers).toMatch(/^Contacts opened +13 /m);
  whole = copyOf(world);
});
beforeEach(() => cloud.restore(whole));
afterAll(async () => {
  vi.unstubAllEnvs();
  await cloud.close();
});

async function arrives(name: string): Promise<void> {
  const body = await readFile(join(centre.folder, "exports", name));
  putObject(cloud.world, `${bucket}/inbox/helpdesk/${name}`, body);
}

async function worked(): Promise<void> {
  const config = withUrl(await loadConfig(centre.configFile), told);
  const home = { bucket, database: "raport", workgroup: "raport", configurationSet: "raport" };
  await workersOn(cloud, { ...centre, config }, home).run();
}

async function kpis(): Promise<string> {
  return (await said("kpis", "--period", "week", "--on", "2026-11-09", ...stack, "--now", now)).out;
}

/** Somebody removes everything below these places; how many objects that was. */
function lose(...places: readonly string[]): readonly string[] {
  const lost = [...cloud.world.objects.keys()].filter((path) =>
    places.some((place) => path.startsWith(`${bucket}/${place}`)),
  );
  for (const path of lost) cloud.world.objects.delete(path);
  return lost;
}

/** `aws s3api copy-object` of the version before over each. */
function putBack(lost: readonly string[]): void {
  for (const path of lost) putObject(cloud.world, path, whole.objects.get(path)?.body ?? Buffer.of());
}

const pageOf = (world: World) =>
  world.objects.get(`${bucket}/archive/weekly/2026-W46/index.html`)?.body.toString();

test("tables of which every file is gone are made again from the raw rows, with the same numbers", async () => {
  expect(lose("facts/", "kpi/").length).toBeGreaterThan(10);
  expect(
    (await said("kpis", "--period", "week", "--on", "2026-11-09", ...stack, "--now", now)).code,
  ).not.toBe(0);
  const rebuilt = await said("rebuild", ...stack);
  expect([rebuilt.code, rebuilt.err]).toEqual([0, expect.stringContaining("days made again")]);
  expect(await kpis()).toBe(numbers);
});

test("raw rows that were removed and put back are as good as before", async () => {
  const lost = lose("raw/", "facts/", "kpi/");
  expect((await said("rebuild", ...stack)).code).not.toBe(0);
  putBack(lost.filter((path) => path.startsWith(`${bucket}/raw/`)));
  const rebuilt = await said("rebuild", ...stack);
  expect([rebuilt.code, rebuilt.err]).toEqual([0, expect.stringContaining("days made again")]);
  expect(await kpis()).toBe(numbers);
});

test("the pages of a report that were removed are put back to the byte, and nothing is sent again", async () => {
  const lost = lose("archive/", "sent/");
  putBack(lost);
  await worked();
  expect(pageOf(cloud.world)).toBe(pageOf(whole));
  expect(pageOf(whole)).toContain("Weekly service digest");
  expect(cloud.world.accepted.length).toBe(whole.accepted.length);
});

test("what was sent is not sent again even where nobody put it back", async () => {
  lose("archive/", "sent/");
  await worked();
  expect(cloud.world.accepted.length).toBe(whole.accepted.length);
});

test("how far the tables are, put back from before the last batch alone, is made up for", async () => {
  const path = `${bucket}/state/warehouse.json`;
  const generation = (world: World) => JSON.parse(world.objects.get(path)?.body.toString() ?? "").generation;
  expect([generation(earlier), generation(whole)]).toEqual([1, 2]);
  putObject(cloud.world, path, earlier.objects.get(path)?.body ?? Buffer.of());
  await worked();
  expect(generation(cloud.world)).toBe(2);
  expect(await kpis()).toBe(numbers);
  expect(cloud.world.accepted.length).toBe(whole.accepted.length);
});

test("a config that was taken back is the one in force again, and the next one can be pushed", async () => {
  const text = await readFile(centre.configFile, "utf8");
  const inForce = () => cloud.world.objects.get(`${bucket}/config/current.json`)?.body.toString() ?? "";
  const { version } = JSON.parse(inForce());
  await writeFile(centre.configFile, text.replace("Weekly service digest", "Another title"));
  expect((await said("push", "--config", centre.configFile, ...stack, "--now", now)).code).toBe(0);
  expect(JSON.parse(inForce()).version).not.toBe(version);
  const undone = await said("push", "--undo", "--config", centre.configFile, ...stack, "--now", now);
  expect(undone.out).toContain("changes   weekly.title: Another title -> Weekly service digest\n");
  expect(JSON.parse(inForce()).version).toBe(version);
  expect((await said("push", "--config", centre.configFile, ...stack, "--now", now)).code).toBe(0);
  await writeFile(centre.configFile, text);
});

describe("an older version", () => {
  /** What is kept as JSON, changed as a newer version might have written it. */
  function rewrite(below: string, change: (value: object) => object): number {
    const paths = [...cloud.world.objects.keys()].filter(
      (path) => path.startsWith(`${bucket}/${below}`) && path.endsWith(".json"),
    );
    for (const path of paths) {
      const value = JSON.parse(cloud.world.objects.get(path)?.body.toString() ?? "") as object;
      putObject(cloud.world, path, Buffer.from(JSON.stringify(change(value))));
    }
    return paths.length;
  }

  test("goes on from what a newer one wrote in the same format, and leaves out what it does not know", async () => {
    for (const below of ["state/", "sent/", "config/"])
      expect(rewrite(below, (value) => ({ ...value, later: { known: true } }))).toBeGreaterThan(0);
    await worked();
    expect(await kpis()).toBe(numbers);
    const words = ["weekly", "--period", "2026-W46", "--to", "ilona.varga@example.org", "--yes"];
    expect((await said("resend", ...words, ...stack)).out).toMatch(/\nSent\.\n$/);
    expect(cloud.world.accepted.length).toBe(whole.accepted.length + 1);
  });

  test("refuses how far a source is in a newer format, and changes nothing", async () => {
    expect(rewrite("state/sources/", (value) => ({ ...value, v: 2 }))).toBe(1);
    const before = new Map(cloud.world.objects);
    await expect(worked()).rejects.toThrow(
      "is of a newer Raport (version 2). Update Raport, then run again.",
    );
    const isLease = (path: string) => path.startsWith(`${bucket}/state/leases/`);
    const changed = [...cloud.world.objects].filter(([path, { etag }]) => before.get(path)?.etag !== etag);
    expect(changed.map(([path]) => path).filter((path) => !isLease(path))).toEqual([]);
  });
});
