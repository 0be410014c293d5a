/** A simulated vendor as a function in the shape of `fetch`, without a socket: what a client sees is the same. */

import { requestOf } from "./request.ts";
import type { Served, Vendor } from "./service.ts";

const encoder = new TextEncoder();
const page = "<!doctype html><title>Sign in</title><form action=/login></form>";

/** Serves `http://localhost/<name>/...`, and no other address. */
export function fetchOf(vendor: Vendor): typeof fetch {
  return async (input, init) => {
    const request = new globalThis.Request(input, init);
    const { origin, pathname } = new URL(request.url);
    if (origin !== "http://localhost" || !pathname.startsWith(`/${vendor.name}/`)) {
      throw new TypeError("fetch failed", { cause: new Error(`getaddrinfo ENOTFOUND ${request.url}`) });
    }
    request.signal.throwIfAborted();
    const asked = requestOf(request.method, request.url, request.headers, await request.text(), vendor.name);
    const served = await vendor.handle(asked);
    request.signal.throwIfAborted();
    return responseOf(served, request.signal);
  };
}

/** What the fault makes of the text, where the text is all it touches. */
export function textOf({ reply, wire }: Served): string {
  switch (wire) {
    case "cut":
      return Buffer.from(reply.body)
        .subarray(0, Buffer.byteLength(reply.body) >> 1)
        .toString();
    case "html":
      return page;
    case "empty":
      return "";
    case "byte-order-mark":
      return `\uFEFF${reply.body}`;
    default:
      return reply.body;
  }
}

export function headersOf({ reply, wire }: Served): Readonly<Record<string, string>> {
  const type = wire === "html" ? "text/html" : "application/json; charset=utf-8";
  return wire === "html"
    ? { ...reply.headers, "content-type": type }
    : { "content-type": type, ...reply.headers };
}

function responseOf(served: Served, signal: AbortSignal): Response {
  const { reply, wire } = served;
  const options = { status: reply.status, headers: headersOf(served) };
  if (reply.status === 204 || reply.status === 304) return new Response(null, options);
  const bytes = Uint8Array.from(served.reply.bytes ?? encoder.encode(textOf(served)));
  switch (wire) {
    case "reset":
      // Half of the resets come before the first byte.
      if (bytes.length % 2 === 0) throw new TypeError("fetch failed", { cause: reset() });
      return new Response(
        broken(bytes, () => Promise.resolve(new TypeError("terminated"))),
        options,
      );
    case "cut-gzip":
      // Node's own client takes for the whole what it could unpack.
      return new Response(bytes.slice(0, bytes.length >> 1), options);
    case "short-length":
      return new Response(
        broken(bytes, () => Promise.resolve(new TypeError("terminated"))),
        options,
      );
    case "drip":
      return new Response(
        broken(bytes, () => aborted(signal)),
        options,
      );
    default:
      return new Response(bytes, options);
  }
}

const reset = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });

/** Half of the bytes, and then whatever ends it. */
function broken(
  bytes: Uint8Array<ArrayBuffer>,
  end: () => Promise<unknown>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let isFirst = true;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (isFirst && bytes.length > 1) controller.enqueue(bytes.slice(0, bytes.length >> 1));
      else controller.error(await end());
      isFirst = false;
    },
  });
}

function aborted(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve(signal.reason);
  return new Promise((done) => signal.addEventListener("abort", () => done(signal.reason), { once: true }));
}
