/** Whose links were ended before their time, because an email got into the wrong hands. Keys hold no address. */

import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

interface Revocation {
  readonly v: 1;
  /** ISO UTC instant: what was signed until then opens nothing. */
  readonly at: string;
}

export const revokedKey = (address: string) => `state/revoked/${address}.json`;

/** Until when the links of the reader with this `addressKey` were revoked; undefined: never. */
export async function revokedAt(address: string, lake: Pick<Lake, "get">): Promise<string | undefined> {
  const stored = await lake.get(revokedKey(address));
  return stored && parseStored<Revocation>(revokedKey(address), stored.body).at;
}

/** Every link signed for this reader until now opens nothing any more. A later revocation is never taken back. */
export async function revoke(
  address: string,
  now: string,
  lake: Pick<Lake, "get" | "claim" | "swap">,
): Promise<void> {
  const key = revokedKey(address);
  const body = new TextEncoder().encode(JSON.stringify({ v: 1, at: now } satisfies Revocation));
  for (;;) {
    const stored = await lake.get(key);
    if (stored && parseStored<Revocation>(key, stored.body).at >= now) return;
    if (stored ? (await lake.swap(key, body, stored.etag)) !== undefined : await lake.claim(key, body))
      return;
  }
}
