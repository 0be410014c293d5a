/** What every Lake must do. The factory gives an empty lake each time. */

import { expect, test } from "vitest";
import type { Lake, Listed } from "../../functions/ports.ts";

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const words = (body: Uint8Array | undefined): string | undefined =>
  body && new TextDecoder().decode(body);

export async function textAt(lake: Lake, key: string): Promise<string | undefined> {
  return words((await lake.get(key))?.body);
}

export async function listing(lake: Lake, prefix: string): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for await (const object of lake.list(prefix)) found.push(object);
  return found;
}

async function keys(lake: Lake, prefix: string): Promise<readonly string[]> {
  return (await listing(lake, prefix)).map(({ key }) => key);
}

const twenty = Array.from({ length: 20 }, (_, index) => index);
const winners = <T>(answers: readonly T[]) =>
  answers.filter((answer) => answer !== false && answer !== undefined);

export function lakeContract(open: () => Promise<Lake>): void {
  storing(open);
  listings(open);
  claims(open);
  swaps(open);
  refusals(open);
}

function storing(open: () => Promise<Lake>): void {
  test("what was put is what is got, and the second put replaces the first", async () => {
    const lake = await open();
    expect(await lake.get("state/a.json")).toBeUndefined();
    await lake.put("state/a.json", bytes("one"));
    const first = await lake.get("state/a.json");
    await lake.put("state/a.json", bytes("two"));
    const second = await lake.get("state/a.json");
    expect([words(first?.body), words(second?.body)]).toEqual(["one", "two"]);
    expect(second?.etag).not.toBe(first?.etag);
  });

  test("an object may be empty", async () => {
    const lake = await open();
    await lake.put("empty", new Uint8Array());
    expect((await lake.get("empty"))?.body.length).toBe(0);
  });

  test("five million bytes come back as they went", async () => {
    const lake = await open();
    const body = new Uint8Array(5_000_000).map((_, index) => (index * 31) % 251);
    await lake.put("raw/big", body);
    const stored = await lake.get("raw/big");
    expect(Buffer.compare(stored?.body ?? new Uint8Array(), body)).toBe(0);
    expect((await listing(lake, "raw/"))[0]?.size).toBe(5_000_000);
  });

  test("a key may hold spaces, accents, other alphabets and signs", async () => {
    const lake = await open();
    const odd = [
      "two words/ű é.json",
      "данные/отчёт",
      "報告/😀",
      "a=b/c+d%20&e'f\"g",
      "*/[x]?{date}",
      "...",
      "a..b/-",
    ];
    for (const key of odd) await lake.put(key, bytes(key));
    for (const key of odd) expect(await textAt(lake, key)).toBe(key);
    expect([...(await keys(lake, ""))].sort()).toEqual([...odd].sort());
  });

  test("a removed object is gone, and removing it again is no error", async () => {
    const lake = await open();
    await lake.put("a/b", bytes("x"));
    await lake.remove("a/b");
    await lake.remove("a/b");
    await lake.remove("never/there");
    expect(await lake.get("a/b")).toBeUndefined();
    expect(await keys(lake, "")).toEqual([]);
  });

  test("a reader never sees a part while the object is replaced", async () => {
    const lake = await open();
    const versions = ["a", "b", "c"].map((letter) => bytes(letter.repeat(300_000)));
    await lake.put("k", versions[0]!);
    const writing = Promise.all(versions.map((version) => lake.put("k", version)));
    const seen = await Promise.all(twenty.map(() => lake.get("k")));
    await writing;
    for (const stored of seen) {
      expect(versions.some((version) => Buffer.compare(version, stored?.body ?? bytes("")) === 0)).toBe(true);
    }
  });
}

function listings(open: () => Promise<Lake>): void {
  test("a listing is in the order of the keys' bytes, whatever folders they are in", async () => {
    const lake = await open();
    // "-" is 2d, "." is 2e, "/" is 2f, "0" is 30; U+FFEE is ef bf ae in UTF-8 and comes before U+1D4B3, f0 9d 92 b3.
    const ordered = ["a-b", "a.b", "a/b/c", "a/b0", "a0", "b", "\uffee", "\u{1d4b3}"];
    for (const key of [...ordered].reverse()) await lake.put(key, bytes(key));
    expect(await keys(lake, "")).toEqual(ordered);
  });

  test("a prefix is the beginning of a key, not a folder", async () => {
    const lake = await open();
    for (const key of ["a/b/1", "a/bc", "a/bcd/2", "a/c", "ab", "b/a/b"]) await lake.put(key, bytes(key));
    expect(await keys(lake, "a/b")).toEqual(["a/b/1", "a/bc", "a/bcd/2"]);
    expect(await keys(lake, "a/b/")).toEqual(["a/b/1"]);
    expect(await keys(lake, "a/bc")).toEqual(["a/bc", "a/bcd/2"]);
    expect(await keys(lake, "a")).toEqual(["a/b/1", "a/bc", "a/bcd/2", "a/c", "ab"]);
    expect(await keys(lake, "a/c/")).toEqual([]);
    expect(await keys(lake, "nothing/here")).toEqual([]);
  });

  test("a listed etag changes with the bytes and only then", async () => {
    const lake = await open();
    await lake.put("k", bytes("one"));
    const [first] = await listing(lake, "k");
    expect(await listing(lake, "k")).toEqual([first]);
    await lake.put("k", bytes("two"));
    expect((await listing(lake, "k"))[0]?.etag).not.toBe(first?.etag);
  });
}

function claims(open: () => Promise<Lake>): void {
  test("the first claim creates, another body is refused, the same body is told yes again", async () => {
    const lake = await open();
    expect(await lake.claim("sent/p/plan.json", bytes("mine"))).toBe(true);
    expect(await lake.claim("sent/p/plan.json", bytes("yours"))).toBe(false);
    expect(await lake.claim("sent/p/plan.json", bytes("mine"))).toBe(true);
    expect(await textAt(lake, "sent/p/plan.json")).toBe("mine");
  });

  test("what was put cannot be claimed, what was removed can", async () => {
    const lake = await open();
    await lake.put("k", bytes("there"));
    expect(await lake.claim("k", bytes("mine"))).toBe(false);
    await lake.remove("k");
    expect(await lake.claim("k", bytes("mine"))).toBe(true);
  });

  test("of twenty claims at once exactly one wins, and its bytes are there", async () => {
    const lake = await open();
    const answers = await Promise.all(twenty.map((index) => lake.claim("k", bytes(`owner ${index}`))));
    expect(winners(answers)).toHaveLength(1);
    expect(await textAt(lake, "k")).toBe(`owner ${answers.indexOf(true)}`);
  });
}

function swaps(open: () => Promise<Lake>): void {
  test("a swap replaces what is unchanged and answers with the new etag", async () => {
    const lake = await open();
    await lake.put("k", bytes("one"));
    const before = (await lake.get("k"))!;
    const etag = await lake.swap("k", bytes("two"), before.etag);
    expect(await lake.get("k")).toMatchObject({ etag });
    expect(await textAt(lake, "k")).toBe("two");
    expect(await lake.swap("k", bytes("three"), before.etag)).toBeUndefined();
    expect(await textAt(lake, "k")).toBe("two");
  });

  test("what is not there cannot be swapped", async () => {
    const lake = await open();
    await lake.put("k", bytes("one"));
    const { etag } = (await lake.get("k"))!;
    await lake.remove("k");
    expect(await lake.swap("k", bytes("two"), etag)).toBeUndefined();
    expect(await lake.get("k")).toBeUndefined();
  });

  test("of twenty swaps from one etag exactly one wins, and its bytes are there", async () => {
    const lake = await open();
    await lake.put("k", bytes("old"));
    const { etag } = (await lake.get("k"))!;
    const answers = await Promise.all(twenty.map((index) => lake.swap("k", bytes(`new ${index}`), etag)));
    expect(winners(answers)).toHaveLength(1);
    expect(await textAt(lake, "k")).toBe(`new ${answers.findIndex((answer) => answer !== undefined)}`);
  });
}

function refusals(open: () => Promise<Lake>): void {
  test("a key that could leave the lake or mean two things is refused by every call", async () => {
    const lake = await open();
    for (const key of [
      "",
      "/",
      "/a",
      "a/",
      "a//b",
      ".",
      "..",
      "../a",
      "a/../b",
      "a/./b",
      "a\\b",
      "a\u0000b",
    ]) {
      await expect(lake.put(key, bytes("x")), key).rejects.toThrow(/cannot be the key/);
      await expect(lake.get(key), key).rejects.toThrow(/cannot be the key/);
      await expect(lake.remove(key), key).rejects.toThrow(/cannot be the key/);
      await expect(lake.claim(key, bytes("x")), key).rejects.toThrow(/cannot be the key/);
      await expect(lake.swap(key, bytes("x"), "e"), key).rejects.toThrow(/cannot be the key/);
    }
    await expect(keys(lake, "../")).rejects.toThrow(/cannot be the key/);
  });
}
