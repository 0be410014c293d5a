/** What a handled contact costs. */

import { dateOf } from "./calendar.ts";
import { type Cost, type Facts, nowhere, type Places, placesOf, type Settings } from "./facts.ts";
import { doneAt, handleSeconds, isHandled } from "./handling.ts";
import type { Sums } from "./sums.ts";

/** A leg that was handled, and where. */
interface Handled {
  readonly day: number;
  readonly places: Places;
  /** Null where the source does not state them. */
  readonly seconds: number | null;
}

export function declareCosts(sums: Sums): void {
  sums.declare({
    kpi: "cost_per_contact",
    kind: "ratio",
    by: ["all", "channel", "department", "department_x_channel"],
  });
}

/** A month's costs are borne by what was handled in it, where they say; what no cost concerns is not counted. */
export function addCosts(sums: Sums, facts: Facts, settings: Settings): void {
  const { cost_basis, cost_allocation } = settings.parameters.organisation;
  const costs = Map.groupBy(
    facts.costs.filter((cost) => cost.basis === cost_basis),
    (cost) => cost.month,
  );
  const months = Map.groupBy(handledIn(facts, sums, settings), ({ day }) => dateOf(day).slice(0, 7));
  for (const [month, own] of costs) {
    const handled = months.get(month) ?? [];
    for (const each of handled.filter((one) => own.some((cost) => concerns(cost, one))))
      sums.addDay("cost_per_contact", each.day, each.places, 0, 1);
    for (const cost of own) spread(sums, cost, handled, String(cost_allocation));
  }
}

function handledIn(facts: Facts, { calendar }: Sums, settings: Settings): readonly Handled[] {
  const known = new Map(facts.contacts.map((contact) => [contact.id, contact]));
  return facts.legs.flatMap((leg) => {
    const contact = known.get(leg.contactId);
    if (contact === undefined || !isHandled(leg, contact, settings)) return [];
    const { department, channel } = placesOf(leg, contact);
    const places = { ...nowhere, department, channel };
    return [{ day: calendar.day(doneAt(leg) ?? 0), places, seconds: handleSeconds(leg) }];
  });
}

function concerns({ department, channel }: Cost, { places }: Handled): boolean {
  return (
    (department === null || places.department === department) &&
    (channel === null || places.channel === channel)
  );
}

/** By seconds, where one whose seconds nobody states weighs as much as the mean; by contacts; or each day the same. */
function spread(sums: Sums, cost: Cost, handled: readonly Handled[], allocation: string): void {
  const concerned = handled.filter((each) => concerns(cost, each));
  const stated = concerned.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const total = stated.reduce((sum, seconds) => sum + seconds, 0);
  const isByTime = allocation === "handle_time" && total > 0;
  const weight = ({ seconds }: Handled) => (isByTime ? (seconds ?? total / stated.length) : 1);
  const weightOf = (all: readonly Handled[]) => all.reduce((sum, each) => sum + weight(each), 0);
  const days = Map.groupBy(concerned, ({ day }) => day);
  const whole = weightOf(concerned);
  for (const [day, own] of days) {
    const ofDay = weightOf(own);
    const part = allocation === "days" ? 1 / days.size : ofDay / whole;
    for (const each of own) {
      const amount = ofDay === 0 ? 0 : (cost.amount * part * weight(each)) / ofDay;
      sums.addDay("cost_per_contact", day, each.places, amount);
    }
  }
}
