/** A request as it came from a socket or a function, as a personality sees it. */

import type { Request } from "./vendor.ts";

/** `url` is the whole address or what follows the host; the vendor's name in front of the path is taken away. */
export function requestOf(
  method: string,
  url: string,
  headers: Headers,
  body: string,
  name: string,
): Request {
  const { origin, pathname, searchParams } = new URL(url, `http://${headers.get("host") ?? "localhost"}`);
  const path = pathname.startsWith(`/${name}/`) ? pathname.slice(name.length + 1) : pathname;
  return { address: `${origin}/${name}`, method, path, query: searchParams, headers, body };
}
