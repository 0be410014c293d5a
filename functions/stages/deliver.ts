/** One message to one person: claim, send, confirm. States only move forward; an answer that was lost is never guessed. */

import { MailError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Message, Ports } from "../ports.ts";
import type { Owner } from "./lease.ts";

export interface Delivery {
  readonly id: string;
  /**
   * `sent` now or before; `unknown` when the answer was lost and the provider cannot say; `failed` when it was surely not
   * accepted, to be tried again; `busy` while another worker is at it.
   */
  readonly outcome: "sent" | "unknown" | "failed" | "busy";
  /** Sent by this call. */
  readonly fresh: boolean;
  readonly error?: string;
}

export interface Worker {
  readonly owner: Owner;
  readonly machineNow: string;
  readonly isAlive: (owner: Owner) => boolean | undefined;
}

type Entry =
  | {
      readonly v: 1;
      readonly id: string;
      readonly state: "claimed";
      readonly owner: Owner;
      readonly claimedAt: string;
    }
  | { readonly v: 1; readonly id: string; readonly state: "failed"; readonly error: string }
  | { readonly v: 1; readonly id: string; readonly state: "sent"; readonly at: string }
  | { readonly v: 1; readonly id: string; readonly state: "unknown"; readonly at: string };

/** Longer than any worker may live. */
const claimSeconds = 900;

export async function deliver(
  message: Message,
  key: string,
  worker: Worker & { readonly now: string },
  ports: Pick<Ports, "lake" | "mail">,
): Promise<Delivery> {
  const { lake, mail } = ports;
  const { id } = message;
  const claim: Entry = { v: 1, id, state: "claimed", owner: worker.owner, claimedAt: worker.machineNow };
  if (!(await lake.get(key)) && (await lake.claim(key, encode(claim))))
    return attempt(message, key, worker, ports);
  const known = await load(lake, key);
  if (!known) return { id, outcome: "busy", fresh: false };
  const { entry, etag } = known;
  if (entry.state === "sent" || entry.state === "unknown") return { id, outcome: entry.state, fresh: false };
  if (entry.state === "claimed" && isBusy(entry, worker)) return { id, outcome: "busy", fresh: false };
  const accepted = entry.state === "failed" ? false : await mail.lookup(id);
  if (accepted === false) {
    if (!(await lake.swap(key, encode(claim), etag))) return { id, outcome: "busy", fresh: false };
    return attempt(message, key, worker, ports);
  }
  const settled: Entry = accepted
    ? { v: 1, id, state: "sent", at: worker.now }
    : { v: 1, id, state: "unknown", at: worker.now };
  const isSettled = (await lake.swap(key, encode(settled), etag)) !== undefined;
  return { id, outcome: isSettled ? settled.state : "busy", fresh: false };
}

/** The claim is ours: send once, and write down what is known of it. */
async function attempt(
  message: Message,
  key: string,
  { owner, now }: Worker & { readonly now: string },
  { lake, mail }: Pick<Ports, "lake" | "mail">,
): Promise<Delivery> {
  const { id } = message;
  try {
    await mail.send(message);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const outcome = error.accepted === "perhaps" ? "unknown" : "failed";
    const entry: Entry =
      outcome === "unknown"
        ? { v: 1, id, state: outcome, at: now }
        : { v: 1, id, state: outcome, error: error.message };
    await confirm(lake, key, entry, owner);
    return { id, outcome, fresh: false, error: error.message };
  }
  await confirm(lake, key, { v: 1, id, state: "sent", at: now }, owner);
  return { id, outcome: "sent", fresh: true };
}

const certainty = { claimed: 0, failed: 0, unknown: 1, sent: 2 } as const;

/** Writes over our own claim, and over what a later worker says only where it says less: `sent` is never taken back. */
async function confirm(lake: Lake, key: string, entry: Entry, owner: Owner): Promise<void> {
  for (;;) {
    const known = await load(lake, key);
    if (!known) return;
    const isOurs = known.entry.state === "claimed" && known.entry.owner.token === owner.token;
    if (!isOurs && certainty[entry.state] <= certainty[known.entry.state]) return;
    if ((await lake.swap(key, encode(entry), known.etag)) !== undefined) return;
  }
}

function isBusy(entry: Entry & { readonly state: "claimed" }, worker: Worker): boolean {
  if (entry.owner.token === worker.owner.token) return false;
  if (worker.isAlive(entry.owner) === false) return false;
  return Date.parse(worker.machineNow) < Date.parse(entry.claimedAt) + claimSeconds * 1000;
}

async function load(
  lake: Lake,
  key: string,
): Promise<{ readonly entry: Entry; readonly etag: string } | undefined> {
  const stored = await lake.get(key);
  return stored && { entry: parseStored<Entry>(key, stored.body), etag: stored.etag };
}

const encode = (entry: Entry) => new TextEncoder().encode(JSON.stringify(entry));
