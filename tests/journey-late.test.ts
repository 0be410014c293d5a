/** Data that come late, again and again: every report goes out once, as long as it is not too old. */

import { afterAll, describe, expect, test } from "vitest";
import { summaryLines } from "../functions/cli/summary.ts";
import type { Config, FilesSource, ReportConfig } from "../functions/core/config.ts";
import { addDays } from "../functions/core/period.ts";
import { type Centre, openCentre } from "./journey/centre.ts";
import { workersOf } from "./journey/workers.ts";
import { filesOf } from "./memory.ts";

interface Settings {
  readonly source?: Partial<FilesSource>;
  readonly report?: Partial<ReportConfig>;
}

/** A centre whose source and report are changed so, and what its runs send. */
async function openLate(from: string, to: string, { source, report }: Settings = {}) {
  const opened = await openCentre(from, to);
  const config: Config = {
    ...opened.config,
    sources: filesOf(opened.config).map((one) => ({ ...one, ...source })),
    reports: opened.config.reports.map((one) => ({ ...one, ...report })),
  };
  const centre: Centre = { ...opened, config };
  const workers = workersOf(centre);
  afterAll(() => workers.close());
  const handedOver: string[] = [];
  return {
    ...centre,
    /** Ids of all messages so far. */
    handedOver,
    async run(now: string) {
      const summary = await workers.run(now);
      handedOver.push(...summary.handedOver);
      const lines = await summaryLines({ config, now, home: centre.home }, summary, workers.ports());
      const sent = summary.sent.map(({ period, deliveries }) => {
        const fresh = deliveries.filter((one) => one.fresh).length;
        return `${period} to ${fresh}`;
      });
      return { sent, waiting: summary.waiting.map(({ period }) => period.name), lines };
    },
  };
}

const rows: Partial<FilesSource> = { expects: { kind: "latest-row" } };

test("a daily report on nightly exports, each judged by its rows, sends every day once", async () => {
  const daily: Partial<ReportConfig> = { id: "daily", period: "day", at: { time: "07:00" } };
  const centre = await openLate("2026-11-09", "2026-11-09", { source: rows, report: daily });
  // The rows of a day end at 15:00: that the day is over is known from the file of the next night only.
  const nights: (readonly string[])[] = [];
  for (let day = "2026-11-09"; day <= "2026-11-14"; day = addDays(day, 1)) {
    await centre.arrives(day);
    const { sent, waiting } = await centre.run(`${addDays(day, 1)}T07:00:00Z`);
    nights.push(sent);
    expect(waiting).toEqual([day]);
  }
  expect(nights).toEqual([
    [],
    ["2026-11-09 to 2"],
    ["2026-11-10 to 2"],
    ["2026-11-11 to 2"],
    ["2026-11-12 to 2"],
    ["2026-11-13 to 2"],
  ]);
  expect(centre.handedOver).toHaveLength(10); // five days to two people
  expect(new Set(centre.handedOver).size).toBe(10);
});

test("a weekly report that waited for two weeks goes out for both, the older first, each once", async () => {
  const centre = await openLate("2026-11-01", "2026-11-07");
  expect(await centre.run("2026-11-09T08:00:00Z")).toMatchObject({ sent: [], waiting: ["2026-W45"] });
  for (let day = "2026-11-09"; day <= "2026-11-15"; day = addDays(day, 1)) await centre.arrives(day);
  const second = await centre.run("2026-11-16T08:00:00Z");
  expect(second).toMatchObject({ sent: [], waiting: ["2026-W45", "2026-W46"] });
  // Saturday's is the last file in a row, so W44 is covered; said once, although two periods wait.
  expect(second.lines.filter((line) => line.includes("the data reach"))).toEqual([
    "          the data reach to the end of 2026-W44: to see its report, add --now 2026-11-02T07:00:00Z",
  ]);
  await centre.arrives("2026-11-08");
  const third = await centre.run("2026-11-16T10:00:00Z");
  expect(third).toMatchObject({ sent: ["2026-W45 to 2", "2026-W46 to 2"], waiting: [] });
  const again = await centre.run("2026-11-17T08:00:00Z");
  expect(again).toMatchObject({ sent: [], waiting: [] });
  expect(again.lines[0]).toContain("nothing is left to send");
  expect(centre.handedOver.map((id) => id.slice(0, "weekly-2026-W45".length))).toEqual([
    "weekly-2026-W45",
    "weekly-2026-W45",
    "weekly-2026-W46",
    "weekly-2026-W46",
  ]);
});

describe("after eight weeks without a run", async () => {
  const centre = await openLate("2026-09-14", "2026-09-21", { source: rows });
  const first = await centre.run("2026-09-21T08:00:00Z");
  await centre.arrives("2026-11-16");
  // W39 to W46, which ends on Sunday 15 November: eight weeks.
  const back = await centre.run("2026-11-16T15:00:00Z");
  const missed = (lines: readonly string[]) => lines.filter((line) => line.startsWith("missed"));

  test("the last three go out, and the three before are named", () => {
    expect(first.sent).toEqual(["2026-W38 to 2"]);
    expect(missed(first.lines)).toEqual([]);
    expect(back.sent).toEqual(["2026-W44 to 2", "2026-W45 to 2", "2026-W46 to 2"]);
    expect(missed(back.lines)).toEqual([
      "missed    weekly 2026-W41: it did not go out in time, and it is too old to send now",
      "missed    weekly 2026-W42: it did not go out in time, and it is too old to send now",
      "missed    weekly 2026-W43: it did not go out in time, and it is too old to send now",
    ]);
  });

  test("the next run sends nothing, and does not say that everything was sent", async () => {
    const again = await centre.run("2026-11-16T16:00:00Z");
    expect(again).toMatchObject({ sent: [], waiting: [] });
    expect(again.lines[0]).toContain("nothing that is not too old is left to send");
    expect(missed(again.lines)).toHaveLength(3);
  });
});
