/** Logs that somebody copies to where they are read: torn, late, or away for a moment. */

import { expect, test } from "vitest";
import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { Cursor, RawRecord } from "../../functions/connectors/connector.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dropSource, folderOf, readFrom } from "./dropped.ts";

const start = 1_788_249_600; // 2026-09-01T08:00:00Z
const minute = 60_000;
const hour = 60 * minute;
const row = (call: string) =>
  `"","+15555550117","100","incoming","","PJSIP/trunk-0000001a","","Queue","billing","","","",211,209,"ANSWERED","DOCUMENTATION","${call}","","","${call}",1\n`;
const enter = (call: string, at = 0) => `${start + at}|${call}|billing|NONE|ENTERQUEUE||+15555550117|1\n`;
const abandon = (call: string, at: number) => `${start + at}|${call}|billing|NONE|ABANDON|1|1|20\n`;
const [first, second, later] = [`${start}.17`, `${start + 600}.18`, `${start + 36_000}.19`];
const last = `${start + 39_600}.20`;
const early = enter(first) + abandon(first, 20);
const both = early + enter(second, 600) + abandon(second, 620);
/** Ten hours after: by it, everything before is long over. */
const late = enter(later, 36_000) + abandon(later, 36_020);

const file = (name: string, body: string, at: number): Drop => ({
  ...{ name, body: Buffer.from(body), modifiedAt: (start + at) * 1000 },
});

/** What is known of each call, in turn as the folder is looked at: `17:3` says that the newest record of .17 has three parts. */
async function readInTurn(
  folders: readonly (readonly Drop[])[],
  minutes: readonly number[] = [],
  settings = {},
  pace?: Parameters<typeof asterisk>[2],
) {
  const told: string[] = [];
  const records: RawRecord[] = [];
  let cursor: Cursor | null = null;
  for (const [index, drops] of folders.entries()) {
    const calls = asterisk(
      dropSource({ settings }),
      folderOf(() => drops),
      pace,
    ).streams[1];
    if (calls === undefined) throw new Error("no stream");
    const now = start * 1000 + 12 * hour + (minutes[index] ?? index) * minute;
    const read = await readFrom(calls, cursor, now);
    cursor = read.cursor;
    records.push(...read.records);
    const newest = new Map<string, string>();
    for (const { key, version } of records) if (version >= (newest.get(key) ?? "")) newest.set(key, version);
    const parts = [...newest].map(([key, version]) => `${key.split(".")[1]}:${Number(version)}`);
    told.push(`${parts.sort().join(" ")}${read.isLeft ? " and waits" : ""}`);
  }
  return told;
}

test("rows that are copied long after the lines still join their call, also where none were there before", async () => {
  const log = file("queue_log", both + late, 36_020);
  const rows = file("Master.csv", row(first) + row(second) + row(later), 36_020);
  expect(await readInTurn([[log], [log, rows]])).toEqual(["17:2 18:2 19:2", "17:3 18:3 19:3"]);
  const half = file("Master.csv", row(first), 100);
  expect(
    await readInTurn([
      [log, half],
      [log, rows],
    ]),
  ).toEqual(["17:3 18:2 19:2", "17:3 18:3 19:3"]);
});

test("a log that is shorter than it was is waited for as long as something in it is open, and an hour at most", async () => {
  const rows = file("Master.csv", row(first), 20);
  const whole = file("queue_log", both, 620);
  const torn = file("queue_log", both.slice(0, 90), 640);
  const more = file("Master.csv", row(first) + row(second), 700);
  expect(
    await readInTurn([
      [whole, rows],
      [torn, more],
      [whole, more],
    ]),
  ).toEqual([...["17:3 18:2", "17:3 18:2 and waits", "17:3 18:3"]]);
  // From the 1st minute, when it was first seen, to the 60th; in the 61st the row is told without what is lacking.
  const folders = [
    [whole, rows],
    [torn, more],
    [torn, more],
    [torn, more],
  ];
  expect(await readInTurn(folders, [0, 1, 60, 61])).toEqual([
    ...["17:3 18:2", "17:3 18:2 and waits", "17:3 18:2 and waits", "17:3 18:2"],
  ]);
});

test("what follows a log that ends in the middle of a line, or is away, is not read before it", async () => {
  const old = file("queue_log.1", both, 620);
  const torn = file("queue_log.1", both.slice(0, -20), 620);
  const current = file("queue_log", late, 36_020);
  expect(
    await readInTurn([
      [torn, current],
      [old, current],
    ]),
  ).toEqual([" and waits", "17:2 18:2 19:2"]);
  const before = file("queue_log", early, 20);
  expect(await readInTurn([[before], [current], [old, current]])).toEqual([
    ...["17:2", "17:2 and waits", "17:2 18:2 19:2"],
  ]);
});

test("a log is not known to go further than it was read, though a reading that was given up went further", async () => {
  const old = file("queue_log.1", both + late, 36_020);
  const torn = file("queue_log.1", (both + late).slice(0, -5), 36_020);
  const shorter = file("queue_log.1", early, 36_020);
  const current = file("queue_log", enter(last, 39_600) + abandon(last, 39_620), 39_620);
  const rows = file("Master.csv", row(first) + row(second) + row(later), 39_620);
  // The first goes ten hours on, and breaks off where another log follows. In the second there is nothing to follow it: what
  // the rows tell of .18 and .19 is told, and they stay open for the lines that come with the third.
  const folders = [
    [torn, current, rows],
    [shorter, rows],
    [old, current, rows],
  ];
  expect(await readInTurn(folders)).toEqual([" and waits", "17:3 18:1 19:1", "17:3 18:3 19:3 20:2"]);
});

test("a call waits for the lines of the other log two days and as long as a line may take to come", async () => {
  const hours = (count: number) => `${start + count * 3600}.21`;
  const lines = file("queue_log", early, 20);
  const all = file("queue_log", both, 620);
  // .18 is over 811 seconds after the start: 600, and 211 of its row. The rows go on to the 50th hour, and to the 99th.
  const rows = (count: number) =>
    file("Master.csv", row(first) + row(second) + row(hours(count)), count * 3600);
  const after = (count: number, delay_minutes: string) =>
    readInTurn(
      [
        [lines, rows(count)],
        [all, rows(count)],
      ],
      [],
      { delay_minutes },
    );
  expect(await after(50, "10")).toEqual(["17:3 18:1 21:1", "17:3 18:2 21:1"]);
  expect(await after(50, "2880")).toEqual(["17:3 18:1 21:1", "17:3 18:3 21:1"]);
  expect(await after(99, "2880")).toEqual(["17:3 18:1 21:1", "17:3 18:2 21:1"]);
});

test("what is read again is not over before it is whole, however many lines there are", async () => {
  // 499 calls of two lines each, a second apart; then .20, of which the lines are the 999th and the 1,001st. All were told and
  // were long over by the end of both logs, 14 hours on, when the older log of rows comes.
  const many = Array.from({ length: 499 }, (_, n) => {
    const other = `${start + n}.${1000 + n}`;
    return enter(other, n) + abandon(other, n);
  });
  const [long, other, end] = [`${start + 500}.20`, `${start + 500}.21`, `${start + 50_400}.22`];
  const middle = enter(long, 500) + enter(other, 500) + abandon(long, 510) + abandon(other, 510);
  const log = file("queue_log", many.join("") + middle + enter(end, 50_400) + abandon(end, 50_420), 50_420);
  const rows = file("Master.csv", row(end), 50_420);
  const older = file("Master.csv.1", row(long), 800);
  const told = await readInTurn([
    [log, rows],
    [log, rows, older],
  ]);
  expect(told.map((text) => text.split(" ").filter((one) => /^2\d:/.test(one)))).toEqual([
    ["20:2", "21:2", "22:3"],
    ["20:3", "21:2", "22:3"],
  ]);
});

test("a call is not told by half where a position falls between its new lines and its row, which is known", async () => {
  const lines = file("queue_log", early, 20);
  const more = file("queue_log", both, 620);
  const rows = file("Master.csv", row(first) + row(second), 811);
  // The new lines of .18 are at 600 and 620 seconds, its row is at 811: after two new lines there would be a position.
  const folders = [
    [lines, rows],
    [more, rows],
  ];
  expect(await readInTurn(folders, [], {}, { looking: 1, stretch: 2 })).toEqual(["17:3 18:1", "17:3 18:3"]);
});

test("lines that were told as a call of their own before their row was read are taken back in the same reading", async () => {
  const lines = file("queue_log", enter(second, 600) + abandon(second, 620), 620);
  // .18 is a channel of .17: its row, which ends at 600 + 211 seconds, says so. Each line is followed by a position.
  const linked = row(second).replace(`"${second}",1`, `"${first}",1`);
  const folder = [lines, file("Master.csv", row(first) + linked, 811)];
  expect(await readInTurn([folder], [], {}, { looking: 1, stretch: 1 })).toEqual(["17:4 18:999999999"]);
  expect(await readInTurn([folder])).toEqual(["17:4"]);
});
