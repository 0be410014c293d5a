import { expect, test } from "vitest";
import { instead } from "../../config/say.ts";

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index + 1}`);

test("a guess is made where there is one", () => {
  expect(instead("w2", words(3))).toBe('did you mean "w2"?');
});

test("a few words are told, of many the first and where the others are", () => {
  expect(instead(undefined, words(3))).toBe("use one of w1, w2, w3");
  expect(instead(undefined, words(3), 2)).toBe("use one of w1, w2 ... (config/raport.schema.json has all 3)");
});
