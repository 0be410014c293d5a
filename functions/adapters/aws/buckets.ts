/** Files in buckets of the organisation's own, each where the path of its source says, `s3://BUCKET/PREFIX/**`. They are only read. */

import { S3Client } from "@aws-sdk/client-s3";
import { bucketPath, bucketReach } from "../../core/bucket.ts";
import { InputError, SourceError } from "../../core/errors.ts";
import { folderOf } from "../../core/filename.ts";
import type { Inbox, InboxFile } from "../../ports.ts";
import {
  type Bucket,
  explained,
  explainedEach,
  fileAt,
  filesIn,
  filesMatching,
  openObject,
} from "./objects.ts";
import { nameOf } from "./refusals.ts";
import { patient } from "./s3-client.ts";
import { sourceBucket } from "./services.ts";

/** Where S3 is and who asks it, if not as the SDK finds them. */
export interface BucketAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Keys are addresses, `s3://BUCKET/KEY`. A bucket in another region than the SDK's is read there. */
export function bucketInbox(access?: BucketAccess, env: Environment = process.env): Inbox {
  const client = clientOf(access, env);
  return {
    where: ({ path }) => path,
    async list({ id, path }) {
      const { place, key: pattern } = placeOf(client, path);
      const folder = folderOf(pattern);
      const prefix = bucketReach(path)?.prefix ?? folder;
      const found = await explained({ ...reading(place, prefix), source: id }, () =>
        filesMatching(place, folder, pattern.slice(folder.length)),
      );
      return found.map((file) => addressed(place, file));
    },
    async look(address) {
      const { place, key } = placeOf(client, address);
      const file = await explained(reading(place, key), () => fileAt(place, key));
      return file && addressed(place, file);
    },
    async open(address) {
      const { place, key } = placeOf(client, address);
      const work = reading(place, key);
      return explainedEach(work, await explained(work, () => opened(place, key)));
    },
  };
}

/**
 * Reads the beginning of one file of a source, to know whether it may be listed and read. Its address, undefined where
 * nothing lies there yet. Throws SourceError, with what to do.
 */
export async function tryBucket(
  path: string,
  access?: BucketAccess,
  env: Environment = process.env,
): Promise<string | undefined> {
  const { place } = placeOf(clientOf(access, env), path);
  const prefix = bucketReach(path)?.prefix ?? "";
  for await (const { key } of explainedEach(reading(place, prefix), filesIn(place, prefix))) {
    const work = reading(place, key);
    for await (const _ of explainedEach(work, await explained(work, () => openObject(place, key)))) break;
    return `s3://${place.bucket}/${key}`;
  }
  return undefined;
}

function clientOf(access: BucketAccess | undefined, env: Environment): S3Client {
  // Whoever stands in for S3 has no host name for each bucket.
  const forcePathStyle = Boolean(access?.endpoint || env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL);
  return new S3Client({ ...patient, ...access, forcePathStyle, followRegionRedirects: true });
}

function placeOf(client: S3Client, address: string): { readonly place: Bucket; readonly key: string } {
  const found = bucketPath(address);
  if (!found?.bucket)
    throw new InputError(`${JSON.stringify(address)} names no bucket: write s3://BUCKET/PREFIX/**/*`);
  return { place: { client, bucket: found.bucket }, key: found.key };
}

const reading = (place: Bucket, key: string) =>
  ({ doing: "read", place, key, error: SourceError, service: sourceBucket }) as const;

/** To whom only a prefix may list, S3 says "denied" of an object that is gone. */
async function opened(place: Bucket, key: string): Promise<AsyncIterable<Uint8Array>> {
  try {
    return await openObject(place, key);
  } catch (error) {
    if (nameOf(error) !== "AccessDenied" || (await fileAt(place, key).catch(() => null)) !== undefined)
      throw error;
    throw Object.assign(new Error("gone"), { name: "NoSuchKey", $metadata: {} });
  }
}

const addressed = <File extends Omit<InboxFile, "name">>({ bucket }: Bucket, file: File): File => ({
  ...file,
  key: `s3://${bucket}/${file.key}`,
});
