/** What kind of contact it is: who asks, about which product, who takes it, and which way it goes. */

import type { Contact } from "./contacts.ts";
import { type Random, random } from "./random.ts";

/**
 * The way a contact goes. `written`: by email. `contained`: a bot or the phone menu solves it. `outbound`: the centre calls.
 * The others are calls and chats by what happens in the queue.
 */
export type Way =
  | "written"
  | "contained"
  | "outbound"
  | "abandoned"
  | "callback"
  | "flow_out"
  | "transferred"
  | "plain";

export interface Course {
  readonly way: Way;
  /** Nobody is known for one contact in twelve. */
  readonly customer: string | null;
  readonly beganWith: "person" | "bot" | "self_service";
  readonly handedOverAt: number | null;
  /** Null where nobody worked on it. */
  readonly agent: string | null;
  readonly tags: readonly string[];
  readonly outcome: string;
  readonly product: string | null;
  readonly location: string;
  readonly queue: string;
}

const hour = 3600;
const day = 24 * hour;
export const quick = 2 * hour;
const products = ["Home", "Garden", "Office", null] as const;
const productWeights = [50, 25, 20, 5] as const;
const complained: Readonly<Record<string, number>> = {
  "Damaged goods": 0.2,
  "Late delivery": 0.12,
  Cancellation: 0.1,
};
const documented = ["Password reset", "Login problem", "Change of address", "Feature question"];

/** Numbers that belong to one contact and one matter, and to nothing else. */
export function diceOf(contact: Contact, matter: string): Random {
  return random(`${matter} ${contact.id} ${contact.openedAt} ${contact.reason}`);
}

/** Seconds from opening to the first resolution; infinite for what is never resolved. */
export function spanOf({ openedAt, changes }: Contact): number {
  return (changes[1]?.at ?? Number.POSITIVE_INFINITY) - openedAt;
}

export function courseOf(contact: Contact): Course {
  const dice = diceOf(contact, "course");
  const way = wayOf(contact, dice.fraction());
  const beganWith = beginning(contact, way, dice.fraction());
  const after = Math.min(15 + dice.whole(75), Math.floor(spanOf(contact) / 5));
  const isGivenUp = way === "abandoned" && !isReturned(contact);
  return {
    way,
    customer: customerOf(contact, dice),
    beganWith,
    handedOverAt: beganWith === "person" || way === "contained" ? null : contact.openedAt + after,
    agent: way === "contained" || isGivenUp ? null : contact.agent,
    tags: tagsOf(contact, dice),
    outcome: isGivenUp ? "gave up" : outcomeOf(contact, dice.fraction()),
    product: products[dice.weighted([0, 1, 2, 3], (each) => productWeights[each] ?? 0)] ?? null,
    location: dice.fraction() < 0.6 ? "Budapest" : "Szeged",
    queue: `${contact.department} ${contact.channel}`,
  };
}

/** Whether the centre calls back a customer who hung up; it has the time only where the matter stays open. */
export function isReturned(contact: Contact): boolean {
  return contact.channel === "phone" && spanOf(contact) >= 900;
}

function wayOf(contact: Contact, roll: number): Way {
  const { channel, changes } = contact;
  const span = spanOf(contact);
  const isSimple = span <= quick && changes.length === 2;
  if (channel === "email") return "written";
  if (roll < (channel === "chat" ? 0.09 : 0.02)) return isSimple ? "contained" : "plain";
  if (roll < 0.12) return channel === "phone" && roll < 0.05 ? "outbound" : "plain";
  if (roll < 0.19) return isSimple || isReturned(contact) ? "abandoned" : "plain";
  if (roll < 0.22) return channel === "phone" && span >= 900 ? "callback" : "plain";
  if (roll < 0.25) return span >= 300 ? "flow_out" : "plain";
  return roll < 0.35 && span >= 240 ? "transferred" : "plain";
}

function beginning({ channel }: Contact, way: Way, roll: number): Course["beganWith"] {
  if (channel === "email" || way === "outbound") return "person";
  if (channel === "chat") return way === "contained" || roll < 0.2 ? "bot" : "person";
  return way === "contained" || roll < 0.12 ? "self_service" : "person";
}

/** Some customers ask about one thing again and again for days; most of a large crowd ask once in a while. */
function customerOf({ openedAt, reason }: Contact, dice: Random): string | null {
  const roll = dice.fraction();
  const block = (days: number) => Math.floor(openedAt / (days * day));
  if (roll < 0.08) return null;
  if (roll < 0.22) return `K-${reason.replaceAll(" ", "-")}-${block(6)}-${dice.whole(14)}`;
  if (roll < 0.3) return `K-any-${block(12)}-${dice.whole(60)}`;
  return `K-${String(dice.whole(60_000)).padStart(5, "0")}`;
}

function tagsOf({ reason }: Contact, dice: Random): readonly string[] {
  const tags: string[] = [];
  if (dice.fraction() < (complained[reason] ?? 0.04)) tags.push("complaint");
  if (documented.includes(reason) && dice.fraction() < 0.45) tags.push("known-answer");
  if (dice.fraction() < 0.03) tags.push("vip");
  return tags;
}

function outcomeOf({ reason }: Contact, roll: number): string {
  if (reason === "Cancellation") return roll < 0.7 ? "cancelled" : "kept";
  if (reason === "Feature question") return roll < 0.25 ? "sold" : "answered";
  return roll < 0.04 ? "sold" : "answered";
}
