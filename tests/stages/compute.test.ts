import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Period, periodOf } from "../../functions/core/period.ts";
import { readExclusions, readQuarantine, readValues } from "../../functions/stages/values.ts";
import { configOf, type Home, temporaryHome } from "../home.ts";
import { sourceOf } from "../memory.ts";

const zone = "Europe/Budapest";
const text =
  "select row_id, key as contact_id, json_extract_scalar(body, '$.opened') as opened_at, json_extract_scalar(body, '$.channel') as channel from raw";

let home: Home;
beforeEach(() => {
  home = temporaryHome("2026-12-01T00:00:00Z");
});
afterEach(() => home.remove());

const put = (file: string, ...rows: readonly string[]) =>
  writeFileSync(join(home.inbox, file), `${["id,opened,channel", ...rows].join("\n")}\n`);
const source = (id: string, version?: string) =>
  sourceOf({
    id,
    path: `${home.inbox}/${id}-*.csv`,
    mapping: { file: "mapping.sql", text },
    ...(version === undefined ? {} : { version }),
  });
const day: Period = periodOf("day", "2026-11-16", zone);
const opened = async () => {
  const values = await home.ports.warehouse.read((reader) => readValues(reader, "day", [day]));
  const rows = values.filter(({ kpi, by }) => kpi === "contacts_opened" && by === "channel");
  return Object.fromEntries(rows.map(({ member, value }) => [member, value]));
};
const leftOut = (...sources: readonly string[]) =>
  home.ports.warehouse.read((reader) => readExclusions(reader, sources));

test("contacts of two sources with the same ids are kept apart", async () => {
  put("calls-1.csv", "1,2026-11-16 09:00,phone", "2,soon,phone");
  put("chats-1.csv", "1,2026-11-16 10:00,chat", "2,2026-11-16 11:00,chat");
  const { computed } = await home.run(configOf(zone, [source("calls"), source("chats")]));
  expect(computed).toMatchObject({ landed: 4, mapped: 3, quarantined: 1 });
  expect(await opened()).toEqual({ phone: 1, chat: 2 });
  // The good row of the other source's contact 2 is no cure.
  expect(await leftOut("calls", "chats")).toEqual([{ reason: "opened_at is not a time", rows: 1 }]);
});

test("a file mended and landed again leaves nothing of what was wrong with it", async () => {
  const config = configOf(zone, [source("calls")]);
  put("calls-1.csv", "1,2026-11-16 09:00,phone", "2,soon,phone", "3,2026-11-16 09:00");
  await home.run(config);
  expect(await leftOut("calls")).toEqual([
    { reason: "2 columns where the header has 3", rows: 1 },
    { reason: "opened_at is not a time", rows: 1 },
  ]);
  put("calls-1.csv", "1,2026-11-16 09:00,phone", "2,2026-11-16 10:00,phone", "3,2026-11-16 09:00,chat");
  await home.run(config);
  expect(await leftOut("calls")).toEqual([]);
  expect(await opened()).toEqual({ phone: 2, chat: 1 });
});

test("without a version, a file that was only touched does not bring back what a newer file changed", async () => {
  const config = configOf(zone, [source("calls")]);
  put("calls-1.csv", "1,2026-11-16 09:00,phone", "2,2026-11-16 09:00,phone");
  await home.run(config);
  put("calls-2.csv", "1,2026-11-16 09:00,chat");
  await home.run(config);
  expect(await opened()).toEqual({ phone: 1, chat: 1 });

  const time = new Date("2026-12-02T00:00:00Z");
  utimesSync(join(home.inbox, "calls-1.csv"), time, time);
  const touched = await home.run(config);
  expect(touched.landings).toMatchObject([{ batches: [], rows: 0 }]);
  expect(touched.computed.unchanged).toBe(true);
  expect(await opened()).toEqual({ phone: 1, chat: 1 });
  expect((await home.run(config)).landings).toMatchObject([{ unchanged: true }]);

  // A file that really changed is landed last, and wins.
  put("calls-1.csv", "1,2026-11-16 09:00,email", "2,2026-11-16 09:00,phone");
  expect((await home.run(config)).landings).toMatchObject([{ batches: [3], rows: 2 }]);
  expect(await opened()).toEqual({ phone: 1, email: 1 });
});

test("a bad row that many exports repeat is counted once, where it stood last", async () => {
  const config = configOf(zone, [source("calls")]);
  for (const night of [1, 2, 3]) {
    put(`calls-${night}.csv`, "1,2026-11-16 09:00,phone", `2,soon,phone`);
    await home.run(config);
  }
  expect(await leftOut("calls")).toEqual([{ reason: "opened_at is not a time", rows: 1 }]);
  expect(await home.ports.warehouse.read((reader) => readQuarantine(reader, ["calls"]))).toEqual([
    { source: "calls", place: "calls-3.csv:3", reason: "opened_at is not a time: soon" },
  ]);
});

test("an older bad row that arrives after a newer good one is not left out", async () => {
  const config = configOf(zone, [source("calls", "channel")]);
  put("calls-1.csv", "1,2026-11-16 09:00,b");
  await home.run(config);
  put("calls-2.csv", "1,soon,a");
  expect((await home.run(config)).computed).toMatchObject({ landed: 1, mapped: 0, quarantined: 1 });
  expect(await leftOut("calls")).toEqual([]);
  put("calls-3.csv", "1,soon,c");
  await home.run(config);
  expect(await leftOut("calls")).toEqual([{ reason: "opened_at is not a time", rows: 1 }]);
});

test("a setting under which nothing lands any more leaves the tables as they were", async () => {
  put("calls-1.csv", "1,2026-11-16 09:00,phone");
  await home.run(configOf(zone, [source("calls")]));
  const wrong = { ...source("calls"), key: "number" };
  await expect(home.run(configOf(zone, [wrong]))).rejects.toThrow(/held: .* nothing of calls has landed/);
  expect(await opened()).toEqual({ phone: 1 });
});

test("a source taken out of the config takes its contacts with it", async () => {
  put("calls-1.csv", "1,2026-11-16 09:00,phone");
  put("chats-1.csv", "1,2026-11-16 10:00,chat");
  await home.run(configOf(zone, [source("calls"), source("chats")]));
  await home.run(configOf(zone, [source("chats")]));
  expect(await opened()).toEqual({ chat: 1 });
});
