/** A sweep whose worker dies, that meets a reader, or that goes wrong; and a rule of the bucket that does. */

import { rmSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { lambdaWorkers } from "../functions/adapters/aws/workers.ts";
import { computeTables } from "../functions/deployed/compute.ts";
import { startDue } from "../functions/deployed/tick.ts";
import { faultProxy } from "./engines/proxy.ts";
import { queryOf } from "./home.ts";
import type { LifecycleRule } from "./journey/cloud/versions.ts";
import { bucket } from "./journey/cloud/workers.ts";
import { copyOf, nameOf, type World } from "./journey/cloud/world.ts";
import { faultsSince, type Picture, pictureOf, unnamed } from "./life/picture.ts";
import {
  inTheCloud,
  type Living,
  type LivingInTheCloud,
  onThisMachine,
  rulesOfTemplate,
  setClock,
} from "./life/places.ts";
import { centreOfLife, type Life, lifeOf, live } from "./life/story.ts";

// A worker on this machine dies in the middle of its sweep when a file cannot be removed any more.
vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  return { ...real, rmSync: vi.fn(real.rmSync) };
});

vi.mock("../functions/adapters/aws/workers.ts", async (original) => ({
  ...(await original<object>()),
  lambdaWorkers: vi.fn(),
}));

const rules: LifecycleRule[] = [...rulesOfTemplate()];
const homes = [
  ["on this machine", async (folder: string): Promise<Living> => onThisMachine(folder)],
  ["on AWS", async (): Promise<Living> => inTheCloud(rules)],
] as const;

interface Scene {
  readonly life: Life;
  readonly living: Living;
  readonly before: Picture;
  readonly restore: () => void;
}

type Open = (typeof homes)[number][1];
const scenes = new Map<Open, Promise<Scene>>();

/** Lived once for each kind of home, and put back for each test. */
async function scene(open: Open): Promise<Scene> {
  const known = scenes.get(open) ?? begin(open);
  scenes.set(open, known);
  (await known).restore();
  return known;
}

async function begin(open: Open): Promise<Scene> {
  const centre = await centreOfLife();
  const living = await open(centre.folder);
  const life = lifeOf(centre, living);
  await live(life);
  return { life, living, before: await pictureOf(living.ports()), restore: living.keep() };
}

/** Everything in the home but what a sweep says of itself, by key and tag. */
async function inventory({ lake }: ReturnType<Living["ports"]>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { key, size } of lake.list("")) found.push(`${key} ${size}`);
  return found;
}

describe.each(homes)("a sweep %s", (_, open) => {
  test("lets whoever reads meanwhile go on", async () => {
    const { living, before } = await scene(open);
    let reads = 0;
    const rows = await living.ports().warehouse.read(async (reader) => {
      reads += 1;
      const days = await Array.fromAsync(reader.rows({ query: daily, params: {} }));
      expect(await living.ports().warehouse.sweep()).toBeGreaterThan(0);
      const weeks = await Array.fromAsync(reader.rows({ query: weekly, params: {} }));
      return { days, weeks };
    });
    expect(reads).toBe(1);
    expect(rows.days.length).toBe(rowsIn(before, "kpi_daily"));
    expect(rows.weeks.length).toBe(rowsIn(before, "kpi_weekly"));
  });

  test("after a commit has whoever began before it begin again, with the new rows", async () => {
    const { life, living, before } = await scene(open);
    let reads = 0;
    const rows = await living.ports().warehouse.read(async (reader) => {
      reads += 1;
      const days = await Array.fromAsync(reader.rows({ query: daily, params: {} }));
      if (reads === 1) {
        await living.arrives("2026-11-24");
        expect((await life.tick("2026-11-25T08:00:00Z")).computed?.unchanged).toBe(false);
        expect(await unnamed(living.ports().lake)).toEqual([]);
      }
      const weeks = await Array.fromAsync(reader.rows({ query: weekly, params: {} }));
      return { days, weeks };
    });
    const after = await pictureOf(living.ports());
    expect(reads).toBe(2);
    expect(rows.days.length).toBe(rowsIn(after, "kpi_daily"));
    expect(rows.weeks.length).toBe(rowsIn(after, "kpi_weekly"));
    expect(rowsIn(after, "kpi_daily")).toBeGreaterThan(rowsIn(before, "kpi_daily"));
  });

  test("that took a file something names is seen", async () => {
    const { living, before } = await scene(open);
    const { lake, warehouse } = living.ports();
    await warehouse.sweep();
    expect(await faultsSince(before, living)).toEqual([]);
    for await (const { key } of lake.list("kpi/kpi_weekly/")) {
      await lake.remove(key);
      break;
    }
    expect(await faultsSince(before, living)).not.toEqual([]);
  });
});

const daily = queryOf("select period_start from kpi_daily", ["kpi_daily"]);
const weekly = queryOf("select period_start from kpi_weekly", ["kpi_weekly"]);
const rowsIn = ({ rows }: Picture, table: string) =>
  Object.entries(rows).reduce((sum, [name, of]) => sum + (name.startsWith(`${table} `) ? of.length : 0), 0);

test("a worker on AWS that dies before or after any request of its sweep leaves the rest to the next", async () => {
  const { living, before, restore } = await scene(homes[1][1]);
  const { cloud } = living as LivingInTheCloud;
  await living.ports().warehouse.sweep();
  const [swept, sweptFaults] = [await inventory(living.ports()), await faultsSince(before, living)];
  expect(sweptFaults).toEqual([]);
  restore();
  // A request that only reads leaves the world as it was: many deaths share one state.
  const states = new Map<string, World>();
  let requests = 0;
  const note = () => void states.set(nameOf(cloud.world), copyOf(cloud.world));
  const proxy = await faultProxy(cloud.url, {
    async around(_, take) {
      note();
      await take();
      note();
      requests += 1;
      return true;
    },
  });
  await living.ports(proxy.url).warehouse.sweep();
  await proxy.close();
  expect(states.size).toBeGreaterThan(20);
  for (const state of states.values()) {
    cloud.restore(state);
    expect(swept.filter((key) => !key.startsWith("state/swept.json") && !hasKey(cloud.world, key))).toEqual(
      [],
    );
    await living.ports().warehouse.sweep("unswept");
    expect(await inventory(living.ports())).toEqual(swept);
  }
  console.log(
    `${2 * requests} deaths in the middle of a sweep leave ${states.size} states; all end the same.`,
  );
});

const hasKey = ({ objects }: World, line: string) => objects.has(`${bucket}/${line.split(" ")[0]}`);

test("a worker on this machine that dies at any file it removes leaves the rest to the next", async () => {
  const { living, restore } = await scene(homes[0][1]);
  const removed = vi.mocked(rmSync);
  const real = removed.getMockImplementation();
  const { warehouse } = living.ports();
  removed.mockClear();
  await warehouse.sweep();
  const [count, swept] = [removed.mock.calls.length, await inventory(living.ports())];
  expect(count).toBeGreaterThan(1);
  for (let call = 0; call < count; call += 1) {
    restore();
    let calls = 0;
    removed.mockImplementation((...given) => {
      if (calls++ === call) throw new Error("killed");
      real?.(...given);
    });
    await expect(warehouse.sweep()).rejects.toThrow("killed");
    removed.mockImplementation(real as typeof rmSync);
    await warehouse.sweep("unswept");
    expect(await inventory(living.ports())).toEqual(swept);
  }
});

test("a rule of the bucket that gives an archive or a table an age is seen", async () => {
  const { living, before } = await scene(homes[1][1]);
  setClock("2027-12-21T08:00:00Z");
  const { cloud } = living as LivingInTheCloud;
  const start = copyOf(cloud.world);
  for (const [prefix, told] of [
    ["archive/", "object archive/weekly/2026-W46/index.html is gone"],
    ["kpi/", "the tables cannot be read"],
    ["state/suppressed/", "state state/suppressed/"],
    ["config/versions/", "object config/versions/"],
  ] as const) {
    cloud.restore(start);
    rules.push({ Id: "wrong", Status: "Enabled", Prefix: prefix, ExpirationInDays: 365 });
    living.age();
    rules.pop();
    expect((await faultsSince(before, living)).join("\n")).toContain(told);
  }
});

test("deployed, the next tick has the function that makes tables sweep after one that died", async () => {
  const { living } = await scene(homes[1][1]);
  const [{ lake }, started] = [living.ports(), [] as string[]];
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  vi.mocked(lambdaWorkers).mockReturnValue({ start: async (name) => void started.push(name) });
  const at = "2026-11-24T08:05:00Z";
  setClock(at);
  const owner = { token: "request-1", host: "lambda", pid: 1, startedAt: "" };
  const signal = new AbortController().signal;
  const msLeft = () => 900_000;
  const invocation = { now: at, machineNow: () => new Date(), owner, msLeft, signal, log: () => {} };
  expect((await unnamed(lake)).length).toBeGreaterThan(0);

  expect(await startDue({}, invocation)).toMatchObject({ outcome: "nothing is due" });
  expect(started).toEqual(["compute"]);
  expect(await computeTables({}, invocation)).toMatchObject({ outcome: "ended what another began" });
  expect(await unnamed(lake)).toEqual([]);
  expect(started).toEqual(["compute", "tick"]);
  await startDue({}, invocation);
  expect(await computeTables({}, invocation)).toMatchObject({ outcome: "nothing to do" });
  expect(started).toEqual(["compute", "tick"]);
});

const environment = {
  RAPORT_BUCKET: bucket,
  RAPORT_DATABASE: bucket,
  RAPORT_WORKGROUP: "primary",
  RAPORT_CONFIGURATION_SET: "raport",
  RAPORT_STACK: "raport",
  RAPORT_URL: "https://reports.example.org",
  RAPORT_TICK: "tick",
  RAPORT_LAND: "land",
  RAPORT_COMPUTE: "compute",
  RAPORT_SEND: "send",
};
