/**
 * Zendesk: tickets of Support with their metric events, the events of tickets (comments, changes, surveys), ratings, the
 * calls of Talk, and who works there.
 *
 * Documented by the vendor (https://developer.zendesk.com): the addresses; the export of tickets and users behind a
 * cursor, with `start_time` on the first request only, `after_cursor` and `end_of_stream`; exports by time with
 * `end_time`, whose pages share records; that no export shows the last minute, and that a start later than that is
 * refused (422); 10 requests a minute for all exports; `page[size]` of 100 and `page[after]` for lists; sideloads of
 * tickets; `generated_timestamp`, which moves with every change of a ticket, as `updated_at` does not; deleted tickets
 * with the status `deleted`; that Talk's `next_page` is never null; both generations of satisfaction surveys.
 *
 * Assumed: that the export of tickets takes `include=metric_events`, as other people's connectors ask for it; that
 * `per_page` may be less than 1,000 on the exports of tickets, users and events; that Talk gives 1,000 calls a page; that a
 * list since a time goes by when a rating was last changed; that metric events are at most an hour late; how long a
 * position lives (400, 410 and 422 are read as its end). A rating keeps its record from offer to answer.
 *
 * People are read before what they wrote, because a comment is an agent's or a customer's by who is an agent when it is
 * mapped, and a backfill takes many landings. Those who came in the meantime are read after it, from the export of
 * users, of which customers never land. A group founded between the two is known by its number until it is renamed
 * or rebuilt.
 */

import { startOfDay } from "../core/period.ts";
import type { ApiSource } from "../core/source.ts";
import type { Connector, PersonalPaths, Stream } from "./connector.ts";
import type { VendorHttpOptions } from "./http.ts";
import { textAt } from "./slices.ts";
import type { VendorHttp } from "./vendor.ts";
import { cursorExport } from "./zendesk-cursor.ts";
import { directory, pagedLog } from "./zendesk-pages.ts";
import * as personal from "./zendesk-personal.ts";
import { epoch, type Kind, secondsOf, written } from "./zendesk-records.ts";
import { timeExport } from "./zendesk-time.ts";

/** What the connector needs to know of a source. */
export type ZendeskSource = Pick<
  ApiSource,
  "since" | "zone" | "settings" | "keepsComments" | "keepsPersonal"
>;

const usualRequests = 200;

/** How the vendor is reached: with `EMAIL/token:API-TOKEN`, or the token of an OAuth client. */
export function zendeskAccess(
  { account, address, settings }: Pick<ApiSource, "account" | "address" | "settings">,
  secret: string,
): Pick<VendorHttpOptions, "address" | "authorise" | "limits" | "secrets"> {
  const isBasic = secret.includes(":");
  const authorization = isBasic ? `Basic ${Buffer.from(secret).toString("base64")}` : `Bearer ${secret}`;
  return {
    address: address ?? `https://${account}.zendesk.com/api/v2`,
    authorise: () => ({ headers: { authorization } }),
    limits: {
      plan: { perMinute: Number(settings.requests_per_minute ?? usualRequests) },
      incremental: { perMinute: 10, within: "plan" },
    },
    secrets: isBasic ? [secret, secret.slice(secret.indexOf(":") + 1)] : [secret],
  };
}

export function zendesk(source: ZendeskSource, http: VendorHttp): Connector {
  const since = secondsOf(Date.parse(startOfDay(source.since, source.zone)));
  const begins = () => since;
  const recently = (now: number) => Math.max(since, secondsOf(now) - week);
  const all = (kind: Kind, paths: PersonalPaths): Stream => ({
    name: kind.stream,
    personal: paths,
    read: (from, context) => {
      const own = source.keepsPersonal ? personal.none : paths;
      return directory(http, { ...kind, group: "plan", personal: own }, from, context);
    },
  });
  return {
    streams: [
      all(agents, personal.people),
      all(admins, personal.people),
      all(groups, personal.none),
      ...(source.settings.reason_field ? [all(ticketFields, personal.none)] : []),
      {
        name: "ticket_events",
        personal: personal.ticketEvents(source.keepsComments),
        read: (from, context) =>
          timeExport(http, { ...ticketEvents, begins, overlap: 0, hasSize: true }, from, context),
      },
      {
        name: "tickets",
        personal: personal.tickets,
        read: (from, context) => cursorExport(http, { ...tickets, begins }, from, context),
      },
      {
        name: "metric_events",
        personal: personal.none,
        // A ticket comes with all of its own: these tell of what was breached since it was last touched.
        read: (from, context) =>
          pagedLog(http, { ...metricEvents, group: "incremental", begins: recently }, from, context),
      },
      {
        name: "satisfaction_ratings",
        isOptional: true,
        personal: personal.ratings(source.keepsComments),
        read: (from, context) => pagedLog(http, { ...ratings, group: "plan", begins }, from, context),
      },
      ...[calls, legs].map(
        (kind): Stream => ({
          name: kind.stream,
          isOptional: true,
          personal: personal.talk,
          read: (from, context) =>
            timeExport(http, { ...kind, begins, overlap: late, hasSize: false }, from, context),
        }),
      ),
      {
        name: "users",
        personal: personal.people,
        read: (from, context) => cursorExport(http, { ...users, begins: recently }, from, context),
      },
    ],
  };
}

/** Seconds. */
/** A target open for longer without its ticket being touched is not seen to be missed. */
const week = 7 * 86_400;
const late = 180;

const works = (body: string) => ["agent", "admin"].includes(textAt(body, "role") ?? "");
const people = {
  list: "users",
  version: written("updated_at"),
  eventAt: "updated_at",
  lands: works,
} as const;

const agents: Kind = { ...people, stream: "agents", path: "/users", query: { role: "agent" } };
const admins: Kind = { ...people, stream: "admins", path: "/users", query: { role: "admin" } };
const groups: Kind = {
  stream: "groups",
  path: "/groups",
  query: { exclude_deleted: "false" },
  list: "groups",
  version: written("updated_at"),
  eventAt: "updated_at",
};
const ticketFields: Kind = {
  stream: "ticket_fields",
  path: "/ticket_fields",
  list: "ticket_fields",
  version: written("updated_at"),
  eventAt: "updated_at",
};
const ticketEvents: Kind = {
  stream: "ticket_events",
  path: "/incremental/ticket_events",
  query: { include: "comment_events" },
  list: "ticket_events",
  version: epoch("timestamp"),
  eventAt: "created_at",
};
const tickets: Kind = {
  stream: "tickets",
  path: "/incremental/tickets/cursor",
  query: { include: "metric_sets,metric_events" },
  list: "tickets",
  version: epoch("generated_timestamp"),
  eventAt: "updated_at",
  isDeleted: (body) => textAt(body, "status") === "deleted",
};
const metricEvents: Kind = {
  stream: "metric_events",
  path: "/incremental/ticket_metric_events",
  list: "ticket_metric_events",
  version: epoch("time"),
  eventAt: "time",
  isDeleted: (body) => textAt(body, "deleted") === "true",
};
const ratings: Kind = {
  stream: "satisfaction_ratings",
  path: "/satisfaction_ratings",
  list: "satisfaction_ratings",
  version: epoch("updated_at"),
  eventAt: "updated_at",
};
const calls: Kind = {
  stream: "calls",
  path: "/channels/voice/stats/incremental/calls",
  list: "calls",
  version: epoch("updated_at"),
  eventAt: "updated_at",
};
const legs: Kind = { ...calls, stream: "legs", path: "/channels/voice/stats/incremental/legs", list: "legs" };
const users: Kind = { ...people, stream: "users", path: "/incremental/users/cursor", list: "users" };
