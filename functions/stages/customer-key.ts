/**
 * What customers' names, addresses and numbers are hashed with at landing. One key for all sources, so that a customer
 * is one across vendors; made once, shown to nobody. Another one makes every customer a new one: it has no rotation.
 */

import { createHmac, createSecretKey, randomBytes } from "node:crypto";
import { isNobody, personText } from "../connectors/person.ts";
import type { Hash } from "../connectors/redact.ts";
import { StorageError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

export const customerKeyKey = "state/customer-key.json";

interface CustomerKey {
  readonly v: 1;
  /** 32 bytes as base64url. */
  readonly secret: string;
}

/** Of several workers who find none at once one makes it, and all use what it wrote. */
export async function customerKey(lake: Pick<Lake, "get" | "claim">): Promise<Uint8Array> {
  const known = await load(lake);
  if (known) return known;
  const fresh: CustomerKey = { v: 1, secret: randomBytes(32).toString("base64url") };
  await lake.claim(customerKeyKey, new TextEncoder().encode(JSON.stringify(fresh)));
  const made = await load(lake);
  if (made) return made;
  throw new StorageError(
    `${customerKeyKey} was written and is not there. Land again; if it stays so, check the rights on it.`,
  );
}

async function load(lake: Pick<Lake, "get">): Promise<Uint8Array | undefined> {
  const stored = await lake.get(customerKeyKey);
  if (!stored) return undefined;
  const { secret } = parseStored<CustomerKey>(customerKeyKey, stored.body);
  const bytes = Buffer.from(typeof secret === "string" ? secret : "", "base64url");
  if (bytes.length === 32) return bytes;
  // Without this a key cut short would make every customer another one, and the numbers would look right.
  throw new StorageError(
    `${customerKeyKey} does not hold a key of 32 bytes. Restore it from a copy; without one, remove it and land every source again: a new key makes every customer a new one.`,
  );
}

/** `h:` and 22 characters that stand for a text, by this installation's key; null where it names nobody. */
export async function customerHash(lake: Pick<Lake, "get" | "claim">): Promise<Hash> {
  return hashedWith(await customerKey(lake));
}

/** 132 of the 256 bits: no two of a billion customers share them. */
export function hashedWith(key: Uint8Array): Hash {
  // Made once: to take the key in takes ten times as long as to use it.
  const secret = createSecretKey(key);
  const known = new Map<string, string | null>();
  return (text) => {
    let told = known.get(text);
    if (told === undefined) {
      const digest = () => createHmac("sha256", secret).update(personText(text)).digest("base64url");
      told = isNobody(text) ? null : `h:${digest().slice(0, 22)}`;
      if (known.size >= mostKnown) known.clear();
      known.set(copied(text), told);
    }
    return told;
  };
}

/** The same addresses come again and again: the desk's own stands in every ticket. */
const mostKnown = 10_000;

/** A text that was cut out of a page would keep the whole page. */
const copied = (text: string) => Buffer.from(text, "utf16le").toString("utf16le");
