/** Paths of sources whose files lie in a bucket of the organisation's own: `s3://BUCKET/PREFIX/**`. */

import { wildAt } from "./filename.ts";

export interface BucketPath {
  readonly bucket: string;
  /** What follows: a key, or a pattern of keys. */
  readonly key: string;
}

/** Undefined for a path of this machine, or of Raport's own bucket. */
export function bucketPath(path: string): BucketPath | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]*)\/?([\s\S]*)$/.exec(path) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

/** What of a bucket has to be read for a source. */
export interface BucketReach {
  readonly bucket: string;
  /** Keys begin with it: what a path spells out before its first wildcard. */
  readonly prefix: string;
}

/** What has to be read for the source of this path. */
export function bucketReach(path: string): BucketReach | undefined {
  const found = bucketPath(path);
  return found && { bucket: found.bucket, prefix: found.key.slice(0, wildAt(found.key)) };
}

/** What a stack is told of the buckets it may read, in a variable of its functions. */
export const bucketsText = (reaches: readonly BucketReach[]): string =>
  reaches.map(({ bucket, prefix }) => `s3://${bucket}/${encodeURIComponent(prefix)}`).join(" ");

export function bucketsIn(text = ""): readonly BucketReach[] {
  return text.split(" ").flatMap((one) => {
    const found = bucketPath(one);
    return found ? [{ bucket: found.bucket, prefix: decodeURIComponent(found.key) }] : [];
  });
}
