/** What LiveAgent would tell of the simulated centre: each record's text, made once for its whole life. */

import type { Interval } from "../../agent-time.ts";
import { caseOf } from "../../cases.ts";
import type { Leg } from "../../legs.ts";
import type { Message } from "../../messages.ts";
import type { Survey } from "../../surveys.ts";
import type { Centre, Matter } from "../centre.ts";
import type { Standing } from "../happenings.ts";
import { agentId, departmentId } from "../members.ts";
import { wall } from "./wall.ts";

export interface Zones {
  readonly v3: string;
  readonly v1: string;
}

export const agentKey = (name: string) => `u${agentId(name)}`;
export const departmentKey = (name: string) => `d${departmentId(name)}`;
export const ticketKey = ({ number }: Matter) => `t${number.toString(36)}`;
export const codeOf = ({ number }: Matter) => `NWS-${number}`;
export const tagKeys: Readonly<Record<string, string>> = {
  complaint: "tg01",
  "known-answer": "tg02",
  vip: "tg03",
};

/** A call that was all there was to a matter: LiveAgent makes no ticket of it here, so it is a contact of its own. */
export function isCallOnly({ contact, number }: Matter): boolean {
  if (contact.channel !== "phone" || number % 4 !== 0 || contact.changes.length !== 2) return false;
  const [leg, ...others] = caseOf(contact).legs;
  const isWhole = leg?.queuedAt === contact.openedAt && leg.endedAt === contact.changes[1]?.at;
  return isWhole && leg.answeredAt !== null && others.length === 0;
}

/** N new, C open, A answered, R resolved, X deleted. */
export function letterOf({ status, messages }: Standing): string {
  if (status === "deleted") return "X";
  if (status === "resolved") return "R";
  const last = messages.findLast(({ isPublic, author }) => isPublic && author !== "bot");
  if (last?.author === "agent") return "A";
  return status === "new" ? "N" : "C";
}

const letters = { email: "E", chat: "B", phone: "C" } as const;

export function ticketOf(matter: Matter, standing: Standing, zones: Zones): string {
  const { customer, contact, course, reason } = matter;
  const time = (at: number | null) => (at === null ? null : wall(at, zones.v3));
  const status = letterOf(standing);
  return JSON.stringify({
    id: ticketKey(matter),
    owner_contactid: customer && `k${customer.number.toString(36)}`,
    owner_email: customer?.email ?? null,
    owner_name: customer?.name ?? "Anonymous",
    departmentid: departmentKey(contact.department),
    agentid: standing.agent === null ? null : agentKey(standing.agent),
    status,
    tags: course.tags.map((tag) => tagKeys[tag] ?? tag),
    code: codeOf(matter),
    channel_type: letters[contact.channel],
    date_created: time(contact.openedAt),
    date_changed: time(standing.at),
    date_resolved: status === "R" ? time(standing.resolvedAt) : null,
    date_due: null,
    date_deleted: status === "X" ? time(standing.at) : null,
    last_activity: time(standing.at),
    subject: `${reason}: ${customer?.name ?? "somebody"} asks`,
    custom_fields: [
      { code: "reason", value: reason },
      { code: "reach_me", value: customer?.phone ?? null },
      ...(standing.touches > 0 ? [{ code: "touched", value: String(standing.touches) }] : []),
    ],
  });
}

export interface Group {
  readonly id: string;
  readonly type: string;
}

/** A letter has a group of its own; the lines of a chat share one. */
export function groupOf({ contact, number }: Matter, message: Message): Group {
  if (contact.channel === "chat") return { id: `g${number.toString(36)}c`, type: "C" };
  const id = `g${message.id.replaceAll("-", "").toLowerCase()}`;
  if (message.author === "customer") return { id, type: "3" };
  return { id, type: message.isPublic ? "4" : "I" };
}

export function messageOf(centre: Centre, matter: Matter, message: Message, zones: Zones): string {
  const id = message.id.replaceAll("-", "").toLowerCase();
  const { author, agent, isPublic, sentAt } = message;
  const visitor = `v${matter.customer?.number.toString(36) ?? matter.number.toString(36)}`;
  const userid = author === "bot" ? "system00" : author === "customer" ? visitor : agent && agentKey(agent);
  const text = centre.text(matter, message);
  const type = isPublic ? "M" : "N";
  return JSON.stringify({
    id,
    userid,
    type,
    datecreated: wall(sentAt, zones.v3),
    format: "T",
    message: text,
  });
}

/** What stands above a letter is a message to LiveAgent, and to nobody else. */
export function headerOf(matter: Matter, message: Message, zones: Zones): string {
  const id = `h${message.id.replaceAll("-", "").toLowerCase()}`;
  const text = `From: ${matter.customer?.email ?? "nobody"}`;
  const datecreated = wall(message.sentAt, zones.v3);
  return JSON.stringify({ id, userid: "system00", type: "H", datecreated, format: "T", message: text });
}

export const callKey = ({ id }: Leg) => `c${id.replaceAll("-", "").toLowerCase()}`;

export function callOf(matter: Matter, leg: Leg, zones: Zones): string {
  const { direction, queuedAt, answeredAt, endedAt } = leg;
  const [theirs, ours] = [matter.customer?.phone ?? "", "+442079460000"];
  const isIn = direction === "inbound";
  return JSON.stringify({
    id: callKey(leg),
    ticketId: isCallOnly(matter) ? "" : ticketKey(matter),
    type: isIn ? "I" : "O",
    fromNumber: isIn ? theirs : ours,
    fromName: isIn ? (matter.customer?.name ?? "") : "",
    toNumber: isIn ? ours : theirs,
    toName: isIn ? "" : (matter.customer?.name ?? ""),
    viaNumber: ours,
    dateCreated: wall(queuedAt, zones.v3),
    dateAnswered: answeredAt === null ? null : wall(answeredAt, zones.v3),
    dateFinished: wall(endedAt, zones.v3),
    callDuration: String(answeredAt === null ? 0 : endedAt - answeredAt),
  });
}

export function historyOf(matter: Matter, standing: Standing, number: number, zones: Zones): string {
  return JSON.stringify({
    id: historyKey(matter, number),
    conversation_id: ticketKey(matter),
    conversation_code: codeOf(matter),
    department_id: departmentKey(matter.contact.department),
    department_name: matter.contact.department,
    agent_id: standing.agent === null ? null : agentKey(standing.agent),
    status: letterOf(standing),
    date_from: wall(standing.at, zones.v3),
    // Facts need the beginning only, so nothing is told when a state ends.
    date_to: null,
    elapsed_time: null,
  });
}

export const historyKey = (matter: Matter, number: number) => `${ticketKey(matter)}h${number}`;

/** A thumb: up from four of five on. */
export function rankOf(matter: Matter, { id, answeredAt, score }: Survey, zones: Zones): string {
  return JSON.stringify({
    id,
    rankingType: (score ?? 0) >= 4 ? "R" : "P",
    datecreated: wall(answeredAt ?? 0, zones.v1),
    conversationid: ticketKey(matter),
    agentcontactid: `a${matter.number}`,
    contactid: matter.customer && `k${matter.customer.number.toString(36)}`,
    requesterEmail: matter.customer?.email ?? null,
  });
}

export const availabilityKey = ({ id, agent }: Interval) => `${id}/${agentKey(agent)}`;

export function availabilityOf({ id, agent, department, from, to }: Interval, zones: Zones): string {
  return JSON.stringify({
    id,
    userid: agentKey(agent),
    firstname: agent.split(" ")[0],
    departmentid: departmentKey(department),
    hours_online: ((to - from) / 3600).toFixed(4),
    from_date: wall(from, zones.v1),
    to_date: wall(to, zones.v1),
  });
}
