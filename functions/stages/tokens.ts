/**
 * Links that open something for one person without a login. A token says who may do what in plain text and proves it with
 * a signature; what the person may see now is looked up when the link is opened.
 */

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Lake } from "../ports.ts";
import { signingKey, signingKeys } from "./keys.ts";
import { isRevoked } from "./revocations.ts";

export { keysKey } from "./keys.ts";

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
 * So long a link opens its report: over thirteen months, so that whoever reads a report can still open the one of the same
 * month a year before, which it is compared with. A link that lies around in a mailbox for longer is nobody's any more.
 */
export const openDays = 400;

/** Longer than any token of ours. */
const longest = 2000;

/** Whether a text could be a token: anything else need not be looked at, and is never repeated. */
export const isTokenLike = (text: string): boolean =>
  text.length <= longest && /^[0-9a-z]+\.[\w-]+\.[\w-]+$/.test(text);

/** The same claims give the same token as long as the key is the same. Makes the first key when there is none. */
export async function sign(claims: Claims, lake: Pick<Lake, "get" | "claim">): Promise<string> {
  const key = await signingKey(lake);
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
  if (!isTokenLike(token)) return undefined;
  const [id = "", payload = "", signature = ""] = token.split(".");
  const key = (await signingKeys(lake)).find((one) => one.id === id);
  if (!key || !isSame(signatureOf(`${id}.${payload}`, key.secret), Buffer.from(signature, "base64url")))
    return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
  return claims.purpose === purpose ? claims : undefined;
}

/**
 * Whether a link that opens a report is too old, or was revoked after it was made. One that ends a subscription never ends:
 * it shows nothing, and whoever gets mail must be able to leave by any of it.
 */
export async function hasEnded(
  { issuedAt, address }: Pick<Claims, "issuedAt" | "address">,
  now: string,
  lake: Pick<Lake, "get">,
): Promise<boolean> {
  const isYoung = Date.parse(now) < Date.parse(issuedAt) + openDays * 86_400_000;
  return !isYoung || isRevoked(address, issuedAt, lake);
}

const signatureOf = (signed: string, secret: string): Buffer =>
  createHmac("sha256", Buffer.from(secret, "base64url")).update(signed).digest();

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
