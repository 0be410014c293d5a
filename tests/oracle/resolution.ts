/** How long resolutions take, and how often they do not last. */

import type { Clock } from "./calendar.ts";
import type { Contact, Facts, Leg, Settings } from "./facts.ts";
import type { Sums } from "./sums.ts";

export function declareResolution(sums: Sums): void {
  sums.declare(
    { kpi: "resolution_seconds", kind: "ratio" },
    { kpi: "resolution_seconds_p50", kind: "p50" },
    { kpi: "resolution_seconds_p90", kind: "p90" },
    { kpi: "resolution_business_seconds", kind: "ratio" },
    { kpi: "first_resolution_seconds", kind: "ratio" },
    { kpi: "first_resolution_seconds_p50", kind: "p50" },
    { kpi: "first_resolution_seconds_p90", kind: "p90" },
    { kpi: "resolved_within_day_share", kind: "ratio" },
    { kpi: "requester_wait_seconds", kind: "ratio" },
    { kpi: "agent_wait_seconds", kind: "ratio" },
    { kpi: "on_hold_seconds", kind: "ratio" },
    { kpi: "reopened_share", kind: "ratio" },
  );
}

export function addResolution(sums: Sums, facts: Facts, settings: Settings, clock: Clock): void {
  const legs = Map.groupBy(facts.legs, (leg) => leg.contactId);
  const window = Number(settings.parameters.organisation.reopen_window_days) * 86_400;
  for (const contact of facts.contacts) {
    const { openedAt, resolvedAt, reopenedAt, places } = contact;
    const first = contact.firstResolvedAt ?? resolvedAt;
    if (first !== null) {
      const isReopened = reopenedAt !== null && reopenedAt - first <= window;
      for (const rank of ["", "_p50", "_p90"])
        sums.add(`first_resolution_seconds${rank}`, first, places, first - openedAt, 1);
      if (contact.isReopeningTold !== false) sums.add("reopened_share", first, places, Number(isReopened), 1);
    }
    if (resolvedAt === null) continue;
    const seconds = resolvedAt - openedAt;
    const mean = (kpi: string, value: number | null) => {
      if (value !== null) sums.add(kpi, resolvedAt, places, value, 1);
    };
    for (const kpi of ["resolution_seconds", "resolution_seconds_p50", "resolution_seconds_p90"])
      mean(kpi, seconds);
    const stays = staysOf(contact, legs.get(contact.id) ?? [], settings);
    mean("resolution_business_seconds", openSeconds(stays, openedAt, resolvedAt, clock));
    mean("resolved_within_day_share", Number(seconds <= 86_400));
    mean("requester_wait_seconds", contact.requesterWaitSeconds);
    mean("agent_wait_seconds", contact.agentWaitSeconds);
    mean("on_hold_seconds", contact.onHoldSeconds);
  }
}

/** From when on which department had the contact, oldest first. */
export interface Stay {
  readonly from: number;
  readonly department: string | null;
}

/** One department for all the time, or each leg's from its queueing on, as the organisation has decided. */
export function staysOf(
  { places }: Contact,
  legs: readonly Leg[],
  { parameters }: Settings,
): readonly Stay[] {
  const last = [{ from: Number.NEGATIVE_INFINITY, department: places.department }];
  const stated = legs.filter((leg) => leg.places.department);
  if (parameters.organisation.schedule_rule === "last_schedule" || stated.length === 0) return last;
  return stated
    .toSorted((a, b) => a.queuedAt - b.queuedAt || (a.id < b.id ? -1 : 1))
    .map((leg, index) => ({
      from: index === 0 ? Number.NEGATIVE_INFINITY : leg.queuedAt,
      department: leg.places.department ?? places.department,
    }));
}

export function openSeconds(stays: readonly Stay[], from: number, to: number, clock: Clock): number | null {
  return stays.reduce<number | null>((sum, stay, index) => {
    const begins = Math.max(from, stay.from);
    const ends = Math.min(to, stays[index + 1]?.from ?? to);
    if (ends <= begins || sum === null) return sum;
    const open = clock.seconds(stay.department, begins, ends);
    return open === null ? null : sum + open;
  }, 0);
}
