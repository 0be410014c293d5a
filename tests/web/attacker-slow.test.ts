/** The tour on a socket: what is too long, too slow, or no HTTP at all, of the server `raport watch` runs. */

import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { listen, patience, type Served } from "../../functions/cli/serve.ts";
import type { Refusal } from "../../functions/web/refusal.ts";
import { freePort } from "../cli/said.ts";
import { ana, attacked, bo, secret } from "./attacked.ts";

const open: Served[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function served(limits: typeof patience | Record<keyof typeof patience, number> = patience) {
  const site = await attacked();
  const port = await freePort();
  const malformed: Refusal[] = [];
  const onRefusal = (refusal: Refusal) => void malformed.push(refusal);
  open.push(await listen(site.app.fetch, port, "localhost", { limits, onRefusal }));
  return { ...site, port, malformed };
}

interface Heard {
  readonly text: string;
  readonly milliseconds: number;
}

/** What comes back on one connection until the server closes it, or a whole answer came. */
function said(port: number, text: string | Buffer, untilClosed = true): Promise<Heard> {
  const began = performance.now();
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "localhost", () => socket.write(text));
    const done = () => {
      socket.destroy();
      resolve({ text: heard, milliseconds: performance.now() - began });
    };
    socket.on("data", (chunk) => {
      heard += chunk;
      if (!untilClosed && heard.includes("</html>")) done();
    });
    socket.on("close", done);
    socket.on("error", done);
  });
}

const request = (line: string, headers = "") =>
  `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
const statusOf = ({ text }: Heard) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

describe("what is too long", () => {
  test("as an address of 16 kB is refused before anybody looks at it; one of 15 kB is not found", async () => {
    const { port, malformed } = await served();
    const long = await said(port, request(`GET /open/${"a".repeat(16_384)}/`));
    expect(statusOf(long)).toBe(431);
    expect(long.text).not.toContain("aaaa");
    const shorter = await said(port, request(`GET /open/${"a".repeat(15_000)}/`));
    expect(statusOf(shorter)).toBe(404);
    expect(shorter.text).not.toContain("aaaa");
    expect(statusOf(await said(port, request("GET /", `X-Long: ${"b".repeat(20_000)}\r\n`)))).toBe(431);
    expect(malformed).toEqual(Array(2).fill({ route: "none", why: "malformed" }));
  });

  test("as a body of 1 MB is not waited for, and a POST with it does what one without does", async () => {
    const { port, tokenOf, lake } = await served();
    const token = await tokenOf(ana, { purpose: "unsubscribe" });
    const body = Buffer.alloc(1 << 20, "x");
    for (const path of [`/unsubscribe/${token}`, "/unsubscribe/x", "/open/x/"]) {
      const head = request(`POST ${path}`, `Content-Length: ${body.length}\r\n`);
      const answer = await said(port, Buffer.concat([Buffer.from(head), body]));
      expect(statusOf(answer), path).toBe(path.endsWith(token) ? 200 : 404);
      expect(answer.text).not.toContain("xxxx");
    }
    expect(lake.writes.filter((key) => key.startsWith("state/unsubscribed/"))).toHaveLength(1);
  });
});

describe("what is too slow", () => {
  test("as a body that never comes is answered at once, and its connection is closed", async () => {
    const { port, tokenOf } = await served();
    const token = await tokenOf(ana, { purpose: "unsubscribe" });
    const head = `POST /unsubscribe/${token} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n`;
    const answer = await said(port, head);
    expect(statusOf(answer)).toBe(200);
    expect(answer.milliseconds).toBeLessThan(8000);
  });

  test("as headers that never end is cut off, and meanwhile others are served", async () => {
    const { port, tokenOf, malformed } = await served({
      ...patience,
      headersTimeout: 500,
      requestTimeout: 1000,
      connectionsCheckingInterval: 100,
    });
    const slow = Array.from({ length: 50 }, () => said(port, "GET /open/x/ HTTP/1.1\r\nHost: x\r\nX-Slow: "));
    const mine = await fetch(`http://localhost:${port}/open/${await tokenOf(bo)}/`);
    expect(await mine.text()).toBe(secret("weekly", "2026-W46", "billing"));
    const answers = await Promise.all(slow);
    for (const answer of answers) {
      expect(statusOf(answer)).toBe(408);
      expect(answer.milliseconds).toBeLessThan(20_000);
    }
    expect(malformed).toHaveLength(50);
  }, 60_000);

  test("has ten seconds for its headers and twenty for all of it", () => {
    expect([patience.headersTimeout, patience.requestTimeout]).toEqual([10_000, 20_000]);
    expect(patience.connectionsCheckingInterval).toBeLessThan(patience.headersTimeout);
  });
});

test.each([
  ["a line end in the address", "GET /open/x\r\nX-Evil: yes/ HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["a NUL in the address", "GET /open/\0/ HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["no host", "GET /open/x/ HTTP/1.1\r\n\r\n"],
  ["two lengths", "POST /open/x/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  [
    "a length and chunks",
    "POST /open/x/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ],
  ["no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n"],
])("%s is a bad request or leads nowhere, and is repeated to nobody", async (_, text) => {
  const { port, malformed, refusals } = await served();
  const answer = await said(port, text);
  // Before a line end alone stands a request of an older HTTP.
  expect(statusOf(answer)).toBe(text.startsWith("GET /open/x\r") ? 404 : 400);
  // Of a request without a host Node tells nobody.
  if (text.includes("Host:") || text.startsWith("\u0016")) expect(malformed.length + refusals.length).toBe(1);
  expect(answer.text).not.toMatch(/evil|hello|SECRET/i);
});

test("another host, a whole URL and dots in the path get to nothing else", async () => {
  const { port } = await served();
  for (const [line, host] of [
    ["GET http://evil.example/state/private.json", "evil.example"],
    ["GET /../../state/private.json", "x"],
    ["GET /open/../../../etc/passwd", "x"],
    ["GET //evil.example/", "evil.example@x"],
  ]) {
    const answer = await said(port, `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect([400, 404], line).toContain(statusOf(answer));
    expect(answer.text, line).not.toMatch(/evil|SECRET|root:/);
  }
});
