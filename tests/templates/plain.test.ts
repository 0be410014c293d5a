import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "../../templates/plain.ts";

/** What is done to a text, step by step, whatever it is. */
const stepByStep = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u200b\u00ad]/g, "")
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();

test("a name that is fit already is the same, and any other is made fit", () => {
  expect(plain("Late delivery")).toBe("Late delivery");
  expect(plain("Счета и оплата")).toBe("Счета и оплата");
  expect(plain(" two  spaces ")).toBe("two spaces");
  expect(plain("soft\u00adhyphen\u202e")).toBe("softhyphen");
  const pieces = fc.constantFrom(
    " ",
    "\u00a0",
    "\u00ad",
    "\n",
    "\u202e",
    "a",
    "Ű",
    "ж",
    "%",
    "\u200b",
    "👩",
    "\ud83d",
  );
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: pieces }));
  fc.assert(
    fc.property(text, (one) => {
      expect(plain(one)).toBe(stepByStep(one));
    }),
  );
});
