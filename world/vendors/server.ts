/** Simulated vendors on a real port, for whatever client is pointed at them, with the faults only a socket can have. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { requestOf } from "./request.ts";
import type { Served, Vendor } from "./service.ts";
import { headersOf, textOf } from "./wire.ts";

export interface Serving {
  /** `http://localhost:4848`; a vendor is below its name. */
  readonly address: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Port 0 takes any that is free. Only this machine can reach it. */
export async function serve(vendors: readonly Vendor[], port = 0): Promise<Serving> {
  const server = createServer((request, response) => {
    respond(vendors, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((done, failed) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      failed(
        new Error(
          `port ${port} of this machine cannot be had (${code}). Name another; 0 takes any that is free.`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", done);
  });
  const bound = (server.address() as AddressInfo).port;
  return { address: `http://localhost:${bound}`, port: bound, stop: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done, failed) => server.close((error) => (error ? failed(error) : done())));
}

async function respond(
  vendors: readonly Vendor[],
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = message.url ?? "/";
  const vendor = vendors.find(({ name }) => url.startsWith(`/${name}/`));
  if (vendor === undefined) {
    response.writeHead(404, { "content-type": "text/plain" });
    response.end(`${vendors.map(({ name }) => `/${name}/`).join("\n")}\n`);
    return;
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers))
    headers.set(name, Array.isArray(value) ? value.join(", ") : (value ?? ""));
  const body = await textIn(message);
  const served = await vendor.handle(requestOf(message.method ?? "GET", url, headers, body, vendor.name));
  send(served, message, response);
}

async function textIn(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(served: Served, message: IncomingMessage, response: ServerResponse): void {
  const { bytes } = served.reply;
  const wantsPacked = bytes === undefined && /\bgzip\b/.test(message.headers["accept-encoding"] ?? "");
  const isPacked = wantsPacked || served.wire === "cut-gzip";
  const text = Buffer.from(bytes ?? textOf(served));
  const whole = isPacked ? gzipSync(text) : text;
  const half = whole.subarray(0, whole.length >> 1);
  const isCut = served.wire === "cut-gzip";
  const headers = {
    ...headersOf(served),
    ...(isPacked && { "content-encoding": "gzip" }),
    "content-length": String(isCut ? half.length : whole.length),
  };
  response.writeHead(served.reply.status, headers);
  switch (served.wire) {
    case "cut-gzip":
      response.end(half);
      return;
    case "short-length":
      response.write(half, () => response.socket?.end());
      return;
    case "reset":
      response.write(half, () => response.socket?.resetAndDestroy());
      return;
    case "drip":
      drip(whole, response);
      return;
    default:
      response.end(whole);
  }
}

/** A byte every second: no single wait is long, and it would take hours. */
function drip(bytes: Uint8Array, response: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at >= bytes.length - 1) return;
    response.write(bytes.subarray(at, at + 1));
    at += 1;
  }, 1000);
  response.once("close", () => clearInterval(timer));
}
