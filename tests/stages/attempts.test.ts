import { describe, expect, test } from "vitest";
import { HeldError, LostRaceError, SourceError } from "../../functions/core/errors.ts";
import type { Inbox, Lake, Ports, Warehouse } from "../../functions/ports.ts";
import { factsFingerprint } from "../../functions/stages/compute.ts";
import { run } from "../../functions/stages/run.ts";
import { configOf } from "../core/sample.ts";
import { dyingLake, Kill, memoryInbox, memoryLake, sourceOf } from "../memory.ts";

const start = "2026-11-16T07:00:00Z"; // 08:00 in Budapest
const minutes = (count: number) =>
  new Date(Date.parse(start) + count * 60_000).toISOString().replace(".000Z", "Z");

/** Two sources of which only calls are there, tables that are made as `draft` says, and no report. */
function installation(
  settings: {
    readonly draft?: () => Promise<never>;
    readonly inbox?: Partial<Inbox>;
    readonly desk?: string;
  } = {},
) {
  const files: Record<string, string> = { "/in/calls.csv": "id\n1\n" };
  const lake = memoryLake();
  const config = configOf({
    sources: [
      sourceOf({ id: "desk", path: settings.desk ?? "/in/desk-*" }),
      sourceOf({ id: "calls", path: "/in/calls*" }),
    ],
    reports: [],
  });
  const state = {
    generation: 1,
    pending: [],
    consumed: { desk: 9, calls: 9 },
    facts: factsFingerprint(config),
  };
  const consumed = { batch: 9, landed: 0, mapped: 0, quarantined: 0, latestEventAt: null };
  const published = { ...state, consumed: settings.draft ? {} : { desk: consumed, calls: consumed } };
  const read = async (of: (reader: never) => unknown) =>
    of({ state: published, pointers: async () => [] } as never);
  const warehouse = {
    published: async () => published,
    sweep: async () => 0,
    read,
    draft: settings.draft,
  } as unknown as Warehouse;
  return {
    files,
    lake,
    at(now: string, { isPaced = true, lake: other = lake as Lake, version = "v1" } = {}) {
      const inbox = { ...memoryInbox(files), ...settings.inbox };
      const ports = { lake: other, warehouse, inbox } as unknown as Ports;
      const owner = { token: now, host: "h", pid: 1, startedAt: "s" };
      const machineNow = () => new Date(now);
      const input = { now, machineNow, owner, isAlive: () => false, archive: "https://example.org", isPaced };
      return run({ ...input, config: { ...config, version } }, ports);
    },
  };
}

const missing = "[desk] no file matches /in/desk-*. Put an export there, or correct path: in the config.";

describe("a source that cannot be read", () => {
  test("is tried again when its time has come, and the other one goes on meanwhile", async () => {
    const { at } = installation();
    const first = await at(start);
    expect(first.landed.map(({ source }) => source)).toEqual(["calls"]);
    expect([first.problems, first.failing]).toEqual([
      [missing],
      [`desk: failed once, tried again at 08:05: ${missing}`],
    ]);
    expect(first.nextAt).toBe(minutes(5));
    const early = await at(minutes(4));
    expect([early.problems, early.failing]).toEqual([[], first.failing]);
    const second = await at(minutes(5));
    expect(second.problems).toEqual([missing]);
    expect(second.failing).toEqual([`desk: failed 2 times, tried again at 08:20: ${missing}`]);
  });

  test("is tried at once when a file is there", async () => {
    const { at, files } = installation();
    await at(start);
    files["/in/desk-1.csv"] = "id\n1\n";
    const { landed, failing } = await at(minutes(1));
    expect([landed.map(({ source }) => source), failing]).toEqual([["desk"], []]);
  });

  test("is tried at once by who does everything now", async () => {
    const { at } = installation();
    await at(start);
    expect((await at(minutes(1), { isPaced: false })).problems).toEqual([missing]);
  });
});

test("a source in a bucket that may not be read is not looked at before its time, and is never given up", async () => {
  let asked = 0;
  const list: Inbox["list"] = async ({ id, path }) => {
    if (id === "desk") asked += 1;
    // Who lands may see more than who only looks what is due: neither says that another file lies there.
    throw new SourceError(`[${id}] cannot read ${path}: denied ${asked}`);
  };
  const { at } = installation({ inbox: { list }, desk: "s3://care/desk-*" });
  expect((await at(start)).problems[0]).toBe("[desk] cannot read s3://care/desk-*: denied 1");
  await at(minutes(4));
  expect(asked).toBe(1);
  await at(minutes(5));
  expect(asked).toBe(2);
  // After 5, 15, 45 and 135 minutes every six hours: 0, 5, 20, 65, 200 minutes, then 560, 920 ...
  for (let time = 20; time < 200 + 10 * 360; time += 5) await at(minutes(time));
  expect(asked).toBe(5 + 9);
});

describe("a fault of ours in one source", () => {
  const open = () => Promise.reject(new TypeError("bug"));

  test("stops no other and is tried again later, where work keeps its hours", async () => {
    const { at, files } = installation({ inbox: { open } });
    files["/in/desk-1.csv"] = "id\n1\n";
    const { problems, failing } = await at(start);
    expect(problems).toEqual(["TypeError: bug", "TypeError: bug"]);
    expect(failing).toHaveLength(2);
  });

  test("is met again at once when another file lies where the one it could not read lay", async () => {
    const { at, files } = installation({ inbox: { open } });
    files["/in/desk-1.csv"] = "id\n1\n";
    expect((await at(start)).problems).toHaveLength(2);
    expect((await at(minutes(1))).problems).toEqual([]);
    files["/in/desk-1.csv"] = "id\n2\n";
    expect((await at(minutes(2))).problems).toEqual(["TypeError: bug"]);
  });

  test("ends a run that does everything now", async () => {
    await expect(installation({ inbox: { open } }).at(start, { isPaced: false })).rejects.toThrow("bug");
  });

  test("counts as no failure of the source where somebody else was first", async () => {
    const { at, lake } = installation({ inbox: { open: () => Promise.reject(new LostRaceError("lost")) } });
    await expect(at(start)).rejects.toThrow("lost");
    expect(lake.objects.has("state/attempts/land-calls.json")).toBe(false);
  });
});

describe("tables that cannot be made", () => {
  const wrong = "calls.sql:3:9: there is no column";

  test("are tried again when their time has come, or at once with another config", async () => {
    let tries = 0;
    const draft = async () => {
      tries += 1;
      throw new HeldError(wrong);
    };
    const { at } = installation({ draft });
    const first = await at(start);
    expect([first.held, first.failing[1]]).toEqual([
      wrong,
      `the tables: failed once, tried again at 08:05: ${wrong}`,
    ]);
    const early = await at(minutes(4));
    expect([tries, early.held]).toEqual([1, wrong]);
    await at(minutes(5));
    expect(tries).toBe(2);
    await at(minutes(6), { version: "v2" });
    expect(tries).toBe(3);
  });

  test("are held for a fault of ours as well, where work keeps its hours", async () => {
    const draft = () => Promise.reject(new RangeError("bug"));
    expect((await installation({ draft }).at(start)).held).toBe("RangeError: bug");
    await expect(installation({ draft }).at(start, { isPaced: false })).rejects.toThrow("bug");
  });
});

test("a worker that dies at any call leaves nothing that the next one does not put right", async () => {
  const calm = installation();
  await calm.at(start);
  const wanted = JSON.stringify([...calm.lake.objects].filter(([key]) => key.startsWith("state/attempts/")));
  let deaths = 0;
  for (let call = 0; ; call += 1) {
    const each = (["before", "after"] as const).map(async (when) => {
      const { at, lake } = installation();
      const dying = dyingLake(lake, call, when);
      const result = await at(start, { lake: dying }).catch((error: unknown) => error);
      if (!dying.dead()) return false;
      expect(result).toBeInstanceOf(Kill);
      await at(start);
      const found = [...lake.objects].filter(([key]) => key.startsWith("state/attempts/"));
      expect(JSON.stringify(found), `${call} ${when}`).toBe(wanted);
      return true;
    });
    if (!(await Promise.all(each)).some((died) => died)) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(20);
});
