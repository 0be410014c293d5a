/** LiveAgent's connector before an account that answers as it is told. */

import type { Cursor, Page, RawRecord } from "../../functions/connectors/connector.ts";
import { liveagent } from "../../functions/connectors/liveagent.ts";
import { VendorError, type VendorErrorKind, type VendorRequest } from "../../functions/connectors/vendor.ts";
import { account } from "./liveagent-trial.ts";

export interface Given {
  readonly list: readonly string[];
  readonly next?: string;
}

export const now = "2026-11-04T12:02:00Z";

/** An account that answers as it is told; lists it is told nothing of are empty. */
export function accountWith(
  answer: (request: VendorRequest) => Given | undefined,
  { settings = {}, hasReports = true, at = now } = {},
) {
  const asked: VendorRequest[] = [];
  const http = {
    async send(request: VendorRequest) {
      asked.push(request);
      const { list, next }: Given = answer(request) ?? { list: [] };
      const name = /^response\.(.+)$/.exec(request.expects ?? "")?.[1];
      const text = name ? `{"response":{"${name}":[${list.join(",")}]}}` : `[${list.join(", ")}]`;
      const headers = new Headers(next === undefined ? {} : { Next_Page_Cursor: next });
      return { status: 200, headers, text, json: JSON.parse(text) };
    },
  };
  const { streams } = liveagent({ ...account, settings }, http, { hasReports });
  async function read(name: string, from: Cursor | null = null) {
    const pages: Page[] = [];
    const stream = streams.find((one) => one.name === name);
    const context = { batch: () => 1, now: () => Date.parse(at), msLeft: () => 900_000 };
    for await (const page of stream?.read(from, context) ?? []) pages.push(page);
    return pages;
  }
  return { asked, read };
}

export const records = (pages: readonly Page[]): readonly RawRecord[] =>
  pages.flatMap((page) => page.records);
export const keys = (pages: readonly Page[]) => records(pages).map(({ key }) => key);
export const failure = (kind: VendorErrorKind) => new VendorError(`it was ${kind}`, { kind });
export const ticket = (id: string, changed: string, more = "") =>
  `{"id":"${id}","date_changed":"${changed}"${more}}`;
export const second = "2026-11-03 10:00:00";

/** The tickets that a request asks for, of these, as LiveAgent would give them; `most` a page whatever is asked. */
export function served(
  { path, query = {} }: VendorRequest,
  tickets: readonly string[],
  most = 500,
): Given | undefined {
  if (path !== "/v3/tickets") return undefined;
  const timeOf = (text: string) => /"date_changed":"([^"]+)"/.exec(text)?.[1] ?? "";
  const filters: [string, string, string][] = JSON.parse(query._filters ?? "[]");
  const kept = tickets
    .filter((one) => filters.every(([, is, at]) => (is === "D>=" ? timeOf(one) >= at : timeOf(one) <= at)))
    .toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)));
  const size = Math.min(most, Number(query._perPage));
  const sorted = query._sortDir === "DESC" ? kept.toReversed() : kept;
  return { list: sorted.slice((Number(query._page) - 1) * size).slice(0, size) };
}
