/** Tickets as they stand after each update, and the ratings of the older kind. */

import { toldOf } from "../../told.ts";
import type { Centre, Matter } from "../centre.ts";
import type { Standing } from "../happenings.ts";
import { agentId, departmentId } from "../members.ts";
import type { Told } from "../vendor.ts";
import { digits, instant, jsonOf, orNull } from "./json.ts";
import { reasonField, reasonTag, requesterId } from "./names.ts";
import { metricEventsOf } from "./targets.ts";

/** An account has one kind of survey; this one has both, so that both are read. */
export const isLegacy = ({ number }: Matter) => number % 2 === 1;

/** A breach and a survey change nothing of a ticket; a touch by the system is no update, but makes it anew. */
const silent = new Set(["target-missed", "survey-sent", "survey-answered"]);

export function* ticketsOf(centre: Centre, matter: Matter): Generator<Told, void, void> {
  let updatedAt = matter.contact.openedAt;
  for (const standing of matter.standings) {
    const news = standing.news.filter(({ kind }) => !silent.has(kind));
    if (news.length === 0) continue;
    if (news.some(({ kind }) => kind !== "touched")) updatedAt = standing.at;
    yield {
      stream: "tickets",
      key: String(matter.number),
      version: String(standing.at).padStart(12, "0"),
      at: standing.at * 1000,
      op: standing.status === "deleted" ? "delete" : "upsert",
      body: jsonOf(ticket(centre, matter, standing, updatedAt)),
    };
  }
}

const statuses = {
  new: "new",
  open: "open",
  resolved: "solved",
  reopened: "open",
  deleted: "deleted",
} as const;

function ticket(centre: Centre, matter: Matter, standing: Standing, updatedAt: number) {
  const { contact, course, customer } = matter;
  const events = Map.groupBy(metricEventsOf(matter, standing.at), ({ told }) => told.metric);
  const tag = reasonTag(matter.reason);
  return {
    url: `https://example.zendesk.com/api/v2/tickets/${matter.number}.json`,
    id: matter.number,
    external_id: null,
    via: {
      channel: contact.channel === "phone" ? "voice" : contact.channel,
      source: {
        from: customer && { address: customer.email, name: customer.name, phone: customer.phone },
        to: { address: "support@support.example.org", name: "Northwind" },
        rel: course.way === "outbound" ? "outbound" : null,
      },
    },
    created_at: instant(contact.openedAt),
    updated_at: instant(updatedAt),
    generated_timestamp: standing.at,
    type: null,
    subject: centre.text(matter, { id: `${matter.id} subject`, author: "customer" }),
    description: centre.text(matter, { id: `${matter.id} description`, author: "customer" }),
    priority: null,
    status: statuses[standing.status],
    requester_id: requesterId(matter),
    assignee_id: standing.agent === null ? null : digits(agentId(standing.agent)),
    group_id: digits(departmentId(contact.department)),
    tags: [...course.tags, tag],
    custom_fields: [
      { id: digits(reasonField), value: tag },
      { id: 360_000_000_772, value: customer?.name ?? null },
    ],
    satisfaction_rating: { score: "unoffered" },
    metric_set: metrics(matter, standing),
    metric_events: Object.fromEntries(
      [...events].map(([metric, all]) => [metric, all.map(({ told }) => told)]),
    ),
  };
}

/** Whole minutes, as Zendesk counts them. */
function metrics({ contact }: Matter, { resolvedAt, assignedAt, reopens }: Standing) {
  const change = contact.changes.findLast(({ at }) => at === resolvedAt);
  const waits = change && toldOf({ contact, change });
  const minutes = (seconds: number | null | undefined) => ({
    calendar: seconds === null || seconds === undefined ? null : Math.floor(seconds / 60),
    business: null,
  });
  return {
    reopens,
    solved_at: orNull(resolvedAt),
    initially_assigned_at: orNull(assignedAt),
    assigned_at: orNull(assignedAt),
    requester_wait_time_in_minutes: minutes(waits?.requesterWaitSeconds),
    agent_wait_time_in_minutes: minutes(waits?.agentWaitSeconds),
    on_hold_time_in_minutes: minutes(waits?.onHoldSeconds),
  };
}

/** Good from four of five on. */
export const scoreOf = (score: number | null) => (score === null ? "offered" : score >= 4 ? "good" : "bad");

export function* ratingsOf(matter: Matter): Generator<Told, void, void> {
  if (!isLegacy(matter)) return;
  for (const { kind, at, ...rest } of matter.happenings) {
    if ((kind !== "survey-sent" && kind !== "survey-answered") || !("survey" in rest)) continue;
    const { survey } = rest;
    if (survey.kind !== "satisfaction") continue;
    const score = kind === "survey-sent" ? null : survey.score;
    yield {
      stream: "satisfaction_ratings",
      key: String(matter.number),
      version: String(at).padStart(12, "0"),
      at: at * 1000,
      op: "upsert",
      body: jsonOf({
        id: matter.number,
        ticket_id: matter.number,
        score: scoreOf(score),
        comment: score === null ? null : survey.comment,
        requester_id: requesterId(matter),
        assignee_id: matter.course.agent === null ? null : digits(agentId(matter.course.agent)),
        group_id: digits(departmentId(matter.contact.department)),
        reason: null,
        created_at: instant(survey.invitedAt),
        updated_at: instant(at),
      }),
    };
  }
}
