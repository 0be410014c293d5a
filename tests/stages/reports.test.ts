import { describe, expect, test } from "vitest";
import type { ReportConfig } from "../../functions/core/config.ts";
import { ledgerName, owed, type ReportState } from "../../functions/core/owed.ts";
import type { Lake } from "../../functions/ports.ts";
import { noticeReports } from "../../functions/stages/reports.ts";
import { settleReport } from "../../functions/stages/tick.ts";
import { textAt } from "../contracts/lake.ts";
import { configOf, reportOf, week, zone } from "../core/sample.ts";
import { dyingLake, memoryLake } from "../memory.ts";

const monday = "2026-11-16T07:00:00Z"; // the week 9 to 15 November, W46, is due
const tuesday = "2026-11-17T07:00:00Z";

const notice = (lake: Lake, now: string, ...reports: readonly Partial<ReportConfig>[]) =>
  noticeReports(configOf({ reports: reports.map((report) => reportOf(report)) }), now, lake);
const stateOf = async (lake: Lake, id: string) =>
  JSON.parse((await textAt(lake, `state/reports/${id}.json`)) ?? "null") as ReportState | null;
const owes = async (lake: Lake, now: string, report: Partial<ReportConfig> = {}) => {
  const config = reportOf(report);
  return owed(config, (await stateOf(lake, config.id)) ?? undefined, zone, now).map(({ name }) => name);
};

/** A weekly report of which W46 was sent on Monday. */
async function sent(): Promise<ReturnType<typeof memoryLake>> {
  const lake = memoryLake();
  await notice(lake, monday, {});
  await settleReport(lake, "weekly", "2026-W46");
  return lake;
}

describe("a renamed report", () => {
  const renamed = { id: "digest", was: "weekly" };

  test("keeps what it was sent as under its old name, and is sent nothing again", async () => {
    const lake = await sent();
    await notice(lake, tuesday, renamed);
    expect(await owes(lake, tuesday, renamed)).toEqual([]);
    expect(await owes(lake, "2026-11-23T07:00:00Z", renamed)).toEqual(["2026-W47"]);
    expect(await stateOf(lake, "digest")).toMatchObject({ firstSeen: monday, settled: ["2026-W46"] });
  });

  test("finishes under its old name what was over before, so that two workers share one ledger", async () => {
    const lake = await sent();
    await notice(lake, tuesday, renamed);
    const state = (await stateOf(lake, "digest")) ?? undefined;
    expect(ledgerName("digest", state, week("2026-11-09"))).toBe("weekly");
    // W47 ends after the new name came: nobody can have begun it under the old one.
    expect(ledgerName("digest", state, week("2026-11-16"))).toBe("digest");
    expect(ledgerName("weekly", undefined, week("2026-11-09"))).toBe("weekly");
  });

  test("keeps its past through a second name, and back to the first", async () => {
    const lake = await sent();
    await notice(lake, tuesday, renamed);
    await notice(lake, "2026-11-24T07:00:00Z", { id: "third", was: "digest" });
    const third = (await stateOf(lake, "third")) ?? undefined;
    const ledgers = ["2026-11-09", "2026-11-16", "2026-11-23"].map((day) =>
      ledgerName("third", third, week(day)),
    );
    expect(ledgers).toEqual(["weekly", "digest", "third"]);
    await notice(lake, "2026-12-01T07:00:00Z", { id: "weekly", was: "third" });
    expect(await stateOf(lake, "weekly")).toMatchObject({ settled: ["2026-W46"], firstSeen: monday });
    expect((await stateOf(lake, "weekly"))?.renamed).toBeUndefined();
  });

  test("is the same after a death at any call, and the line that says so may stay for ever", async () => {
    for (let call = 0; call < 10; call += 1)
      for (const when of ["before", "after"] as const) {
        const lake = await sent();
        await notice(dyingLake(lake, call, when), tuesday, renamed).catch(() => undefined);
        await notice(lake, tuesday, renamed);
        await notice(lake, "2026-11-18T07:00:00Z", renamed);
        expect(await stateOf(lake, "digest"), `${call} ${when}`).toMatchObject({
          settled: ["2026-W46"],
          formerly: [{ id: "weekly", at: tuesday }],
        });
      }
  });

  test("gives its past to one report only, and its old name can be given to a new one", async () => {
    const lake = await sent();
    await notice(lake, tuesday, renamed);
    await notice(lake, "2026-11-18T07:00:00Z", renamed, { id: "copy", was: "weekly" }, {});
    expect(await stateOf(lake, "copy")).toMatchObject({ firstSeen: "2026-11-18T07:00:00Z", settled: [] });
    expect(await stateOf(lake, "weekly")).toMatchObject({ firstSeen: "2026-11-18T07:00:00Z", settled: [] });
    expect(await stateOf(lake, "digest")).toMatchObject({ settled: ["2026-W46"] });
  });

  test("whose old name nobody knows begins like a new one", async () => {
    const lake = await sent();
    await notice(lake, tuesday, { id: "digest", was: "wekly" });
    expect(await stateOf(lake, "digest")).toMatchObject({
      firstSeen: tuesday,
      from: "2026-11-16",
      settled: [],
    });
  });
});

describe("a report whose period was changed", () => {
  const daily = { period: "day" as const, at: { time: "06:00" } };

  test("begins like a new one: no burst of days that were due before", async () => {
    const lake = await sent();
    expect(await owes(lake, "2026-11-19T07:00:00Z", daily)).toEqual([]); // not before a tick noted it
    await notice(lake, "2026-11-19T07:00:00Z", daily);
    expect(await owes(lake, "2026-11-19T07:00:00Z", daily)).toEqual([]);
    expect(await owes(lake, "2026-11-20T05:00:00Z", daily)).toEqual(["2026-11-19"]);
  });

  test("and back is not sent the weeks it had", async () => {
    const lake = await sent();
    await notice(lake, "2026-11-19T07:00:00Z", daily);
    await notice(lake, "2026-11-20T07:00:00Z", {});
    expect(await owes(lake, "2026-11-20T07:00:00Z")).toEqual([]);
    expect(await owes(lake, "2026-11-23T07:00:00Z")).toEqual(["2026-W47"]);
  });

  test("and name at once begins anew, too", async () => {
    const lake = await sent();
    const both = { ...daily, id: "digest", was: "weekly" };
    await notice(lake, "2026-11-19T07:00:00Z", both);
    expect(await owes(lake, "2026-11-19T07:00:00Z", both)).toEqual([]);
    expect(await stateOf(lake, "digest")).toMatchObject({ settled: ["2026-W46"], period: "day" });
  });
});

describe("a report whose hour was changed", () => {
  const friday = { at: { day: 5, time: "08:00" } };

  test("is not sent again what was sent by the old one", async () => {
    const lake = await sent();
    expect(await owes(lake, "2026-11-20T07:00:00Z", friday)).toEqual([]);
  });

  test("goes out by the new one when it had not gone out, at once where that has passed", async () => {
    const lake = memoryLake();
    await notice(lake, tuesday, { at: { day: 1, time: "08:00" } });
    expect(await owes(lake, tuesday, friday)).toEqual([]); // waits for Friday now
    expect(await owes(lake, "2026-11-20T07:00:00Z", friday)).toEqual(["2026-W46"]);
  });

  test("does not owe what was due before it was added, whenever that would be by the new one", async () => {
    const lake = await sent();
    const added = { id: "added" };
    await notice(lake, tuesday, {}, added); // in the middle of W47, after W46 was due
    expect(await owes(lake, "2026-11-20T07:00:00Z", { ...added, ...friday })).toEqual([]);
    expect(await owes(lake, "2026-11-27T07:00:00Z", { ...added, ...friday })).toEqual(["2026-W47"]);
  });
});
