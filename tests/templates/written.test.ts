import fc from "fast-check";
import { expect, test } from "vitest";
import { locales } from "../../functions/core/organisation.ts";
import * as board from "../../templates/generated/board.ts";
import * as digest from "../../templates/generated/digest.ts";
import * as operations from "../../templates/generated/operations.ts";
import * as team from "../../templates/generated/team.ts";
import { escapeHtml, Written } from "../../templates/html.ts";
import { emailView } from "../../templates/view.ts";
import { wordsOf } from "../../templates/words/index.ts";
import { stateOf } from "./states.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("<b>&amp;", `"it's"`, "▲\u00a0+26.3%", "№ 1 – Мир", "\ud83d"),
  fc.integer(),
);

test("what is written is escaped as any text, and takes no more bytes than was said", () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const out = new Written();
      for (const one of texts) out.text(one);
      expect(out.html).toBe(texts.map(escapeHtml).join(""));
      expect(Buffer.byteLength(out.html)).toBeLessThanOrEqual(out.html.length + out.beyond);
    }),
  );
});

test.each(locales)("an email in %s takes no more bytes than was said, and hardly fewer", (locale) => {
  for (const [template, { render, blocks }] of Object.entries({ digest, team, operations, board })) {
    const model = stateOf(template as "digest" | "team" | "operations" | "board", "as usual");
    const { html, beyond } = render(emailView(model, wordsOf(locale), blocks));
    const bytes = Buffer.byteLength(html);
    expect(html.length + beyond).toBeGreaterThanOrEqual(bytes);
    expect(html.length + beyond - bytes).toBeLessThan(100);
  }
});

test("what is made once counts wherever it is added", () => {
  const mark = new Written();
  mark.html += "<b>";
  mark.text("▲");
  mark.whole();
  const out = new Written();
  out.add(mark);
  out.add(mark);
  // 4 characters each: ▲ takes 3 bytes, 2 beyond its one character.
  expect(out).toMatchObject({ html: "<b>▲<b>▲", beyond: 2 + 2 });
});

test("plain characters take a byte each", () => {
  const out = new Written();
  out.text("2 < 3 & more");
  out.text(12);
  expect(out.html).toBe("2 &lt; 3 &amp; more12");
  expect(out.html.length + out.beyond).toBeGreaterThanOrEqual(Buffer.byteLength(out.html));
});
