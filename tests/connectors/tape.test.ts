import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PersonalPaths, RawRecord } from "../../functions/connectors/connector.ts";
import { answered, jsonOf, membersOf } from "../../functions/connectors/json.ts";
import { redact } from "../../functions/connectors/redact.ts";
import { recordsIn, sliceAt, textAt } from "../../functions/connectors/slices.ts";
import { linesOf } from "../../functions/stages/lines.ts";
import { jsonText, names, nearlyJson, spacedJson } from "./any-json.ts";
import * as walked from "./walkers/json.ts";
import { redact as walkedRedact } from "./walkers/redact.ts";
import * as slices from "./walkers/slices.ts";

const runs = { numRuns: Number(process.env.RUNS ?? 500) };

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const name = fc.constantFrom("a", "b", "email", "id", "__proto__", "toString", "ő", "x".repeat(70));
const path = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: name }, fc.constantFrom("*", "**", "!(a|id)", "!(email|__proto__)")),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join("."));
const somePaths: fc.Arbitrary<PersonalPaths> = fc.record({
  hashed: fc.array(path, { maxLength: 3 }),
  dropped: fc.array(path, { maxLength: 3 }),
});
/** Told from one another by what was hashed. */
const hash = (text: string) => `h:${Buffer.from(text, "utf16le").toString("base64url")}`;

const sender = { source: "s", account: "", stream: "t", fetched_at: "2026-09-02T06:00:00Z", run_id: "r" };
const recordOf = (body: string): RawRecord => ({
  ...{ key: "1", version: "2", eventAt: "", op: "upsert", page: "t/1:1", body },
});
/** As an encoder that knows nothing of pages writes it. */
const plainLine = (body: string) =>
  `{"source":"s","account":"","stream":"t","key":"1","version":"2","event_at":"","op":"upsert","fetched_at":"2026-09-02T06:00:00Z","run_id":"r","page":"t/1:1","body":${JSON.stringify(body)}}\n`;

describe("a text is JSON", () => {
  test("where a parser takes it, whatever is in it", () => {
    fc.assert(
      fc.property(spacedJson, (text) => {
        expect(isJson(text)).toBe(true);
        expect(jsonOf(text)).toBeDefined();
        expect(answered(text)).toBeDefined();
      }),
      runs,
    );
  });

  test("and nothing else is, however near to it", () => {
    fc.assert(
      fc.property(nearlyJson, (text) => {
        expect(answered(text) !== undefined).toBe(isJson(text));
        expect(jsonOf(text) !== undefined).toBe(isJson(text));
      }),
      { numRuns: 10 * runs.numRuns },
    );
  });

  test.each([
    ...[
      "",
      " ",
      "\ufeff{}",
      "{}\ufeff",
      "{}{}",
      "[1 2]",
      "[,]",
      "[1,]",
      '{"a":1,}',
      '{"a"}',
      '{"a":}',
      "{a:1}",
      "{,}",
    ],
    ...[
      "01",
      "-",
      "-01",
      "1.",
      ".1",
      "+1",
      "1e",
      "1e+",
      "0x1",
      "1_0",
      "nul",
      "nulll",
      "True",
      "'a'",
      '"',
      '"\\',
    ],
    ...[
      '"\\u12"',
      '"\\u12g4"',
      '"\\x41"',
      '"\t"',
      '"\u0000"',
      "[",
      "{",
      "]",
      "[}",
      "{]",
      '{"a":[}]',
      "\u00a0[]",
      "[]\v",
    ],
    ...[
      '"a" "b"',
      '{"a":1 "b":2}',
      '{"a":1:2}',
      "[1]]",
      '{"a":1}}',
      '"\\u',
      '"\\ud83',
      "[1,,2]",
      "\u0000",
      "[]\u0000",
    ],
  ])("but not %j", (text) => {
    expect(isJson(text)).toBe(false);
    expect(answered(text)).toBeUndefined();
    expect(jsonOf(text)).toBeUndefined();
  });

  test("that is cut off at any character is none", () => {
    const whole = ' {"a":[1.5e+3,true,null,"\\u00e1\\n\\"",{"b":{}}],"c":"","d":-0} ';
    for (let end = 1; end < whole.length - 1; end += 1) {
      expect(isJson(whole.slice(0, end))).toBe(false);
      expect(answered(whole.slice(0, end)), whole.slice(0, end)).toBeUndefined();
    }
    expect(answered(whole)).toBeDefined();
  });
});

describe("what is read on a tape is what is read walking", () => {
  test("of members and values", () => {
    fc.assert(
      fc.property(
        jsonText,
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
        (text, parts) => {
          const wanted = parts.join(".");
          expect(textAt(text, wanted)).toBe(slices.textAt(text, wanted));
          expect(sliceAt(text, wanted)).toBe(slices.sliceAt(text, wanted));
          if (text.startsWith("{")) expect(membersOf(text)).toEqual(walked.membersOf(text));
        },
      ),
      runs,
    );
  });

  test("of records, in a page and one by one, what is personal and what is not", () => {
    fc.assert(
      fc.property(fc.array(spacedJson, { maxLength: 6 }), somePaths, (texts, paths) => {
        const page = `{"before":[{}],"list":[${texts.join(",")}],"after":"]"}`;
        answered(page);
        const bodies = recordsIn(page, "list");
        expect(bodies).toEqual(slices.recordsIn(page, "list"));
        const expected = bodies.map((body) => walkedRedact(body, paths, hash));
        const lines = linesOf(sender, { paths, hash });
        for (const body of bodies) expect(textAt(body, "id")).toBe(slices.textAt(body, "id"));
        const together = Buffer.from(lines(bodies.map(recordOf))).toString("latin1");
        expect(together).toBe(Buffer.from(expected.map(plainLine).join("")).toString("latin1"));
        // Another answer has been read since.
        answered('{"list":[]}');
        expect(bodies.toReversed().map((body) => redact(body, paths, hash))).toEqual(expected.toReversed());
        expect(Buffer.from(lines(bodies.map(recordOf))).toString("latin1")).toBe(together);
      }),
      runs,
    );
  });

  test("of a record that stands in no page, with space around it", () => {
    fc.assert(
      fc.property(spacedJson, somePaths, (body, paths) => {
        expect(redact(body, paths, hash)).toBe(walkedRedact(body, paths, hash));
      }),
      runs,
    );
  });
});

test("a record that is not JSON never lands", () => {
  expect(() => redact('{"email":"anna@example.org"', { hashed: ["email"], dropped: [] }, hash)).toThrow(
    SyntaxError,
  );
});

test("an answer that is longer than is held on to is read as others are", () => {
  const long = `{"id":7,"email":"anna","t":"${"x".repeat(3_000_000)}"}`;
  const page = `{"list":[${long},{"id":8},${long}]}`;
  expect(answered(page)).toBeDefined();
  const bodies = recordsIn(page, "list");
  expect(bodies.map((body) => textAt(body, "id"))).toEqual(["7", "8", "7"]);
  const paths = { hashed: [], dropped: ["email"] };
  expect(bodies.map((body) => redact(body, paths, hash))).toEqual(
    [long, '{"id":8}', long].map((body) => body.replace('"anna"', "null")),
  );
});
