/** What every Inbox must do. The factory gives an empty place, a way to put files there, and how a glob is written. */

import { expect, test } from "vitest";
import type { Inbox } from "../../functions/ports.ts";
import { bytes, words } from "./lake.ts";

export interface InboxUnderTest {
  readonly inbox: Inbox;
  add(name: string, body: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** The glob as a config would hold it, for a pattern below the empty place. */
  glob(pattern: string): string;
}

async function names({ inbox, glob }: InboxUnderTest, pattern: string): Promise<readonly string[]> {
  const start = glob("").length;
  return (await inbox.list(glob(pattern))).map(({ key }) => key.slice(start));
}

async function contentOf(inbox: Inbox, key: string): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await inbox.open(key)) pieces.push(piece);
  return words(Buffer.concat(pieces));
}

export function inboxContract(open: () => Promise<InboxUnderTest>): void {
  test("files come in name order, and open with their bytes", async () => {
    const under = await open();
    for (const name of ["c.csv", "a b.csv", "é.csv", "B.csv", "notes.txt"])
      await under.add(name, bytes(name));
    expect(await names(under, "*.csv")).toEqual(["B.csv", "a b.csv", "c.csv", "é.csv"]);
    const files = await under.inbox.list(under.glob("*.csv"));
    expect(await contentOf(under.inbox, files[3]!.key)).toBe("é.csv");
    expect(files[3]).toMatchObject({ size: 6 }); // é is two bytes, .csv four
    expect(new Date(files[3]!.modifiedAt).toISOString()).toBe(files[3]!.modifiedAt);
  });

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

  test("a folder may be a pattern too", async () => {
    const under = await open();
    for (const name of ["2026-11-15/x.csv", "2026-11-16/x.csv", "other/x.csv"])
      await under.add(name, bytes(name));
    expect(await names(under, "{date}/*.csv")).toEqual(["2026-11-15/x.csv", "2026-11-16/x.csv"]);
  });

  test("where nothing matches the list is empty", async () => {
    const under = await open();
    expect(await names(under, "*.csv")).toEqual([]);
    expect(await names(under, "no/such/folder/{date}.csv")).toEqual([]);
  });

  test("the etag stays while a file is untouched and changes when it is written again", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [first] = await under.inbox.list(under.glob("a.csv"));
    expect(await under.inbox.list(under.glob("a.csv"))).toEqual([first]);
    await under.add("a.csv", bytes("other"));
    expect((await under.inbox.list(under.glob("a.csv")))[0]?.etag).not.toBe(first?.etag);
  });

  test("opening a file that went away says which file and what to do", async () => {
    const under = await open();
    await under.add("a.csv", bytes("one"));
    const [file] = await under.inbox.list(under.glob("a.csv"));
    await under.remove("a.csv");
    await expect(under.inbox.open(file!.key)).rejects.toThrow(/a\.csv.*not there/);
  });
}
