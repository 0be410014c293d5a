/** Logs that come after later ones were read: shifts that were told without them are taken back and told as they were. */

import { expect, test } from "vitest";
import { asterisk } from "../../functions/connectors/asterisk.ts";
import type { Cursor } from "../../functions/connectors/connector.ts";
import type { Drop } from "../../world/vendors/vendor.ts";
import { dropSource, folderOf, readFrom } from "./dropped.ts";

const start = 1_788_249_600; // 2026-09-01T08:00:00Z
const now = (start + 30 * 3600) * 1000;
const line = (hour: number, agent: string, rest: string) =>
  `${start + (hour - 8) * 3600}|NONE|billing|PJSIP/${agent}|${rest}\n`;
/** `copied`: the hour in which it was written to where it is read, whenever its lines were. */
const file = (name: string, body: string, copied: number): Drop => ({
  ...{ name, body: Buffer.from(body), modifiedAt: (start + (copied - 8) * 3600) * 1000 },
});

interface Options {
  readonly pace?: Parameters<typeof asterisk>[2];
  /** Pages after which the worker is killed. */
  readonly pages?: number;
  readonly at?: number;
}

/** What each reading of the folder tells of shifts: `anna@08 4 001000002` is one of two lines, as it is told anew. */
async function readInTurn(folders: readonly (readonly Drop[])[], options: readonly Options[] = []) {
  const told: string[][] = [];
  let cursor: Cursor | null = null;
  for (const [index, drops] of folders.entries()) {
    const { pages, at = now, pace } = options[index] ?? {};
    const [agents] = asterisk(
      dropSource({}),
      folderOf(() => drops),
      pace,
    ).streams;
    if (agents === undefined) throw new Error("no stream");
    const read: Awaited<ReturnType<typeof readFrom>> = await readFrom(agents, cursor, at, pages);
    cursor = read.cursor;
    // A row is named by its batch and its page.
    expect(new Set(read.records.map(({ page }) => page)).size).toBe(read.records.length);
    const each = read.records.map(({ op, key, version, body }) => {
      const { lines } = JSON.parse(body) as { lines: readonly { event: string; time: string }[] };
      const events = lines.map(({ event, time }) => `${event} ${(Number(time) - start) / 3600 + 8}`);
      return `${op} ${key.slice(6, -7).replace("2026-09-0", "")} ${version}: ${events.join(", ")}`;
    });
    told.push([...each, ...(read.isLeft ? ["waits"] : [])]);
  }
  return told;
}

const bela = line(9, "bela", "ADDMEMBER") + line(17, "bela", "REMOVEMEMBER");
const evening = bela + line(22, "anna", "ADDMEMBER");
const morning =
  line(26, "anna", "PAUSE|Lunch") + line(27, "anna", "UNPAUSE|Lunch") + line(30, "anna", "REMOVEMEMBER");

// Copied as it was written, and hours after the log that follows it, as a folder of a bucket shows it.
test.each([24, 32])(
  "the beginning of a night shift that comes late is told with the rest, copied in hour %i",
  async (copied) => {
    const newer = file("queue_log", morning, 31);
    const older = file("queue_log.1", evening, copied);
    const whole = "ADDMEMBER 22, PAUSE 26, UNPAUSE 27, REMOVEMEMBER 30";
    expect(await readInTurn([[newer], [older, newer], [older, newer]])).toEqual([
      // A pause of somebody who never logged in, and a log-out after it.
      ["upsert anna@2T02 000000002: PAUSE 26, UNPAUSE 27", "upsert anna@2T06 000000001: REMOVEMEMBER 30"],
      [
        "delete anna@2T02 001000000: PAUSE 26, UNPAUSE 27",
        "delete anna@2T06 001000000: REMOVEMEMBER 30",
        "upsert bela@1T09 001000002: ADDMEMBER 9, REMOVEMEMBER 17",
        `upsert anna@1T22 001000004: ${whole}`,
      ],
      [],
    ]);
  },
);

test("a shift that turns out to be two is told with fewer lines, and who is not concerned is not told again", async () => {
  const first = file("queue_log.2", bela + line(10, "anna", "ADDMEMBER"), 11);
  const middle = file("queue_log.1", line(12, "anna", "REMOVEMEMBER") + line(20, "anna", "ADDMEMBER"), 21);
  const last = file("queue_log", morning, 31);
  const more = file("queue_log", morning + line(31, "bela", "ADDMEMBER"), 32);
  const told = await readInTurn([
    [first, last],
    [first, middle, last],
    [first, middle, more],
  ]);
  const rest = "PAUSE 26, UNPAUSE 27, REMOVEMEMBER 30";
  expect(told).toEqual([
    [
      "upsert bela@1T09 000000002: ADDMEMBER 9, REMOVEMEMBER 17",
      `upsert anna@1T10 000000004: ADDMEMBER 10, ${rest}`,
    ],
    [
      `delete anna@1T10 001000000: ADDMEMBER 10, ${rest}`,
      "upsert anna@1T10 001000002: ADDMEMBER 10, REMOVEMEMBER 12",
      `upsert anna@1T20 001000004: ADDMEMBER 20, ${rest}`,
    ],
    ["upsert bela@2T07 001000001: ADDMEMBER 31"],
  ]);
});

test("a shift of as many lines as it was told with is told again where they are others", async () => {
  const first = file("queue_log.2", line(10, "anna", "ADDMEMBER"), 11);
  const middle = file("queue_log.1", line(12, "anna", "REMOVEMEMBER") + line(20, "anna", "ADDMEMBER"), 21);
  const last = file("queue_log", line(30, "anna", "REMOVEMEMBER"), 31);
  // 20 hours that turn out to be 2 and 10.
  expect(
    await readInTurn([
      [first, last],
      [first, middle, last],
    ]),
  ).toEqual([
    ["upsert anna@1T10 000000002: ADDMEMBER 10, REMOVEMEMBER 30"],
    [
      "delete anna@1T10 001000000: ADDMEMBER 10, REMOVEMEMBER 30",
      "upsert anna@1T10 001000002: ADDMEMBER 10, REMOVEMEMBER 12",
      "upsert anna@1T20 001000002: ADDMEMBER 20, REMOVEMEMBER 30",
    ],
  ]);
});

test("a shift that ends with the line it was told to end with is told beside what it was", async () => {
  const first = file("queue_log.2", line(10, "anna", "ADDMEMBER"), 11);
  const middle = file("queue_log.1", line(12, "anna", "PAUSE|Lunch") + line(13, "anna", "UNPAUSE|Lunch"), 14);
  const last = file("queue_log", line(30, "anna", "REMOVEMEMBER"), 31);
  const [, told] = await readInTurn([
    [first, last],
    [first, middle, last],
  ]);
  expect(told).toEqual([
    "delete anna@1T10 001000000: ADDMEMBER 10, REMOVEMEMBER 30",
    "upsert anna@1T10 001000004: ADDMEMBER 10, PAUSE 12, UNPAUSE 13, REMOVEMEMBER 30",
  ]);
});

test("a shift that was told anew and is not over is told with its lines of then when it goes on", async () => {
  const newer = line(26, "anna", "PAUSE|Lunch");
  const older = file("queue_log.1", line(22, "anna", "ADDMEMBER"), 24);
  const grown = newer + line(27, "anna", "UNPAUSE|Lunch") + line(30, "anna", "REMOVEMEMBER");
  expect(
    await readInTurn([
      [file("queue_log", newer, 27)],
      [older, file("queue_log", newer, 27)],
      [older, file("queue_log", grown, 31)],
    ]),
  ).toEqual([
    ["upsert anna@2T02 000000001: PAUSE 26"],
    ["delete anna@2T02 001000000: PAUSE 26", "upsert anna@1T22 001000002: ADDMEMBER 22, PAUSE 26"],
    ["upsert anna@1T22 001000004: ADDMEMBER 22, PAUSE 26, UNPAUSE 27, REMOVEMEMBER 30"],
  ]);
});

test("of shifts that are open at a position in the midst of a reading only who has new lines is told again", async () => {
  const lines =
    line(9, "anna", "ADDMEMBER") + line(10, "bela", "ADDMEMBER") + line(11, "bela", "PAUSE|Lunch");
  const pace = { looking: 1000, stretch: 2 };
  expect(await readInTurn([[file("queue_log", lines, 12)]], [{ pace }])).toEqual([
    [
      "upsert anna@1T09 000000001: ADDMEMBER 9",
      "upsert bela@1T10 000000001: ADDMEMBER 10",
      "upsert bela@1T10 000000002: ADDMEMBER 10, PAUSE 11",
    ],
  ]);
});

test("a worker that is killed before its position tells the same again, as often as it takes", async () => {
  const newer = file("queue_log", morning, 31);
  const older = file("queue_log.1", evening, 24);
  const both = [older, newer];
  const [, first, second] = await readInTurn([[newer], both, both], [{}, { pages: 0 }]);
  const [, whole] = await readInTurn([[newer], both]);
  expect([first, second]).toEqual([[], whole]);
});

test("lines of a torn log that come after it was no longer waited for are put where they belong", async () => {
  const torn = file("queue_log.1", evening.slice(0, -5), 24);
  const older = file("queue_log.1", evening, 29);
  const newer = file("queue_log", morning, 31);
  // It is waited for an hour: from the first reading on.
  const at = [0, 61, 62].map((minutes) => ({ at: now + minutes * 60_000 }));
  expect(
    await readInTurn(
      [
        [torn, newer],
        [torn, newer],
        [older, newer],
      ],
      at,
    ),
  ).toEqual([
    ["waits"],
    [
      "upsert bela@1T09 000000002: ADDMEMBER 9, REMOVEMEMBER 17",
      "upsert anna@2T02 000000002: PAUSE 26, UNPAUSE 27",
      "upsert anna@2T06 000000001: REMOVEMEMBER 30",
    ],
    [
      "delete anna@2T02 001000000: PAUSE 26, UNPAUSE 27",
      "delete anna@2T06 001000000: REMOVEMEMBER 30",
      "upsert anna@1T22 001000004: ADDMEMBER 22, PAUSE 26, UNPAUSE 27, REMOVEMEMBER 30",
    ],
  ]);
});

test("the tenth time a log comes late replaces the ninth, and the thirty-sixth the thirty-fifth", async () => {
  // Each night another one comes before all that were there: of each, one line of anna's.
  const all = Array.from({ length: 38 }, (_, n) =>
    file(`queue_log.${n}`, line(37 - n / 2, "anna", "PAUSE|Lunch"), 40),
  );
  const told = await readInTurn(all.map((_, n) => all.slice(0, n + 1)));
  const versions = told.map((records) => /upsert anna@\S+ (\d\w+):/.exec(records.at(-1) ?? "")?.[1] ?? "");
  expect(versions[9]?.slice(0, 3)).toBe("009");
  expect(versions[35]?.slice(0, 3)).toBe("00z");
  expect(versions[36]?.slice(0, 3)).toBe("010");
  expect(versions.toSorted()).toEqual(versions);
});
