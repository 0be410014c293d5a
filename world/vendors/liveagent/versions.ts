/** Every version of every record LiveAgent would have of the simulated centre. */

import type { Centre, Matter } from "../centre.ts";
import type { Standing } from "../happenings.ts";
import { agentMembers, departmentMembers } from "../members.ts";
import type { Told } from "../vendor.ts";
import {
  agentKey,
  availabilityKey,
  availabilityOf,
  callKey,
  callOf,
  departmentKey,
  groupOf,
  headerOf,
  historyKey,
  historyOf,
  isCallOnly,
  letterOf,
  messageOf,
  rankOf,
  tagKeys,
  ticketKey,
  ticketOf,
  type Zones,
} from "./records.ts";
import { wall } from "./wall.ts";

export function* versionsOf(centre: Centre, zones: Zones): Generator<Told, void, void> {
  yield* members(centre);
  for (const matter of centre.matters) {
    if (!isCallOnly(matter)) yield* ticketVersions(matter, zones);
    if (!isCallOnly(matter)) yield* written(centre, matter, zones);
    yield* happened(matter, zones);
  }
  const departments = new Set(centre.matters.map(({ contact }) => contact.department));
  for (const day of centre.days)
    for (const interval of centre
      .agentTime(day)
      .filter(({ activity, department }) => activity === "logged_in" && departments.has(department)))
      for (const kind of ["tickets", "chats", "calls"]) {
        const tags = { from: wall(interval.from, zones.v1), time: wall(interval.to, zones.v1) };
        yield {
          ...{ stream: `availability_${kind}`, key: availabilityKey(interval), version: tags.time, tags },
          ...{ at: interval.to * 1000, op: "upsert", body: availabilityOf(interval, zones) },
        };
      }
}

function* members({ since }: Centre): Generator<Told, void, void> {
  const told = (stream: string, key: string, fields: object): Told => ({
    ...{ stream, key, version: "", at: since * 1000, op: "upsert", body: JSON.stringify(fields) },
  });
  for (const { name, email } of agentMembers) {
    const id = agentKey(name);
    yield told("agents", id, {
      id,
      name,
      email,
      role: "agent",
      online_status: "N",
      status: "A",
      gender: "X",
    });
  }
  for (const { name } of departmentMembers) {
    const department_id = departmentKey(name);
    yield told("departments", department_id, { department_id, name, online_status: "N", agent_count: 5 });
  }
  for (const [name, id] of Object.entries(tagKeys)) yield told("tags", id, { id, name, is_archived: "N" });
}

/** A second in which nothing changed that a ticket shows makes no version of it. */
function* ticketVersions(matter: Matter, zones: Zones): Generator<Told, void, void> {
  const key = ticketKey(matter);
  let before: Standing | undefined;
  let number = 0;
  for (const standing of matter.standings) {
    const time = wall(standing.at, zones.v3);
    const op = letterOf(standing) === "X" ? "delete" : "upsert";
    const at = standing.at * 1000;
    yield {
      stream: "tickets",
      key,
      version: time,
      at,
      op,
      body: ticketOf(matter, standing, zones),
      tags: { time },
    };
    const isNews =
      before === undefined || letterOf(before) !== letterOf(standing) || before.agent !== standing.agent;
    if (isNews) {
      number += 1;
      const body = historyOf(matter, standing, number, zones);
      const own = { key: historyKey(matter, number), version: time, tags: { time } };
      yield { stream: "ticket_history", ...own, at, op: "upsert", body };
    }
    before = standing;
  }
}

function* written(centre: Centre, matter: Matter, zones: Zones): Generator<Told, void, void> {
  const parent = ticketKey(matter);
  for (const { at, news } of matter.standings)
    for (const each of news) {
      if (each.kind !== "message") continue;
      const { message } = each;
      const group = groupOf(matter, message);
      const version = wall(message.sentAt, zones.v3);
      const told = { stream: "messages", version, at: at * 1000, op: "upsert", parent } as const;
      const tags = { group: group.id, type: group.type, time: version };
      const id = message.id.replaceAll("-", "").toLowerCase();
      const keyOf = (own: string) => `${parent}/${group.id}/${group.type}/${own}`;
      if (group.type !== "C")
        yield { ...told, key: keyOf(`h${id}`), body: headerOf(matter, message, zones), tags };
      yield { ...told, key: keyOf(id), body: messageOf(centre, matter, message, zones), tags };
    }
}

function* happened(matter: Matter, zones: Zones): Generator<Told, void, void> {
  for (const { at, news } of matter.standings)
    for (const each of news) {
      const told = { at: at * 1000, op: "upsert" } as const;
      if (each.kind === "leg" && matter.contact.channel === "phone") {
        const { leg } = each;
        const tags = { time: wall(leg.queuedAt, zones.v3) };
        const version = wall(leg.endedAt, zones.v3);
        yield {
          ...told,
          stream: "calls",
          key: callKey(leg),
          version,
          body: callOf(matter, leg, zones),
          tags,
        };
      }
      if (each.kind === "survey-answered" && each.survey.kind === "satisfaction" && !isCallOnly(matter)) {
        const version = wall(each.survey.answeredAt ?? 0, zones.v1);
        const tags = { from: version, time: version };
        const body = rankOf(matter, each.survey, zones);
        yield { ...told, stream: "ranking", key: each.survey.id, version, body, tags };
      }
    }
}
