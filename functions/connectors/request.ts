/** Where a request goes, and where it never goes. */

import { isPrivate } from "../core/address.ts";
import { InputError } from "../core/errors.ts";
import type { VendorRequest } from "./vendor.ts";

/** What opens the account: added to each request, and told to nobody. */
export interface Authorisation {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** The address of a source, without a slash at its end. Throws InputError where no secret may be sent to it. */
export function addressOf(address: string, source: string): string {
  const url = URL.parse(address);
  if (url === null || !isPrivate(url))
    throw new InputError(
      `[${source}] the address of its interface is not one that begins with https:// (http:// only on this machine). Correct address: or account: in the config.`,
    );
  if (url.username !== "" || url.password !== "" || /[?#]/.test(url.href))
    throw new InputError(
      `[${source}] the address of its interface holds more than a host and a path. Leave passwords, ? and # out of address: and account:; the secret is named by token:.`,
    );
  return url.href.replace(/\/+$/, "");
}

/** The address of a request; undefined where its path would lead elsewhere. */
export function urlOf(
  address: string,
  { path, query = {} }: VendorRequest,
  own: Authorisation,
): URL | undefined {
  if (!/^\/[^?#\\\p{C}\p{Z}]*$/u.test(path)) return undefined;
  const url = URL.parse(`${address}${path}`);
  // `..` would climb out of the interface.
  if (url === null || !url.href.startsWith(`${address}/`)) return undefined;
  for (const [name, value] of Object.entries({ ...query, ...own.query })) url.searchParams.set(name, value);
  return url;
}

/** Where an answer sends the request to; undefined where that is another host, or not as safe. */
export function redirected(from: URL, location: string | null, own: Authorisation): URL | undefined {
  const to = location === null ? null : URL.parse(location, from.href);
  if (to === null || to.origin !== from.origin || to.username !== "" || to.password !== "") return undefined;
  to.hash = "";
  for (const [name, value] of Object.entries(own.query ?? {})) to.searchParams.set(name, value);
  return to;
}

/** Undefined where one of them cannot be a header; the error itself would quote it. */
export function headersOf(request: VendorRequest, own: Authorisation): Headers | undefined {
  try {
    const headers = new Headers({ accept: "application/json", "user-agent": "raport" });
    if (request.body !== undefined) headers.set("content-type", "application/json");
    for (const [name, value] of Object.entries({ ...request.headers, ...own.headers }))
      headers.set(name, value);
    return headers;
  } catch {
    return undefined;
  }
}

/** What the authorisation tells, and what it is made of. */
export function secretsOf({ headers = {}, query = {} }: Authorisation): string[] {
  const values = [...Object.values(headers), ...Object.values(query)];
  const basic = values.flatMap((value) => /^Basic (.+)$/i.exec(value)?.[1] ?? []);
  return [...values, ...basic.map((text) => Buffer.from(text, "base64").toString())];
}
