import { describe, expect, test } from "vitest";
import { goodKeys, reasons, rows } from "./reading.ts";

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
