import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import { filesConnector } from "../../functions/connectors/files.ts";
import type { Source } from "../../functions/core/config.ts";
import { SourceError } from "../../functions/core/errors.ts";
import { type MemoryFile, memoryInbox, sourceOf } from "../memory.ts";

type Files = Readonly<Record<string, MemoryFile | string | Uint8Array>>;

/** Everything a landing of these files would keep: records of refused files are taken back. */
async function read(files: Files, settings: Partial<Source> = {}, chunk?: number) {
  const records: RawRecord[] = [];
  const refused: string[] = [];
  const names: string[] = [];
  let open: RawRecord[] = [];
  const connector = filesConnector(sourceOf(settings), memoryInbox(files, chunk));
  for await (const page of connector.read(null, { batch: () => 1 })) {
    open.push(...page.records);
    if (page.retract) open = [];
    if (page.next !== null) records.push(...open.splice(0));
    for (const note of page.notes)
      note.kind === "refused" ? refused.push(note.message) : names.push(note.name);
  }
  return { records, refused, names };
}

/** The rows of one file `/in/a.csv`, in short: `key version op line body`. */
async function rows(body: string | Uint8Array, settings: Partial<Source> = {}, chunk?: number) {
  const { records, refused } = await read({ "/in/a.csv": body }, settings, chunk);
  expect(refused).toEqual([]);
  return records;
}

const bodies = (records: readonly RawRecord[]): unknown[] => records.map((record) => JSON.parse(record.body));
const reasons = (records: readonly RawRecord[]): [number, string, string][] =>
  records
    .filter((record) => record.op === "reject")
    .map((record) => {
      const { reason, text } = JSON.parse(record.body);
      expect(record.key).toBe(record.page);
      return [Number(record.page.split(":")[1]), reason, text];
    });
const goodKeys = (records: readonly RawRecord[]): string[] =>
  records.filter((record) => record.op === "upsert").map((record) => record.key);

async function refusal(body: string | Uint8Array, settings: Partial<Source> = {}): Promise<string> {
  const { records, refused } = await read(
    { "/in/a.csv": body, "/in/b.csv": "id\nother\n" },
    { key: "id", ...settings },
  );
  expect(records.every((record) => record.page.startsWith("b.csv:"))).toBe(true);
  expect(refused.length).toBeGreaterThan(0);
  return refused[0]!;
}

describe("a CSV file", () => {
  test("a row becomes an object of its cells as text, with the place it stood", async () => {
    const [first, second] = await rows("id,subject,empty\n7,Late again,\n8,  spaced ,\n");
    expect(first).toEqual({
      key: "7",
      version: "",
      eventAt: "",
      op: "upsert",
      page: "a.csv:000000002",
      body: '{"id":"7","subject":"Late again","empty":""}',
    });
    expect(second?.body).toBe('{"id":"8","subject":"  spaced ","empty":""}');
  });

  test.each([
    ["commas", "id,name\n1,Kiss; Anna\n", "Kiss; Anna"],
    ["semicolons", "id;name\n1;Kiss, Anna\n", "Kiss, Anna"],
    ["tabs", "id\tname\n1\tKiss, Anna; Dr\n", "Kiss, Anna; Dr"],
    ["commas although a quoted name holds semicolons", '"i;;;d",id,name\n0,1,Anna\n', "Anna"],
  ])("columns may be parted by %s", async (_, text, name) => {
    expect(bodies(await rows(text))).toMatchObject([{ id: "1", name }]);
  });

  test.each([
    ["LF", "id,n\n1,a\n2,b\n"],
    ["CRLF", "id,n\r\n1,a\r\n2,b\r\n"],
    ["both in one file", "id,n\r\n1,a\n2,b\r\n"],
    ["none after the last", "id,n\n1,a\n2,b"],
    ["none after the last, CR left over", "id,n\r\n1,a\r\n2,b\r"],
  ])("lines may end in %s", async (_, text) => {
    expect(bodies(await rows(text))).toEqual([
      { id: "1", n: "a" },
      { id: "2", n: "b" },
    ]);
  });

  test("a byte order mark is no part of the first column's name", async () => {
    expect(bodies(await rows("\ufeffid,n\n1,a\n"))).toEqual([{ id: "1", n: "a" }]);
    expect(bodies(await rows("\ufeffid,n\n1,a\n", {}, 1))).toEqual([{ id: "1", n: "a" }]);
  });

  test("a quoted cell may hold line breaks, and the next row knows its line", async () => {
    const [one, two] = await rows('id,n\n1,"a\r\n""b""\n,c"\n2,d\n');
    expect(JSON.parse(one!.body)).toEqual({ id: "1", n: 'a\r\n"b"\n,c' });
    expect([one!.page, two!.page]).toEqual(["a.csv:000000002", "a.csv:000000005"]);
  });

  test("quoted cells may hold line breaks wherever a file is cut while it is read", async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `${n},"first line\n\nthird, and ""last"""`); // about 0.7 MB
    const records = await rows(`id,n\n${lines.join("\n")}\n`);
    expect(records.length).toBe(20_000);
    expect(records.every((record) => record.op === "upsert" && record.body.endsWith('\\"last\\""}'))).toBe(
      true,
    );
    expect(records.at(-1)?.page).toBe("a.csv:000059999"); // 1 + 19,999 * 3 lines stand before it, and the first is 1
  });

  test("a quote inside an unquoted cell is an ordinary character", async () => {
    expect(bodies(await rows('id,n\n1,a 15" screen\n2,b\n'))).toMatchObject([
      { n: 'a 15" screen' },
      { n: "b" },
    ]);
  });

  test("empty lines are no rows", async () => {
    expect(goodKeys(await rows("\nid,n\n\n1,a\r\n\r\n2,b\n\n"))).toEqual(["1", "2"]);
  });

  test("a version of digits sorts as its number, any other as its text", async () => {
    const records = await rows("id,v\n1,99\n1,100\n1,2026-01-01\n1,\n", { version: "v" });
    const zeros = "0".repeat(18); // 20 digits in all
    expect(records.map((record) => record.version)).toEqual([
      `${zeros}99`,
      `${zeros.slice(1)}100`,
      "2026-01-01",
      "",
    ]);
  });

  test("a personal column is null in the body", async () => {
    const [record] = await rows("id,email,n\n1,anna@example.org,a\n", { personal: ["email"] });
    expect(record?.body).toBe('{"id":"1","email":null,"n":"a"}');
  });

  test("gzip is known by its content, whatever the name says", async () => {
    expect(goodKeys(await rows(gzipSync("id,n\n1,a\n")))).toEqual(["1"]);
    expect(goodKeys(await rows(gzipSync("id,n\n1,a\n"), {}, 1))).toEqual(["1"]);
    expect(goodKeys(await rows(Buffer.concat([gzipSync("id,n\n1,a\n"), gzipSync("2,b\n")])))).toEqual([
      "1",
      "2",
    ]);
  });

  test("another encoding is read when the config names it", async () => {
    const text = "id,n\n1,Żółć\n".replace("Żółć", "árvíz");
    expect(bodies(await rows(Buffer.from(text, "latin1"), { encoding: "latin1" }))).toMatchObject([
      { n: "árvíz" },
    ]);
    const wide = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(bodies(await rows(wide, { encoding: "utf-16le" }, 3))).toMatchObject([{ n: "árvíz" }]);
    expect(
      bodies(await rows(Buffer.from("id,n\n1,\xf5\n", "latin1"), { encoding: "iso-8859-2" })),
    ).toMatchObject([{ n: "ő" }]);
  });

  test("any table written as CSV comes back cell for cell, whatever the size of the chunks", async () => {
    const piece = fc.constantFrom(
      '"',
      '""',
      ",",
      ";",
      "\n",
      "\r\n",
      "\t",
      "a",
      "é",
      "日本",
      "😀",
      "\u0000",
      "\\",
      " ",
      "\ufffd",
      "x y",
    );
    const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 });
    const write = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 40 }),
        async (cells, delimiter, end, chunk) => {
          const lines = [["id", "a", "b", "c"], ...cells.map((row, n) => [String(n), ...row])];
          const text = lines.map((row) => row.map(write).join(delimiter)).join(end) + end;
          const expected = cells.map(([a, b, c], n) => ({ id: String(n), a, b, c }));
          expect(bodies(await rows(text, {}, chunk))).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("rows of every strict CSV are the rows csv-parse finds", async () => {
    const cell = fc.constantFrom("a", "", " b ", '"q"', '"x,y"', '"l\nm"', '"""e"""', "é");
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(table, async (cells) => {
        const text = `id,a,b\n${cells.map((row, n) => [n, ...row].join(",")).join("\n")}\n`;
        expect(bodies(await rows(text))).toEqual(parse(text, { columns: true }));
      }),
      { numRuns: 100 },
    );
  });
});

describe("a row that cannot be a record is kept apart with the reason, and the others go on", () => {
  test("too few and too many columns", async () => {
    const records = await rows("id,a,b\n1,x\n2,x,y\n3,x,y,z\n4,x,y\n");
    expect(goodKeys(records)).toEqual(["2", "4"]);
    expect(reasons(records)).toEqual([
      [2, "2 columns where the header has 3", "1,x"],
      [4, "4 columns where the header has 3", "3,x,y,z"],
    ]);
  });

  test("an empty key", async () => {
    expect(reasons(await rows("id,a\n ,x\n1,x\n"))).toEqual([[2, 'the key column "id" is empty', " ,x"]]);
  });

  test("bytes that are not valid UTF-8, while a true U+FFFD is a character like any other", async () => {
    const bytes = Buffer.concat([
      Buffer.from("id,n\n1,\ufffd\n2,"),
      Buffer.of(0xe1),
      Buffer.from("rv\n3,c\n"),
    ]);
    const records = await rows(bytes, {}, 5);
    expect(goodKeys(records)).toEqual(["1", "3"]);
    expect(reasons(records)).toEqual([[3, expect.stringContaining("not valid utf-8"), "2,\ufffdrv"]]);
  });

  test("bytes that are not valid in another encoding", async () => {
    const bytes = Buffer.concat([Buffer.from("id,n\n1,a\n2,"), Buffer.of(0xff), Buffer.from("\n3,c\n")]);
    const records = await rows(bytes, { encoding: "shift_jis" });
    expect(goodKeys(records)).toEqual(["1", "3"]);
    expect(reasons(records)).toEqual([[3, expect.stringContaining("not valid shift_jis"), "2,\ufffd"]]);
  });

  test("a quote never closed costs its own line and not the rest of the file", async () => {
    const records = await rows('id,n\n1,a\n2,"b\n3,c\n4,d\n');
    expect(goodKeys(records)).toEqual(["1", "3", "4"]);
    expect(reasons(records)).toEqual([[3, "column 2 opens a quote that is not closed", '2,"b']]);
  });

  test("a stray quote that swallows lines up to a later one costs its own line only", async () => {
    // Lines 2 and 3 would be one row: 1 | x,y\n2 | z | w, four columns.
    const wrongCount = await rows('id,n,m\n1,"x,y\n2",z,w\n3,a,b\n');
    expect(goodKeys(wrongCount)).toEqual(['2"', "3"]);
    expect(reasons(wrongCount)).toEqual([
      [
        2,
        "column 2 opens a quote that is not closed on its line: read on, lines 2 to 3 would be 4 columns where the header has 3",
        '1,"x,y',
      ],
    ]);
    const textAfter = await rows('id,n,m\n1,"x,y\n2,z,w\n3,"a",b\n');
    expect(goodKeys(textAfter)).toEqual(["2", "3"]);
    expect(reasons(textAfter)).toEqual([[2, "column 2 opens a quote that is not closed", '1,"x,y']]);
  });

  test("text after a closing quote", async () => {
    const records = await rows('id,n\n1,"a"b\n2,c\n');
    expect(reasons(records)).toEqual([[2, "column 2 goes on after its closing quote", '1,"a"b']]);
    expect(goodKeys(records)).toEqual(["2"]);
  });

  test("a quote never closed in a file of many blocks loses no later row", async () => {
    const lines = Array.from({ length: 90_000 }, (_, n) => `${n},some words to fill the line`); // about 3 MB
    lines[10] = '10,"some words';
    const records = await rows(`id,n\n${lines.join("\n")}\n`);
    expect(records.length).toBe(90_000);
    expect(reasons(records)).toEqual([[12, "column 2 opens a quote that is not closed", '10,"some words']]);
    expect(records.at(-1)?.page).toBe("a.csv:000090001");
  });

  test("a row longer than a megabyte, of which 2,000 characters are kept", async () => {
    for (const size of [1_048_577, 9_000_000]) {
      const records = await rows(`id,n\n1,a\n2,${"é".repeat(size)}\n3,c\n`);
      expect(goodKeys(records)).toEqual(["1", "3"]);
      expect(reasons(records)).toEqual([
        [3, "the row is longer than 1,048,576 characters", `2,${"é".repeat(1_998)}`],
      ]);
    }
  });

  test("the text of a bad row is not kept where a column is personal", async () => {
    const records = await rows("id,email\n1,a@example.org,x\n", { personal: ["email"] });
    expect(reasons(records)).toEqual([[2, "3 columns where the header has 2", ""]]);
  });
});

describe("an NDJSON file", () => {
  const ndjson = { format: "ndjson" } as const;

  test("the body is the line as it stands", async () => {
    const line = '{ "id" : 90071992547409931 ,"x":1.0,"é":"\\u00e9" }';
    const [record] = await rows(`${line}\r\n\n`, { ...ndjson, version: "x" });
    expect(record).toMatchObject({
      key: "90071992547409931",
      version: "1.0",
      body: line,
      page: "a.csv:000000001",
    });
  });

  test("it is told from CSV by its name or its first character", async () => {
    const { records } = await read({
      "/in/a.jsonl": '{"id":"1"}\n',
      "/in/b.txt": '{"id":"2"}\n',
      "/in/c.csv.gz": gzipSync("id\n3\n"),
    });
    expect(goodKeys(records)).toEqual(["1", "2", "3"]);
  });

  test("personal values become null wherever they stand, and the rest stays as it was", async () => {
    const line =
      '{"id":1, "email" : "a}\\",b" , "o":{"email":"inner"},"em\\u0061il":[1,{"x":"]"}],"z":-0.10 , "email":7}';
    const [record] = await rows(`${line}\n`, { ...ndjson, personal: ["email"] });
    expect(record?.body).toBe(
      '{"id":1, "email" : null , "o":{"email":"inner"},"em\\u0061il":null,"z":-0.10 , "email":null}',
    );
  });

  test("lines that are no object, or have no key, are rejected without their words in the reason", async () => {
    const text = [
      '{"id":1}',
      '{"id":secret}',
      "[1]",
      "null",
      '"text"',
      "12",
      '{"id":null}',
      '{"id":""}',
      '{"x":1}',
      '{"id":{"a":1}}',
      '{"id":2',
    ];
    const records = await rows(`${text.join("\n")}\n`, ndjson);
    expect(goodKeys(records)).toEqual(["1"]);
    expect(reasons(records).map(([line, reason]) => [line, reason])).toEqual([
      [2, expect.stringMatching(/^the line is not valid JSON/)],
      [3, "the line is an array where a JSON object is expected"],
      [4, "the line is null where a JSON object is expected"],
      [5, "the line is a string where a JSON object is expected"],
      [6, "the line is a number where a JSON object is expected"],
      [7, 'the key column "id" is empty'],
      [8, 'the key column "id" is empty'],
      [9, 'the key column "id" is empty'],
      [10, 'the key column "id" holds an object or an array where a text or a number is expected'],
      [11, expect.stringMatching(/^the line is not valid JSON/)],
    ]);
    expect(reasons(records).some(([, reason]) => reason.includes("secret"))).toBe(false);
  });

  test("names that objects inherit are no columns", async () => {
    const records = await rows('{"a":1}\n{"toString":"k"}\n', { ...ndjson, key: "toString" });
    expect(goodKeys(records)).toEqual(["k"]);
  });

  test("any JSON text keeps its meaning when a personal member is taken out", async () => {
    const spaced = fc.constantFrom(0, 1, "\t");
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.jsonValue(),
        spaced,
        async (rest, secret, space) => {
          const value = { ...rest, id: "1", secret };
          const text = JSON.stringify(value, null, space).replaceAll("\n", " ");
          const [record] = await rows(`${text}\n`, { ...ndjson, personal: ["secret"] });
          expect(JSON.parse(record!.body)).toEqual({ ...JSON.parse(text), secret: null });
        },
      ),
      { numRuns: 100 },
    );
  });
});

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

  test.each<[string, string | Uint8Array, Partial<Source>, string]>([
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
    const connector = filesConnector(sourceOf(), { ...inbox, open: () => Promise.reject(denied) });
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
      filesConnector(sourceOf(), { ...inbox, open }).read(null, { batch: () => 1 }),
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
    await Array.fromAsync(filesConnector(sourceOf(), { ...inbox, open }).read(null, { batch: () => 1 }));
    expect(closed).toBe(1);
  });

  test("a fault of ours is not mistaken for a bad file", async () => {
    const connector = filesConnector(sourceOf(), {
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
