/** What agents do with the calls and chats they take. */

import { type Contact, type Facts, type Leg, placesOf, type Settings } from "./facts.ts";
import { isInbound, outcomeOf } from "./queues.ts";
import type { Sums } from "./sums.ts";

export function declareHandling(sums: Sums): void {
  sums.declare(
    { kpi: "contacts_handled", kind: "count" },
    { kpi: "handle_seconds", kind: "ratio" },
    { kpi: "handle_seconds_p50", kind: "p50" },
    { kpi: "handle_seconds_p90", kind: "p90" },
    { kpi: "talk_seconds", kind: "ratio" },
    { kpi: "hold_seconds", kind: "ratio" },
    { kpi: "after_work_seconds", kind: "ratio" },
    { kpi: "call_seconds", kind: "ratio" },
    { kpi: "transfer_share", kind: "ratio" },
    { kpi: "transfers", kind: "count" },
    { kpi: "transfer_reason_share", kind: "mix", of: "transfers", by: ["reason"] },
    { kpi: "conversion_share", kind: "ratio" },
  );
}

export function addHandling(sums: Sums, facts: Facts, settings: Settings): void {
  const legs = Map.groupBy(facts.legs, (leg) => leg.contactId);
  for (const contact of facts.contacts) {
    const own = (legs.get(contact.id) ?? []).toSorted(
      (a, b) => a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1),
    );
    const handled = own.filter((leg) => isHandled(leg, contact, settings));
    for (const leg of handled) addLeg(sums, leg, contact, settings);
    addTransfers(sums, handled, contact, settings);
    addConversion(sums, own, handled, contact, settings);
  }
}

/** Answered and over; a call the centre makes counts only where the organisation says so. */
export function isHandled(leg: Leg, contact: Contact, { parameters }: Settings): boolean {
  const isCounted = isInbound(leg, contact) || parameters.organisation.handle_include_outbound === true;
  return isCounted && outcomeOf(leg) === "answered" && doneAt(leg) !== null;
}

/** When the work after it ended. */
export const doneAt = (leg: Leg) => leg.wrappedAt ?? leg.endedAt;

/** Talk, hold and the work after; NULL where the source does not state the talk. */
export function handleSeconds({ talkSeconds, holdSeconds, afterWorkSeconds }: Leg): number | null {
  return talkSeconds === null ? null : talkSeconds + (holdSeconds ?? 0) + (afterWorkSeconds ?? 0);
}

function addLeg(sums: Sums, leg: Leg, contact: Contact, settings: Settings): void {
  const at = doneAt(leg) ?? 0;
  const places = placesOf(leg, contact);
  const mean = (kpi: string, seconds: number | null) => {
    if (seconds !== null) sums.add(kpi, at, places, seconds, 1);
  };
  sums.add("contacts_handled", at, places, 1);
  const whole = handleSeconds(leg);
  for (const kpi of ["handle_seconds", "handle_seconds_p50", "handle_seconds_p90"]) mean(kpi, whole);
  mean("talk_seconds", leg.talkSeconds);
  mean("hold_seconds", leg.holdSeconds);
  mean("after_work_seconds", leg.afterWorkSeconds);
  mean("call_seconds", leg.talkSeconds === null ? null : leg.talkSeconds + (leg.holdSeconds ?? 0));
  if (leg.isTransferred) {
    const because = { ...places, reason: leg.transferReason };
    sums.add("transfers", at, because, 1);
    sums.add("transfer_reason_share", at, because, 1);
  }
  if (settings.parameters.organisation.transfer_unit === "leg")
    sums.add("transfer_share", at, places, Number(leg.isTransferred), 1);
}

/** A contact passed on twice counts once, when the work after its last leg ended, where it was taken first. */
function addTransfers(sums: Sums, handled: readonly Leg[], contact: Contact, settings: Settings): void {
  const [first, last] = [handled[0], handled.at(-1)];
  if (settings.parameters.organisation.transfer_unit !== "contact" || !first || !last) return;
  const isPassedOn = handled.some((leg) => leg.isTransferred);
  sums.add("transfer_share", doneAt(last) ?? 0, placesOf(first, contact), Number(isPassedOn), 1);
}

/** Of contacts whose source says what came of them, once it is known: those taken, where and when the last leg was done; or all that came, at the first. */
function addConversion(
  sums: Sums,
  legs: readonly Leg[],
  handled: readonly Leg[],
  contact: Contact,
  { parameters }: Settings,
): void {
  const { conversion_denominator, conversion_outcomes } = parameters.organisation;
  const isOfOffered = conversion_denominator === "offered";
  const leg = isOfOffered ? legs.find((each) => isInbound(each, contact)) : handled.at(-1);
  const at = leg && (isOfOffered ? leg.queuedAt : doneAt(leg));
  if (!leg || at === null || at === undefined || !isOver(contact)) return;
  const wanted = Array.isArray(conversion_outcomes) ? conversion_outcomes : [];
  const outcome = contact.outcome ?? "";
  const isWanted = wanted.includes(outcome) || wanted.includes(outcome.toLowerCase());
  sums.add("conversion_share", at, placesOf(leg, contact), Number(isWanted), 1);
}

/** It came to something, or is resolved, and then to nothing. */
const isOver = ({ isOutcomeTold, outcome, resolvedAt }: Contact) =>
  isOutcomeTold !== false && (outcome !== null || resolvedAt !== null);
