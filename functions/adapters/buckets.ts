/** Sources whose path names a bucket are read there, all others where this installation keeps its files. */

import { bucketPath } from "../core/bucket.ts";
import type { Inbox } from "../ports.ts";

/** `buckets` is asked for once, and only where some source lies in one: who has none does not wait for the SDK. */
export function withBuckets(own: Inbox, buckets: () => Promise<Inbox>): Inbox {
  let opened: Promise<Inbox> | undefined;
  const at = async (path: string) => {
    if (bucketPath(path) === undefined) return own;
    opened ??= buckets();
    return opened;
  };
  return {
    where: (source) => (bucketPath(source.path) === undefined ? own.where(source) : source.path),
    list: async (source) => (await at(source.path)).list(source),
    look: async (key) => (await at(key)).look(key),
    open: async (key) => (await at(key)).open(key),
  };
}
