import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VendorError } from "../../functions/connectors/http.ts";
import { recordsIn } from "../../functions/connectors/slices.ts";
import { harmless, unsaid } from "../../functions/connectors/unsaid.ts";
import { came, secret, tickets, vendor } from "./http.ts";

const login = `anna@example.org/token:${secret}`;
/** The ways a vendor, or a proxy before it, may write what it was sent. */
const written = [
  secret,
  login,
  encodeURIComponent(secret),
  encodeURIComponent(login),
  new URLSearchParams({ q: secret }).toString().slice(2),
  Buffer.from(login).toString("base64"),
  Buffer.from(login).toString("base64").replace(/=+$/, ""),
  Buffer.from(login).toString("base64url"),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("hex").toUpperCase(),
];

/** What must stand nowhere, as small letters: a form that ends in padding may lose it. */
const forms = written.map((form) => form.replace(/=+$/, "").toLowerCase());
const told = (thing: unknown) =>
  inspect(thing, { depth: 6, showHidden: true, maxStringLength: null }).toLowerCase();
const leaks = (text: string) => forms.filter((form) => text.toLowerCase().includes(form));

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc.string({ unit: "binary", maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  fc
    .tuple(fc.string(), fc.constantFrom(...written), fc.string(), fc.constantFrom("error", "message", "x"))
    .chain(([before, form, after, name]) =>
      fc.constantFrom(
        JSON.stringify({ [name]: before + form + after, errors: [{ detail: form }] }),
        `<html><title>${before}${form}</title>${after}`,
        `<p>${before}<b>${form.slice(0, 9)}</b>${form.slice(9)}${after}`,
        `${before}${form}${after}`,
        `{"tickets":[{"id":"${form}"`,
      ),
    )
    .map((text) => new TextEncoder().encode(text)),
  fc.json().map((text) => new TextEncoder().encode(`{"tickets":[${text}]}`)),
);
const word = fc
  .oneof(fc.constantFrom(...written), fc.string({ maxLength: 20 }))
  .map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
const header = fc.constantFrom(
  "content-type",
  "content-length",
  "content-encoding",
  "retry-after",
  "location",
  "x-request-id",
);
const answers = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 201, 202, 301, 307, 400, 401, 403, 404, 422, 429, 500, 503, 504),
    fc.integer({ min: 200, max: 599 }),
  ),
  body: bytes,
  headers: fc.array(
    fc.tuple(header, fc.oneof(word, fc.constantFrom("5", "gzip", "/api/v2/x", "https://evil.example.com/"))),
    { maxLength: 3 },
  ),
});

describe("whatever a vendor answers", () => {
  test("it is a whole list, or an error that says what to do and tells no secret", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 3 }), async (all) => {
        const responses = all.map(({ status, body, headers }) => () => {
          const empty = [204, 205, 304].includes(status);
          return new Response(empty ? null : body, { status, headers: headers as [string, string][] });
        });
        const { http, notes } = vendor(responses, { msLeft: () => 86_400_000 });
        const result = await came(http.send(tickets));
        if (!(result instanceof VendorError)) {
          const { text, json } = result as { text: string; json: { tickets: unknown[] } };
          const parsed = JSON.parse(text) as { tickets: unknown[] };
          expect(recordsIn(text, "tickets").length).toBe(parsed.tickets.length);
          expect(json).toEqual({ ...parsed, tickets: [] });
          return;
        }
        expect(result.message).toMatch(/^\[desk\] GET \/tickets \(all\): .+\. [A-Z].+\.$/s);
        expect(leaks(told(result)).concat(leaks(notes.join("\n")))).toEqual([]);
        expect(result.message.length).toBeLessThan(600);
      }),
      { numRuns: 300 },
    );
  });

  test("a request that fails by itself tells no secret either", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...written), fc.string(), async (form, text) => {
        const broken = Object.assign(new TypeError(`fetch failed: ${form}`), {
          cause: { code: text, message: form },
        });
        const { http, notes } = vendor([broken]);
        const path = `/${encodeURIComponent(form)}`;
        expect(leaks(told(await came(http.send({ ...tickets, path }))) + notes.join("\n"))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

test("a secret no header can carry is not told by the error that says so", async () => {
  const { http, asked } = vendor([], {
    authorise: () => ({ headers: { authorization: `Bearer a\n${secret}` } }),
  });
  const error = (await came(http.send(tickets))) as VendorError;
  expect([error.kind, asked.length, leaks(told(error))]).toEqual(["unauthorised", 0, []]);
  expect(error.message).toContain("a line break for one");
});

test("a secret in the query is in no message", async () => {
  const sent = vendor([new Error(secret)], { authorise: () => ({ query: { apikey: secret } }) });
  const error = await came(sent.http.send(tickets));
  expect(sent.asked[0]?.url.searchParams.get("apikey")).toBe(secret);
  expect(leaks(told(error) + sent.notes.join("\n"))).toEqual([]);
});

test.each(written.slice(7))("a secret in the type of an answer is in no note: %s", async (form) => {
  const torn = () => new Response("torn", { headers: { "content-type": form } });
  const { http, notes } = vendor([torn, Response.json({ tickets: [] })]);
  await http.send(tickets);
  // What is too long for a type, or has other signs, is not told at all.
  expect(notes.join()).toMatch(/\(secret\), not JSON|something that is not JSON/);
  expect(leaks(notes.join())).toEqual([]);
});

describe("the words of an error", () => {
  const words = (text: string) => harmless(text, unsaid(new Set([secret])));

  test.each([
    [
      '{"error":"InvalidCursor","description":"The cursor has expired"}',
      "InvalidCursor: The cursor has expired",
    ],
    ['{"error":{"title":"Forbidden","message":"You cannot"}}', "Forbidden: You cannot"],
    ['{"errors":[{"code":"E1","detail":"first"}]}', "E1: first"],
    ['{"ticket":{"subject":"from Anna"}}', ""],
    ["<html><head><title> Log\n in </title></head><body>Anna</body>", "Log in"],
    ["<p>Too <b>many</b> requests</p>", "Too many requests"],
    [
      "Anna <anna@example.org> or anna%40example.org called +36 30 123 4567",
      "Anna or (address) called (number)",
    ],
    [`key ${secret} is wrong`, "key (secret) is wrong"],
    ["", ""],
  ])("of %j are %j", (text, shown) => {
    expect(words(text)).toBe(shown);
  });

  test("have no secret in them, however it is cut up or spelt, and no half of one", () => {
    const spelt = [...secret]
      .map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join("");
    expect(words(`{"error":"key ${spelt}"}`)).toBe("key (secret)");
    expect(words(`<p>key ${secret.slice(0, 9)}<b>${secret.slice(9)}</b>`)).toBe("key (secret)");
    const long = words(`${"word ".repeat(22)}${secret}`);
    expect([long.length <= 121, long.includes(secret.slice(0, 4))]).toEqual([true, false]);
  });

  test("are few, whatever the text, and soon found", () => {
    for (const text of [
      "a".repeat(65_536),
      "<title".repeat(10_000),
      "1 ".repeat(30_000),
      "@".repeat(65_536),
      "[".repeat(65_536),
    ])
      expect(words(text).length).toBeLessThanOrEqual(121);
  });
});
