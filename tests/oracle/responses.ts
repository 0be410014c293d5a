/** How soon agents reply, and how much is written. */

import type { Clock } from "./calendar.ts";
import { type Contact, type Facts, type Leg, type Message, placesOf, type Settings } from "./facts.ts";
import { openSeconds, staysOf } from "./resolution.ts";
import type { Sums } from "./sums.ts";

export function declareResponses(sums: Sums): void {
  sums.declare(
    { kpi: "first_response_seconds", kind: "ratio" },
    { kpi: "first_response_seconds_p50", kind: "p50" },
    { kpi: "first_response_seconds_p90", kind: "p90" },
    { kpi: "first_response_seconds_largest", kind: "largest" },
    { kpi: "first_response_business_seconds", kind: "ratio" },
    { kpi: "first_response_business_seconds_p50", kind: "p50" },
    { kpi: "first_response_business_seconds_p90", kind: "p90" },
    { kpi: "first_response_business_seconds_largest", kind: "largest" },
    { kpi: "response_seconds", kind: "ratio" },
    { kpi: "response_seconds_p50", kind: "p50" },
    { kpi: "response_seconds_p90", kind: "p90" },
    { kpi: "response_seconds_largest", kind: "largest" },
    { kpi: "response_business_seconds", kind: "ratio" },
    { kpi: "messages_per_contact", kind: "ratio" },
  );
}

export function addResponses(sums: Sums, facts: Facts, settings: Settings, clock: Clock): void {
  const messages = Map.groupBy(facts.messages, (message) => message.contactId);
  const legs = Map.groupBy(facts.legs, (leg) => leg.contactId);
  for (const contact of facts.contacts) {
    const written = (messages.get(contact.id) ?? [])
      .filter((message) => message.isPublic && message.author !== "bot")
      .toSorted(inOrder);
    if (written.length === 0) continue;
    const add = responder(sums, contact, legs.get(contact.id) ?? [], settings, clock);
    const first = firstReply(contact, written);
    if (first) add("first_response", contact.openedAt, first);
    for (const { asked, reply } of gapsOf(written)) add("response", asked.sentAt, reply);
    if (contact.resolvedAt !== null) {
      const isCounted = (message: Message) =>
        settings.parameters.organisation.messages_count === "all_public" || message.author === "agent";
      const count = written.filter(isCounted).length;
      sums.add("messages_per_contact", contact.resolvedAt, contact.places, count, 1);
    }
  }
}

function responder(
  sums: Sums,
  contact: Contact,
  legs: readonly Leg[],
  settings: Settings,
  clock: Clock,
): (kpi: string, from: number, reply: Message) => void {
  const stays = staysOf(contact, legs, settings);
  return (kpi, from, reply) => {
    const places = placesOf(reply, contact);
    const seconds = reply.sentAt - from;
    for (const rank of ["", "_p50", "_p90", "_largest"])
      sums.add(`${kpi}_seconds${rank}`, reply.sentAt, places, seconds, 1);
    const business = openSeconds(stays, from, reply.sentAt, clock);
    if (business === null) return;
    const ranks = kpi === "first_response" ? ["", "_p50", "_p90", "_largest"] : [""];
    for (const rank of ranks) sums.add(`${kpi}_business_seconds${rank}`, reply.sentAt, places, business, 1);
  };
}

/** In the same second the customer wrote first. */
function inOrder(a: Message, b: Message): number {
  if (a.sentAt !== b.sentAt) return a.sentAt - b.sentAt;
  if (a.author !== b.author) return a.author === "customer" ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** Where an agent wrote first, what opened the contact is no reply: nobody had asked. */
function firstReply({ openedAt, direction }: Contact, written: readonly Message[]): Message | undefined {
  const first = written.findIndex((message) => message.author === "agent");
  return written.find((message, index) => {
    if (message.author !== "agent" || message.sentAt < openedAt) return false;
    if (written[index - 1]?.author === "customer") return true;
    return message.sentAt > openedAt && (index > first || direction === "inbound");
  });
}

/** From the first of the customer's messages in a row to the agent's next one. */
function gapsOf(written: readonly Message[]) {
  const gaps: { asked: Message; reply: Message }[] = [];
  let asked: Message | undefined;
  for (const message of written) {
    if (message.author === "customer") asked ??= message;
    else if (asked) {
      gaps.push({ asked, reply: message });
      asked = undefined;
    }
  }
  return gaps;
}
