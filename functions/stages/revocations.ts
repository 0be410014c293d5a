/** Whose links were ended before their time, because an email got into the wrong hands. Keys hold no address. */

import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

interface Revocation {
  readonly v: 1;
  /** ISO UTC instant: what was signed until then opens nothing. */
  readonly at: string;
}

export const revokedKey = (address: string) => `state/revoked/${address}.json`;

/** Whether a link of the reader with this `addressKey` was revoked, by when it was signed. What cannot be read revokes all. */
export async function isRevoked(
  address: string,
  issuedAt: string,
  lake: Pick<Lake, "get">,
): Promise<boolean> {
  const stored = await lake.get(revokedKey(address));
  if (!stored) return false;
  const { at } = parseStored<Partial<Revocation>>(revokedKey(address), stored.body);
  return !(Date.parse(issuedAt) > Date.parse(at ?? ""));
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
    const known = stored && parseStored<Partial<Revocation>>(key, stored.body).at;
    if (Date.parse(known ?? "") >= Date.parse(now)) return;
    if (stored ? (await lake.swap(key, body, stored.etag)) !== undefined : await lake.claim(key, body))
      return;
  }
}
