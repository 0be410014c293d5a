/** Whether the buckets that sources name can be read, as this machine's credentials see it. */

import { bucketPath } from "../core/bucket.ts";
import type { Config } from "../core/config.ts";
import { SourceError } from "../core/errors.ts";
import { plain } from "./plain.ts";

/** No mistake of the config: who runs it may be somebody else than who checks it, and files may still come. */
export async function checkBuckets({ sources }: Config): Promise<readonly string[]> {
  const notes = sources.map(async (source) => {
    if (!("path" in source) || bucketPath(source.path) === undefined) return [];
    const { tryBucket } = await import("../adapters/aws/buckets.ts");
    try {
      const found = await tryBucket(source.path);
      return found ? [] : [`note      ${source.id}: nothing lies at ${plain(source.path)} yet`];
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return [`warning   ${source.id}: with the credentials of this machine: ${plain(error.message)}`];
    }
  });
  return (await Promise.all(notes)).flat();
}
