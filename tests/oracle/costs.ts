/** What a handled contact costs. */

import { dateOf, dayNumber, firstOfMonth } from "./calendar.ts";
import { type Cost, type Facts, type Leg, nowhere, placesOf, type Settings } from "./facts.ts";
import { doneAt, handleSeconds } from "./handling.ts";
import type { Sums } from "./sums.ts";

/** A day's calls and chats of one department. */
interface Handled {
  readonly day: number;
  readonly department: string | null;
  readonly channel: string | null;
  readonly seconds: number;
}

export function declareCosts(sums: Sums): void {
  sums.declare({ kpi: "cost_per_contact", kind: "ratio", by: ["all", "department"] });
}

/** A cost is spread over the days of its month; a day without any cost has no cost per contact. */
export function addCosts(sums: Sums, facts: Facts, { parameters }: Settings): void {
  const { cost_basis, cost_allocation } = parameters.organisation;
  const costs = Map.groupBy(
    facts.costs.filter((cost) => cost.basis === cost_basis),
    (cost) => cost.month,
  );
  const months = Map.groupBy(handledIn(facts, sums), ({ day }) => dateOf(day).slice(0, 7));
  for (const [month, own] of costs) {
    const handled = months.get(month) ?? [];
    for (const { day, department } of handled)
      sums.addDay("cost_per_contact", day, { ...nowhere, department }, 0, 1);
    for (const cost of own) spread(sums, cost, handled, String(cost_allocation));
  }
}

/** Inbound legs that an agent took; calls the centre makes are no contacts of customers. */
function handledIn({ contacts, legs }: Facts, { calendar }: Sums): readonly Handled[] {
  const known = new Map(contacts.map((contact) => [contact.id, contact]));
  const isTaken = (leg: Leg) => leg.direction === "inbound" && leg.answeredAt !== null;
  return legs.filter(isTaken).flatMap((leg) => {
    const contact = known.get(leg.contactId);
    const at = doneAt(leg);
    if (contact === undefined || at === null) return [];
    const { department, channel } = placesOf(leg, contact);
    return [{ day: calendar.day(at), department, channel, seconds: handleSeconds(leg) ?? 0 }];
  });
}

function spread(sums: Sums, cost: Cost, handled: readonly Handled[], allocation: string): void {
  const places = { ...nowhere, department: cost.department };
  const add = (day: number, amount: number) => sums.addDay("cost_per_contact", day, places, amount);
  if (allocation === "days") {
    const first = dayNumber(`${cost.month}-01`);
    const next = firstOfMonth(first + 32);
    for (let day = first; day < next; day += 1) add(day, cost.amount / (next - first));
    return;
  }
  const weight = (each: Handled) => (allocation === "contacts" ? 1 : each.seconds);
  const concerned = handled.filter(
    (each) =>
      (cost.department === null || each.department === cost.department) &&
      (cost.channel === null || each.channel === cost.channel),
  );
  const whole = concerned.reduce((sum, each) => sum + weight(each), 0);
  if (whole === 0) return;
  for (const each of concerned) add(each.day, (cost.amount * weight(each)) / whole);
}
