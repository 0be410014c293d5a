import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { filesStream } from "../../functions/connectors/files.ts";
import type { FilesSource } from "../../functions/core/config.ts";
import { SourceError } from "../../functions/core/errors.ts";
import { memoryInbox, sourceOf } from "../memory.ts";
import { read } from "./reading.ts";

async function refusal(body: string | Uint8Array, settings: Partial<FilesSource> = {}): Promise<string> {
  const { records, refused } = await read(
    { "/in/a.csv": body, "/in/b.csv": "id\nother\n" },
    { key: "id", ...settings },
  );
  expect(records.every((record) => record.page.startsWith("b.csv:"))).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  return refused[0]!;
}

describe("a file that is refused, while the others land", () => {
  test("a column the config names is not in the header", async () => {
    expect(await refusal("created,ticket_ids\n1,2\n", { key: "ticket_id" })).toBe(
      '[helpdesk] /in/a.csv:1:9: there is no column "ticket_id" (found: created, ticket_ids). Did you mean key: "ticket_ids"?',
    );
    expect(await refusal("id,created\n1,2\n", { version: "sequence" })).toBe(
      '[helpdesk] /in/a.csv:1:1: there is no column "sequence" (found: id, created). Set version: to one of them.',
    );
    expect(await refusal("a\u001b[2J\n1\n")).toContain("(found: a?[2J)");
    expect(await refusal("id,e-mail\n1,2\n", { personal: ["email"] })).toContain(
      'Did you mean personal: "e-mail"?',
    );
  });

  test.each<[string, string | Uint8Array, Partial<FilesSource>, string]>([
    ["empty", "", {}, "a.csv:1:1: the file is empty"],
    ["empty but for a mark and line breaks", "\ufeff\n\n", {}, "the file is empty"],
    ["an empty gzip", gzipSync(""), {}, "the file is empty"],
    ["UTF-16 read as UTF-8", Buffer.from("\ufeffid\n1\n", "utf16le"), {}, "or set encoding: utf-16le"],
    ["UTF-16 without a mark", Buffer.from("id,n\n1,a\n", "utf16le"), {}, "set encoding: utf-16le"],
    ["UTF-8 read as something else", "\ufeffid\n1\n", { encoding: "windows-1252" }, "Set encoding: utf-8"],
    ["an unknown encoding", "id\n1\n", { encoding: "utf-9" }, 'there is no encoding "utf-9"'],
    ["two columns of one name", "id,a,id\n1,2,3\n", {}, 'a.csv:1:6: two columns are named "id"'],
    [
      "a header that cannot be decoded",
      Buffer.from("id,n\xe9v\n1,a\n", "latin1"),
      {},
      "the header cannot be read",
    ],
    ["a gzip cut short", gzipSync(`id\n${"1\n".repeat(9_999)}`).subarray(0, -12), {}, "damaged or cut short"],
    ["an Excel file", Buffer.from("PK\u0003\u0004..."), {}, "zip or Excel"],
    ["one JSON array", '[{"id":1}]', { format: "ndjson" }, "one JSON array"],
    ["a header whose quote is never closed", 'id,"n\n1,a\n', {}, "the header cannot be read"],
  ])("%s", async (_, body, settings, message) => {
    expect(await refusal(body, settings)).toContain(message);
  });

  test("a file that may not be read is tried again at the next run", async () => {
    const inbox = memoryInbox({ "/in/a.csv": "id\n1\n" });
    const denied = new SourceError("cannot read /in/a.csv: this user may not.");
    const connector = filesStream(sourceOf(), { ...inbox, open: () => Promise.reject(denied) });
    const pages = await Array.fromAsync(connector.read(null, { batch: () => 1 }));
    expect(pages).toMatchObject([
      {
        next: null,
        retract: true,
        notes: [{ message: "[helpdesk] cannot read /in/a.csv: this user may not." }],
      },
    ]);
  });

  test("a file that changes while it is read is left for the next run", async () => {
    const files: Record<string, string> = { "/in/a.csv": "id\n1\n", "/in/b.csv": "id\n2\n" };
    const inbox = memoryInbox(files);
    const open = async (key: string) => {
      const chunks = await inbox.open(key);
      if (key === "/in/a.csv") files[key] = "id\n1\n3\n";
      return chunks;
    };
    const pages = await Array.fromAsync(
      filesStream(sourceOf(), { ...inbox, open }).read(null, { batch: () => 1 }),
    );
    expect(pages.map((page) => [page.records.length, page.retract ?? false, page.notes[0]?.kind])).toEqual([
      [1, false, undefined],
      [0, true, "refused"],
      [1, false, undefined],
      [0, false, "file"],
    ]);
    expect(Object.keys(pages.at(-1)!.next!.files as object)).toEqual(["b.csv"]);
  });

  test.each<[string, string | Uint8Array]>([
    ["by its first bytes", Buffer.from("\ufeffid\n1\n", "utf16le")],
    ["by its header", "ids\n1\n"],
    ["within a gzip", gzipSync("ids\n1\n")],
    ["not at all", "id\n1\n"],
  ])("a file is closed when it is refused %s", async (_, body) => {
    const inbox = memoryInbox({ "/in/a.csv": body }, 4);
    let closed = 0;
    const open = async (key: string) => {
      const chunks = await inbox.open(key);
      return (async function* () {
        try {
          yield* chunks;
        } finally {
          closed += 1;
        }
      })();
    };
    await Array.fromAsync(filesStream(sourceOf(), { ...inbox, open }).read(null, { batch: () => 1 }));
    expect(closed).toBe(1);
  });

  test("a fault of ours is not mistaken for a bad file", async () => {
    const connector = filesStream(sourceOf(), {
      ...memoryInbox({ "/in/a.csv": "id\n" }),
      open: () => Promise.reject(new TypeError("bug")),
    });
    await expect(Array.fromAsync(connector.read(null, { batch: () => 1 }))).rejects.toThrow("bug");
  });
});

test("a path that matches nothing is an error that names it and says what to do", async () => {
  const error = await read({}).catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(SourceError);
  expect((error as Error).message).toBe(
    "[helpdesk] no file matches /in/*. Put an export there, or correct path: in the config.",
  );
});

test("files are read in name order, each known by its path below the first wildcard", async () => {
  const { names, records } = await read(
    { "/in/b/x.csv": "id\n1\n", "/in/a/x.csv": "id\n2\n" },
    { path: "/in/*/x.csv" },
  );
  expect(names).toEqual(["a/x.csv", "b/x.csv"]);
  expect(records.map((record) => record.page)).toEqual(["a/x.csv:000000002", "b/x.csv:000000002"]);
});
