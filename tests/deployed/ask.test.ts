import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { ask } from "../../functions/deployed/ask.ts";
import { isAlive, isHeld, leased } from "../../functions/deployed/lease.ts";
import type { Inbox } from "../../functions/ports.ts";
import { landingWent } from "../../functions/stages/attempts.ts";
import { acquire, landingLease } from "../../functions/stages/lease.ts";
import { load, sample } from "../config/sample.ts";
import { type MemoryLake, memoryInbox, memoryLake } from "../memory.ts";

const inbox: Inbox = memoryInbox({});
const owner = (token: string) => ({ token, host: "lambda raport-land", pid: 1, startedAt: "" });
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** The sample's weekly report, due on Monday 2026-11-16 at 08:00 in London: 08:00 UTC. Nothing older is owed. */
async function scene(): Promise<{ readonly config: Config; readonly lake: MemoryLake }> {
  const config = await load(sample);
  const lake = memoryLake();
  const seen = { firstSeen: "2026-11-10T00:00:00Z", settled: [] };
  for (const { id } of config.reports) await lake.put(`state/reports/${id}.json`, encode(seen));
  return { config, lake };
}

const askAt = ({ config, lake }: Awaited<ReturnType<typeof scene>>, at: string) =>
  ask(config, { now: at, machineNow: () => new Date(at) }, { lake, inbox });
const landed = ({ config, lake }: Awaited<ReturnType<typeof scene>>, at: string) =>
  Promise.all(config.sources.map((source) => landingWent(source, { at }, { lake, inbox })));
const landsIn = (work: readonly { readonly kind: string }[]) =>
  work.filter(({ kind }) => kind === "land").length;

describe("a source", () => {
  test("is landed when nobody looked yet", async () => {
    const here = await scene();
    expect(landsIn((await askAt(here, "2026-11-16T06:00:00Z")).work)).toBe(here.config.sources.length);
  });

  test("that was looked at before the report's hour is looked at again when it has come", async () => {
    const here = await scene();
    await landed(here, "2026-11-16T07:58:00Z");
    expect(landsIn((await askAt(here, "2026-11-16T08:00:00Z")).work)).toBe(here.config.sources.length);
  });

  test("that was looked at since holds the report up no more, for nine minutes", async () => {
    const here = await scene();
    await landed(here, "2026-11-16T08:00:30Z");
    const { work, waiting } = await askAt(here, "2026-11-16T08:05:00Z");
    expect(landsIn(work)).toBe(0);
    expect(waiting.length).toBeGreaterThan(0);
    expect(landsIn((await askAt(here, "2026-11-16T08:09:31Z")).work)).toBe(here.config.sources.length);
  });

  test("that somebody lands just now is not landed by another", async () => {
    const here = await scene();
    const [first] = here.config.sources;
    const at = new Date("2026-11-16T06:00:00Z");
    await acquire(here.lake, `state/leases/${landingLease(first!.id)}.json`, owner("a"), at, 960, isAlive);
    const { work } = await askAt(here, "2026-11-16T06:05:00Z");
    expect(landsIn(work)).toBe(here.config.sources.length - 1);
  });
});

test("a report counts as late an hour after its hour", async () => {
  const here = await scene();
  expect((await askAt(here, "2026-11-16T08:59:59Z")).late).toBe(0);
  expect((await askAt(here, "2026-11-16T09:00:00Z")).late).toBe(1);
});

test("a report that was given until noon counts as late an hour after noon, and one that nobody reads never", async () => {
  const { config, lake } = await scene();
  const late = async (change: Partial<Config["reports"][number]>, at: string) => {
    const reports = config.reports.map((report) => ({ ...report, ...change }));
    return (await askAt({ config: { ...config, reports }, lake }, at)).late;
  };
  const untilNoon = { incomplete: { wait: "12:00", then: "send" } } as const;
  expect(await late(untilNoon, "2026-11-16T12:59:59Z")).toBe(0);
  expect(await late(untilNoon, "2026-11-16T13:00:00Z")).toBe(1);
  expect(await late({ to: [] }, "2026-11-16T13:00:00Z")).toBe(0);
});

describe("a lease", () => {
  const at = (time: string) => ({ owner: owner(time), machineNow: () => new Date(time) });

  test("keeps a second worker out, and is free when the first has ended", async () => {
    const lake = memoryLake();
    const second = () => leased("x", at("2026-11-16T07:00:01Z"), lake, async () => "second");
    expect(await leased("x", at("2026-11-16T07:00:00Z"), lake, second)).toBeUndefined();
    expect(await second()).toBe("second");
    expect(await isHeld("x", new Date("2026-11-16T07:00:02Z"), lake)).toBe(false);
  });

  test("of a worker that died is free after sixteen minutes", async () => {
    const lake = memoryLake();
    const begun = new Date("2026-11-16T07:00:00Z");
    await acquire(lake, "state/leases/x.json", owner("dead"), begun, 960, isAlive);
    expect(await leased("x", at("2026-11-16T07:15:59Z"), lake, async () => "work")).toBeUndefined();
    expect(await leased("x", at("2026-11-16T07:16:00Z"), lake, async () => "work")).toBe("work");
  });
});
