/** What links are signed with. Secrets are made here and shown to nobody. */

import { randomBytes } from "node:crypto";
import { StorageError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

export interface Key {
  readonly id: string;
  /** 32 bytes as base64url. */
  readonly secret: string;
  /** ISO UTC instant since which it signs; absent of the first. */
  readonly since?: string;
}

/**
 * The last one signs, all of them verify: a new one put at the end retires the others slowly, an old one taken out ends
 * every link it signed.
 */
interface Keys {
  readonly v: 1;
  readonly keys: readonly Key[];
}

export const keysKey = "state/keys.json";

/** The last one signs. Empty while nothing was ever signed. */
export async function signingKeys(lake: Pick<Lake, "get">): Promise<readonly Key[]> {
  return (await load(lake))?.keys ?? [];
}

/** The key that signs. Makes the first when there is none. */
export async function signingKey(lake: Pick<Lake, "get" | "claim">): Promise<Key> {
  const keys = (await load(lake))?.keys ?? (await makeFirst(lake));
  const key = keys.at(-1);
  if (key) return key;
  throw new StorageError(`${keysKey} holds no key. Remove the file: a new one is made, and old links end.`);
}

/** A new key signs from now on; what the ones before it signed goes on. Of two who do this at once both keys stay. */
export async function rotate(now: string, lake: Pick<Lake, "get" | "claim" | "swap">): Promise<string> {
  const fresh = freshKey(now);
  await change(lake, (keys) => (keys.some(({ id }) => id === fresh.id) ? keys : [...keys, fresh]));
  return fresh.id;
}

/** Takes out every key but the one that signs: whatever they signed opens nothing any more. The ids of those taken out. */
export async function endOldKeys(lake: Pick<Lake, "get" | "claim" | "swap">): Promise<readonly string[]> {
  let ended: readonly string[] = [];
  await change(lake, (keys) => {
    ended = keys.slice(0, -1).map(({ id }) => id);
    return ended.length === 0 ? keys : keys.slice(-1);
  });
  return ended;
}

/** Writes what comes of the keys there are, again on those of whoever was first. The same list is not written. */
async function change(
  lake: Pick<Lake, "get" | "claim" | "swap">,
  next: (keys: readonly Key[]) => readonly Key[],
): Promise<void> {
  for (;;) {
    const stored = await lake.get(keysKey);
    const known = stored ? parseStored<Keys>(keysKey, stored.body).keys : [];
    const keys = next(known);
    if (keys === known) return;
    const body = encode(keys);
    if (
      stored ? (await lake.swap(keysKey, body, stored.etag)) !== undefined : await lake.claim(keysKey, body)
    )
      return;
  }
}

/** Of several workers who find no key at once one wins, and all use what it wrote. */
async function makeFirst(lake: Pick<Lake, "get" | "claim">): Promise<readonly Key[]> {
  const fresh = [freshKey()];
  await lake.claim(keysKey, encode(fresh));
  return (await load(lake))?.keys ?? fresh;
}

const freshKey = (since?: string): Key => ({
  id: randomBytes(4).toString("hex"),
  secret: randomBytes(32).toString("base64url"),
  ...(since !== undefined && { since }),
});

async function load(lake: Pick<Lake, "get">): Promise<Keys | undefined> {
  const stored = await lake.get(keysKey);
  return stored && parseStored<Keys>(keysKey, stored.body);
}

const encode = (keys: readonly Key[]) =>
  new TextEncoder().encode(JSON.stringify({ v: 1, keys } satisfies Keys));
