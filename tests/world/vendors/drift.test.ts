import { describe, expect, test } from "vitest";
import { random } from "../../../world/random.ts";
import { drifted, giant, replaced } from "../../../world/vendors/drift.ts";

const body = '{"id":9007199254740993, "name" : "a \\"}{, b", "tags":["x",{"id":1}],"at":1.0}';

describe("a field of a record, by its text alone", () => {
  test.each([
    ["id", "null", '{"id":null, "name" : "a \\"}{, b", "tags":["x",{"id":1}],"at":1.0}'],
    ["name", "[7]", '{"id":9007199254740993, "name" : [7], "tags":["x",{"id":1}],"at":1.0}'],
    ["tags", '"seven"', '{"id":9007199254740993, "name" : "a \\"}{, b", "tags":"seven","at":1.0}'],
    ["at", null, '{"id":9007199254740993, "name" : "a \\"}{, b", "tags":["x",{"id":1}]}'],
    ["id", null, '{"name" : "a \\"}{, b", "tags":["x",{"id":1}],"at":1.0}'],
    ["tags", null, '{"id":9007199254740993, "name" : "a \\"}{, b", "at":1.0}'],
    ["none", "1", body],
  ])("%s becomes %s", (field, value, expected) => {
    expect(replaced(body, field, value)).toBe(expected);
  });

  test("the only one there is may go too", () => {
    expect(replaced('{"a":1}', "a", null)).toBe("{}");
  });
});

test("whatever becomes of a record, it is JSON, and what no double holds is as it was", () => {
  const dice = random("drift");
  const seen = new Set<string>();
  for (let turn = 0; turn < 300; turn += 1) {
    const text = drifted(body, ["name", "tags"], dice);
    const fields = JSON.parse(text) as Record<string, unknown>;
    expect(text).not.toBe(body);
    expect(text).toContain('"id":9007199254740993');
    const isNew = Object.keys(fields).some((name) => name.startsWith("x_"));
    if (isNew) seen.add("a new field");
    if (!("name" in fields)) seen.add("a field that is gone");
    if (Array.isArray(fields.name)) seen.add("a list");
    if (fields.tags === "7" || fields.tags === 7) seen.add("a number");
    if (text.includes("\\u0000")) seen.add("a zero");
  }
  expect([...seen].sort()).toEqual(["a field that is gone", "a list", "a new field", "a number", "a zero"]);
});

test("a record of a million bytes is still the same record", () => {
  const text = giant(body, 1_000_000);
  expect(text.length).toBeGreaterThan(1_000_000);
  const { x_large: large, ...rest } = JSON.parse(text);
  expect(rest).toEqual(JSON.parse(body));
  expect(large.length).toBeGreaterThan(999_999);
});
