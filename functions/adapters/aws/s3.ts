/** The lake and the inbox as objects of one S3 bucket. */

import { setTimeout } from "node:timers/promises";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { SourceError } from "../../core/errors.ts";
import { nameIn, wildAt } from "../../core/filename.ts";
import type { Inbox, Lake } from "../../ports.ts";
import { folderOfPrefix, requireKey } from "../keys.ts";
import {
  attempts,
  type Bucket,
  explained,
  explainedEach,
  fileAt,
  filesMatching,
  listObjects,
  openObject,
  readObject,
} from "./objects.ts";
import { nameOf } from "./refusals.ts";

export type { Bucket };

/**
 * A lake in a bucket: the object `a/b` is the key `a/b`, and its etag is S3's. The answer of a conditional write that was
 * lost is found again by the bytes that are there. One case cannot be told: a swap of ours that lost its answer and was
 * swapped over by somebody else before we looked says undefined. Whoever is told so reads what is there before it decides.
 */
export function s3Lake(place: Bucket): Lake {
  const { client, bucket } = place;
  const reading = <T>(key: string, act: () => Promise<T>) => explained({ doing: "read", place, key }, act);
  const writing = <T>(key: string, act: () => Promise<T>) => explained({ doing: "write", place, key }, act);
  return {
    async put(key, body) {
      requireKey(key);
      await writing(key, () => client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body })));
    },
    async get(key) {
      requireKey(key);
      return reading(key, () => readObject(place, key));
    },
    async *list(prefix) {
      folderOfPrefix(prefix);
      const found = explainedEach({ doing: "read", place, key: prefix }, listObjects(place, prefix));
      for await (const { key, size, etag } of found) yield { key, size, etag };
    },
    async remove(key) {
      requireKey(key);
      await writing(key, () => client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
    },
    async claim(key, body) {
      requireKey(key);
      return (await writing(key, () => writeIf(place, key, body, { IfNoneMatch: "*" }))) !== undefined;
    },
    async swap(key, body, etag) {
      requireKey(key);
      return writing(key, () => writeIf(place, key, body, { IfMatch: etag }));
    },
  };
}

/** What a conditional write requires of the object that is there. */
type Condition = { readonly IfNoneMatch: "*" } | { readonly IfMatch: string };

/** The new etag, or undefined when the condition does not hold. Whatever S3 answered or did not, what is there decides. */
async function writeIf(
  place: Bucket,
  key: string,
  body: Uint8Array,
  condition: Condition,
): Promise<string | undefined> {
  try {
    return await conditionalPut(place, key, body, condition);
  } catch (error) {
    const stored = await readObject(place, key);
    if (stored !== undefined && Buffer.compare(stored.body, body) === 0) return stored.etag;
    const lost = "IfMatch" in condition ? stored?.etag !== condition.IfMatch : stored !== undefined;
    if (lost || refusals.has(nameOf(error))) return undefined;
    throw error;
  }
}

const refusals: ReadonlySet<string> = new Set(["PreconditionFailed", "NoSuchKey"]);

/** S3 answers 409 when two conditional writes meet, and does neither or one of them: asking again tells. */
async function conditionalPut(
  { client, bucket }: Bucket,
  key: string,
  body: Uint8Array,
  condition: Condition,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...condition });
      return (await client.send(command)).ETag;
    } catch (error) {
      if (nameOf(error) !== "ConditionalRequestConflict" || attempt === attempts) throw error;
      await setTimeout(25 * 2 ** attempt * Math.random());
    }
  }
}

/** The files of a source are the objects below `inbox/SOURCE/`. */
export function s3Inbox(place: Bucket): Inbox {
  const of = (key: string) => ({ doing: "read", place, key, error: SourceError }) as const;
  return {
    where: ({ id, path }) => `s3://${place.bucket}/${folderOf(id)}${nameIn(path, path)}`,
    list({ id, path }) {
      const pattern = nameIn(path, path);
      const prefix = folderOf(id) + pattern.slice(0, wildAt(pattern));
      return explained(of(prefix), () => filesMatching(place, folderOf(id), pattern));
    },
    look: (key) => explained(of(key), () => fileAt(place, key)),
    open: async (key) => explainedEach(of(key), await explained(of(key), () => openObject(place, key))),
  };
}

const folderOf = (source: string) => `inbox/${source}/`;
