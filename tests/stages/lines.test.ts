import { describe, expect, test } from "vitest";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import { redact } from "../../functions/connectors/redact.ts";
import { linesOf } from "../../functions/stages/lines.ts";

const sender = {
  ...{
    source: "support",
    account: 'a"b',
    stream: "tickets",
    fetched_at: "2026-09-02T06:00:00Z",
    run_id: "r",
  },
};
const recordOf = (body: string, op: RawRecord["op"] = "upsert"): RawRecord => ({
  ...{ key: 'ü"1', version: "7", eventAt: "2026-09-01T10:00:00Z", op, page: "tickets/1:1", body },
});
const paths = { hashed: ["who"], dropped: ["note", "**.secret"] };
const hash = () => "h:0123456789abcdefghij-_";

/** What the lines say, by a parser that knows nothing of them. */
function told(bytes: Uint8Array): Record<string, unknown>[] {
  const lines = new TextDecoder("utf-8", { fatal: true }).decode(bytes).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const long = 'á"\\\u0001😀x'.repeat(20_000);
const bodies: Readonly<Record<string, string>> = {
  plain: '{"id":9007199254740993,"who":"anna","note":"n","tags":["a","b"]}',
  "every written escape":
    '{"id":1.0,"\\u0077ho":"x","t":"\\"\\\\\\/\\b\\f\\n\\r\\t\\ud800 \\u00e1","note":1}',
  "spaces and line breaks": ' {\r\n\t"id" : 1 , "who" : "x" ,\n "t" : [ ] } ',
  "other letters before, between and after":
    '{"ű":"é","who":"ő","語":"😀","note":"à","\u2028":"\u007f","z":"ß"}',
  "one name twice": '{"who":"a","id":1,"who":"b","id":2}',
  "ASCII longer than is written at once": JSON.stringify({
    a: 'x"'.repeat(40_000),
    note: 1,
    b: "y".repeat(16_384),
  }),
  "other letters longer than is written at once": JSON.stringify({
    a: "x".repeat(16_383),
    b: long,
    note: 1,
    c: long,
  }),
  "half a character": '{"t":"\ud83d","note":1,"u":"\ude00"}',
};

describe("the line of a record", () => {
  test.each(Object.entries(bodies))("holds its body as it was redacted: %s", (_, body) => {
    const lines = linesOf(sender, { paths, hash });
    const [line] = told(lines([recordOf(body)]));
    expect(line).toEqual({
      ...sender,
      ...{ key: 'ü"1', version: "7", event_at: "2026-09-01T10:00:00Z", op: "upsert", page: "tickets/1:1" },
      body: redact(body, paths, hash),
    });
  });

  test.each(Object.entries(bodies))("is written as a JSON encoder writes it: %s", (_, body) => {
    const text = new TextDecoder().decode(linesOf(sender, { paths, hash })([recordOf(body)]));
    expect(text.endsWith(`,"body":${JSON.stringify(redact(body, paths, hash))}}\n`)).toBe(true);
  });

  test("holds the body untouched where nothing is personal, and where it is the reason of a rejection", () => {
    const kept = linesOf(sender, undefined)(Object.values(bodies).map((body) => recordOf(body)));
    expect(told(kept).map(({ body }) => body)).toEqual(Object.values(bodies));
    const reason = '{"reason":"the record has no id","note":"ü"}';
    const [rejected] = told(linesOf(sender, { paths, hash })([recordOf(reason, "reject")]));
    expect(rejected?.body).toBe(reason);
  });

  test("holds what a person is told by, whatever it is written with", () => {
    const lines = linesOf(sender, { paths, hash: () => 'ő"\\\u001f\u007f😀' });
    const [line] = told(lines([recordOf('{"who":"anna"}')]));
    // A JSON string within the JSON string that a body is.
    expect(JSON.parse(String(line?.body))).toEqual({ who: 'ő"\\\u001f\u007f😀' });
  });

  test("stays what it was when the next page is written", () => {
    const lines = linesOf(sender, { paths, hash });
    const first = lines([recordOf(bodies.plain ?? "")]);
    const before = Buffer.from(first);
    lines([recordOf('{"id":2,"x":"####################################"}')]);
    expect(Buffer.compare(first, before)).toBe(0);
    expect(lines([])).toHaveLength(0);
  });
});
