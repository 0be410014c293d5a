/** Who asks again, and who did not have to. */

import type { Contact, Facts, Settings } from "./facts.ts";
import type { Sums } from "./sums.ts";

const day = 86_400;

export function declareRepeats(sums: Sums): void {
  sums.declare(
    { kpi: "first_contact_resolution_share", kind: "ratio" },
    { kpi: "repeat_contact_share", kind: "ratio" },
  );
}

export function addRepeats(sums: Sums, facts: Facts, settings: Settings): void {
  const { organisation } = settings.parameters;
  const grace = Number(organisation.first_contact_transfer_grace_seconds);
  const repeatWindow = Number(organisation.repeat_window_days) * day;
  const window = Number(organisation.first_contact_window_days) * day;
  const isByRepeat = organisation.first_contact_method === "repeat";
  for (const asked of askedOf(facts, settings)) {
    for (const contact of asked) {
      const { openedAt, reopenedAt, places } = contact;
      const gaps = asked.filter((each) => each !== contact).map((each) => each.openedAt - openedAt);
      const isRepeat = gaps.some((gap) => gap < -grace && -gap <= repeatWindow);
      sums.add("repeat_contact_share", openedAt, places, Number(isRepeat), 1);
      if (!isByRepeat || !isFirst(contact, asked, window)) continue;
      const comesAgain = gaps.some((gap) => gap > grace && gap <= window);
      const isReopened = reopenedAt !== null && reopenedAt - openedAt <= window;
      const isSolved = !comesAgain && !isReopened;
      sums.add("first_contact_resolution_share", openedAt, places, Number(isSolved), 1);
    }
  }
  if (!isByRepeat) addOtherwise(sums, facts, String(organisation.first_contact_method));
}

/** The contacts of each customer, as far as they are about the same thing. */
function askedOf({ contacts }: Facts, { parameters }: Settings): readonly (readonly Contact[])[] {
  const { first_contact_key, first_contact_same_channel } = parameters.organisation;
  const keyOf = ({ customerId, places }: Contact) =>
    [
      customerId,
      first_contact_key === "customer_and_reason" ? places.reason : "",
      first_contact_same_channel ? places.channel : "",
    ].join("\n");
  const known = contacts.filter((each) => each.customerId !== null && each.direction === "inbound");
  return [...Map.groupBy(known, keyOf).values()];
}

/** Nobody asked before within the window; of two at the same second, the one whose id comes first. */
function isFirst(contact: Contact, asked: readonly Contact[], window: number): boolean {
  return !asked.some((each) => {
    const gap = contact.openedAt - each.openedAt;
    return (gap > 0 && gap <= window) || (gap === 0 && each.id < contact.id);
  });
}

function addOtherwise(sums: Sums, facts: Facts, method: string): void {
  const kpi = "first_contact_resolution_share";
  const surveys = Map.groupBy(facts.surveys, (survey) => survey.contactId);
  const replies = Map.groupBy(
    facts.messages.filter((message) => message.author === "agent" && message.isPublic),
    (message) => message.contactId,
  );
  for (const { id, openedAt, resolvedAt, isSolvedAtOnce, places } of facts.contacts) {
    const add = (isSolved: boolean) => sums.add(kpi, openedAt, places, Number(isSolved), 1);
    if (method === "agent_flag" && isSolvedAtOnce !== null) add(isSolvedAtOnce);
    if (method === "one_touch" && resolvedAt !== null) add((replies.get(id) ?? []).length < 2);
    if (method !== "survey") continue;
    for (const { kind, answeredAt, score } of surveys.get(id) ?? []) {
      if (kind === "solved" && answeredAt !== null && (score === 0 || score === 1)) add(score === 1);
    }
  }
}
