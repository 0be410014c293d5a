/** Whether the buckets that sources name can be read, as this machine's credentials see it. */

import type { Loaded } from "../../config/index.ts";
import { bucketPath } from "../core/bucket.ts";
import { SourceError } from "../core/errors.ts";
import { plain } from "./plain.ts";

/** No mistake of the config: who runs it may be somebody else than who checks it, and files may still come. */
export async function checkBuckets({ config, placed }: Loaded): Promise<readonly string[]> {
  const warning = (index: number, message: string) =>
    placed([{ path: ["sources", index, "path"], message }]).map((line) => `warning   ${line}`);
  const notes = config.sources.map(async (source, index) => {
    if (!("path" in source) || bucketPath(source.path) === undefined) return [];
    const { tryBucket } = await import("../adapters/aws/buckets.ts");
    try {
      const found = await tryBucket(source.path);
      const none = `nothing lies at ${plain(source.path)} yet; correct the path, unless a file is still to come`;
      return found ? [] : warning(index, none);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return warning(index, `with the credentials of this machine: ${plain(error.message)}`);
    }
  });
  return (await Promise.all(notes)).flat();
}
