/** What is done about an answer, by its status alone: what is in it is not to be trusted yet. Pure. */

import type { VendorErrorKind } from "./vendor.ts";

export type Verdict =
  /** It says it went well. */
  | { readonly do: "read" }
  | { readonly do: "follow" }
  /** Asked to wait; `pauses` all requests of the group. */
  | { readonly do: "wait"; readonly pauses: boolean }
  /** Once more, a few times; then it is this. */
  | { readonly do: "again"; readonly otherwise: VendorErrorKind }
  /** It is this, unless the vendor has a rule of its own. */
  | { readonly do: "end"; readonly as: VendorErrorKind; readonly hasRule: boolean };

const tooMuch = new Set([408, 502, 504, 524]);
const moved = new Set([301, 302, 303, 307, 308]);

export function verdictOf(status: number, saysWhen: boolean, method: "GET" | "POST"): Verdict {
  if (status === 200 || status === 201) return { do: "read" };
  if (status === 202) return { do: "wait", pauses: false };
  if (status === 429 || (status === 503 && saysWhen)) return { do: "wait", pauses: true };
  if (tooMuch.has(status)) return { do: "again", otherwise: "gateway" };
  if (status >= 500 || status < 300 || status === 425) return { do: "again", otherwise: "unreadable" };
  // Sent on by these, a POST would become a GET.
  if (moved.has(status) && (method === "GET" || status > 303)) return { do: "follow" };
  if (status === 401) return { do: "end", as: "unauthorised", hasRule: false };
  if (status === 403) return { do: "end", as: "forbidden", hasRule: true };
  if (status === 404) return { do: "end", as: "missing", hasRule: true };
  return { do: "end", as: "refused", hasRule: status >= 400 };
}
