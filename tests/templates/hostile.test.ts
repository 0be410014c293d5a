import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { escapeHtml, safeLink } from "../../templates/html.ts";
import { renderCsv, renderEmail, renderPage } from "../../templates/index.ts";
import { clip, labelLength, plain } from "../../templates/plain.ts";
import { baseOf } from "./bases.ts";
import { hostileModel, hostileTexts } from "./hostile.ts";
import { model } from "./model.ts";
import { more } from "./more.ts";
import { planted } from "./planted.ts";
import { tagsOf } from "./read.ts";
import { emailProblems, pageProblems } from "./valid.ts";

// As long as the hostile one: a long reason gets a line of its own.
const harmless = (text: string) => hostileModel("h".repeat(plain(text).length));

test.each(hostileTexts)("%j stays text in the email and on the page", (text) => {
  const email = renderEmail(hostileModel(text)).html;
  const page = renderPage(hostileModel(text));
  expect(tagsOf(email)).toEqual(tagsOf(renderEmail(harmless(text)).html));
  expect(tagsOf(page)).toEqual(tagsOf(renderPage(harmless(text))));
  expect(email).toContain(escapeHtml(clip(plain(text), labelLength)));
  expect(page).toContain(escapeHtml(plain(text)));
});

test.each(hostileTexts)("%j starts no line and no control sequence in the text part", (text) => {
  const lines = renderEmail(hostileModel(text)).text.split("\n");
  expect(lines).toHaveLength(renderEmail(harmless(text)).text.split("\n").length);
  for (const line of lines) expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
});

test.each(hostileTexts)("%j is no formula in the CSV", (text) => {
  const rows: readonly (readonly string[])[] = parse(renderCsv(hostileModel(text)), { bom: true });
  const formulas = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell)));
  expect(formulas).toEqual([]);
});

const everything = templates.flatMap((template) => hostileTexts.map((text) => [template, text] as const));

test.each(everything)(
  "of %s, nothing others wrote is a formula, a line or a row of its own: %j",
  (template, text) => {
    const [hostile, tame] = [text, "h".repeat(plain(text).length)].map((one) =>
      planted(more(baseOf(template)), () => one),
    );
    const rows = (csv: string): readonly (readonly string[])[] => parse(csv, { bom: true });
    const [cells, same] = [rows(renderCsv(hostile!)), rows(renderCsv(tame!))];
    expect(cells.map((row) => row.length)).toEqual(same.map((row) => row.length));
    const isFormula = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !Number.isFinite(Number(cell));
    expect(cells.flat().filter(isFormula)).toEqual([]);
    const [lines, others] = [hostile!, tame!].map((one) => renderEmail(one).text.split("\n"));
    expect(lines).toHaveLength(others!.length);
    for (const line of lines!) expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  },
);

test("a link that is no page and no file leads nowhere", () => {
  expect(safeLink("javascript:alert(1)")).toBe("about:blank");
  expect(safeLink("data:text/html,x")).toBe("about:blank");
  expect(safeLink("file:///home/a/archive/index.html")).toBe("file:///home/a/archive/index.html");
  expect(renderEmail({ ...model, link: "javascript:alert(1)" }).html).not.toContain("javascript:");
});

test("a quote in the link stays in its attribute", () => {
  const { html } = renderEmail({ ...model, link: `https://a.example/"onclick="x` });
  expect(html).toContain('href="https://a.example/&quot;onclick=&quot;x"');
});

test.each([
  ["the fixture", model],
  ...hostileTexts.map((text) => [text, hostileModel(text)] as const),
] as const)("email and page are valid HTML: %j", async (_, one) => {
  expect(await emailProblems(renderEmail(one).html)).toEqual([]);
  expect(await pageProblems(renderPage(one))).toEqual([]);
});
