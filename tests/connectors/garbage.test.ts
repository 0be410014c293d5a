/** Texts that are no JSON are refused before records are looked for. Whatever slips through must end, and name its error. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "../../functions/connectors/redact.ts";
import { recordsIn, sliceAt, textAt } from "../../functions/connectors/slices.ts";
import { SourceError } from "../../functions/core/errors.ts";

const pieces = fc.constantFrom(
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "\\",
  " ",
  "\n",
  "1",
  "a",
  '"a"',
  '"a":',
  "null",
  "é",
);
const garbage = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((all) => all.join("")),
  fc.string({ maxLength: 60 }),
  fc.tuple(fc.json(), fc.nat(100)).map(([text, cut]) => text.slice(0, cut)),
);

test("no text keeps a reader busy for ever, or breaks it in a way of its own", () => {
  fc.assert(
    fc.property(garbage, fc.constantFrom("", "a", "a.a"), (text, path) => {
      for (const read of [
        () => recordsIn(text, path),
        () => textAt(text, path),
        () => sliceAt(text, path),
        () => redact(text, { hashed: ["a", "**.b"], dropped: ["*.a"] }, () => "h:"),
      ])
        try {
          read();
        } catch (error) {
          expect(error instanceof SourceError || error instanceof SyntaxError).toBe(true);
        }
    }),
    { numRuns: 3_000 },
  );
});

test("a list that is cut off is not taken for a shorter one", () => {
  for (const text of ["[", '[{"id":1}', '[{"id":1},', '[{"id":1', '{"a":[1'])
    expect(() => recordsIn(text, text.startsWith("{") ? "a" : "")).toThrow(SyntaxError);
});

test("a list is nowhere taken for an empty one", () => {
  fc.assert(
    fc.property(garbage, (text) => {
      let isEmpty = false;
      try {
        isEmpty = recordsIn(text, "").length === 0;
      } catch {
        // An error is what is to come.
      }
      if (isEmpty) expect(text.trimStart()).toMatch(/^\[\s*\]/);
    }),
    { numRuns: 1_000 },
  );
});
