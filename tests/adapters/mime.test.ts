/** Every message is one a mail program reads back as it was meant, whatever stands in its names, subjects and parts. */

import { array, assert, asyncProperty, constantFrom, oneof, record, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { mimeOf } from "../../functions/adapters/mime.ts";
import { headersOf, parseEml } from "../contracts/eml.ts";
import { message } from "../contracts/mail.ts";

/** Text as hostile as it comes: any character, and pieces of headers, line ends and encoded words. */
const nasty = array(
  oneof(
    string({ unit: "binary", maxLength: 12 }),
    string({ unit: "grapheme", maxLength: 12 }),
    constantFrom(
      "\r\n",
      "\n",
      "\r",
      "\u0000",
      "\u2028",
      "\u0085",
      "=?utf-8?Q?=0D=0A?=",
      "?=",
      "Bcc: spy@example.net",
      " ",
    ),
    constantFrom(
      "\r\nBcc: spy@example.net\r\n",
      '"',
      "\\",
      "<",
      ">",
      ",",
      ";",
      ":",
      "(",
      ")",
      "@",
      "x".repeat(200),
      "é".repeat(90),
    ),
  ),
  { maxLength: 8 },
).map((pieces) => pieces.join("").toWellFormed());

const names = [
  ...[
    "from",
    "to",
    "reply-to",
    "subject",
    "message-id",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
  ],
  ...[
    "auto-submitted",
    "x-auto-response-suppress",
    "content-language",
    "date",
    "mime-version",
    "content-type",
  ],
].sort();

/** A header as a reader sees it: what separates words is one space. */
const seen = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("=?", "= ?")
    .replaceAll(/\s+/gu, " ")
    .trim();

describe("a message with any text in it", () => {
  test("has exactly its own headers, each once, and every one of them ends where it should", async () => {
    await assert(
      asyncProperty(
        record({ from: nasty, to: nasty, subject: nasty, html: nasty, text: nasty }),
        async (any) => {
          const eml = parseEml(
            await mimeOf({
              ...message,
              from: { name: any.from, address: message.from.address },
              to: { name: any.to, address: message.to.address },
              subject: any.subject,
              html: `<p>${any.html}`,
              text: `Hello ${any.text}`,
            }),
          );
          // An empty subject is no header at all.
          const expected = names.filter((name) => name !== "subject" || seen(any.subject) !== "");
          expect(eml.headers.map(([name]) => name).sort()).toEqual(expected);
          for (const [name, value] of eml.headers) expect(value, name).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(headersOf(eml, "to")[0]).toMatch(/<?eva@example\.org>?$/);
          expect(headersOf(eml, "from")[0]).toMatch(/<?raport@example\.org>?$/);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("says its subject and both parts as they were written", async () => {
    await assert(
      asyncProperty(nasty, nasty, nasty, async (subject, ...written) => {
        const [html, text] = [`<p>${written[0]}`, `Hello ${written[1]}`];
        const eml = parseEml(await mimeOf({ ...message, subject, html, text }));
        expect(seen(headersOf(eml, "subject")[0] ?? "")).toBe(seen(subject));
        const lines = (part: string) => part.replaceAll(/\r\n|\r|\n/g, "\n").trimEnd();
        expect(eml.parts.map(({ type }) => type.split(";")[0])).toEqual(["text/plain", "text/html"]);
        expect(eml.parts.map(({ content }) => lines(content))).toEqual([lines(text), lines(html)]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the headers of a list", () => {
  test("name one address for one click, as RFC 8058 asks", async () => {
    const eml = parseEml(await mimeOf(message));
    expect(headersOf(eml, "list-unsubscribe")).toEqual([`<${message.unsubscribe}>`]);
    expect(headersOf(eml, "list-unsubscribe-post")).toEqual(["List-Unsubscribe=One-Click"]);
  });

  test("promise one click only over https: over http a reader opens the page", async () => {
    const unsubscribe = "http://reports.example.org/unsubscribe/a1.e.c";
    const eml = parseEml(await mimeOf({ ...message, unsubscribe }));
    expect(headersOf(eml, "list-unsubscribe")).toEqual([`<${unsubscribe}>`]);
    expect(headersOf(eml, "list-unsubscribe-post")).toEqual([]);
  });

  test("are not there where nobody can unsubscribe by themselves", async () => {
    const { unsubscribe: _, ...plain } = message;
    const eml = parseEml(await mimeOf(plain));
    expect(headersOf(eml, "list-unsubscribe")).toEqual([]);
    expect(headersOf(eml, "list-unsubscribe-post")).toEqual([]);
  });
});
