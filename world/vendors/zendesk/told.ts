/** What happens at the centre, as the records of a Zendesk account: tickets, events, targets, ratings, calls, people. */

import { reasons } from "../../centre.ts";
import type { Centre, Matter } from "../centre.ts";
import { agentMembers, departmentMembers } from "../members.ts";
import type { Told } from "../vendor.ts";
import { callsOf } from "./calls.ts";
import { eventsOf } from "./events.ts";
import { digits, instant, jsonOf } from "./json.ts";
import { hasTicket, reasonField, reasonTag } from "./names.ts";
import { metricEventsOf } from "./targets.ts";
import { ratingsOf, ticketsOf } from "./tickets.ts";

export function* told(centre: Centre): Generator<Told, void, void> {
  yield* people(centre);
  for (const matter of centre.matters) {
    yield* callsOf(matter);
    if (!hasTicket(matter)) continue;
    yield* ticketsOf(centre, matter);
    yield* eventsOf(centre, matter);
    yield* targets(matter);
    yield* ratingsOf(matter);
  }
}

function* targets(matter: Matter): Generator<Told, void, void> {
  for (const event of metricEventsOf(matter, Number.POSITIVE_INFINITY))
    yield {
      stream: "metric_events",
      key: String(event.id),
      version: String(event.at).padStart(12, "0"),
      at: event.at * 1000,
      op: "upsert",
      body: jsonOf({ ...event.told, ticket_id: matter.number }),
    };
}

/** Agents, one admin, groups, the field with the reasons; one agent's entry is changed on the way. */
function* people({ since, until }: Centre): Generator<Told, void, void> {
  const changedAt = Math.floor(since + 0.7 * (until - since));
  const versions = (stream: string, key: string, fields: object, ...times: readonly number[]) =>
    times.map(
      (at): Told => ({
        stream,
        key,
        version: instant(at),
        at: at * 1000,
        op: "upsert",
        body: jsonOf({
          id: digits(key),
          ...fields,
          created_at: instant(since - 86_400),
          updated_at: instant(at),
        }),
      }),
    );
  for (const [index, { id, name, email, isActive }] of agentMembers.entries()) {
    const role = index === agentMembers.length - 1 ? "admin" : "agent";
    const fields = {
      name,
      email,
      role,
      active: isActive,
      suspended: false,
      notes: null,
      time_zone: "Budapest",
    };
    const times = index === 0 ? [since - 86_400, changedAt] : [since - 86_400];
    yield* versions(`${role}s`, id, fields, ...times);
    if (index === 0) yield* versions("users", id, fields, changedAt);
  }
  for (const { id, name } of departmentMembers)
    yield* versions("groups", id, { name, deleted: false, is_public: true }, since - 86_400);
  const options = reasons.map(({ name }, index) => ({ id: 880_001 + index, name, value: reasonTag(name) }));
  const field = { type: "tagger", title: "Reason", active: true, custom_field_options: options };
  yield* versions("ticket_fields", reasonField, field, since - 86_400);
}
