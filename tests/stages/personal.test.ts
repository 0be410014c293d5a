import { expect, test } from "vitest";
import { linkPlaceholder, personal, unsubscribePlaceholder } from "../../functions/stages/personal.ts";

const email = {
  subject: "Week 46",
  html: `<a href="${linkPlaceholder}/kpis.csv">CSV</a> <a href="${unsubscribePlaceholder}">Stop</a>`,
  text: `${linkPlaceholder} ${unsubscribePlaceholder}`,
};

test("a reader's own links stand where the placeholders stood, and cannot end an attribute", () => {
  const links = { open: 'file:///home/R&D "$&"/index', unsubscribe: "https://x.example.org/unsubscribe/t" };
  expect(personal({ email }, links)).toEqual({
    subject: "Week 46",
    html: '<a href="file:///home/R&amp;D &quot;$&amp;&quot;/index/kpis.csv">CSV</a> <a href="https://x.example.org/unsubscribe/t">Stop</a>',
    text: 'file:///home/R&D "$&"/index https://x.example.org/unsubscribe/t',
  });
});

test("what only looks like a placeholder stays as it is", () => {
  const text = `x.invalid/ https://raport.invalid/other ${linkPlaceholder}${linkPlaceholder}.invalid/`;
  const made = personal({ email: { subject: "", html: text, text } }, { open: "https://a.example/o" });
  expect(made.text).toBe(
    "x.invalid/ https://raport.invalid/other https://a.example/ohttps://a.example/o.invalid/",
  );
  expect(made.html).toBe(made.text);
});
