/**
 * LiveAgent: records from its newer interface (v3), and the reports only its older one (v1) has.
 *
 * Documented (the vendor's specification and generated client): the members of tickets, message groups, messages,
 * calls, history, agents, departments and tags with their letters; `_page`, `_perPage`, `_sortField`, `_sortDir`,
 * `_filters`, `_cursor`; the header `apikey`; times of v1 in America/Los_Angeles unless set otherwise; that the SLA log
 * has only targets that were met, in time or late: it is not read, because no share can be made of it.
 * Read in the code of other clients: `D>=` and `D<=` on `date_changed`, `>=` and `<=` elsewhere; 500 records a page;
 * the header `next_page_cursor`; the columns and lists of the v1 reports, its key in the query; 180 requests a minute;
 * times of v3 taken for UTC; `system00` as the author of what the system writes.
 * Assumed, and never held against a live account: that every message changes its ticket; that a row of availability is a stretch of time; the letters of `rankingType`.
 *
 * Messages are told apart by who wrote them, which only the list of agents says: it is read after them.
 */

import { InputError } from "../core/errors.ts";
import type { ApiSource } from "../core/source.ts";
import { isZone } from "../core/wall.ts";
import type { GroupLimit } from "./budget.ts";
import type { Connector } from "./connector.ts";
import { type DirectoryOptions, directory } from "./liveagent-directory.ts";
import { cursorList } from "./liveagent-lists.ts";
import type { Account } from "./liveagent-records.ts";
import { report } from "./liveagent-reports.ts";
import { messages, tickets } from "./liveagent-tickets.ts";

import type { Authorisation } from "./request.ts";
import { textAt } from "./slices.ts";
import type { VendorHttp, VendorRequest } from "./vendor.ts";

/** Requests a minute, of 180 that are said to be allowed; nobody says how many v1 takes, so both share them. */
const limitsOf = ({ settings }: ApiSource): Readonly<Record<string, GroupLimit>> => ({
  v3: { perMinute: Number(settings.requests_per_minute ?? 120) },
  v1: { within: "v3" },
});

/** Where the interface of an account is, unless the config says otherwise. */
const addressOf = (account: string) => `https://${encodeURIComponent(account)}.ladesk.com/api`;

export interface LiveagentAccess {
  readonly address: string;
  readonly limits: Readonly<Record<string, GroupLimit>>;
  readonly secrets: readonly string[];
  readonly hasReports: boolean;
  readonly ownKeys: Readonly<Record<string, string>>;
  readonly authorise: (request: VendorRequest) => Authorisation;
}

/** The secret is the key of v3 alone, or `{"v3": "...", "v1": "..."}`. Throws InputError where it is neither. */
export function liveagentAccess(source: ApiSource, secret: string): LiveagentAccess {
  const { v3, v1 } = keysOf(secret.trim(), source.token);
  return {
    address: source.address ?? addressOf(source.account),
    limits: limitsOf(source),
    secrets: [v3, ...(v1 ? [v1] : [])],
    hasReports: v1 !== undefined,
    ownKeys: { v1: reportCure(source.token) },
    authorise: ({ group }) =>
      group === "v1" ? { query: { apikey: v1 ?? "" } } : { headers: { apikey: v3 } },
  };
}

const reportCure = (token: string) =>
  `The key "v1" in ${token} does not open the reports; all that "v3" opens is read. Put the key of API v1 there (Configuration > System > API, below those of v3), or leave "v1" out and do without ratings and availability.`;

function keysOf(secret: string, token: string): { readonly v3: string; readonly v1?: string } {
  if (secret === "") throw new InputError(`${token} is empty. Put the key of LiveAgent's API v3 into it.`);
  if (!secret.startsWith("{")) return { v3: secret };
  try {
    JSON.parse(secret);
  } catch {
    throw new InputError(
      `${token} is no JSON. Write {"v3": "...", "v1": "..."}, or the key of API v3 alone.`,
    );
  }
  const [v3, v1] = [textAt(secret, "v3"), textAt(secret, "v1")];
  if (!v3) throw new InputError(`${token} has no "v3". Write {"v3": "...", "v1": "..."}.`);
  return v1 ? { v3, v1 } : { v3 };
}

/** `hasReports`: there is a key of v1; without one its streams are said to be missing. */
export function liveagent(
  source: ApiSource,
  http: VendorHttp,
  { hasReports }: Pick<LiveagentAccess, "hasReports">,
): Connector {
  const account: Account = {
    ...{ source, http, hasReports },
    zoneV3: zoneOf(source, "zone_v3", "UTC"),
    zoneV1: zoneOf(source, "zone_v1", "America/Los_Angeles"),
  };
  return {
    streams: [
      tickets(account),
      messages(account),
      ...lists.map((options) => cursorList(account, options)),
      ...directories.map((options) => directory(account, options)),
      ...reports.map((options) => report(account, options)),
    ],
  };
}

function zoneOf({ id, settings }: ApiSource, name: "zone_v3" | "zone_v1", usual: string): string {
  const zone = settings[name] || usual;
  if (isZone(zone)) return zone;
  throw new InputError(
    `[${id}] ${name}: there is no zone ${JSON.stringify(zone)}. Write one such as Europe/Budapest.`,
  );
}

const lists = [
  {
    ...{ name: "calls", path: "/calls", field: "dateCreated" },
    versions: ["dateFinished", "dateAnswered", "dateCreated"],
    personal: { hashed: ["fromNumber", "toNumber"], dropped: ["fromName", "toName"] },
  },
  {
    ...{ name: "ticket_history", path: "/tickets/history", field: "date_from", versions: ["date_from"] },
    personal: { hashed: [], dropped: [] },
  },
];

const directories: readonly DirectoryOptions[] = [
  {
    ...{ name: "agents", id: "id", telling: ["id", "name", "status", "role"] },
    dropped: [
      "email",
      "avatar_url",
      "gender",
      "last_pswd_change",
      "twofactor_auth",
      "sip_phone_id",
      "api_phone_id",
    ],
  },
  { name: "departments", id: "department_id", telling: ["department_id", "name"], dropped: [] },
  { name: "tags", id: "id", telling: ["id", "name", "is_archived"], dropped: [] },
];

const availability = (of: string) => ({
  ...{ name: `availability_${of}`, path: `/reports/${of}/agentsavailability`, list: "agentsavailability" },
  columns: ["id", "userid", "departmentid", "hours_online", "from_date", "to_date"],
  key: (row: string) => joined(textAt(row, "id"), textAt(row, "userid")),
  versions: ["to_date"],
  personal: { hashed: [], dropped: ["firstname", "lastname"] },
});

const reports = [
  {
    // Neither the comment nor who wrote it is asked for.
    ...{ name: "ranking", path: "/reports/ranking", list: "ranks" },
    columns: ["id", "rankingType", "datecreated", "conversationid", "agentcontactid"],
    key: (row: string) => textAt(row, "id"),
    versions: ["datecreated"],
    personal: {
      hashed: ["contactid"],
      dropped: ["comment", "requester", "requesterEmail", "agent", "agentEmail"],
    },
  },
  ...["tickets", "chats", "calls"].map(availability),
];

const joined = (...parts: readonly (string | undefined)[]) =>
  parts.every(Boolean) ? parts.map((part) => encodeURIComponent(part ?? "")).join("/") : undefined;
