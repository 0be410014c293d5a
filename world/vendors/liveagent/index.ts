/**
 * LiveAgent as a simulated vendor: the newer interface under /v3 with its key in a header, the reports of the older one
 * beside it with a key of their own in the query. Calls without a ticket, tickets that are answered but not resolved,
 * thumbs instead of scores, and times that never say their zone.
 */

import type { Ledger, Version } from "../ledger.ts";
import type { Personality, Request, VendorStream } from "../vendor.ts";
import { behindCursor, directory, messages, refused, report, tickets } from "./answers.ts";
import type { Zones } from "./records.ts";
import { versionsOf } from "./versions.ts";

/** The key of the older interface, which comes with the token of the newer one. */
export const reportKey = (token: string) => `${token}-9`;

/** What an admin would put into the secret. */
export const secretOf = (token: string) => JSON.stringify({ v3: token, v1: reportKey(token) });

const byCursor: Readonly<Record<string, readonly [stream: string, column: string]>> = {
  "/v3/calls": ["calls", "dateCreated"],
  "/v3/tickets/history": ["ticket_history", "date_from"],
};
const listed: Readonly<Record<string, string>> = {
  "/v3/agents": "agents",
  "/v3/departments": "departments",
  "/v3/tags": "tags",
};
const reported: Readonly<Record<string, readonly [stream: string, list: string]>> = {
  "/reports/ranking": ["ranking", "ranks"],
  "/reports/tickets/agentsavailability": ["availability_tickets", "agentsavailability"],
  "/reports/chats/agentsavailability": ["availability_chats", "agentsavailability"],
  "/reports/calls/agentsavailability": ["availability_calls", "agentsavailability"],
};

const optional = (name: string, drifting: readonly string[], identity = "id"): VendorStream => ({
  ...{ name, drifting, identity },
  isOptional: true,
});

const streams: readonly VendorStream[] = [
  { name: "tickets", drifting: ["tags", "subject", "owner_name", "date_due"], identity: "id" },
  { name: "messages", isChild: true, drifting: ["format", "message"], identity: "id" },
  optional("calls", ["callDuration", "toName"]),
  optional("ticket_history", ["elapsed_time"]),
  { name: "agents", drifting: ["gender"], identity: "id" },
  { name: "departments", drifting: ["agent_count"], identity: "department_id" },
  { name: "tags", drifting: ["color"], identity: "id" },
  optional("ranking", ["contactid"]),
  ...["tickets", "chats", "calls"].map((of) => optional(`availability_${of}`, ["firstname"])),
];

const ofTicket = /^\/v3\/tickets\/([^/]+)\/messages$/;
const ticketIn = ({ path }: Pick<Request, "path">) => ofTicket.exec(path)?.[1];

export function liveagentIn(zones: Zones): Personality {
  return {
    name: "liveagent",
    streams,
    groups: { all: { requests: 180, seconds: 60 } },
    versions: (centre) => versionsOf(centre, zones),
    isAllowed: ({ path, headers, query }, token) =>
      path.startsWith("/v3/") ? headers.get("apikey") === token : query.get("apikey") === reportKey(token),
    route({ path }) {
      const parent = ticketIn({ path });
      if (parent !== undefined) return { stream: "messages", group: "all", parent };
      const name = byCursor[path]?.[0] ?? listed[path] ?? reported[path]?.[0];
      const stream = path === "/v3/tickets" ? "tickets" : name;
      return stream === undefined ? undefined : { stream, group: "all" };
    },
    answer(request, view) {
      const { path } = request;
      const [parent, cursor, list, report_] = [
        ticketIn(request),
        byCursor[path],
        listed[path],
        reported[path],
      ];
      if (parent !== undefined) return messages(request, view, decodeURIComponent(parent));
      if (cursor !== undefined) return behindCursor(request, view, ...cursor);
      if (list !== undefined) return directory(request, view, list);
      if (report_ !== undefined) return report(request, view, ...report_);
      return tickets(request, view);
    },
    refusal: (status) => refused(status, `Refused with ${status}`),
    least: leastOf,
  };
}

/** With the zones its documents and its users tell of. */
export const liveagent = liveagentIn({ v3: "UTC", v1: "America/Los_Angeles" });

const [overlap, lag] = [26 * 3_600_000, 120_000];

/**
 * What a reader needs who looks again at 26 hours, leaves the last two minutes, and believes a page to be the last only
 * if it has fewer records than the vendor gives unasked.
 */
function leastOf(runs: readonly number[], ledger: Ledger): number {
  let sum = 0;
  let before: number | undefined;
  const read = new Map<string, number>();
  for (const run of runs) {
    const until = run - lag;
    const since = (before ?? runs[0] ?? 0) - overlap;
    const within = ({ at }: Version) => at >= since && at <= until;
    const pages = (count: number) => (count < 10 ? 1 : 2 + Math.floor(count / 500));
    const changed = ledger.current("tickets", run).filter(within);
    // The latest change, and the list of changes, for tickets and for their messages.
    sum += 2 * (1 + pages(changed.length));
    for (const { key, at } of changed) {
      if (read.get(key) === at) continue;
      read.set(key, at);
      const own = ledger.current("messages", run).filter(({ parent }) => parent === key);
      sum += pages(new Set(own.map(({ tags }) => tags?.["group"])).size);
    }
    for (const [stream] of Object.values(byCursor)) {
      const rows = ledger.current(stream, run).filter(within).length;
      sum += 1 + Math.floor(rows / 500);
    }
    for (const stream of Object.values(listed)) sum += pages(ledger.current(stream, run).length);
    for (const [stream] of Object.values(reported))
      sum += reportPages(ledger.current(stream, run), since, until);
    before = until;
  }
  return sum;
}

/** Each day of the older interface's own is asked for by itself. */
function reportPages(rows: readonly Version[], since: number, until: number): number {
  let sum = 0;
  for (let day = dayOf(since); day <= dayOf(until); day += 1) {
    const count = rows.filter(({ at }) => dayOf(at) === day).length;
    sum += count < 10 ? 1 : 2;
  }
  return sum;
}

/** Eight hours behind UTC, as in its winter. */
const dayOf = (at: number) => Math.floor((at - 8 * 3_600_000) / 86_400_000);
