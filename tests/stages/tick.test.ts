import { describe, expect, test } from "vitest";
import type { Config } from "../../functions/core/config.ts";
import { stateKey } from "../../functions/core/landing.ts";
import type { ReportState } from "../../functions/core/owed.ts";
import { addDays } from "../../functions/core/period.ts";
import type { Pointer, WarehouseState } from "../../functions/core/warehouse.ts";
import type { Lake, Warehouse } from "../../functions/ports.ts";
import { factsFingerprint } from "../../functions/stages/compute.ts";
import { loadState, settleReport, tick } from "../../functions/stages/tick.ts";
import { bytes, textAt } from "../contracts/lake.ts";
import { configOf, consumed, filesUntil, reportOf } from "../core/sample.ts";
import { dyingLake, memoryLake } from "../memory.ts";

const monday = "2026-11-16T07:00:00Z"; // the week 9 to 15 November is due
const unborn: WarehouseState = { generation: 0, pending: [], consumed: {}, facts: "" };

/** Tables of which only the state and the contacts per day are known. */
function tablesOf(state: WarehouseState = unborn, contacts: readonly Pointer[] = []): Warehouse {
  const reader = { state, pointers: async (table: string) => (table === "contacts" ? contacts : []) };
  const warehouse: Partial<Warehouse> = {
    published: async () => state,
    read: (read) => {
      if (state.pending.length > 0) throw new Error("nothing can be read now");
      return read(reader as unknown as Parameters<typeof read>[0]);
    },
  };
  return warehouse as Warehouse;
}

const weekly = "state/reports/weekly.json";
const json = async (lake: Lake, key: string) => JSON.parse((await textAt(lake, key)) ?? "null") as unknown;
const run = (lake: Lake, now: string, config: Config = configOf(), polled = ["helpdesk"]) =>
  tick({ config, now, polled: new Set(polled) }, { lake, warehouse: tablesOf(upToDate(config)) });

/** A lake in which every file up to Sunday landed. */
async function landed(): Promise<ReturnType<typeof memoryLake>> {
  const lake = memoryLake();
  await lake.put(stateKey("helpdesk"), bytes(JSON.stringify(filesUntil("2026-11-15"))));
  lake.writes.length = 0;
  return lake;
}

/** Everything landed is in the tables, and they were made with what is in force. */
function upToDate(config: Config): WarehouseState {
  return { ...consumed("2026-11-15T22:00:00Z"), facts: factsFingerprint(config) };
}

describe("the first tick of an installation", () => {
  test("owes each report the period that was due last, whenever it comes", async () => {
    for (const now of [monday, "2026-11-18T09:00:00Z", "2026-11-23T06:59:59Z"]) {
      const lake = memoryLake();
      await run(lake, now);
      expect(await json(lake, weekly)).toEqual({
        firstSeen: monday,
        from: "2026-11-09",
        period: "week",
        settled: [],
      });
      const state = await loadState(
        { config: configOf(), polled: new Set() },
        { lake, warehouse: tablesOf() },
      );
      expect(state.reports).toEqual({
        weekly: { firstSeen: monday, from: "2026-11-09", period: "week", settled: [] },
      });
    }
  });

  test("owes it also when it died on the way, at any call, and the next one comes three hours later", async () => {
    for (let call = 0; call < 6; call += 1)
      for (const when of ["before", "after"] as const) {
        const lake = await landed();
        const dying = dyingLake(lake, call, when);
        await run(dying, monday).catch(() => undefined);
        const { work } = await run(lake, "2026-11-16T10:00:00Z");
        expect(work, `${call} ${when}`).toMatchObject([{ kind: "send", period: { name: "2026-W46" } }]);
        expect(await json(lake, weekly), `${call} ${when}`).toEqual({
          firstSeen: monday,
          from: "2026-11-09",
          period: "week",
          settled: [],
        });
      }
  });

  test("writes down the first sight once: the second tick writes nothing", async () => {
    const lake = await landed();
    await run(lake, monday);
    expect(lake.writes).toEqual(["state/installed.json", weekly]);
    await run(lake, "2026-11-17T07:00:00Z");
    expect(lake.writes).toHaveLength(2);
  });
});

describe("a report added later", () => {
  const both = configOf({
    reports: [reportOf(), reportOf({ id: "daily", period: "day", at: { time: "06:00" } })],
  });

  test("owes nothing that was due before it was seen, and the next one in full", async () => {
    const lake = await landed();
    await run(lake, monday);
    const { waiting } = await run(lake, "2026-11-16T08:00:00Z", both);
    expect(await json(lake, "state/reports/daily.json")).toEqual({
      firstSeen: "2026-11-16T08:00:00Z",
      from: "2026-11-16",
      period: "day",
      settled: [],
    });
    expect(waiting.map(({ report }) => report)).not.toContain("daily"); // Sunday was due at 05:00Z
    const next = await run(lake, "2026-11-17T05:00:00Z", both);
    expect(next.waiting).toMatchObject([{ report: "daily", period: { name: "2026-11-16" } }]);
  });

  test("leaves the first sight of the others as it was", async () => {
    const lake = await landed();
    await run(lake, monday);
    await run(lake, "2026-11-30T08:00:00Z", both);
    expect(await json(lake, weekly)).toEqual({
      firstSeen: monday,
      from: "2026-11-09",
      period: "week",
      settled: [],
    });
  });
});

describe("a tick", () => {
  test("asks for sources first, then for the tables, then sends", async () => {
    const lake = await landed();
    const at = (polled: readonly string[], state: WarehouseState) =>
      tick(
        { config: configOf(), now: monday, polled: new Set(polled) },
        { lake, warehouse: tablesOf(state) },
      );
    expect((await at([], unborn)).work).toEqual([{ kind: "land", source: "helpdesk" }]);
    expect((await at(["helpdesk"], unborn)).work).toEqual([{ kind: "compute" }]);
    const current = upToDate(configOf());
    expect((await at(["helpdesk"], { ...current, facts: "made otherwise" })).work).toEqual([
      { kind: "compute" },
    ]);
    expect((await at(["helpdesk"], current)).work).toMatchObject([
      { kind: "send", period: { name: "2026-W46" } },
    ]);
  });

  test("has the tables finished when their writer died, without waiting for what cannot be read", async () => {
    const lake = await landed();
    const pending = [
      { table: "contacts" as const, partition: { cohort: "2026-11-15" }, location: "x", rows: 1, bytes: 1 },
    ];
    const warehouse = tablesOf({ ...upToDate(configOf()), pending });
    const { work } = await tick(
      { config: configOf(), now: monday, polled: new Set(["helpdesk"]) },
      { lake, warehouse },
    );
    expect(work).toEqual([{ kind: "compute" }]);
  });

  test("knows how many contacts opened on each day from the catalog alone", async () => {
    const pointer = (cohort: string, rows: number): Pointer => ({
      table: "contacts",
      partition: { cohort },
      location: "x",
      rows,
      bytes: 1,
    });
    const warehouse = tablesOf(upToDate(configOf()), [pointer("2026-11-14", 40), pointer("2026-11-15", 7)]);
    const { volumes, sources } = await loadState(
      { config: configOf(), polled: new Set() },
      { lake: await landed(), warehouse },
    );
    expect(volumes).toEqual(
      new Map([
        ["2026-11-14", 40],
        ["2026-11-15", 7],
      ]),
    );
    expect(sources.helpdesk?.files).toHaveProperty("14.csv");
  });
});

describe("a report is settled", () => {
  const settled = async (lake: Lake) => ((await json(lake, weekly)) as ReportState).settled;

  test("period by period, in any order, each once", async () => {
    const lake = memoryLake();
    await run(lake, monday);
    await settleReport(lake, "weekly", "2026-W46");
    expect(await json(lake, weekly)).toEqual({
      firstSeen: monday,
      from: "2026-11-09",
      period: "week",
      settled: ["2026-W46"],
    });
    await settleReport(lake, "weekly", "2026-W45");
    expect(await settled(lake)).toEqual(["2026-W45", "2026-W46"]);
    const writes = lake.writes.length;
    await settleReport(lake, "weekly", "2026-W46");
    expect(lake.writes).toHaveLength(writes);
  });

  test("for all that many workers say at once", async () => {
    const lake = memoryLake();
    await run(lake, monday);
    const weeks = ["2026-W45", "2026-W47", "2026-W46", "2026-W48", "2026-W44"];
    await Promise.all(weeks.map((name) => settleReport(lake, "weekly", name)));
    expect(await settled(lake)).toEqual(weeks.sort());
  });

  test("and one that was never seen is left alone", async () => {
    const lake = memoryLake();
    await settleReport(lake, "weekly", "2026-W46");
    expect(lake.writes).toEqual([]);
  });
});

test("a week held by a quiet day does not stop the next one, and goes out when the day is accepted", async () => {
  const lake = await landed();
  await lake.put(stateKey("helpdesk"), bytes(JSON.stringify(filesUntil("2026-11-22"))));
  // 100 contacts a day from 5 October to 22 November, but 7 on Wednesday 11 November, in W46.
  const contacts = Array.from({ length: 49 }, (_, index): Pointer => {
    const cohort = addDays("2026-10-05", index);
    const rows = cohort === "2026-11-11" ? 7 : 100;
    return { table: "contacts", partition: { cohort }, location: "x", rows, bytes: 1 };
  });
  const at = async (now: string, quietDays: readonly string[] = []) => {
    const config = configOf({ sources: configOf().sources.map((source) => ({ ...source, quietDays })) });
    const warehouse = tablesOf(upToDate(config), contacts);
    const { work, waiting } = await tick({ config, now, polled: new Set(["helpdesk"]) }, { lake, warehouse });
    const sent = work.flatMap((one) => (one.kind === "send" ? [one.period.name] : [one.kind]));
    for (const name of sent) await settleReport(lake, "weekly", name);
    return { sent, held: waiting.map(({ period }) => period.name), reasons: waiting[0]?.reasons };
  };
  expect(await at(monday)).toEqual({
    sent: [],
    held: ["2026-W46"],
    reasons: [expect.stringContaining("2026-11-11 has 7 contacts where 100 are usual")],
  });
  const nextMonday = "2026-11-23T07:00:00Z";
  expect(await at(nextMonday)).toMatchObject({ sent: ["2026-W47"], held: ["2026-W46"] });
  expect(await at(nextMonday)).toMatchObject({ sent: [], held: ["2026-W46"] });
  expect(await at("2026-11-24T07:00:00Z", ["2026-11-11"])).toMatchObject({ sent: ["2026-W46"], held: [] });
  expect(await at("2026-11-24T08:00:00Z", ["2026-11-11"])).toMatchObject({ sent: [], held: [] });
});
