import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { type VendorError, type VendorHttpOptions, vendorHttp } from "../../functions/connectors/http.ts";
import { came, clockAt, start, tickets } from "./http.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A real server on this machine, answered to by the real client. */
async function serving(listener: RequestListener, options: Partial<VendorHttpOptions> = {}) {
  let requests = 0;
  server = createServer((request, response) => {
    requests += 1;
    listener(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const http = vendorHttp({
    source: "desk",
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets: [],
    authorise: () => ({}),
    limits: {},
    clock: clockAt(start),
    random: Math.random,
    ...options,
  });
  return { send: async () => came(http.send(tickets)), requests: () => requests };
}

const body = JSON.stringify({
  tickets: Array.from({ length: 5_000 }, (_, id) => ({ id, text: `${id * 7919}` })),
});

describe("over a real connection", () => {
  test.each([
    ["plain", {}, Buffer.from(body)],
    ["gzip", { "content-encoding": "gzip" }, gzipSync(body)],
    ["brotli", { "content-encoding": "br" }, brotliCompressSync(body)],
  ])("an answer in %s is read whole", async (_, headers, bytes) => {
    const { send, requests } = await serving((_request, response) => {
      response.writeHead(200, { "content-length": bytes.length, ...headers }).end(bytes);
    });
    expect([((await send()) as { text: string }).text === body, requests()]).toEqual([true, 1]);
  });

  test.each([
    ["gzip that is cut", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["gzip that lacks its last words", (bytes: Buffer) => bytes.subarray(0, -20)],
    ["gzip of which a byte is another", (bytes: Buffer) => bytes.fill(0xff, 2_000, 2_040)],
    ["no gzip at all", () => Buffer.from(body)],
  ])("%s is an error after four tries", async (_, damaged) => {
    const { send, requests } = await serving((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(damaged(gzipSync(body)));
    });
    expect([((await send()) as VendorError).kind, requests()]).toEqual(["unreadable", 4]);
  });

  test("a connection that breaks off in the middle is an error after four tries", async () => {
    const { send, requests } = await serving((_request, response) => {
      response.writeHead(200, { "content-length": body.length });
      response.write(body.slice(0, 1_000), () => response.socket?.resetAndDestroy());
    });
    const error = (await send()) as VendorError;
    expect([error.kind, requests()]).toEqual(["unreadable", 4]);
    expect(error.message).toContain("the connection failed");
  });

  test("an answer that ends before its length is an error after four tries", async () => {
    const { send, requests } = await serving((_request, response) => {
      response.writeHead(200, { "content-length": body.length });
      response.write(body.slice(0, 1_000), () => response.socket?.destroy());
    });
    expect([((await send()) as VendorError).kind, requests()]).toEqual(["unreadable", 4]);
  });

  test("an answer that drips is given up, and its connection let go", async () => {
    let closed = 0;
    const { send, requests } = await serving(
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(" "), 5);
        response.on("close", () => {
          clearInterval(drip);
          closed += 1;
        });
      },
      { timeout: 60 },
    );
    expect([((await send()) as VendorError).kind, requests()]).toEqual(["gateway", 4]);
    await expect.poll(() => closed).toBe(4);
  });

  test("too large an answer is not read on", async () => {
    let isClosed = false;
    const { send, requests } = await serving(
      (_request, response) => {
        response.writeHead(200);
        const more = () => {
          if (!response.destroyed && response.write("x".repeat(65_536))) setImmediate(more);
        };
        response.on("drain", more).on("close", () => {
          isClosed = true;
        });
        more();
      },
      { most: 1_000_000 },
    );
    expect([((await send()) as VendorError).kind, requests()]).toEqual(["gateway", 1]);
    await expect.poll(() => isClosed).toBe(true);
  });

  test("where nobody listens it says so, and that it was tried", async () => {
    const { send } = await serving(() => {});
    server?.close();
    server?.closeAllConnections();
    const error = (await send()) as VendorError;
    expect(error.kind).toBe("unreadable");
    expect(error.message).toContain("the connection failed (ECONNREFUSED)");
  });

  test("a redirect is answered by this host alone", async () => {
    const { send, requests } = await serving((request, response) => {
      const location = request.url?.startsWith("/moved") ? "http://localhost:1/" : "/moved";
      response.writeHead(302, { location }).end();
    });
    expect([((await send()) as VendorError).kind, requests()]).toEqual(["refused", 2]);
  });
});
