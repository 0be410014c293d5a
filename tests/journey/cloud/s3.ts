/** S3 of a world, as far as Raport asks for it: whole objects, ranges, conditions, listings. */

import type { Answer, Asked } from "./http.ts";
import { removeVersion, versionAt, versionsOf } from "./versions.ts";
import { pathsBelow, putObject, removeObject, type StoredObject, type World } from "./world.ts";

const mostKeys = 1000;

export function s3(world: World, asked: Asked): Answer {
  const { method, url, headers, body } = asked;
  const [bucket = "", ...rest] = url.pathname.slice(1).split("/").map(decodeURIComponent);
  const key = rest.join("/");
  if (key === "" && method === "PUT") {
    world.buckets.add(bucket);
    return { status: 200 };
  }
  if (!world.buckets.has(bucket)) return refused(404, "NoSuchBucket");
  if (key === "" && method === "GET" && url.searchParams.has("versions"))
    return xml(200, versionsOf(world, bucket, url.searchParams));
  if (key === "" && method === "GET") return listing(world, bucket, url.searchParams);
  const path = `${bucket}/${key}`;
  const known = versionAt(world, path, url.searchParams.get("versionId"));
  if (method === "GET") return known ? object(known, headers) : refused(404, "NoSuchKey");
  if (method === "DELETE") {
    const version = url.searchParams.get("versionId");
    if (version === null) removeObject(world, path);
    else removeVersion(world, path, version);
    return { status: 204 };
  }
  if (
    method !== "PUT" ||
    url.searchParams.size > 1 ||
    /aws-chunked/.test(String(headers["content-encoding"]))
  )
    return refused(501, "NotImplemented");
  if (headers["if-none-match"] && known) return refused(412, "PreconditionFailed");
  if (headers["if-match"] && !known) return refused(404, "NoSuchKey");
  if (headers["if-match"] && headers["if-match"] !== known?.etag) return refused(412, "PreconditionFailed");
  return { status: 200, headers: { etag: putObject(world, path, body).etag } };
}

function object({ body, etag, modified }: StoredObject, headers: Asked["headers"]): Answer {
  if (headers["if-match"] && headers["if-match"] !== etag) return refused(412, "PreconditionFailed");
  const from = Number(/^bytes=(\d+)-$/.exec(String(headers.range))?.[1] ?? 0);
  return {
    status: headers.range ? 206 : 200,
    headers: {
      etag,
      "last-modified": modified.toUTCString(),
      "content-type": "binary/octet-stream",
      ...(headers.range ? { "content-range": `bytes ${from}-${body.length - 1}/${body.length}` } : {}),
    },
    body: body.subarray(from),
  };
}

function listing(world: World, bucket: string, asked: URLSearchParams): Answer {
  const prefix = `${bucket}/${asked.get("prefix") ?? ""}`;
  const after = asked.get("continuation-token");
  const all = pathsBelow(world, prefix);
  const from = after === null ? 0 : all.indexOf(after) + 1;
  const page = all.slice(from, from + mostKeys);
  const more = from + mostKeys < all.length ? escaped(page.at(-1) as string) : undefined;
  const contents = page.map((path) => {
    const { etag, modified, body } = world.objects.get(path) as StoredObject;
    const key = encodeURIComponent(path.slice(bucket.length + 1)).replaceAll("%2F", "/");
    return `<Contents><Key>${escaped(key)}</Key><LastModified>${modified.toISOString()}</LastModified><ETag>${escaped(etag)}</ETag><Size>${body.length}</Size></Contents>`;
  });
  const next = more === undefined ? "" : `<NextContinuationToken>${more}</NextContinuationToken>`;
  const text = `<IsTruncated>${more !== undefined}</IsTruncated>${next}<EncodingType>url</EncodingType>${contents.join("")}`;
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${text}</ListBucketResult>`,
  );
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const refused = (status: number, code: string): Answer =>
  xml(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`);

const xml = (status: number, text: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
});
