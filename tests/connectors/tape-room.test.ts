import { expect, test } from "vitest";
import { answered, elementsOf, jsonOf, membersOf } from "../../functions/connectors/json.ts";
import { recordsIn } from "../../functions/connectors/slices.ts";

test("a text as long as the room that was made for one half as long is read to its last character", () => {
  for (const length of [65_536, 1_000_003, 2_000_006])
    expect(jsonOf(`"${"x".repeat(length - 2)}"`), String(length)).toBeDefined();
});

test("places in a record are told from where it begins, though it was read as a part of a page", () => {
  const page = '{"list":[{"a":1},{"b":2},[7]]}';
  answered(page);
  const [, second = "", third = ""] = recordsIn(page, "list");
  expect(membersOf(second)).toEqual([{ name: "b", start: 5, end: 6 }]);
  expect(elementsOf(third)).toEqual([{ start: 1, end: 2 }]);
});
