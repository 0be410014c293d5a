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
  const known = facts.contacts.filter((each) => each.customerId !== null && each.direction === "inbound");
  for (const own of Map.groupBy(known, (each) => each.customerId).values()) {
    const before = (contact: Contact, most: number) =>
      own.some((each) => isSame(each, contact, settings) && liesBefore(each, contact, most));
    const passedOn = new Set(own.filter((each) => before(each, grace)));
    for (const contact of own) {
      const { openedAt, reopenedAt, places } = contact;
      const isRepeat = !passedOn.has(contact) && before(contact, repeatWindow);
      sums.add("repeat_contact_share", openedAt, places, Number(isRepeat), 1);
      if (!isByRepeat || passedOn.has(contact) || before(contact, window) || !wouldBeKnown(contact)) continue;
      const comesAgain = own.some(
        (each) => !passedOn.has(each) && isSame(each, contact, settings) && liesBefore(contact, each, window),
      );
      const isReopened = reopenedAt !== null && reopenedAt - openedAt <= window;
      const isSolved = !comesAgain && !isReopened;
      sums.add("first_contact_resolution_share", openedAt, places, Number(isSolved), 1);
    }
  }
  if (!isByRepeat) addOtherwise(sums, facts, String(organisation.first_contact_method));
}

/** Whether it would be known that the customer came back to it: as a contact of its own, or because its source says so. */
const wouldBeKnown = ({ isFinal, isReopeningTold }: Contact) => isFinal || isReopeningTold !== false;

/** Whether two contacts of one customer are about the same; a reason that is not stated may be any. */
function isSame(one: Contact, other: Contact, { parameters }: Settings): boolean {
  const { first_contact_key, first_contact_same_channel } = parameters.organisation;
  const [reason, another] = [one.places.reason, other.places.reason];
  const isAboutIt =
    first_contact_key === "customer" || reason === null || another === null || reason === another;
  return isAboutIt && (first_contact_same_channel !== true || one.places.channel === other.places.channel);
}

/** At most so many seconds; of two at the same second, the one whose id comes first is the earlier. */
function liesBefore(one: Contact, other: Contact, most: number): boolean {
  const gap = other.openedAt - one.openedAt;
  return gap <= most && (gap > 0 || (gap === 0 && one.id < other.id));
}

function addOtherwise(sums: Sums, facts: Facts, method: string): void {
  const kpi = "first_contact_resolution_share";
  const surveys = Map.groupBy(facts.surveys, (survey) => survey.contactId);
  const messages = Map.groupBy(facts.messages, (message) => message.contactId);
  for (const contact of facts.contacts.filter(({ direction }) => direction === "inbound")) {
    const { id, openedAt, resolvedAt, reopenedAt, isSolvedAtOnce, places } = contact;
    const add = (isSolved: boolean) => sums.add(kpi, openedAt, places, Number(isSolved), 1);
    if (method === "agent_flag" && isSolvedAtOnce !== null) add(isSolvedAtOnce);
    const own = messages.get(id) ?? [];
    const replies = own.filter(({ author, isPublic }) => author === "agent" && isPublic).length;
    if (method === "one_touch" && resolvedAt !== null && own.length > 0 && wouldBeKnown(contact))
      add(replies < 2 && reopenedAt === null);
    if (method !== "survey") continue;
    for (const { kind, answeredAt, score } of surveys.get(id) ?? []) {
      if (kind === "solved" && answeredAt !== null && (score === 0 || score === 1)) add(score === 1);
    }
  }
}
