import { describe, expect, test } from "vitest";
import type { Page } from "../../functions/connectors/connector.ts";
import { type FilesCursor, filesStream } from "../../functions/connectors/files.ts";
import type { FilesSource } from "../../functions/core/config.ts";
import { type MemoryFile, memoryInbox, sourceOf } from "../memory.ts";
import { read } from "./reading.ts";

type Files = Readonly<Record<string, MemoryFile | string>>;

async function pages(
  files: Files,
  settings: Partial<FilesSource> = {},
  { from = null, machineNow }: { readonly from?: FilesCursor | null; readonly machineNow?: string } = {},
): Promise<readonly Page[]> {
  const connector = filesStream(sourceOf(settings), memoryInbox(files), { machineNow });
  return Array.fromAsync(connector.read(from, { batch: () => 1 }));
}

const landed = (found: readonly Page[]) => found.flatMap(({ notes }) => notes.map(({ name }) => name));
const cursorOf = (found: readonly Page[]) =>
  structuredClone(found.findLast(({ next }) => next !== null)?.next) as FilesCursor;

describe("a file that changed less than a minute ago", () => {
  const now = "2026-11-16T08:00:00Z";
  const at = (modifiedAt: string) =>
    pages({ "/in/a.csv": { body: "id\n1\n", modifiedAt } }, {}, { machineNow: now });

  test("is left for later, which is said", async () => {
    const found = await at("2026-11-16T07:59:01Z");
    expect(landed(found)).toEqual([]);
    expect(found.some(({ isLeft }) => isLeft)).toBe(true);
  });

  test("is read once it has stood still", async () => {
    const found = await at("2026-11-16T07:59:00Z");
    expect(landed(found)).toEqual(["a.csv"]);
    expect(found.some(({ isLeft }) => isLeft)).toBe(false);
  });

  test("is read where its time is of another clock", async () => {
    expect(landed(await at("2026-11-16T08:01:00Z"))).toEqual(["a.csv"]);
  });

  test("is read at once where nobody gives a clock", async () => {
    expect(landed(await pages({ "/in/a.csv": { body: "id\n1\n", modifiedAt: now } }))).toEqual(["a.csv"]);
  });

  test("keeps no other file from being read", async () => {
    const files = { "/in/a.csv": { body: "id\n1\n", modifiedAt: now }, "/in/b.csv": "id\n2\n" };
    expect(landed(await pages(files, {}, { machineNow: now }))).toEqual(["b.csv"]);
  });
});

describe("a file with fewer rows than the config asks for", () => {
  test("is refused, and said with both numbers", async () => {
    const { records, refused } = await read({ "/in/a.csv": "id\n1\n2\n" }, { fewestRows: 3 });
    expect([records, refused]).toEqual([
      [],
      [
        "[helpdesk] /in/a.csv:1:1: it has 2 rows, fewer than the 3 of fewest_rows. Export it again, or correct fewest_rows in the config.",
      ],
    ]);
    expect((await read({ "/in/a.csv": "id\n1\n2\n" }, { fewestRows: 2 })).refused).toEqual([]);
    expect((await read({ "/in/a.csv": "id\n" }, { fewestRows: 1 })).refused[0]).toContain("it has 0 rows");
  });

  test("is not read again until it changes, or the config asks for another number", async () => {
    const files = { "/in/a.csv": "id\n1\n" };
    const from = cursorOf(await pages(files, { fewestRows: 3 }));
    expect(landed(await pages(files, { fewestRows: 3 }, { from }))).toEqual([]);
    expect(landed(await pages({ "/in/a.csv": "id\n1\n2\n3\n" }, { fewestRows: 3 }, { from }))).toEqual([
      "a.csv",
    ]);
    const lowered = await pages(files, { fewestRows: 1 }, { from });
    expect(lowered.flatMap(({ notes }) => notes.map(({ kind }) => kind))).toEqual(["file"]);
    expect(landed(await pages(files, {}, { from }))).toEqual(["a.csv"]);
  });
});

describe("a file whose last line is not ended", () => {
  const whole = { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n", "/in/c.csv": "id\n3\r\n" };

  test("is refused where the last three before it ended theirs", async () => {
    const { refused, names } = await read({ ...whole, "/in/d.csv": "id,n\n4,ab" });
    expect(refused).toEqual([
      "[helpdesk] /in/d.csv:1:1: its last line is not ended, as those of the files before it are: it may be only a part. Export it again, or end its last line.",
    ]);
    expect(names).toEqual(["a.csv", "b.csv", "c.csv"]);
  });

  test("is read where fewer are known, or where one of them was not ended either", async () => {
    const { "/in/a.csv": _, ...two } = whole;
    expect((await read({ ...two, "/in/d.csv": "id\n4" })).refused).toEqual([]);
    expect((await read({ ...whole, "/in/b.csv": "id\n2", "/in/d.csv": "id\n4" })).refused).toEqual([]);
  });

  test("is read where that is how every file of the source ends", async () => {
    const files = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`/in/${n}.csv`, `id\n${n}`]));
    expect((await read(files)).refused).toEqual([]);
  });

  test("is none where it ends with the last of what is read at once", async () => {
    // 32,768 lines of 8 bytes are the 262,144 that are read at once: nothing is left for the last read.
    const body = `id,name\n${"123,456\n".repeat(32_767)}`;
    expect(body).toHaveLength(262_144);
    expect((await read({ ...whole, "/in/d.csv": body })).refused).toEqual([]);
  });

  test("is told by its very last byte, also where a read ends between two lines", async () => {
    expect((await read({ ...whole, "/in/d.csv": "id\n4\n" }, {}, 5)).refused).toEqual([]);
    expect((await read({ ...whole, "/in/d.csv": "id\n4\n5" }, {}, 5)).refused).toHaveLength(1);
  });
});
