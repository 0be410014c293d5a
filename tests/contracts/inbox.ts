/** What every Inbox must do. The factory gives an empty place, a way to put files there, and how a source names them. */

import { describe, expect, test } from "vitest";
import type { Folder, Inbox } from "../../functions/ports.ts";
import { bytes, words } from "./lake.ts";

export interface InboxUnderTest {
  readonly inbox: Inbox;
  add(name: string, body: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** The source as a config would hold it, for a pattern below the empty place. */
  source(pattern: string): Folder;
  /** Returns when a file written now has a later time than any written before. */
  later(): Promise<void>;
}

async function names({ inbox, source }: InboxUnderTest, pattern: string): Promise<readonly string[]> {
  return (await inbox.list(source(pattern))).map(({ name }) => name);
}

async function contentOf(inbox: Inbox, key: string): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await inbox.open(key)) pieces.push(piece);
  return words(Buffer.concat(pieces));
}

export function inboxContract(open: () => Promise<InboxUnderTest>): void {
  describe("the names that match", () => matching(open));
  describe("the files", () => files(open));
}

function matching(open: () => Promise<InboxUnderTest>): void {
  test("{date} stands for a day and for nothing else", async () => {
    const under = await open();
    for (const day of ["2026-11-15", "2026-11-16", "2026-1-16", "latest", "2026-11-16b"]) {
      await under.add(`tickets ${day}.csv`, bytes(day));
    }
    expect(await names(under, "tickets {date}.csv")).toEqual([
      "tickets 2026-11-15.csv",
      "tickets 2026-11-16.csv",
    ]);
  });

  test("a folder may be a pattern too, and a file is named from there on", async () => {
    const under = await open();
    for (const name of ["2026-11-15/x.csv", "2026-11-16/x.csv", "2026-11-16/y/x.csv", "other/x.csv"])
      await under.add(name, bytes(name));
    expect(await names(under, "{date}/*.csv")).toEqual(["2026-11-15/x.csv", "2026-11-16/x.csv"]);
    expect(await names(under, "{date}/y/x.csv")).toEqual(["2026-11-16/y/x.csv"]);
  });

  test("wildcards mean what they mean in a shell", async () => {
    const under = await open();
    const there = [".hidden.csv", "A.csv", "a.csv", "ab.csv", "b.csv", "sub/.x/d.csv", "sub/c.csv", "é.csv"];
    for (const name of there) await under.add(name, bytes(name));
    const expected: Readonly<Record<string, readonly string[]>> = {
      "*": ["A.csv", "a.csv", "ab.csv", "b.csv", "é.csv"], // nothing hidden, no folder
      "a*.csv": ["a.csv", "ab.csv"], // the case of letters counts
      "?.csv": ["A.csv", "a.csv", "b.csv", "é.csv"], // a letter, not a byte
      "[ab].csv": ["a.csv", "b.csv"],
      "[!ab].csv": ["A.csv", "é.csv"],
      "[a-c]*": ["a.csv", "ab.csv", "b.csv"],
      "{a,b}.csv": ["a.csv", "b.csv"],
      "*/*.csv": ["sub/c.csv"],
      "**/*.csv": ["A.csv", "a.csv", "ab.csv", "b.csv", "sub/c.csv", "é.csv"],
      ".*.csv": [".hidden.csv"],
      "a.csv": ["a.csv"],
      "a.cs": [],
    };
    for (const [pattern, found] of Object.entries(expected))
      expect(await names(under, pattern), pattern).toEqual(found);
  });

  test("a file whose name holds brackets, braces and signs is found by its own name", async () => {
    const under = await open();
    for (const name of ["export [1].csv", "export 1.csv", "a+b (2) {x}.csv"])
      await under.add(name, bytes(name));
    expect(await names(under, "export [1].csv")).toEqual(["export [1].csv"]);
    expect(await names(under, "a+b (2) {x}.csv")).toEqual(["a+b (2) {x}.csv"]);
    expect(await names(under, "a+b (2)*.csv")).toEqual(["a+b (2) {x}.csv"]);
  });

  test("where nothing matches the list is empty", async () => {
    const under = await open();
    expect(await names(under, "*.csv")).toEqual([]);
    expect(await names(under, "no/such/folder/{date}.csv")).toEqual([]);
  });
}

function files(open: () => Promise<InboxUnderTest>): void {
  test("they come in name order, and open with their bytes", async () => {
    const under = await open();
    for (const name of ["c.csv", "a b.csv", "é.csv", "B.csv", "notes.txt"])
      await under.add(name, bytes(name));
    expect(await names(under, "*.csv")).toEqual(["B.csv", "a b.csv", "c.csv", "é.csv"]);
    const found = await under.inbox.list(under.source("*.csv"));
    expect(await contentOf(under.inbox, found[3]!.key)).toBe("é.csv");
    expect(found[3]).toMatchObject({ size: 6 }); // é is two bytes, .csv four
    expect(new Date(found[3]!.modifiedAt).toISOString()).toBe(found[3]!.modifiedAt);
  });

  test("an etag stays while a file is untouched and changes when it is written again", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [first] = await under.inbox.list(under.source("a.csv"));
    expect(await under.inbox.list(under.source("*.csv"))).toEqual([first]);
    expect((await under.inbox.look(first!.key))?.etag).toBe(first?.etag);
    await under.add("a.csv", bytes("other"));
    const [second] = await under.inbox.list(under.source("a.csv"));
    expect(second?.etag).not.toBe(first?.etag);
    expect((await under.inbox.look(first!.key))?.etag).toBe(second?.etag);
  });

  test("a file written again with the same bytes has a later time and another etag", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [first] = await under.inbox.list(under.source("a.csv"));
    await under.later();
    await under.add("a.csv", bytes("one"));
    const [second] = await under.inbox.list(under.source("a.csv"));
    expect(second!.modifiedAt > first!.modifiedAt).toBe(true);
    expect(second!.etag).not.toBe(first!.etag);
  });

  test("a longer name is not the file that was looked for", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [file] = await under.inbox.list(under.source("a.csv"));
    await under.add("a.csv.gz", bytes("two"));
    await under.remove("a.csv");
    expect(await under.inbox.look(file!.key)).toBeUndefined();
    expect(await names(under, "a.csv")).toEqual([]);
  });

  test("opening a file that went away says which file and what to do", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [file] = await under.inbox.list(under.source("a.csv"));
    await under.remove("a.csv");
    await expect(under.inbox.open(file!.key)).rejects.toThrow(
      /a\.csv: it is not there any more\. Put it back, or wait for the next run\./,
    );
  });

  test("it says where it looks, with what the source asks for", async () => {
    const under = await open();
    expect(under.inbox.where(under.source("exports-{date}.csv"))).toMatch(/.+\/exports-\{date\}\.csv$/);
  });
}
