import { describe, expect, test } from "vitest";
import { completeUntil, waitsFor as lackOf } from "../../functions/core/completeness.ts";
import type { Source } from "../../functions/core/config.ts";
import { dateIn, nameIn, nameOn } from "../../functions/core/filename.ts";
import { saidOf } from "../../functions/core/lack.ts";
import type { FileState, LandState, StreamState } from "../../functions/core/landing.ts";
import { sourceOf } from "../memory.ts";

function waitsFor(...asked: Parameters<typeof lackOf>): string | null {
  const lack = lackOf(...asked);
  return lack && saidOf(lack);
}

const zone = "Europe/Budapest"; // +01:00 in November: a local day begins at 23:00Z the day before
const now = "2026-11-18T08:00:00.000Z";

function state(...files: readonly Partial<FileState>[]): LandState {
  const whole = files.map((file, n): [string, FileState] => [
    `${n}.csv`,
    {
      etag: "e",
      modifiedAt: "2026-11-01T00:00:00.000Z",
      date: null,
      batch: 1,
      rows: 1,
      rejected: 0,
      ...file,
    },
  ]);
  const files_ = Object.fromEntries(whole);
  return { v: 1, run: "r", settings: "s", firstBatch: 1, batch: 1, polledAt: now, files: files_, last: null };
}

const dated = (...dates: readonly string[]): readonly Partial<FileState>[] => dates.map((date) => ({ date }));

describe("a source of daily files", () => {
  const source = sourceOf({ path: "/in/contacts-{date}.csv.gz", expects: { kind: "daily", by: "06:00" } });
  const until = (files: readonly Partial<FileState>[]) =>
    completeUntil(source, state(...files), null, now, zone);

  test("is complete up to the end of the last day when no file is missing", () => {
    expect(until(dated("2026-11-14", "2026-11-16", "2026-11-15"))).toBe("2026-11-16T23:00:00Z");
  });

  test("is complete up to the first missing day, whatever came after", () => {
    expect(until(dated("2026-11-13", "2026-11-14", "2026-11-16"))).toBe("2026-11-14T23:00:00Z");
  });

  test("a refused file is a missing one", () => {
    const refused = { date: "2026-11-15", refused: "it is empty" };
    expect(until([...dated("2026-11-14"), refused, ...dated("2026-11-16")])).toBe("2026-11-14T23:00:00Z");
    expect(until([refused])).toBe("2026-11-14T23:00:00Z");
  });

  test("days of 23 and 25 hours end where the zone says", () => {
    // Clocks go back on 2026-10-25: that day begins at 22:00Z (+02:00) and ends at 23:00Z (+01:00).
    expect(until(dated("2026-10-24"))).toBe("2026-10-24T22:00:00Z");
    expect(until(dated("2026-10-24", "2026-10-25"))).toBe("2026-10-25T23:00:00Z");
  });

  test("a file for today does not complete hours still to come", () => {
    expect(until(dated("2026-11-17", "2026-11-18"))).toBe(now);
  });

  test("nothing can be said before the first dated file", () => {
    expect(until([])).toBeNull();
    expect(completeUntil(source, undefined, null, now, zone)).toBeNull();
  });

  test("it says which file it waits for, by name and hour", () => {
    const needed = "2026-11-16T23:00:00.000Z";
    const wait = (files: readonly Partial<FileState>[]) =>
      waitsFor(source, state(...files), null, needed, now, zone);
    expect(wait(dated("2026-11-14", "2026-11-16"))).toBe(
      "helpdesk: the file for 2026-11-15 is missing (contacts-2026-11-15.csv.gz, expected by 06:00)",
    );
    expect(wait([...dated("2026-11-15"), { date: "2026-11-16", refused: "it is empty" }])).toBe(
      "helpdesk: the file for 2026-11-16 was refused: it is empty",
    );
    expect(wait([])).toBe("helpdesk: no file with a date in its name has landed yet");
    expect(wait(dated("2026-11-16"))).toBeNull();
    expect(waitsFor(source, undefined, null, needed, now, zone)).toBe(
      "helpdesk: nothing of it has landed yet",
    );
  });
});

describe("a source known by the time of its files", () => {
  const source = sourceOf({ expects: { kind: "file-time" } });
  const files = [
    { modifiedAt: "2026-11-16T10:00:00.000Z" },
    { modifiedAt: "2026-11-15T10:00:00.000Z" },
    { modifiedAt: "2026-11-17T10:00:00.000Z", refused: "it is empty" },
  ];

  test("is complete up to the newest accepted file, and never past now", () => {
    expect(completeUntil(source, state(...files), null, now, zone)).toBe("2026-11-16T10:00:00.000Z");
    const future = state({ modifiedAt: "2030-01-01T00:00:00.000Z" });
    expect(completeUntil(source, future, null, now, zone)).toBe(now);
    expect(completeUntil(source, state(), null, now, zone)).toBeNull();
  });

  test("it says how new a file it waits for", () => {
    const needed = "2026-11-16T23:00:00.000Z";
    expect(waitsFor(source, state(...files), null, needed, now, zone)).toBe(
      "helpdesk: its newest file was written at 2026-11-16T10:00:00.000Z (one from 2026-11-16T23:00:00.000Z or later is needed)",
    );
    expect(waitsFor(source, state(), null, needed, now, zone)).toBe(
      "helpdesk: no file of it could be landed yet",
    );
  });
});

describe("a source known by its rows", () => {
  const source = sourceOf();
  const latest = "2026-11-16T10:00:00.000Z";

  test("is complete up to its latest event", () => {
    expect(completeUntil(source, state({}), latest, now, zone)).toBe(latest);
    expect(completeUntil(source, state({}), null, now, zone)).toBeNull();
    expect(waitsFor(source, state({}), latest, latest, now, zone)).toBeNull();
  });

  test("it says where its rows end", () => {
    const needed = "2026-11-16T23:00:00.000Z";
    expect(waitsFor(source, state({}), latest, needed, now, zone)).toBe(
      "helpdesk: its rows end at 2026-11-16T10:00:00.000Z (rows up to 2026-11-16T23:00:00.000Z are needed)",
    );
    expect(waitsFor(source, state({}), null, needed, now, zone)).toContain("none of its rows has a time yet");
  });

  test("whose rows tell no time says what it should expect instead", () => {
    const mapping = { file: "mapping.sql", text: "" };
    const said = (mappings: Source["mappings"]) =>
      waitsFor({ ...source, mappings }, state({}), null, latest, now, zone);
    const cure = "let it expect file time, or daily, by 06:00";
    // Working time may be planned, a cost has a month.
    expect(said({ agent_time: mapping, costs: mapping })).toContain(cure);
    expect(said({ costs: mapping, surveys: mapping })).not.toContain(cure);
  });
});

describe("an account at a vendor", () => {
  const source: Source = { ...sourceOf({}), id: "support", expects: { kind: "poll" } };
  const needed = "2026-11-16T23:00:00Z";
  const stream = (watermark: string | null, more: Partial<StreamState> = {}): StreamState => ({
    cursor: null,
    watermark,
    records: 1,
    ...more,
  });
  const read = (streams: Readonly<Record<string, StreamState>>) => ({ ...state(), streams });
  const until = (streams: Readonly<Record<string, StreamState>>) =>
    completeUntil(source, read(streams), null, now, zone);
  const wait = (streams: Readonly<Record<string, StreamState>>) =>
    waitsFor(source, read(streams), null, needed, now, zone);

  test("is complete up to where its slowest kind of record is read", () => {
    // 09:00 in the text of one is later than 23:00 of the day before in the other.
    const tickets = stream("2026-11-17T09:00:00Z");
    expect(until({ tickets, calls: stream("2026-11-16T23:00:00.500Z") })).toBe("2026-11-16T23:00:00.500Z");
    expect(until({ tickets })).toBe("2026-11-17T09:00:00Z");
    expect(wait({ tickets, calls: stream(needed) })).toBeNull();
  });

  test("is complete at most up to now", () => {
    expect(until({ tickets: stream("2026-11-18T08:00:01Z") })).toBe(now);
  });

  test("is not known to be complete while one was never read to its end", () => {
    const streams = { tickets: stream("2026-11-17T09:00:00Z"), ticket_events: stream(null) };
    expect(until(streams)).toBeNull();
    expect(wait(streams)).toBe(
      "support: its ticket events have not been read to their end yet; they are read on at every run",
    );
  });

  test("says which kind of record it waits for, and why it could not be read", () => {
    const tickets = stream("2026-11-17T09:00:00Z");
    const agent_events = stream("2026-11-16T22:45:00Z");
    expect(wait({ tickets, agent_events })).toBe(
      "support: its agent events are read up to 2026-11-16T22:45:00Z (up to 2026-11-16T23:00:00Z is needed)",
    );
    expect(wait({ tickets, agent_events: { ...agent_events, failed: "it answered with 503" } })).toBe(
      "support: its agent events could not be read: it answered with 503",
    );
  });

  test("does not wait for what its plan lacks", () => {
    const lacking = stream(null, { lacking: "403" });
    expect(until({ tickets: stream("2026-11-17T09:00:00Z"), calls: lacking })).toBe("2026-11-17T09:00:00Z");
    expect(until({ calls: lacking })).toBeNull();
    expect(wait({ calls: lacking })).toBe("support: nothing of it has landed yet");
  });
});

describe("file names", () => {
  test.each([
    ["/in/c-{date}.csv", "/in/c-2026-11-15.csv", "2026-11-15"],
    ["/in/*-{date}.csv*", "/in/2026-01-01-2026-11-15.csv.gz", "2026-11-15"],
    ["/in/{date}/*-2026-01-01.csv", "/in/2026-11-15/x-2026-01-01.csv", "2026-11-15"],
    ["/in/**/{date}.csv", "/in/a/b/2026-11-15.csv", "2026-11-15"],
    ["/in (old)/[ab]-{date}.csv", "/in (old)/a-2026-11-15.csv", "2026-11-15"],
    ["/in/*.csv", "/in/2026-11-15.csv", null],
  ])("%s finds in %s the day %s", (pattern, key, date) => {
    expect(dateIn(pattern, nameIn(pattern, key))).toBe(date);
  });

  test("a file is named below the folders its path spells out", () => {
    expect(nameIn("/data/in/*.csv", "/data/in/a.csv")).toBe("a.csv");
    expect(nameIn("/data/{date}/x.csv", "/data/2026-11-15/x.csv")).toBe("2026-11-15/x.csv");
    expect(nameIn("/data/**/*.csv", "/data/a/b.csv")).toBe("a/b.csv");
    expect(nameIn("/data/a.csv", "/data/a.csv")).toBe("a.csv");
    expect(nameIn("/data (old)/a+b/{date}.csv", "/data (old)/a+b/2026-11-15.csv")).toBe("2026-11-15.csv");
    expect(nameIn("/data/+(a|b)/x.csv", "/data/a/x.csv")).toBe("a/x.csv");
    expect(nameOn("/data/c-{date}.csv", "2026-11-15")).toBe("c-2026-11-15.csv");
  });
});
