import fc from "fast-check";
import { expect, test } from "vitest";
import { type Compacted, compacted, type Piece } from "../../templates/compact.ts";

const put = (pieces: readonly Piece[], { shared }: Compacted): string =>
  pieces
    .map((one) => (typeof one === "string" ? one : put(shared[one] ?? [], { shared, texts: [] })))
    .join("");

test("what several texts say is written once", () => {
  const row = `<tr class="${"x".repeat(40)}"><td>`;
  const made = compacted([`<b>${row}1`, `${row}2`, `<i>${row}`]);
  expect(made.shared).toEqual([[row]]);
  expect(made.texts).toEqual([
    ["<b>", 0, "1"],
    [0, "2"],
    ["<i>", 0],
  ]);
});

test("what is short or stands once is left where it is", () => {
  const texts = ["<b>one</b>", `<p class="${"x".repeat(80)}">`, "<b>two</b>"];
  expect(compacted(texts)).toEqual({ shared: [], texts: texts.map((text) => [text]) });
});

test("put together again they are the same texts, whatever they are", () => {
  const tag = fc.constantFrom(
    "<a>",
    "</a>",
    '<td style="padding:0 24px;word-break:break-word">',
    "<",
    ">",
    "text",
  );
  const text = fc.array(tag, { maxLength: 30 }).map((tags) => tags.join(""));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const made = compacted(texts);
      expect(made.texts.map((pieces) => put(pieces, made))).toEqual(texts);
      // A piece is made of those before it, so it can be a constant.
      for (const [at, pieces] of made.shared.entries())
        expect(pieces.every((one) => typeof one === "string" || one < at)).toBe(true);
    }),
  );
});
