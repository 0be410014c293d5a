/**
 * Links that open something for one person without a login. A token says who may do what in plain text and proves it with
 * a signature; what the person may see now is looked up when the link is opened.
 */

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { StorageError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

/** What a link is for, and whose it is. */
export interface Claims {
  readonly purpose: "open" | "unsubscribe";
  readonly report: string;
  readonly period?: string;
  /** `addressKey` of the reader: an address is personal, and links are forwarded and logged. */
  readonly address: string;
  /** ISO UTC instant. */
  readonly issuedAt: string;
}

/**
 * What links are signed with. The last one signs, all of them verify: a new one put at the end retires the others slowly,
 * an old one taken out ends every link it signed.
 */
interface Keys {
  readonly v: 1;
  readonly keys: readonly { readonly id: string; readonly secret: string }[];
}

export const keysKey = "state/keys.json";

/** Longer than any token of ours. */
const longest = 2000;

/** The same claims give the same token as long as the key is the same. Makes the first key when there is none. */
export async function sign(claims: Claims, lake: Pick<Lake, "get" | "claim">): Promise<string> {
  const { keys } = (await load(lake)) ?? (await make(lake));
  const key = keys.at(-1);
  if (!key)
    throw new StorageError(`${keysKey} holds no key. Remove the file: a new one is made, and old links end.`);
  const { purpose, report, period, address, issuedAt } = claims;
  const payload = Buffer.from(JSON.stringify({ purpose, report, period, address, issuedAt }));
  const signed = `${key.id}.${payload.toString("base64url")}`;
  return `${signed}.${signatureOf(signed, key.secret).toString("base64url")}`;
}

/** What the token proves; undefined when it is not ours, was changed, or was made for something else. */
export async function verify(
  token: string,
  purpose: Claims["purpose"],
  lake: Pick<Lake, "get">,
): Promise<Claims | undefined> {
  if (token.length > longest) return undefined;
  const [, signed, id, payload, signature] = /^(([0-9a-z]+)\.([\w-]+))\.([\w-]+)$/.exec(token) ?? [];
  if (!signed || !payload || !signature) return undefined;
  const key = (await load(lake))?.keys.find((one) => one.id === id);
  if (!key || !isSame(signatureOf(signed, key.secret), Buffer.from(signature, "base64url"))) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
  return claims.purpose === purpose ? claims : undefined;
}

async function load(lake: Pick<Lake, "get">): Promise<Keys | undefined> {
  const stored = await lake.get(keysKey);
  return stored && parseStored<Keys>(keysKey, stored.body);
}

/** Of several workers who find no key at once one wins, and all use what it wrote. */
async function make(lake: Pick<Lake, "get" | "claim">): Promise<Keys> {
  const id = randomBytes(4).toString("hex");
  const fresh: Keys = { v: 1, keys: [{ id, secret: randomBytes(32).toString("base64url") }] };
  await lake.claim(keysKey, new TextEncoder().encode(JSON.stringify(fresh)));
  return (await load(lake)) ?? fresh;
}

const signatureOf = (signed: string, secret: string): Buffer =>
  createHmac("sha256", Buffer.from(secret, "base64url")).update(signed).digest();

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
