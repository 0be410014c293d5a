/**
 * The real SDK without the sockets between it and a cloud: a request is signed, answered and read as ever. Who runs on from
 * hundreds of deaths asks tens of thousands of times, and a third or more of the work was the wire's, which no death has a part in:
 * the run that is watched, those that lose answers and the processes that are killed go by it.
 */

import { Readable } from "node:stream";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Cloud } from "./cloud.ts";

type Handle = NodeHttpHandler["handle"];
type Request = Parameters<Handle>[0];

/** What the SDK asks this cloud while `act` goes on reaches it at once. */
export async function unwired<T>(cloud: Cloud, act: () => Promise<T>): Promise<T> {
  const wired = NodeHttpHandler.prototype.handle;
  NodeHttpHandler.prototype.handle = function (this: NodeHttpHandler, request, options) {
    const isHere = `http://${request.hostname}:${request.port}` === cloud.url;
    return isHere ? asked(cloud, request) : wired.call(this, request, options);
  } satisfies Handle;
  try {
    return await act();
  } finally {
    NodeHttpHandler.prototype.handle = wired;
  }
}

async function asked(cloud: Cloud, request: Request): ReturnType<Handle> {
  const { method } = request;
  const url = new URL(request.path + queryOf(request), cloud.url);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const answer = await cloud.ask({ method, url, headers, body: bytesOf(request.body) });
  const body = method === "HEAD" ? Buffer.alloc(0) : (answer.body ?? Buffer.alloc(0));
  const told = Object.entries({
    ...answer.headers,
    date: new Date().toUTCString(),
    "content-length": body.length,
  });
  const response = {
    statusCode: answer.status,
    headers: Object.fromEntries(told.map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: Readable.from(body.length === 0 ? [] : [body], { objectMode: false }),
  };
  return { response };
}

function queryOf({ query }: Request): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((one) => {
      const key = encodeURIComponent(name);
      return one === null ? key : `${key}=${encodeURIComponent(one)}`;
    }),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** Raport hands the SDK texts and bytes only. */
function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === "string") return Buffer.from(body);
  throw new Error("The body of a request is neither a text nor bytes.");
}
