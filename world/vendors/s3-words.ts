/** What S3 says, in its XML. */

import type { BucketObject } from "./s3.ts";
import type { Reply } from "./vendor.ts";

const errors = {
  AccessDenied: [403, "Access Denied"],
  InvalidAccessKeyId: [403, "The AWS Access Key Id you provided does not exist in our records."],
  InternalError: [500, "We encountered an internal error. Please try again."],
  InvalidArgument: [400, "The continuation token provided is incorrect"],
  InvalidRange: [416, "The requested range is not satisfiable"],
  MethodNotAllowed: [405, "The specified method is not allowed against this resource."],
  NoSuchBucket: [404, "The specified bucket does not exist"],
  NoSuchKey: [404, "The specified key does not exist."],
  NotImplemented: [501, "A header you provided implies functionality that is not implemented"],
  PreconditionFailed: [412, "At least one of the pre-conditions you specified did not hold"],
  ServiceUnavailable: [503, "Service is unable to handle request."],
  SlowDown: [503, "Please reduce your request rate."],
} as const;

const xml = { "content-type": "application/xml" };
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function errorReply(code: keyof typeof errors, resource: string): Reply {
  const [status, message] = errors[code];
  const body = `${head}<Error><Code>${code}</Code><Message>${message}</Message><Resource>${escaped(resource)}</Resource><RequestId>SIMULATED</RequestId></Error>`;
  return { status, headers: xml, body };
}

const mostKeys = 1000;

/** One page of ListObjectsV2 over objects in key order. */
export function listReply(bucket: string, objects: readonly BucketObject[], query: URLSearchParams): Reply {
  // Nobody here asks for folders; who does is not to take keys for them.
  if (query.has("delimiter")) return errorReply("NotImplemented", bucket);
  const prefix = query.get("prefix") ?? "";
  const token = query.get("continuation-token");
  const after = token === null ? (query.get("start-after") ?? "") : keyOf(token);
  if (after === undefined) return errorReply("InvalidArgument", bucket);
  const size = Math.min(Number(query.get("max-keys") ?? mostKeys), mostKeys);
  const rest = objects.filter(({ name }) => name.startsWith(prefix) && isAfter(name, after));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const isCut = rest.length > page.length && last !== undefined;
  const write = query.get("encoding-type") === "url" ? urlEncoded : escaped;
  const contents = page.map(
    ({ name, modifiedAt, etag, body }) =>
      `<Contents><Key>${write(name)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified>` +
      `<ETag>${escaped(etag)}</ETag><Size>${body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const facts = [
    `<Name>${bucket}</Name><Prefix>${write(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${size}</MaxKeys>`,
    query.get("encoding-type") === "url" ? "<EncodingType>url</EncodingType>" : "",
    `<IsTruncated>${isCut}</IsTruncated>`,
    token === null ? "" : `<ContinuationToken>${escaped(token)}</ContinuationToken>`,
    isCut ? `<NextContinuationToken>${tokenOf(last.name)}</NextContinuationToken>` : "",
  ];
  const body = `${head}<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${[...facts, ...contents].join("")}</ListBucketResult>`;
  return { status: 200, headers: xml, body, count: page.length };
}

const isAfter = (name: string, after: string) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;

/** Opaque to who gets it. */
const tokenOf = (key: string) => Buffer.from(`after ${key}`).toString("base64url");

function keyOf(token: string): string | undefined {
  const text = Buffer.from(token, "base64url").toString();
  return text.startsWith("after ") ? text.slice("after ".length) : undefined;
}

/** As S3 writes keys that XML could not hold. */
const urlEncoded = (text: string) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
