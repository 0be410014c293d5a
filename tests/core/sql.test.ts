import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fingerprintText, pieces } from "../../functions/core/sql.ts";

test("text is cut into code, literals, quoted names and comments", () => {
  const cut = pieces("SELECT 'a''b', \"c d\" -- 'e\n/* \"f */ FROM t");
  expect(cut.map(({ kind, text }) => [kind, text])).toEqual([
    ["code", "SELECT "],
    ["literal", "'a'"],
    ["literal", "'b'"],
    ["code", ", "],
    ["quoted", '"c d"'],
    ["code", " "],
    ["comment", "-- 'e"],
    ["code", "\n"],
    ["comment", '/* "f */'],
    ["code", " FROM t"],
  ]);
});

test("the pieces joined again are the text, each where it says it is", () => {
  const odd = fc.string({ unit: fc.constantFrom("'", '"', "-", "/", "*", "\n", "a", " ") });
  fc.assert(
    fc.property(odd, (text) => {
      const cut = pieces(text);
      expect(cut.map((piece) => piece.text).join("")).toBe(text);
      for (const { at, text: piece } of cut) expect(text.startsWith(piece, at)).toBe(true);
    }),
  );
});

describe("the text that is fingerprinted", () => {
  test("comments and white space do not count", () => {
    expect(fingerprintText("-- why\nSELECT  a,\n  b /* c */ FROM t\n")).toBe("SELECT a,b FROM t");
    expect(fingerprintText("SELECT a , b FROM t --x")).toBe("SELECT a,b FROM t");
    expect(fingerprintText("SELECT count( * )")).toBe("SELECT count(*)");
  });

  test("literals and quoted names count as they are", () => {
    expect(fingerprintText("SELECT 'a  -- b''  c', \"x  y\"")).toBe("SELECT 'a  -- b''  c',\"x  y\"");
  });

  test("words never run together", () => {
    expect(fingerprintText("SELECT/* */a\nFROM\tb")).toBe("SELECT a FROM b");
    expect(fingerprintText("a - -b")).toBe("a - -b");
  });
});
