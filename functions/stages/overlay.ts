/** A lake to try things on: it reads what is there, and what is written to it nobody else ever sees. */

import { createHash } from "node:crypto";
import type { Lake, Listed, Stored } from "../ports.ts";

export function overlay(lake: Pick<Lake, "get" | "list">): Lake {
  /** What was written, by key; undefined where it was removed. */
  const written = new Map<string, Stored | undefined>();
  const get = async (key: string) => (written.has(key) ? written.get(key) : lake.get(key));
  const put = (key: string, body: Uint8Array): string => {
    const etag = createHash("sha256").update(body).digest("hex");
    written.set(key, { body: Uint8Array.from(body), etag });
    return etag;
  };
  return {
    get,
    list: (prefix) => listed(prefix, lake, written),
    async put(key, body) {
      put(key, body);
    },
    async remove(key) {
      written.set(key, undefined);
    },
    async claim(key, body) {
      const stored = await get(key);
      if (stored === undefined) put(key, body);
      return stored === undefined || Buffer.compare(stored.body, body) === 0;
    },
    async swap(key, body, etag) {
      return (await get(key))?.etag === etag ? put(key, body) : undefined;
    },
  };
}

async function* listed(
  prefix: string,
  lake: Pick<Lake, "list">,
  written: ReadonlyMap<string, Stored | undefined>,
): AsyncIterable<Listed> {
  const found = new Map<string, Listed>();
  for await (const one of lake.list(prefix)) found.set(one.key, one);
  for (const [key, stored] of written) {
    if (stored === undefined) found.delete(key);
    else if (key.startsWith(prefix)) found.set(key, { key, size: stored.body.length, etag: stored.etag });
  }
  yield* [...found.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}
