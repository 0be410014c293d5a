import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { goodKeys, read, reasons, rows } from "./reading.ts";

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
