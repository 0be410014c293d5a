/** The simulated Zendesk: what its interface says, with the paging, the limits and the refusals it is documented to have. */

import type { Ledger } from "../ledger.ts";
import type { Personality, Reply, Request, Route, View } from "../vendor.ts";
import { after, exportedSince, from, hidden, listed, ordered, type Rows } from "./paging.ts";
import { told } from "./told.ts";

const lists: Readonly<Record<string, { readonly list: string; readonly isExport: boolean }>> = {
  "/users": { list: "users", isExport: false },
  "/groups": { list: "groups", isExport: false },
  "/ticket_fields": { list: "ticket_fields", isExport: false },
  "/satisfaction_ratings": { list: "satisfaction_ratings", isExport: false },
  "/incremental/ticket_events": { list: "ticket_events", isExport: true },
  "/incremental/tickets/cursor": { list: "tickets", isExport: true },
  "/incremental/ticket_metric_events": { list: "ticket_metric_events", isExport: true },
  "/incremental/users/cursor": { list: "users", isExport: true },
  "/channels/voice/stats/incremental/calls": { list: "calls", isExport: true },
  "/channels/voice/stats/incremental/legs": { list: "legs", isExport: true },
};

/** Zendesk shows nothing of the last minute in its own exports; what is later than this is late. */
const lateness = 50;

export const zendesk: Personality = {
  name: "zendesk",
  streams: [
    { name: "agents", lateness: 0, isUnordered: true, drifting: ["notes", "time_zone"] },
    { name: "admins", lateness: 0, isUnordered: true },
    { name: "groups", lateness: 0, isUnordered: true },
    { name: "ticket_fields", lateness: 0 },
    { name: "ticket_events", lateness, drifting: ["via", "metadata"], identity: "id" },
    {
      name: "tickets",
      lateness,
      drifting: ["tags", "priority", "satisfaction_rating", "type"],
      identity: "id",
    },
    { name: "metric_events", drifting: ["status"] },
    { name: "satisfaction_ratings", isOptional: true, drifting: ["reason"], identity: "id" },
    { name: "calls", isOptional: true, drifting: ["ivr_hops", "call_charge"], identity: "id" },
    { name: "legs", isOptional: true },
    { name: "users", lateness },
  ],
  groups: { plan: { requests: 200, seconds: 60 }, incremental: { requests: 10, seconds: 60 } },
  versions: told,
  isAllowed: ({ headers }, token) => headers.get("authorization") === `Bearer ${token}`,
  route,
  answer,
  refusal: (status) => ({ status, body: JSON.stringify({ error: said[status] ?? "Error" }) }),
  least,
};

const said: Readonly<Record<number, string>> = {
  401: "Couldn't authenticate you",
  403: "Forbidden",
  404: "InvalidEndpoint",
  429: "APIRateLimitExceeded",
};

function route({ path, query }: Request): Route | undefined {
  const found = lists[path];
  if (found === undefined) return undefined;
  return { stream: streamOf(path, query), group: found.isExport ? "incremental" : "plan" };
}

function streamOf(path: string, query: URLSearchParams): string {
  if (path === "/users") return query.get("role") === "admin" ? "admins" : "agents";
  if (path.endsWith("/ticket_metric_events")) return "metric_events";
  return lists[path]?.list ?? "";
}

function answer({ path, query }: Request, view: View, now: number): Reply {
  const stream = streamOf(path, query);
  const rows = ordered(view.current(stream));
  if (path.endsWith("/cursor")) return follow(stream, query, view, hidden(rows, now));
  if (path === "/incremental/ticket_metric_events" || lists[path]?.isExport === false)
    return page(path, stream, query, view, rows);
  return export_(path, query, view, path.startsWith("/incremental") ? hidden(rows, now) : rows, now);
}

/** Tickets and users, behind a cursor. */
function follow(stream: string, query: URLSearchParams, view: View, rows: Rows): Reply {
  const size = Math.min(1000, Number(query.get("per_page") ?? 1000));
  const [start, cursor] = [query.get("start_time"), query.get("cursor")];
  if ((start === null) === (cursor === null)) return refused(400, "start_time or cursor");
  if (start !== null && Number(start) * 1000 > view.now - 60_000) return tooRecent;
  const position = cursor === null ? `${Number(start) * 1000} ` : view.position(stream, cursor);
  if (position === undefined) return refused(400, "invalid cursor");
  const slice = view.page(rows, after(rows, position), size);
  const last = slice.rows.reduce<string>((latest, row) => later(latest, `${row.at} ${row.key}`), position);
  const token = view.token(stream, last);
  const list = lists[`/incremental/${stream}/cursor`]?.list ?? stream;
  return told200(list, slice.rows, {
    after_url: `https://example.zendesk.com/api/v2/incremental/${stream}/cursor.json?cursor=${token}`,
    after_cursor: token,
    before_url: null,
    before_cursor: null,
    end_of_stream: slice.next === null,
  });
}

function later(one: string, other: string): string {
  const [a = "", b = ""] = [one.split(" ")[0], other.split(" ")[0]];
  return Number(a) > Number(b) || (a === b && one > other) ? one : other;
}

/** Since a second, which belongs to the page. */
function export_(path: string, query: URLSearchParams, view: View, rows: Rows, now: number): Reply {
  const isTalk = path.startsWith("/channels");
  const start = Number(query.get("start_time"));
  if (!isTalk && start * 1000 > now - 60_000) return tooRecent;
  const size = isTalk ? 1000 : Math.min(1000, Number(query.get("per_page") ?? 1000));
  const begin = from(rows, start * 1000);
  const end = exportedSince(rows, begin, size);
  const told = view.page(rows, begin, end - begin).rows;
  // Repeating a record of the page before takes none of this page's away.
  const repeated = rows[begin - 1];
  const isRepeated = repeated !== undefined && told.includes(repeated);
  const page = rows.slice(isRepeated ? begin - 1 : begin, end);
  const last = Math.max(start, ...page.map(({ at }) => at / 1000));
  const seconds = new Set(page.map(({ at }) => at));
  return {
    ...told200(lists[path]?.list ?? "", page, {
      count: page.length,
      next_page: `https://example.zendesk.com/api/v2${path}.json?start_time=${last}`,
      end_time: last,
      ...(isTalk ? {} : { end_of_stream: end === rows.length }),
    }),
    // What cannot be asked for in smaller pieces is never too large.
    ...(isTalk || seconds.size <= 2 ? { count: 1 } : {}),
  };
}

/** Page by page. */
function page(path: string, stream: string, query: URLSearchParams, view: View, all: Rows): Reply {
  const size = Math.min(100, Number(query.get("page[size]") ?? 100));
  const start = Number(query.get("start_time") ?? 0) * 1000;
  const token = query.get("page[after]");
  const rows = all.slice(from(all, start));
  const name = `${stream} ${start}`;
  const position = token === null ? `${start} ` : view.position(name, token);
  if (position === undefined) return refused(400, "invalid page[after]");
  const slice = listed(view, rows, token === null ? 0 : after(rows, position), size);
  const last = slice.last ?? position;
  return told200(lists[path]?.list ?? "", slice.rows, {
    meta: { has_more: slice.next !== null, after_cursor: view.token(name, last), before_cursor: null },
    links: { next: null, prev: null },
  });
}

const refused = (status: number, error: string): Reply => ({ status, body: JSON.stringify({ error }) });
const tooRecent = refused(422, "Too recent start_time. Use a start_time older than 1 minute");

function told200(list: string, rows: Rows, rest: object): Reply {
  const records = rows.map(({ body }) => body).join(",");
  return {
    status: 200,
    body: `{"${list}":[${records}],${JSON.stringify(rest).slice(1)}`,
    count: rows.length,
  };
}

/** Each list once a run, and once more for each further page of what is new. */
function least(runs: readonly number[], ledger: Ledger): number {
  const sizes = { ticket_events: 1000, tickets: 1000, metric_events: 100, satisfaction_ratings: 100 };
  let requests = 0;
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1] ?? 0;
    requests += 6;
    for (const [stream, size] of Object.entries(sizes)) {
      const news = ledger.current(stream, run).filter(({ at }) => at > before && at <= run).length;
      requests += Math.max(1, Math.ceil(news / size));
    }
  }
  return requests;
}
