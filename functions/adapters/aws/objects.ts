/** Reading the objects of one bucket, and what S3 refuses as errors a person can act on. */

import { posix } from "node:path";
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { SourceError } from "../../core/errors.ts";
import { globOf, wildAt } from "../../core/filename.ts";
import type { InboxFile, Stored } from "../../ports.ts";
import { isFailure, nameOf, refusal, type Service } from "./refusals.ts";
import { s3 } from "./services.ts";

export interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
}

/** How often a piece of work is tried that the SDK does not try again. */
export const attempts = 6;

/** The object whole, undefined when it is not there. The SDK asks again when no answer comes, but not when one breaks off. */
export async function readObject({ client, bucket }: Bucket, key: string): Promise<Stored | undefined> {
  for (let attempt = 1; ; attempt++) {
    const found = await client
      .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      .catch((error: unknown) => {
        if (nameOf(error) !== "NoSuchKey") throw error;
      });
    if (found?.Body === undefined || found.ETag === undefined) return undefined;
    try {
      return { body: await found.Body.transformToByteArray(), etag: found.ETag };
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

/** Page by page, in S3's order: the bytes of UTF-8. Etags are S3's own. */
export async function* listObjects(
  { client, bucket }: Bucket,
  prefix: string,
): AsyncGenerator<Omit<InboxFile, "name">, void, void> {
  let from: string | undefined;
  do {
    // Encoded, because XML cannot hold every character of a key.
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: "url",
        ContinuationToken: from,
      }),
    );
    for (const { Key = "", Size = 0, ETag = "", LastModified = new Date(0) } of page.Contents ?? []) {
      const key = decodeURIComponent(Key.replaceAll("+", " "));
      yield { key, size: Size, etag: ETag, modifiedAt: LastModified.toISOString() };
    }
    from = page.NextContinuationToken;
  } while (from !== undefined);
}

/**
 * Files among the objects. An etag is S3's with the time of the last change, as S3's own stays when the same bytes are
 * written again.
 */
export async function* filesIn(
  place: Bucket,
  prefix: string,
): AsyncGenerator<Omit<InboxFile, "name">, void, void> {
  // Consoles make an empty object `a/` to show a folder.
  for await (const file of listObjects(place, prefix))
    if (!file.key.endsWith("/")) yield { ...file, etag: `${file.etag}-${Date.parse(file.modifiedAt)}` };
}

/** The file at this key. Of all keys that begin with it, the key itself comes first. */
export async function fileAt(place: Bucket, key: string): Promise<Omit<InboxFile, "name"> | undefined> {
  for await (const file of filesIn(place, key)) return file.key === key ? file : undefined;
  return undefined;
}

/** The files below `folder`, a prefix with a slash at its end, whose path from there on matches the pattern. */
export async function filesMatching(place: Bucket, folder: string, pattern: string): Promise<InboxFile[]> {
  const prefix = folder + pattern.slice(0, wildAt(pattern));
  const named: InboxFile[] = [];
  for await (const file of filesIn(place, prefix))
    named.push({ ...file, name: file.key.slice(folder.length) });
  const exact = named.find(({ name }) => name === pattern); // a real name may hold brackets
  return exact ? [exact] : named.filter(({ name }) => posix.matchesGlob(name, globOf(pattern)));
}

/**
 * The bytes of the object as they come. A large one is read for as long as its rows take to work on, and its connection
 * may break meanwhile: it is read on from there, as long as it is the same object.
 */
export async function openObject(place: Bucket, key: string): Promise<AsyncIterable<Uint8Array>> {
  return readOn(
    place,
    key,
    await place.client.send(new GetObjectCommand({ Bucket: place.bucket, Key: key })),
  );
}

async function* readOn(
  { client, bucket }: Bucket,
  key: string,
  first: GetObjectCommandOutput,
): AsyncGenerator<Uint8Array, void, void> {
  let part = first;
  let read = 0;
  for (let broken = 0; ; ) {
    try {
      for await (const chunk of part.Body as AsyncIterable<Uint8Array>) {
        read += chunk.length;
        broken = 0;
        yield chunk;
      }
      return;
    } catch (error) {
      broken += 1;
      if (broken === attempts || read >= (first.ContentLength ?? 0)) throw error;
    }
    const rest = { Range: `bytes=${read}-`, IfMatch: first.ETag };
    part = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...rest }));
  }
}

interface Work {
  readonly doing: "read" | "write";
  readonly place: Bucket;
  readonly key: string;
  /** What to throw of what somebody else put there; StorageError of what is ours. */
  readonly error?: typeof SourceError;
  /** Where more can be said of what S3 refuses than of a bucket that is ours. */
  readonly service?: Service;
  /** Id of the source it is for, where that is known. */
  readonly source?: string;
}

/** Runs `act`; what S3 refuses is told. The SDK's own error goes no further: it may hold signed text. */
export async function explained<T>(work: Work, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw explanation(work, error);
  }
}

/** The same for what comes bit by bit. */
export async function* explainedEach<T>(work: Work, items: AsyncIterable<T>): AsyncGenerator<T, void, void> {
  try {
    yield* items;
  } catch (error) {
    throw explanation(work, error);
  }
}

function explanation(work: Work, error: unknown): unknown {
  const { doing, place, key, error: Told, service = s3, source } = work;
  if (!isFailure(service, error)) return error;
  const told = refusal(service, `${doing} s3://${place.bucket}/${key}`, error);
  return Told ? new Told(source === undefined ? told.message : `[${source}] ${told.message}`) : told;
}
