/**
 * Every text of other people in every template's email and page, replaced by one that means harm: in the browser it makes
 * no element, no attribute and no script, and stands there as text.
 */

import { Hono } from "hono";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { templates } from "../../functions/core/config.ts";
import { archive } from "../../functions/web/archive.ts";
import { renderEmail, renderPage } from "../../templates/index.ts";
import { clip, labelLength, plain } from "../../templates/plain.ts";
import { memoryLake } from "../memory.ts";
import { baseOf } from "../templates/bases.ts";
import { more } from "../templates/more.ts";
import { planted } from "../templates/planted.ts";
import { shelve } from "../web/shelved.ts";
import { newPage } from "./page.ts";

/** Short enough to stand whole in an email; each calls `hit` or makes `#planted` where it is taken for markup. */
const hazards = [
  `<img src=x onerror=hit()><b id=planted>`,
  `"><script>hit()</script><b id="planted`,
  `' onmouseover='hit()' id='planted`,
  `</title></style></td></svg><b id=planted>`,
  `&lt;b id=planted&gt;&#60;b id=planted>`,
  `<!--[if mso]><b id=planted>--><![CDATA[`,
  `=HYPERLINK("https://evil.example";"pay")`,
  `\u202eright to left\u202c \u200f\u05d0\u05d1 👩‍👩‍👧‍👦 🎉`,
] as const;
const withMore = [...hazards, `${hazards[0]}${"x".repeat(300)}`];

let page: Page;
beforeAll(async () => {
  page = await newPage();
  await page.evaluate("globalThis.hits = 0; globalThis.hit = () => { hits += 1; }");
});

/** Every element with the names of its attributes; none of the text. */
const skeleton = (html: string): Promise<readonly string[]> =>
  page
    .setContent(html)
    .then(() =>
      page.evaluate<readonly string[]>(
        `[...document.querySelectorAll("*")].map((one) => [one.localName, ...one.getAttributeNames()].join(" "))`,
      ),
    );

/** As many characters of no harm: a long text is laid out in another way than a short one. */
const harmless = (text: string) => "h".repeat(plain(text).length);

const kinds = {
  email: (template, text) => renderEmail(planted(more(baseOf(template)), () => text)).html,
  page: (template, text) => renderPage(planted(more(baseOf(template)), () => text)),
} as const satisfies Record<string, (template: (typeof templates)[number], text: string) => string>;

describe.each(templates)("%s", (template) => {
  test.each(Object.entries(kinds))("what others wrote is text in its %s", async (kind, render) => {
    for (const text of withMore) {
      const html = render(template, text);
      expect(await skeleton(render(template, harmless(text)))).toEqual(await skeleton(html));
      await page.setContent(html);
      const told = await page.evaluate<string>("document.body.textContent");
      const said = plain(text);
      expect(told).toContain(kind === "email" ? clip(said, labelLength) : said);
      expect(told).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      expect(await page.evaluate("document.querySelectorAll('#planted, script, img').length")).toBe(0);
    }
    expect(await page.evaluate("hits")).toBe(0);
  });
});

/** The index, a report in its frame and two weeks side by side, of reports all of whose names are `text`. */
async function shelved(text: string): Promise<readonly string[]> {
  const lake = memoryLake();
  const { period: _, ...change } = planted(more(baseOf("digest")), () => text);
  for (const week of ["2026-W45", "2026-W46"])
    await shelve(lake, "weekly", week, { ...change, subject: plain(text) });
  const app = new Hono().route("/archive", archive(lake));
  const paths = ["/", "/?q=week", "/weekly/2026-W46/", "/compare?report=weekly"];
  return Promise.all(paths.map(async (path) => (await app.request(`/archive${path}`)).text()));
}

test("what others wrote is text in the archive", async () => {
  for (const text of withMore) {
    const [pages, others] = [await shelved(text), await shelved(harmless(text))];
    for (const [at, html] of pages.entries()) {
      expect(await skeleton(others[at] ?? "")).toEqual(await skeleton(html));
      expect(await page.evaluate<string>("document.body.textContent")).toContain(plain(text));
    }
  }
});

test("a text that is taken for markup is seen", async () => {
  const taken = (text: string) => `<p>${text}</p>`;
  expect(await skeleton(taken(hazards[0]))).not.toEqual(await skeleton(taken(harmless(hazards[0]))));
  await page.setContent(taken(`<img src="data:," onerror="hit()">`));
  await page.waitForFunction("hits > 0");
});
