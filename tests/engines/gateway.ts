/**
 * What stands before moto: everything is handed on, and what an UNLOAD wrote is kept here too, so that it is read and
 * listed without moto, which answers a hundred requests a second and looks through the whole bucket for each listing.
 * Trino makes two for every file it reads. Writes and removals always reach moto first, whose answer decides.
 */

import { createHash } from "node:crypto";
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from "node:http";
import type { AddressInfo } from "node:net";

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

interface Kept {
  readonly body: Buffer;
  readonly etag: string;
  readonly modified: Date;
}

type Files = ReadonlyMap<string, Kept>;

/** `/bucket/facts/contacts/run=1/<hash>/a=1/place=7/<file>`: written once, by one UNLOAD, and complete when it has ended. */
const unloaded = /^\/[^/]+\/.*\/run=.*\/a=\d+\/place=[^/]*\/[^/]+$/;

/** The header of a file that is put here and nowhere else: thousands of them would keep moto busy for a minute. */
export const keptHere = "x-raport-kept-here";

export async function gateway(moto: string): Promise<Gateway> {
  const kept = new Map<string, Map<string, Kept>>();
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", moto);
    const path = decodeURIComponent(pathname);
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const files = kept.get(folder);
    const { method = "GET" } = request;
    const one = files?.get(path);
    if ((method === "GET" || method === "HEAD") && one && searchParams.size === 0)
      return answerObject(request.headers, method, one, response);
    const listed = method === "GET" && searchParams.get("list-type") === "2" ? searchParams : undefined;
    const below = listed && filesBelow(kept, `${path.replace(/\/$/, "")}/${listed.get("prefix") ?? ""}`);
    if (listed && below) return answerListing(path, listed, below, response);

    const body = await bodyOf(request);
    if (method === "PUT" && keptHere in request.headers) {
      kept.set(folder, new Map(files).set(path, keep(body)));
      return void response.writeHead(200).end();
    }
    const status = await forward(moto, agent, request, body, response);
    if (status >= 300 || !unloaded.test(path) || searchParams.size > 1) return;
    if (method === "PUT" && !("x-amz-copy-source" in request.headers) && !isChunked(request.headers))
      kept.set(folder, new Map(files).set(path, keep(body)));
    if (method === "DELETE") files?.delete(path);
    if (method === "DELETE" && files?.size === 0) kept.delete(folder);
  };
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What is kept in a place's folder, or in all those of an attempt, of which nothing is anywhere else. */
function filesBelow(kept: ReadonlyMap<string, Files>, prefix: string): Files | undefined {
  if (!/\/a=\d+\/$/.test(prefix)) return kept.get(prefix);
  const found = [...kept].filter(([folder]) => folder.startsWith(prefix)).flatMap(([, files]) => [...files]);
  return found.length === 0 || found.length > 1000 ? undefined : new Map(found.sort(byPath));
}

const byPath = ([one]: readonly [string, Kept], [other]: readonly [string, Kept]) =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

/** A body signed piece by piece holds the signatures too. */
const isChunked = (headers: IncomingHttpHeaders) => /aws-chunked/.test(headers["content-encoding"] ?? "");

function keep(body: Buffer): Kept {
  const modified = new Date(Math.floor(Date.now() / 1000) * 1000);
  return { body, etag: `"${createHash("md5").update(body).digest("hex")}"`, modified };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Hands the request on as it came; the status of the answer. */
function forward(
  moto: string,
  agent: Agent,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method, headers, url = "/" } = request;
    const { "transfer-encoding": _, ...rest } = headers;
    const options = { method, agent, headers: { ...rest, "content-length": body.length } };
    const onward = send(new URL(url, moto), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("end", () => resolve(answer.statusCode ?? 502));
      answer.on("error", reject);
    });
    onward.on("error", reject);
    onward.end(body);
  });
}

function answerObject(
  headers: IncomingHttpHeaders,
  method: string,
  { body, etag, modified }: Kept,
  response: ServerResponse,
): void {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "") ?? [];
  const from = first ? Number(first) : last ? Math.max(0, body.length - Number(last)) : 0;
  const to = first && last ? Math.min(body.length, Number(last) + 1) : body.length;
  const part = body.subarray(from, to);
  response.writeHead(headers.range ? 206 : 200, {
    etag,
    "last-modified": modified.toUTCString(),
    "accept-ranges": "bytes",
    "content-type": "binary/octet-stream",
    "content-length": part.length,
    ...(headers.range ? { "content-range": `bytes ${from}-${to - 1}/${body.length}` } : {}),
  });
  response.end(method === "HEAD" ? undefined : part);
}

function answerListing(bucket: string, asked: URLSearchParams, files: Files, response: ServerResponse): void {
  const isEncoded = asked.get("encoding-type") === "url";
  const text = (value: string) =>
    (isEncoded ? encodeURIComponent(value).replaceAll("%2F", "/") : value)
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;");
  const skip = `${bucket.replace(/\/$/, "")}/`.length;
  const contents = [...files].map(
    ([path, { etag, modified, body }]) =>
      `<Contents><Key>${text(path.slice(skip))}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>${etag.replaceAll('"', "&quot;")}</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket.split("/")[1]}</Name><Prefix>${text(asked.get("prefix") ?? "")}</Prefix>${isEncoded ? "<EncodingType>url</EncodingType>" : ""}<KeyCount>${contents.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${contents.join("")}</ListBucketResult>`,
  );
}
