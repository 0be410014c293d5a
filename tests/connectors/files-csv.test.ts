import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodies, goodKeys, rows } from "./reading.ts";

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
