import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordsIn, sliceAt, textAt } from "../../functions/connectors/slices.ts";
import { SourceError } from "../../functions/core/errors.ts";

describe("the records of an answer", () => {
  test("keep numbers, spacing, escapes and the order of their members as the vendor wrote them", () => {
    const first = '{ "id" : 90071992547409931, "price":1.0 ,"at":1e3, "name":"\\u0041\\"]}," }';
    const second = '{"id":2,"tags":["a,b",["]",{"x":[]}]],"text":"\\u0000 \\\\"}';
    const third = '{"name":"Zoë 👩‍🚀 \\ud83d"}';
    const text = `{"count": 3, "tickets" : [ ${first} ,\n${second}\t,${third} ], "end":true}`;
    expect(recordsIn(text, "tickets")).toEqual([first, second, third]);
  });

  test("are found in a bare array and behind several names", () => {
    expect(recordsIn(' [1 , "a", null,[2,3],{}] ', "")).toEqual(["1", '"a"', "null", "[2,3]", "{}"]);
    expect(recordsIn('{"response":{"agents":[{"id":"a"}]}}', "response.agents")).toEqual(['{"id":"a"}']);
  });

  test("are none where the list is there and empty", () => {
    expect(recordsIn('{"tickets":[ ]}', "tickets")).toEqual([]);
    expect(recordsIn("[]", "")).toEqual([]);
  });

  test.each([
    ["another name", '{"ticket":[]}', "tickets"],
    ["null", '{"tickets":null}', "tickets"],
    ["an object", '{"tickets":{"0":{}}}', "tickets"],
    ["a text with brackets", '{"tickets":"[]"}', "tickets"],
    ["a list on the way", '{"response":[{"agents":[]}]}', "response.agents"],
    ["an object where a bare array belongs", '{"error":"busy"}', ""],
    ["a list inside another member", '{"old":{"tickets":[]}}', "tickets"],
  ])("are not taken to be none where the list is %s", (_, text, path) => {
    expect(() => recordsIn(text, path)).toThrow(SourceError);
  });

  test("are those of the last member of a name, as a JSON parser has it", () => {
    expect(recordsIn('{"a":[1],"a":[2]}', "a")).toEqual(["2"]);
    expect(recordsIn('{"\\u0061":[3]}', "a")).toEqual(["3"]);
    expect(() => recordsIn('{"a":[1],"a":null}', "a")).toThrow(SourceError);
  });

  test("of a megabyte each are cut where they end", () => {
    const big = `{"text":"${'\\"x\\\\,]}'.repeat(130_000)}","n":[[[[]]]]}`;
    expect(big.length).toBeGreaterThan(1_000_000);
    const records = recordsIn(`{"items":[${big},${big},{}]}`, "items");
    expect(records.map((record) => record === big)).toEqual([true, true, false]);
    expect(records[2]).toBe("{}");
  });

  test("say what a parser reads in them, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, "\t"), (values, spacing) => {
        const text = JSON.stringify({ before: [[]], list: values, after: "]" }, null, spacing);
        const records = recordsIn(text, "list");
        expect(records.map((record) => JSON.parse(record))).toEqual(JSON.parse(text).list);
        let at = text.indexOf('"list"');
        for (const record of records) {
          at = text.indexOf(record, at);
          expect(at).not.toBe(-1);
          at += record.length;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a value of a record", () => {
  const record =
    '{"id":90071992547409931,"a":{"b":-1.50,"c":"x\\u00e9\\n"},"t":true,"n":null,"l":[1],"e":""}';

  test("is read with its own digits, and a text without its quotes", () => {
    expect(textAt(record, "id")).toBe("90071992547409931");
    expect(textAt(record, "a.b")).toBe("-1.50");
    expect(textAt(record, "a.c")).toBe("xé\n");
    expect(textAt(record, "t")).toBe("true");
    expect(textAt(record, "e")).toBe("");
  });

  test("is not there where it is null, a list, an object or absent", () => {
    for (const path of ["n", "l", "a", "b", "id.x", "a.b.c", "e.length", ""])
      expect(textAt(record, path)).toBeUndefined();
  });

  test("is that of the last member of a name, however the name is written", () => {
    expect(textAt('{"a":1,"a":2}', "a")).toBe("2");
    expect(textAt('{"a":1,"\\u0061":2,"x\\\\":{"\\u0062":3}}', "a")).toBe("2");
    expect(textAt('{"x":{"\\u0062":3}}', "x.b")).toBe("3");
    expect(textAt('{"\\u0061":1}', "u0061")).toBeUndefined();
  });

  // U+0122, U+015C and U+017D end in the bytes of a quote, a backslash and a brace.
  test("is found behind letters whose last byte is that of a quote, a backslash or a brace", () => {
    const other = '{"\u0122\u015c\u017d":"\u017d\u0122,\u015c","id":7}';
    expect(textAt(other, "id")).toBe("7");
    expect(recordsIn(`[${other},1]`, "")).toEqual([other, "1"]);
  });

  test("is that of its own record, whatever was read before, however long that is", () => {
    for (const length of [65_530, 65_535, 65_536, 65_537, 10, 65_534, 4_194_303, 4_194_304, 200_000]) {
      // {"t":"","a":{"b":1}} has 20 characters without what stands in t.
      const long = `{"t":"${"x".repeat(Math.max(0, length - 20))}","a":{"b":${length % 10}}}`;
      expect(textAt(record, "a.b")).toBe("-1.50");
      expect(textAt(long, "a.b")).toBe(String(length % 10));
      expect(textAt(record, "id")).toBe("90071992547409931");
      expect(textAt(long.slice(0, -1), "c")).toBeUndefined();
    }
  });

  test("is that of its own record where the one before was as long", () => {
    expect(textAt('{"a":1,"bb":2}', "bb")).toBe("2");
    expect(textAt('{"aa":1,"b":3}', "b")).toBe("3");
  });

  test("can be had as it stands, whatever it is", () => {
    expect(sliceAt(record, "a")).toBe('{"b":-1.50,"c":"x\\u00e9\\n"}');
    expect(sliceAt(record, "l")).toBe("[1]");
    expect(sliceAt(record, "n")).toBe("null");
    expect(sliceAt(record, "x")).toBeUndefined();
  });
});
