/** What is known of one message to one person: an object of the lake whose state only moves forward. */

import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import type { Owner } from "./lease.ts";

/** Somebody who gets nothing: their address bounced or they complained, they asked for no more, or they may not see this any more. */
export type LeftOut = "suppressed" | "unsubscribed" | "narrowed";

export interface Known {
  readonly v: 1;
  /** The id of the message tried last. */
  readonly id: string;
  /** How often it was surely not accepted; absent: never. */
  readonly tries?: number;
  /** What became of the messages before it, where somebody asked for one more. */
  readonly earlier?: readonly { readonly id: string; readonly state: Entry["state"] }[];
}

export interface Claimed extends Known {
  readonly state: "claimed";
  readonly owner: Owner;
  readonly claimedAt: string;
}

export interface Failed extends Known {
  readonly state: "failed";
  readonly error: string;
  /** No worker tries it before, by its own clock. */
  readonly nextAt: string;
}

export type Entry =
  | Claimed
  | Failed
  /** Given up. */
  | (Known & { readonly state: "refused"; readonly error: string; readonly at: string })
  /** `then` is what the provider told later. */
  | (Known & { readonly state: "sent"; readonly at: string; readonly then?: Fate })
  /** `since` by the clock of the machine, `at` by that of the run. */
  | (Known & { readonly state: "unknown"; readonly at: string; readonly since: string })
  | (Known & { readonly state: LeftOut; readonly at: string });

/** What became of a message that was accepted, the last word last. */
export const fates = ["delivered", "bounced", "complained"] as const;
export type Fate = (typeof fates)[number];

/** What a provider told of a message: the first instant of each kind. Kept also for a message nobody has confirmed yet. */
export interface Events {
  readonly v: 1;
  readonly accepted: string;
  readonly delivered?: string;
  readonly bounced?: string;
  readonly complained?: string;
}

/** Below `state/`, by our id of the message. */
export const eventsKey = (id: string) => `state/events/${id}.json`;

export interface Kept<Shape> {
  readonly entry: Shape;
  readonly etag: string;
}

export async function load<Shape = Entry>(
  lake: Pick<Lake, "get">,
  key: string,
): Promise<Kept<Shape> | undefined> {
  const stored = await lake.get(key);
  return stored && { entry: parseStored<Shape>(key, stored.body), etag: stored.etag };
}

const certainty: Readonly<Record<Entry["state"], number>> = {
  claimed: 0,
  failed: 0,
  refused: 0,
  suppressed: 0,
  unsubscribed: 0,
  narrowed: 0,
  unknown: 1,
  sent: 2,
};

/** Writes over our own claim, and over what a later worker says only where it says less: `sent` is never taken back. */
export async function confirm(
  lake: Pick<Lake, "get" | "swap">,
  key: string,
  entry: Entry,
  owner: Owner,
): Promise<void> {
  for (;;) {
    const known = await load(lake, key);
    if (!known) return;
    const isOurs = known.entry.state === "claimed" && known.entry.owner.token === owner.token;
    if (!isOurs && certainty[entry.state] <= certainty[known.entry.state]) return;
    if ((await lake.swap(key, encode(entry), known.etag)) !== undefined) return;
  }
}

/**
 * Brings an entry up to what the provider told of its message. Who confirms does it after writing and who hears of an
 * event after keeping it, so whichever is later sees both.
 */
export async function settle(lake: Pick<Lake, "get" | "swap">, key: string): Promise<Entry | undefined> {
  for (;;) {
    const known = await load(lake, key);
    if (!known || (known.entry.state !== "sent" && known.entry.state !== "unknown")) return known?.entry;
    const events = await load<Events>(lake, eventsKey(known.entry.id));
    const entry = events ? settledBy(known.entry, events.entry) : known.entry;
    if (entry === known.entry || (await lake.swap(key, encode(entry), known.etag)) !== undefined)
      return entry;
  }
}

/** The same entry when the events tell nothing new. */
function settledBy(entry: Entry & { readonly state: "sent" | "unknown" }, events: Events): Entry {
  const then = fates.findLast((fate) => events[fate] !== undefined);
  if (entry.state === "sent" && entry.then === then) return entry;
  return { ...keptOf(entry), state: "sent", at: entry.at, ...(then && { then }) };
}

/** What every later state keeps of an earlier one. */
export function keptOf({ v, id, tries, earlier }: Entry): Known {
  return { v, id, ...(tries && { tries }), ...(earlier && { earlier }) };
}

export const encode = (value: Entry | Events) => new TextEncoder().encode(JSON.stringify(value));
