/** The contact records of the simulated centre's calls and chats: one for each leg, linked from the first to the last. */

import type { Leg } from "../../legs.ts";
import type { Matter } from "../centre.ts";
import type { Told } from "../vendor.ts";
import { arnOf, idOf, timeOf } from "./arns.ts";

/**
 * Legs that follow each other without the customer hanging up are one contact; a call made later is another, but where
 * the system itself calls back whoever asked for it in the queue.
 */
export function chainsOf(
  { happenings }: Pick<Matter, "happenings">,
  callsBack: boolean,
): readonly (readonly Leg[])[] {
  const legs = happenings.flatMap((each) => (each.kind === "leg" ? [each.leg] : []));
  const chains: Leg[][] = [];
  for (const leg of legs.toSorted((a, b) => a.queuedAt - b.queuedAt)) {
    const open = chains.at(-1);
    const last = open?.at(-1);
    const goesOn = last !== undefined && (last.isTransferred || last.outcome === "flow_out");
    const isCallback = callsBack && last?.outcome === "callback";
    if (open !== undefined && (leg.direction === "inbound" ? goesOn : isCallback)) open.push(leg);
    else chains.push([leg]);
  }
  return chains;
}

/** Every record as it was told first, and again where an attribute came later. */
export function* recordsOf(matter: Matter): Iterable<Told> {
  const { contact, course, story } = matter;
  if (course.way === "written") return;
  const chains = chainsOf({ happenings: story }, true);
  const [first] = chains;
  if (first === undefined && course.way === "contained") {
    const end = story.find(({ kind }) => kind === "resolved")?.at;
    if (end !== undefined) yield toldOf(idOf(`${contact.id} flow`), end, flowRecord(matter, end));
    return;
  }
  for (const chain of chains) yield* chainRecords(matter, chain, chain === first);
}

function* chainRecords(matter: Matter, chain: readonly Leg[], isFirst: boolean): Iterable<Told> {
  const answered = matter.story.find(({ kind }) => kind === "survey-answered");
  const score = answered?.kind === "survey-answered" ? answered.survey : undefined;
  const isScored = isFirst && score?.kind === "satisfaction" && score.score !== null;
  for (const [index, leg] of chain.entries()) {
    const id = idOf(leg.id);
    const at = leg.wrappedAt + 7;
    yield toldOf(id, at, legRecord(matter, chain, index, at, {}));
    const later = (answered?.at ?? 0) + 3;
    if (isScored && index === chain.length - 1 && later > at)
      yield toldOf(id, later, legRecord(matter, chain, index, later, { Score: String(score.score) }));
    if (leg.agent !== null && Number.parseInt(id.slice(0, 2), 16) < 8)
      yield toldOf(idOf(`${leg.id} heard`), at, heardRecord(matter, leg, id, at));
  }
}

function toldOf(key: string, seconds: number, record: object): Told {
  const version = new Date(seconds * 1000).toISOString();
  return {
    stream: "contact_records",
    key,
    version,
    at: seconds * 1000,
    op: "upsert",
    body: JSON.stringify(record),
  };
}

function legRecord(
  matter: Matter,
  chain: readonly Leg[],
  index: number,
  updatedAt: number,
  attributes: Readonly<Record<string, string>>,
): object {
  const leg = chain[index] as Leg;
  const root = idOf(chain[0]?.id ?? "");
  const before = chain[index - 1];
  const next = chain[index + 1];
  return {
    ...common(matter, idOf(leg.id), updatedAt, attributes),
    InitialContactId: index === 0 ? null : root,
    PreviousContactId: before === undefined ? null : idOf(before.id),
    NextContactId: next === undefined ? null : idOf(next.id),
    InitiationMethod: methodOf(matter, leg, before),
    InitiationTimestamp: timeOf(
      index === 0 && leg.direction === "inbound" ? matter.contact.openedAt : leg.queuedAt,
    ),
    DisconnectTimestamp: timeOf(leg.endedAt),
    DisconnectReason: leg.outcome === "abandoned" ? "CUSTOMER_DISCONNECT" : null,
    Queue: leg.direction === "outbound" ? null : queueOf(leg),
    Agent: leg.agent === null ? null : agentOf(leg, leg.agent),
    AgentConnectionAttempts: leg.agent === null ? 0 : 1,
  };
}

function methodOf(matter: Matter, leg: Leg, before: Leg | undefined): string {
  if (leg.direction === "outbound") return before === undefined ? "OUTBOUND" : "CALLBACK";
  if (before !== undefined) return before.outcome === "flow_out" ? "QUEUE_TRANSFER" : "TRANSFER";
  return matter.contact.channel === "chat" ? "API" : "INBOUND";
}

function queueOf(leg: Leg): object {
  const end = leg.answeredAt ?? leg.endedAt;
  return {
    ARN: arnOf("queue", leg.department),
    Name: leg.department,
    EnqueueTimestamp: timeOf(leg.queuedAt),
    DequeueTimestamp: timeOf(end),
    Duration: end - leg.queuedAt,
  };
}

function agentOf(leg: Leg, name: string): object {
  return {
    ARN: arnOf("agent", name),
    Username: idOf(name).slice(0, 8),
    ConnectedToAgentTimestamp: timeOf(leg.answeredAt ?? leg.queuedAt),
    AgentInteractionDuration: leg.talkSeconds,
    CustomerHoldDuration: leg.holdSeconds,
    AfterContactWorkStartTimestamp: timeOf(leg.endedAt),
    AfterContactWorkEndTimestamp: timeOf(leg.wrappedAt),
    AfterContactWorkDuration: leg.afterWorkSeconds,
  };
}

/** A call or chat that a flow answered by itself. */
function flowRecord(matter: Matter, end: number): object {
  return {
    ...common(matter, idOf(`${matter.contact.id} flow`), end, {}),
    InitialContactId: null,
    NextContactId: null,
    InitiationMethod: matter.contact.channel === "chat" ? "API" : "INBOUND",
    InitiationTimestamp: timeOf(matter.contact.openedAt),
    DisconnectTimestamp: timeOf(end),
    Queue: null,
    Agent: null,
  };
}

/** A supervisor who listened: a record of its own, and no contact. */
function heardRecord(matter: Matter, leg: Leg, heard: string, at: number): object {
  return {
    ...common(matter, idOf(`${leg.id} heard`), at, {}),
    InitialContactId: heard,
    InitiationMethod: "MONITOR",
    InitiationTimestamp: timeOf(leg.answeredAt ?? leg.queuedAt),
    DisconnectTimestamp: timeOf(leg.endedAt),
    Queue: queueOf(leg),
    Agent: agentOf(leg, "a supervisor"),
  };
}

function common(
  matter: Matter,
  id: string,
  at: number,
  attributes: Readonly<Record<string, string>>,
): object {
  const { customer, contact } = matter;
  const isCall = contact.channel === "phone";
  return {
    AWSAccountId: "111122223333",
    ContactId: id,
    Channel: isCall ? "VOICE" : "CHAT",
    LastUpdateTimestamp: timeOf(at),
    CustomerEndpoint:
      customer === null || !isCall ? null : { Address: customer.phone, Type: "TELEPHONE_NUMBER" },
    ...(customer !== null && !isCall && { CustomerId: customer.id }),
    SystemEndpoint: { Address: "+15550100", Type: "TELEPHONE_NUMBER" },
    Attributes: {
      CallReason: matter.reason,
      ...(customer !== null && { "Caller name": customer.name }),
      ...attributes,
    },
    Recordings: null,
  };
}
