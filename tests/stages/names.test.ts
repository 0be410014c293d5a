import { expect, test } from "vitest";
import type { ReportConfig } from "../../functions/core/config.ts";
import { reportCalled } from "../../functions/stages/names.ts";
import { noticeReports } from "../../functions/stages/reports.ts";
import { configOf, reportOf } from "../core/sample.ts";
import { memoryLake } from "../memory.ts";

const configWith = (...reports: readonly Partial<ReportConfig>[]) =>
  configOf({ reports: reports.map((report) => reportOf(report)) });

/** What `name` is under the last of these configs, each of which was in force for a day. */
async function called(name: string, ...configs: readonly ReturnType<typeof configWith>[]) {
  const lake = memoryLake();
  for (const [index, config] of configs.entries())
    await noticeReports(config, `2026-11-${16 + index}T07:00:00Z`, lake);
  return (await reportCalled(name, configs.at(-1) ?? configWith(), lake))?.id;
}

const weekly = configWith({});
const digest = configWith({ id: "digest", was: "weekly" });
const third = configWith({ id: "third", was: "digest" });
const settled = configWith({ id: "third" });

test("a report renamed twice is found by each of its names, also once was: is gone from the file", async () => {
  for (const name of ["weekly", "digest", "third"]) {
    expect(await called(name, weekly, digest, third)).toBe("third");
    expect(await called(name, weekly, digest, third, settled)).toBe("third");
  }
});

test("a report that took its first name again is found by those between", async () => {
  const back = configWith({ id: "weekly", was: "third" });
  for (const name of ["weekly", "digest", "third"])
    expect(await called(name, weekly, digest, third, back)).toBe("weekly");
});

test("a name that another report has now is that report's, and one nobody took over is nobody's", async () => {
  const both = configWith({ id: "third", was: "digest" }, { id: "weekly" });
  expect(await called("weekly", weekly, digest, both)).toBe("weekly");
  expect(await called("weekly", weekly, configWith({ id: "other" }))).toBeUndefined();
  expect(await called("nothing", weekly)).toBeUndefined();
});

test("names that lead round in a circle end nowhere", async () => {
  const lake = memoryLake();
  const state = (id: string) =>
    new TextEncoder().encode(JSON.stringify({ firstSeen: "", settled: [], renamed: { id, at: "" } }));
  await lake.put("state/reports/one.json", state("two"));
  await lake.put("state/reports/two.json", state("one"));
  expect(await reportCalled("one", configWith({}), lake)).toBeUndefined();
});
