import { describe, expect, test } from "vitest";
import { VendorError } from "../../functions/connectors/http.ts";
import { address, answer, came, page, start, type Told, tickets, vendor } from "./http.ts";

const torn = () => answer('{"tickets":[{"id":1}');

describe("a request", () => {
  test("goes to the source's own host with its query and its secret, and brings the vendor's text", async () => {
    const { http, asked } = vendor([page()]);
    const { status, text, json } = await http.send(tickets);
    expect(asked.map(({ url, method }) => [method, url.href])).toEqual([
      ["GET", `${address}/tickets?after=5`],
    ]);
    expect(asked[0]?.headers.get("authorization")).toMatch(/^Basic /);
    expect([status, text]).toEqual([200, '{"tickets":[{"id":90071992547409931}],"next":"6"}']);
    expect((json as { next: string }).next).toBe("6");
  });

  test("that has a body sends it as JSON", async () => {
    const { http, asked } = vendor([page()]);
    await http.send({ ...tickets, method: "POST", body: { limit: 100 } });
    expect([asked[0]?.method, asked[0]?.body, asked[0]?.headers.get("content-type")]).toEqual([
      "POST",
      '{"limit":100}',
      "application/json",
    ]);
  });

  test.each([
    ["climbs out", "/../../admin"],
    ["climbs out in code", "/%2e%2e/%2e%2e/admin"],
    ["names another host", "//evil.example.com/x"],
    ["is an address", "https://evil.example.com/x"],
    ["has a query of its own", "/tickets?apikey=1"],
    ["has no slash", "@evil.example.com"],
    ["turns the slash", "/\\evil.example.com"],
    ["breaks the line", "/tickets\r\nx: y"],
  ])("whose path %s goes nowhere else", async (_, path) => {
    const { http, asked } = vendor([page()]);
    const error = await came(http.send({ ...tickets, path }));
    if (error instanceof VendorError) expect([error.kind, asked]).toEqual(["refused", []]);
    else expect(asked.map(({ url }) => url.href.startsWith(`${address}/`))).toEqual([true]);
  });

  test.each([
    "http://acme.example.com",
    "https://anna:word@acme.example.com",
    "https://acme.example.com?x=1",
    "https://acme.example.com/#",
    "ftp://acme.example.com",
    "acme.example.com",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
  ])("is never made to %s", (wrong) => {
    expect(() => vendor([page()], { address: wrong })).toThrow(
      /\[desk\] the address .*Correct|\[desk\] the address .*Leave/,
    );
  });

  test.each([
    "http://localhost:8080/api",
    "http://127.0.0.1:1",
    "http://[::1]:1",
    "https://acme.example.com/",
  ])("may be made to %s", (right) => {
    expect(() => vendor([page()], { address: right })).not.toThrow();
  });
});

describe("an answer that cannot be used", () => {
  const bodies: [string, () => Told, RegExp][] = [
    ["cut JSON", torn, /200 with JSON that is cut short or broken \(20 characters\)/],
    ["nothing", () => answer(""), /200 with nothing at all/],
    ["spaces", () => answer(" \n"), /200 with nothing at all/],
    ["a login page", () => answer("<!doctype html><title>Anna</title>"), /200 with a page of HTML/],
    ["a login page after a mark", () => answer("\ufeff<html>"), /200 with a page of HTML/],
    ["text", () => answer("busy", 200, { "content-type": "text/plain" }), /200 with text\/plain, not JSON/],
    ["a number", () => answer("12"), /200 with JSON that is neither an object nor a list/],
    ["null", () => answer("null"), /200 with JSON that is neither an object nor a list/],
    ["JSON without the list", () => answer('{"error":"anna"}'), /200 with JSON without a list "tickets"/],
    ["a list that is none", () => answer('{"tickets":{}}'), /200 with JSON without a list "tickets"/],
    [
      "bytes of no text",
      () => answer(new Uint8Array([0x7b, 0xff, 0x7d])),
      /200 with bytes that are not UTF-8/,
    ],
    [
      "fewer bytes than announced",
      () => answer('{"tickets":[]}', 200, { "content-length": "15" }),
      /14 bytes where 15 were announced/,
    ],
    ["nothing and 204", () => answer(null, 204), /the answer was 204/],
    ["a part", () => answer('{"tickets":[]}', 206), /the answer was 206/],
    ["500", () => answer("anna", 500), /the answer was 500\./],
    ["503 without a time", () => answer("", 503), /the answer was 503\./],
    [
      "a reset",
      () => Object.assign(new TypeError("fetch failed for anna"), { cause: { code: "ECONNRESET" } }),
      /the connection failed \(ECONNRESET\)/,
    ],
  ];

  test.each(bodies)(
    "(%s) is asked for three times more, and then is an error that says so",
    async (_, told, words) => {
      const { http, asked } = vendor([told()]);
      const error = (await came(http.send(tickets))) as VendorError;
      expect(error).toBeInstanceOf(VendorError);
      expect([error.kind, asked.length]).toEqual(["unreadable", 4]);
      expect(error.message).toMatch(words);
      expect(error.message).toMatch(/^\[desk\] GET \/tickets \(all\): .* Nothing of it was landed/);
      expect(error.message).not.toContain("anna");
      // Half of 2, 4 and 8 seconds between them.
      expect(asked.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000]);
    },
  );

  test.each(bodies)("(%s) is forgotten when the next one is whole", async (_, told) => {
    const { http, asked } = vendor([told(), told(), told(), page()]);
    expect(((await http.send(tickets)).json as { next: string }).next).toBe("6");
    expect(asked.length).toBe(4);
  });

  test.each([502, 504, 408, 524])("of %i says that fewer are to be asked for", async (status) => {
    const { http, asked } = vendor([answer("<html>", status)]);
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, error.status, asked.length]).toEqual(["gateway", status, 4]);
  });

  test("is told from an empty page, and a mark of UTF-8 is no fault", async () => {
    const { http } = vendor([answer('\ufeff{"tickets":[]}')]);
    expect((await http.send(tickets)).text).toBe('{"tickets":[]}');
  });

  test("for its size says how large it may be, and is not asked for again", async () => {
    const { http, asked } = vendor([answer(`{"tickets":["${"a".repeat(2 ** 19)}"]}`)], { most: 2 ** 19 });
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, asked.length]).toEqual(["gateway", 1]);
    expect(error.message).toContain("more than 0.5 megabytes");
  });

  test("because it never ends is given up after the time an answer has", async () => {
    const slow = () =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await new Promise((done) => setTimeout(done, 5));
            controller.enqueue(new TextEncoder().encode(" "));
          },
        }),
      );
    const { http, asked } = vendor([slow], { timeout: 20 });
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, asked.length]).toEqual(["gateway", 4]);
    expect(error.message).toContain("no whole answer came within 0.02 seconds");
  });

  test("because nobody listens is given up too", async () => {
    const { http } = vendor([() => new Promise<Response>(() => {})], { timeout: 5 });
    expect(((await came(http.send(tickets))) as VendorError).kind).toBe("gateway");
  });
});

describe("an answer that ends it", () => {
  test.each([
    [401, "unauthorised", "put a valid one there"],
    [403, "forbidden", "Give the owner of the token the right"],
    [404, "missing", "check account: and address:"],
    [400, "refused", "Check account:, address: and settings:"],
    [422, "refused", "Check account:, address: and settings:"],
    [304, "refused", "Check account:, address: and settings:"],
  ] as const)("%i is %s, at once and with the cure", async (status, kind, cure) => {
    const { http, asked } = vendor([answer(status === 304 ? null : '{"error":"No such thing"}', status)]);
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, error.status, asked.length]).toEqual([kind, status, 1]);
    expect(error.message).toContain(cure);
    if (status !== 304) expect(error.message).toContain(`the answer was ${status} (No such thing)`);
  });

  test("of 401 closes the account: nothing more is asked", async () => {
    const { http, asked } = vendor([answer("", 401), page()]);
    const first = (await came(http.send(tickets))) as VendorError;
    const second = (await came(http.send({ ...tickets, path: "/users" }))) as VendorError;
    expect([first.kind, second.kind, asked.length]).toEqual(["unauthorised", "unauthorised", 1]);
    expect(first.message).toContain("The secret in DESK_TOKEN does not open this account");
  });

  test("means what the vendor's rule says", async () => {
    const { http } = vendor([answer('{"error":"InvalidCursor"}', 400)]);
    const request = {
      ...tickets,
      means: (status: number, text: string) =>
        status === 400 && text.includes("InvalidCursor") ? ("cursor" as const) : undefined,
    };
    expect(((await came(http.send(request))) as VendorError).kind).toBe("cursor");
  });
});

describe("an answer that sends on", () => {
  const to = (location: string, status = 302) => answer(null, status, { location });

  test("is followed on the same host, with the secret", async () => {
    const { http, asked } = vendor([to("/api/v3/tickets?after=5"), page()]);
    await http.send(tickets);
    expect(asked.map(({ url }) => url.pathname)).toEqual(["/api/v2/tickets", "/api/v3/tickets"]);
    expect(asked[1]?.headers.has("authorization")).toBe(true);
  });

  test.each([
    "https://evil.example.com/api/v2/tickets",
    "//evil.example.com/",
    "http://acme.example.com/api/v2/tickets",
    "https://acme.example.com:8443/",
    "https://x@acme.example.com/",
    "javascript:alert(1)",
    "",
  ])("to %j is refused, and nothing is sent there", async (location) => {
    const { http, asked } = vendor([location === "" ? answer(null, 302) : to(location), page()]);
    const error = (await came(http.send(tickets))) as VendorError;
    expect([error.kind, asked.length]).toEqual(["refused", 1]);
  });

  test("for ever is refused after five times", async () => {
    const { http, asked } = vendor([to("/api/v2/tickets")]);
    expect(((await came(http.send(tickets))) as VendorError).kind).toBe("refused");
    expect(asked.length).toBe(6);
  });

  test("does not make a GET of a POST", async () => {
    const { http, asked } = vendor([to("/api/v2/tickets", 302), page()]);
    expect(((await came(http.send({ ...tickets, method: "POST" }))) as VendorError).kind).toBe("refused");
    const kept = vendor([to("/api/v2/other", 307), page()]);
    await kept.http.send({ ...tickets, method: "POST", body: {} });
    expect([asked.length, kept.asked.map(({ method }) => method)]).toEqual([1, ["POST", "POST"]]);
  });
});

test("the tests' clock begins on the first of September", () => {
  expect(new Date(start).toISOString()).toBe("2026-09-01T00:00:00.000Z");
});
