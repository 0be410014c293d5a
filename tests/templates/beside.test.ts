import { expect, test } from "vitest";
import { wholeName } from "../../templates/beside.ts";
import { formatOf } from "../../templates/format.ts";
import { wordsOf } from "../../templates/words/index.ts";

const format = formatOf(wordsOf("fi"), "UTC");

test("what nobody stated is said in the reader's language, alone and in a pair", () => {
  const { unknownMember } = wordsOf("fi");
  expect(wholeName("(not stated)", format)).toBe(unknownMember);
  expect(wholeName("phone / (not stated)", format)).toBe(`phone / ${unknownMember}`);
  expect(wholeName("phone / Price", format)).toBe("phone / Price");
  // Three parts are no pair: a name that holds what joins two is written in quotes.
  expect(wholeName('phone / "A / (not stated)"', format)).toBe('phone / "A / (not stated)"');
});
