/** What happens to those who wait. */

import type { ParameterId } from "../../functions/core/parameters.ts";
import type { Clock } from "./calendar.ts";
import { type Contact, type Facts, type Leg, type Places, placesOf, type Settings } from "./facts.ts";
import { allGrains } from "./grains.ts";
import type { Sums } from "./sums.ts";

/** Who waits is nobody's yet: only what was answered has an agent. */
const by = allGrains.filter((grain) => !grain.includes("agent"));

export function declareQueues(sums: Sums): void {
  sums.declare(
    { kpi: "queue_offered", kind: "count", by },
    { kpi: "queue_answered", kind: "count" },
    { kpi: "queue_abandoned", kind: "count", by },
    { kpi: "answer_share", kind: "ratio", by },
    { kpi: "abandonment_share", kind: "ratio", by },
    { kpi: "service_level_share", kind: "ratio", by },
    { kpi: "answer_wait_seconds", kind: "ratio" },
    { kpi: "answer_wait_seconds_p50", kind: "p50" },
    { kpi: "answer_wait_seconds_p90", kind: "p90" },
    { kpi: "answer_wait_seconds_largest", kind: "largest" },
    { kpi: "abandon_wait_seconds", kind: "ratio", by },
    { kpi: "callback_share", kind: "ratio", by },
    { kpi: "flow_out_share", kind: "ratio", by },
  );
}

export function addQueues(sums: Sums, facts: Facts, settings: Settings, clock: Clock): void {
  const contacts = new Map(facts.contacts.map((contact) => [contact.id, contact]));
  const inbound = facts.legs.filter((leg) => isInbound(leg, contacts.get(leg.contactId)));
  for (const leg of queued(inbound, settings)) {
    const contact = contacts.get(leg.contactId);
    if (contact) addLeg(sums, leg, contact, settings, clock);
  }
}

/** A call is the centre's own when its leg or its contact says so. */
export function isInbound(leg: Leg, contact: Contact | undefined): boolean {
  return leg.direction === "inbound" && contact?.direction === "inbound";
}

/** The first leg of each contact, or each. */
function queued(inbound: readonly Leg[], { parameters }: Settings): readonly Leg[] {
  if (parameters.organisation.service_level_legs === "each") return inbound;
  const first = new Map<string, Leg>();
  for (const leg of inbound) {
    const before = first.get(leg.contactId);
    const isEarlier =
      before && (leg.queuedAt < before.queuedAt || (leg.queuedAt === before.queuedAt && leg.id < before.id));
    if (before === undefined || isEarlier) first.set(leg.contactId, leg);
  }
  return [...first.values()];
}

/** What holds where the leg stands: the department's word before the channel's, and that before the organisation's. */
export function parameterAt({ parameters }: Settings, places: Places, id: ParameterId) {
  const own = places.department === null ? undefined : parameters.byDepartment[places.department]?.[id];
  const channel = places.channel === null ? undefined : parameters.byChannel[places.channel]?.[id];
  return own ?? channel ?? parameters.organisation[id];
}

export const outcomeOf = (leg: Leg) => leg.outcome ?? (leg.answeredAt === null ? null : "answered");

function addLeg(sums: Sums, leg: Leg, contact: Contact, settings: Settings, clock: Clock): void {
  const places = placesOf(leg, contact);
  const outcome = outcomeOf(leg);
  const until = leg.answeredAt ?? leg.endedAt;
  const wait = leg.waitSeconds ?? (until === null ? null : until - leg.queuedAt);
  const add = (kpi: string, numerator: number | boolean, denominator = 1) =>
    sums.add(kpi, leg.queuedAt, places, Number(numerator), denominator);
  const short = Number(parameterAt(settings, places, "abandon_short_seconds"));
  const isShort = outcome === "abandoned" && short > 0 && wait !== null && wait <= short;
  const isAbandoned = outcome === "abandoned" && !isShort;
  const isAnswered = outcome === "answered";
  const isTold = (word: NonNullable<Leg["outcome"]>) => leg.tells?.includes(word) ?? true;
  add("queue_offered", 1);
  if (isAnswered) add("queue_answered", 1);
  if (isAbandoned) add("queue_abandoned", 1);
  if (isTold("answered")) add("answer_share", isAnswered);
  if (isTold("callback")) add("callback_share", outcome === "callback");
  if (isTold("flow_out")) add("flow_out_share", outcome === "flow_out");
  if (!isShort && isTold("abandoned")) add("abandonment_share", isAbandoned);
  if (isAbandoned && wait !== null) add("abandon_wait_seconds", wait);
  if (isAnswered && wait !== null) {
    add("answer_wait_seconds", wait);
    for (const rank of ["p50", "p90", "largest"]) add(`answer_wait_seconds_${rank}`, wait);
  }
  const level = levelOf(
    { outcome, isShort, isInTime: isInTime(leg, places, wait, settings, clock) },
    settings,
  );
  if (level) add("service_level_share", level.numerator, level.denominator);
}

function isInTime(
  leg: Leg,
  places: Places,
  wait: number | null,
  settings: Settings,
  clock: Clock,
): boolean | null {
  const until = leg.answeredAt ?? leg.endedAt;
  const isBusiness = parameterAt(settings, places, "service_level_clock") === "business";
  const counted = isBusiness && until !== null ? clock.seconds(places.department, leg.queuedAt, until) : wait;
  return counted === null ? null : counted <= Number(parameterAt(settings, places, "service_level_seconds"));
}

interface Wait {
  readonly outcome: Leg["outcome"];
  readonly isShort: boolean;
  /** Null where nobody knows how long the wait was, by the clock that counts. */
  readonly isInTime: boolean | null;
}

/** What one leg adds to the chosen formula; nothing where it is left out of both sides. */
function levelOf({ outcome, isShort, isInTime: soon }: Wait, { parameters }: Settings) {
  const { service_level_formula: formula, service_level_include_flow_outs: withFlowOuts } =
    parameters.organisation;
  const part = (numerator: boolean) => ({ numerator: Number(numerator), denominator: 1 });
  if (soon === null) return undefined;
  if (outcome === "answered") return part(soon);
  if (outcome === "flow_out") return withFlowOuts === true ? part(false) : undefined;
  if (outcome !== "abandoned") return undefined;
  switch (formula) {
    case "answered_only":
      return undefined;
    case "abandons_negative":
      return part(false);
    case "short_excluded":
      return isShort ? undefined : part(false);
    case "abandons_ignored_in_time":
      return soon ? undefined : part(false);
    case "abandons_positive":
      return part(soon);
    case "short_positive":
      return part(isShort);
    default:
      throw new RangeError(`no formula ${String(formula)}`);
  }
}
