import { expect, test } from "vitest";
import { nearest } from "../../functions/core/spelling.ts";

const known = ["zone", "period", "quiet_days", "at", "to", "title"];

test.each([
  ["zon", "zone"], // one letter missing
  ["preiod", "period"], // two neighbours swapped
  ["peroid", "period"],
  ["Quiet-Days", "quiet_days"], // case and separator are no slips
  ["quietdays", "quiet_days"],
  ["titel", "title"],
  ["zone", "zone"],
])("%s means %s", (word, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

test.each(["colour", "xyz", "", "p".repeat(10_000)])("%j is close to nothing", (word) => {
  expect(nearest(word, known)).toBeUndefined();
});
