/** One query as the vendor wants it, and its answer as records. */

import { createHash } from "node:crypto";
import type { RawRecord } from "./connector.ts";
import { recordsIn, textAt } from "./slices.ts";
import type { Leg } from "./sprout-social-round.ts";
import { after, rangeText, type Window } from "./sprout-social-window.ts";
import type { VendorHttp } from "./vendor.ts";

/** What stays the same in all queries of a stream. */
export interface Query {
  readonly stream: string;
  readonly path: string;
  /** Where in a record its identity is, and where a time of it. */
  readonly key: string;
  readonly eventAt: string;
  readonly fields?: readonly string[];
}

export interface Answer {
  /** Each record as it stands in the answer. */
  readonly bodies: readonly string[];
  /** Null when the leg is read. */
  readonly next: Window | null;
}

export async function askedFor(http: VendorHttp, query: Query, leg: Leg, window: Window): Promise<Answer> {
  const { token } = window;
  const { text, json } = await http.send({
    method: "POST",
    path: query.path,
    body: {
      filters: [...leg.among, `${leg.by}.in(${rangeText(window)})`],
      ...(query.fields ? { fields: query.fields } : {}),
      // Without it ranges would be in Chicago's time.
      timezone: "UTC",
      sort: ["created_time:asc"],
      limit: window.limit,
      ...(token === null ? {} : { page_cursor: token }),
    },
    group: "sprout",
    expects: "data",
    means: (status) => (status === 400 && token !== null ? "cursor" : undefined),
  });
  const bodies = recordsIn(text, "data");
  return { bodies, next: after(window, { count: bodies.length, token: nextToken(json) }, leg) };
}

function nextToken(json: unknown): string | null {
  const paging = (json as { paging?: { next_cursor?: unknown } | null }).paging;
  const token = paging?.next_cursor;
  return typeof token === "string" && token !== "" ? token : null;
}

/** `request` numbers the stream's requests for good, so that no two records of a batch share a page. */
export function recordsOf(
  { stream, key, eventAt }: Pick<Query, "stream" | "key"> & { readonly eventAt?: string },
  request: number,
  bodies: readonly string[],
): RawRecord[] {
  return bodies.map((body, index) => {
    const page = `${stream}/${String(request).padStart(9, "0")}:${String(index + 1).padStart(6, "0")}`;
    const id = textAt(body, key);
    if (id === undefined || id === "") {
      // What it holds is not repeated, for it may be personal; its hash finds it again.
      const told = {
        reason: `the record has no ${key}`,
        sha256: createHash("sha256").update(body).digest("hex"),
      };
      return { key: page, version: "", eventAt: "", op: "reject", page, body: JSON.stringify(told) };
    }
    const at = Date.parse((eventAt && textAt(body, eventAt)) || "");
    const told = Number.isNaN(at) ? "" : new Date(at).toISOString();
    return { key: id, version: "", eventAt: told, op: "upsert", page, body };
  });
}
