import { expect, test } from "vitest";
import { openedAhead } from "../../functions/connectors/ahead.ts";

/** Files that note what is done with them; `broken` cannot be opened, `cut` breaks off. */
function drawer() {
  const log: string[] = [];
  const open = async (name: string) => {
    log.push(`open ${name}`);
    if (name === "broken") throw new Error("broken");
    return (async function* () {
      try {
        yield Buffer.from(name);
        if (name === "cut") throw new Error("cut");
        yield Buffer.from("!");
      } finally {
        log.push(`close ${name}`);
      }
    })();
  };
  return { log, open };
}

const textOf = async (bytes: AsyncIterable<Uint8Array>) =>
  Buffer.concat(await Array.fromAsync(bytes)).toString();

test("they come in order with all their bytes, and so many are on their way", async () => {
  const { log, open } = drawer();
  const found: string[] = [];
  for await (const { item, bytes } of openedAhead(["a", "b", "c", "d"], open, 2)) {
    // One is worked on, one is on its way.
    expect(log.filter((line) => line.startsWith("open")).length).toBe(Math.min(found.length + 2, 4));
    found.push(`${item} ${await textOf(bytes)}`);
  }
  expect(found).toEqual(["a a!", "b b!", "c c!", "d d!"]);
  expect(log.filter((line) => line.startsWith("close"))).toEqual([
    "close a",
    "close b",
    "close c",
    "close d",
  ]);
});

test("one that cannot be opened, or breaks off, fails where it is read, and the others do not", async () => {
  const { open } = drawer();
  const found: string[] = [];
  for await (const { item, bytes } of openedAhead(["a", "broken", "cut", "d"], open, 4))
    found.push(await textOf(bytes).catch((error: Error) => `${item}: ${error.message}`));
  expect(found).toEqual(["a!", "broken: broken", "cut: cut", "d!"]);
});

test("what is left when the reader stops is closed, read or not", async () => {
  const { log, open } = drawer();
  for await (const { bytes } of openedAhead(["a", "b", "broken", "c"], open, 4)) {
    for await (const _ of bytes) break;
    break;
  }
  expect(log.slice(4).sort()).toEqual(["close a", "close b", "close c"]);
});

test("a file nobody reads is closed too, and nothing is no file", async () => {
  const { log, open } = drawer();
  for await (const { item } of openedAhead(["a", "b"], open, 1)) expect(item).toMatch(/[ab]/);
  expect(log.filter((line) => line.startsWith("close"))).toEqual(["close a", "close b"]);
  expect(await Array.fromAsync(openedAhead([], open))).toEqual([]);
});
