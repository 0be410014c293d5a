/** What was made of shifts goes when they are put together anew: facts have names of their own, not those of shifts. */

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asterisk } from "../../../../functions/connectors/asterisk.ts";
import type { Cursor, RawRecord } from "../../../../functions/connectors/connector.ts";
import { prelude } from "../../../../queries/index.ts";
import { dropSource, folderOf, readFrom } from "../../../connectors/dropped.ts";
import { redacted, toldBy } from "../landed.ts";

const start = 1_788_249_600; // 2026-09-01T08:00:00Z

let database: DuckDBConnection;
beforeAll(async () => {
  database = await (await DuckDBInstance.create(":memory:")).connect();
  await database.run(prelude());
});
afterAll(() => database.closeSync());

/** The stretches of each activity, from what each reading told of the logs there were; lines begin with their hour. */
async function stretchesOf(readings: readonly (readonly (readonly string[])[])[]) {
  const connector = (logs: (typeof readings)[number]) =>
    asterisk(
      dropSource({}),
      folderOf(() =>
        logs.map((lines, n) => {
          const text = lines.map((line) =>
            line.replace(/^[\d.]+/, (hour) => String(start + (Number(hour) - 8) * 3600)),
          );
          const modifiedAt = (start + n) * 1000;
          return { name: `queue_log.${n}`, body: Buffer.from(`${text.join("\n")}\n`), modifiedAt };
        }),
      ),
    );
  const records: RawRecord[] = [];
  let cursor: Cursor | null = null;
  for (const logs of readings) {
    const [agents] = connector(logs).streams;
    if (agents === undefined) throw new Error("no stream");
    const read: Awaited<ReturnType<typeof readFrom>> = await readFrom(
      agents,
      cursor,
      (start + 86_400) * 1000,
    );
    cursor = read.cursor;
    records.push(...read.records);
  }
  const told = await toldBy("asterisk", database, redacted(connector([]), { agents: records }));
  expect(told.lost).toEqual([]);
  const minutes = (at: string | null | undefined) => at?.slice(11, 16);
  const named = told.agent_time.map(
    ({ activity, started_at, ended_at }) => `${activity} ${minutes(started_at)}-${minutes(ended_at)}`,
  );
  return named.sort();
}

test("a break that was told before the beginning of its shift was known is none in one of two queues", async () => {
  const older = ["8|NONE|billing|A|ADDMEMBER", "8|NONE|sales|A|ADDMEMBER"];
  const newer = [
    "9|NONE|billing|A|PAUSE|Lunch",
    "9.5|NONE|billing|A|UNPAUSE|Lunch",
    "16|NONE|billing|A|REMOVEMEMBER",
    "16|NONE|sales|A|REMOVEMEMBER",
  ];
  expect(await stretchesOf([[newer]])).toEqual(["break 09:00-09:30"]);
  expect(await stretchesOf([[newer], [older, newer]])).toEqual([
    // Of billing around the pause, of sales all day: together 8 hours.
    ...["available 08:00-09:00", "available 08:00-16:00", "available 09:30-16:00"],
    ...["logged_in 08:00-09:00", "logged_in 08:00-16:00", "logged_in 09:00-09:30", "logged_in 09:30-16:00"],
  ]);
});

/** A day at work as its ends tell it: with a pause of half an hour, and 8 hours long. */
const first = ["8|NONE|billing|A|ADDMEMBER"];
const last = [
  "15|NONE|billing|A|PAUSE|Lunch",
  "15.5|NONE|billing|A|UNPAUSE|Lunch",
  "16|NONE|billing|A|REMOVEMEMBER",
];

test("who turns out to have been away in between was logged in for 4 hours and not for 8", async () => {
  const away = ["10|NONE|billing|A|REMOVEMEMBER", "14|NONE|billing|A|ADDMEMBER"];
  expect(await stretchesOf([[first, last]])).toEqual([
    ...["available 08:00-15:00", "available 15:30-16:00", "break 15:00-15:30"],
    ...["logged_in 08:00-15:00", "logged_in 15:00-15:30", "logged_in 15:30-16:00"],
  ]);
  expect(
    await stretchesOf([
      [first, last],
      [first, away, last],
    ]),
  ).toEqual([
    ...["available 08:00-10:00", "available 14:00-15:00", "available 15:30-16:00", "break 15:00-15:30"],
    ...["logged_in 08:00-10:00", "logged_in 14:00-15:00", "logged_in 15:00-15:30", "logged_in 15:30-16:00"],
  ]);
});

test("who turns out to have left before the lines that were told of them was logged in for 4 hours and not for 8", async () => {
  const between = [
    "10|NONE|billing|A|REMOVEMEMBER",
    "12|NONE|billing|A|ADDMEMBER",
    "14|NONE|billing|A|REMOVEMEMBER",
  ];
  expect(
    await stretchesOf([
      [first, last],
      [first, between, last],
    ]),
  ).toEqual([
    // From 15:00 on only the pause is known: the hour that was told from there on is told no more, 2 + 2 hours are.
    ...["available 08:00-10:00", "available 12:00-14:00", "break 15:00-15:30"],
    ...["logged_in 08:00-10:00", "logged_in 12:00-14:00"],
  ]);
});

test("a pause in the only queue is a break until there is a second one in which it was none", async () => {
  const morning = [
    "8|NONE|billing|A|ADDMEMBER",
    "10|NONE|billing|A|PAUSE|Lunch",
    "10.5|NONE|billing|A|UNPAUSE|Lunch",
  ];
  const noon = [...morning, "12|NONE|sales|A|ADDMEMBER", "13|NONE|sales|A|REMOVEMEMBER"];
  expect(await stretchesOf([[morning]])).toContain("break 10:00-10:30");
  const both = await stretchesOf([[morning], [noon]]);
  expect(both).toEqual(await stretchesOf([[noon]]));
  expect(both.filter((one) => one.startsWith("break"))).toEqual([]);
});
