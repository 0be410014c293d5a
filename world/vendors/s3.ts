/**
 * A bucket that a simulated vendor leaves its files in, as S3's interface has it: by path, `/BUCKET/KEY`. It lists and
 * gives; signatures must be there and are not looked into, but for the name of who signs.
 */

import { createHash } from "node:crypto";
import { random } from "../random.ts";
import type { Centre } from "./centre.ts";
import type { Fault } from "./chaos.ts";
import { errorReply, listReply } from "./s3-words.ts";
import type { Call, Served, Vendor } from "./service.ts";
import { faultOf } from "./troubles.ts";
import type { Drop, Reply, Request } from "./vendor.ts";

export interface BucketObject extends Drop {
  readonly etag: string;
}

/** What of the faults S3 has: others would be a proxy's. */
const faultsOfS3: ReadonlySet<Fault> = new Set(["500", "503", "reset", "short-length"]);

/**
 * The vendor with its bucket served instead of an interface of its own; one that has none stays as it is. After the end
 * of the centre nothing comes any more: what is delivered across it would be another object in a centre that goes on.
 */
export function overS3(vendor: Vendor, { until }: Pick<Centre, "until">): Vendor {
  const { personality, ledger } = vendor;
  const { bucket, drops } = personality;
  if (bucket === undefined || drops === undefined) return vendor;
  let shelf: readonly BucketObject[] | undefined;
  return withBucket(vendor, bucket, (now) => {
    shelf ??= shelved(vendor.name, drops(ledger, until * 1000));
    return shelf.filter(({ modifiedAt }) => modifiedAt <= now);
  });
}

/** `objects`: what lies in the bucket at an instant, in key order. */
export function withBucket(
  vendor: Vendor,
  bucket: string,
  objects: (now: number) => readonly BucketObject[],
): Vendor {
  const { token, clock, chaos } = vendor;
  const calls: Call[] = [];
  const seed = `${vendor.name} ${token}`;
  const inARow = new Map<string, number>();
  return {
    ...vendor,
    calls,
    violations: () => [],
    excesses: () => [],
    async handle(request) {
      if (request.path === "/__ledger") return vendor.handle(request);
      const number = calls.length;
      const told = { method: request.method, path: request.path, query: request.query.toString() };
      calls.push({ number, at: clock.now(), ...told, route: undefined, status: 0 });
      const [least, most] = chaos.latency;
      await clock.sleep(least + random(`${seed} latency ${number}`).whole(most - least + 1));
      const now = clock.now();
      const refused = refusalOf(vendor, request, now);
      const trouble = refused ? undefined : troubleOf(vendor, `${seed} request ${number}`, told, inARow);
      const reply = refused ?? troubled(trouble) ?? answerOf(bucket, objects(now), request);
      calls[number] = { ...(calls[number] as Call), status: reply.status, ...(trouble && { trouble }) };
      const isBroken = trouble === "reset" || trouble === "short-length";
      return { reply, ...(isBroken && { wire: trouble }) } satisfies Served;
    },
  };
}

/** An object as it lies there. */
export function objectOf({ name, body, modifiedAt }: Drop): BucketObject {
  const etag = `"${createHash("md5").update(body).digest("hex")}"`;
  return { name, body, modifiedAt, etag };
}

/** In key order. An organisation keeps more in its bucket than what one vendor leaves there. */
function shelved(folder: string, drops: readonly Drop[]): readonly BucketObject[] {
  return drops
    .map((drop) => objectOf({ ...drop, name: `${folder}/${drop.name}` }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

function refusalOf({ chaos, token }: Vendor, { headers, path }: Request, now: number): Reply | undefined {
  const within = ({ from, to }: { readonly from: number; readonly to: number }) => from <= now && now < to;
  if (chaos.outages.some(within)) return errorReply("ServiceUnavailable", path);
  const signed = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/\S*, ?SignedHeaders=\S+, ?Signature=[0-9a-f]{64}$/;
  const [, who] = signed.exec(headers.get("authorization") ?? "") ?? [];
  if (who === undefined || !headers.has("x-amz-date") || !headers.has("x-amz-content-sha256"))
    return errorReply("AccessDenied", path);
  if (who !== token || chaos.revoked.some(within)) return errorReply("InvalidAccessKeyId", path);
  return undefined;
}

/** At most two of them for one request in a row: the SDK gives up after some. */
function troubleOf(
  { chaos }: Vendor,
  seed: string,
  { method, path, query }: Pick<Call, "method" | "path" | "query">,
  inARow: Map<string, number>,
): string | undefined {
  const name = `${method} ${path}?${query}`;
  const before = inARow.get(name) ?? 0;
  const dice = random(seed);
  const isThrottled = before < 2 && dice.fraction() < chaos.throttled;
  const fault = before < 2 && !isThrottled ? faultOf(chaos, dice) : undefined;
  const trouble = isThrottled ? "throttled" : fault && faultsOfS3.has(fault) ? fault : undefined;
  if (trouble === undefined) inARow.delete(name);
  else inARow.set(name, before + 1);
  return trouble;
}

function troubled(trouble: string | undefined): Reply | undefined {
  if (trouble === "throttled" || trouble === "503") return errorReply("SlowDown", "");
  return trouble === "500" ? errorReply("InternalError", "") : undefined;
}

function answerOf(bucket: string, objects: readonly BucketObject[], request: Request): Reply {
  const { method, path, query } = request;
  const [, named = "", key = ""] = /^\/([^/]*)\/?([\s\S]*)$/.exec(path) ?? [];
  if (method !== "GET" && method !== "HEAD") return errorReply("MethodNotAllowed", path);
  if (decodeURIComponent(named) !== bucket) return errorReply("NoSuchBucket", path);
  if (key === "" && method === "HEAD")
    return { status: 200, headers: { "content-type": "application/xml" }, body: "" };
  if (key === "" && query.get("list-type") !== "2") return errorReply("NotImplemented", path);
  if (key === "") return listReply(bucket, objects, query);
  const name = decodeURIComponent(key);
  const found = objects.find((one) => one.name === name);
  return found ? objectReply(found, request) : errorReply("NoSuchKey", path);
}

/** Whole, or from some byte on, as whoever goes on after a broken connection asks. */
function objectReply({ body, etag, modifiedAt }: BucketObject, { headers, path }: Request): Reply {
  const wanted = headers.get("if-match");
  if (wanted !== null && wanted !== etag) return errorReply("PreconditionFailed", path);
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(headers.get("range") ?? "") ?? [];
  const from = Number(first ?? 0);
  if (first !== undefined && from >= body.length) return errorReply("InvalidRange", path);
  const until = last ? Math.min(Number(last) + 1, body.length) : body.length;
  return {
    status: first === undefined ? 200 : 206,
    headers: {
      "content-type": "application/octet-stream",
      etag,
      "last-modified": new Date(modifiedAt).toUTCString(),
      "accept-ranges": "bytes",
      ...(first !== undefined && { "content-range": `bytes ${from}-${until - 1}/${body.length}` }),
    },
    body: "",
    bytes: body.subarray(from, until),
  };
}
