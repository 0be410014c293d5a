/** One message to one person: claim, send, confirm. States only move forward; an answer that was lost is never guessed. */

import { nextTry } from "../core/backoff.ts";
import { MailError } from "../core/errors.ts";
import type { Message, Ports } from "../ports.ts";
import type { Owner } from "./lease.ts";
import {
  type Claimed,
  confirm,
  type Entry,
  encode,
  type Failed,
  type Kept,
  type Known,
  keptOf,
  type LeftOut,
  load,
  settle,
} from "./ledger.ts";

export interface Delivery {
  readonly id: string;
  /**
   * `sent` now or before; `unknown` when the answer was lost and the provider cannot say; `failed` when it was surely not
   * accepted, to be tried again; `refused` when it is not any more; `busy` while another worker is at it.
   */
  readonly outcome: "sent" | "unknown" | "failed" | "refused" | "busy" | LeftOut;
  /** Sent by this call. */
  readonly fresh: boolean;
  readonly error?: string;
  /** Since when it is unknown, and when it is tried again, by the clock of the machine. */
  readonly since?: string;
  readonly nextAt?: string;
  /** Its next try is still to come, so nothing was tried now; the error is that of the last one. */
  readonly isEarly?: true;
}

export interface Worker {
  readonly owner: Owner;
  readonly machineNow: string;
  readonly isAlive: (owner: Owner) => boolean | undefined;
}

type At = Worker & { readonly now: string };
type Post = Pick<Ports, "lake" | "mail">;

/** Longer than any worker may live. */
const claimSeconds = 900;

/** A message, or why the reader it was for gets none. */
type Outgoing = Message | { readonly id: string; readonly leftOut: LeftOut };

/** Sends the message unless it was, or may have been, or is not yet to be tried again. */
export async function deliver(outgoing: Outgoing, key: string, worker: At, ports: Post): Promise<Delivery> {
  const { lake } = ports;
  const first = begun({ v: 1, id: outgoing.id }, outgoing, worker);
  if (!(await lake.get(key)) && (await lake.claim(key, encode(first))))
    return proceed(outgoing, key, first, worker, ports);
  const known = await load(lake, key);
  if (!known) return { id: outgoing.id, outcome: "busy", fresh: false };
  const { entry } = known;
  if (entry.state !== "claimed" && entry.state !== "failed") return told((await settle(lake, key)) ?? entry);
  if (isBusy(entry, outgoing, worker))
    return entry.state === "failed" ? { ...told(entry), isEarly: true } : told(entry);
  const accepted = entry.state === "failed" ? false : await ports.mail.lookup(entry.id);
  if (accepted === false)
    return takeOver(outgoing, key, known, begun(keptOf(entry), outgoing, worker), worker, ports);
  const after = accepted ? sent(keptOf(entry), worker) : unknown(keptOf(entry), worker);
  if ((await lake.swap(key, encode(after), known.etag)) === undefined)
    return { ...told(entry), outcome: "busy" };
  return told((await settle(lake, key)) ?? after);
}

/** Sends a message once more under a new id, whatever became of it: somebody asked for that. */
export async function deliverAgain(
  message: Message,
  key: string,
  worker: At,
  ports: Post,
): Promise<Delivery> {
  const known = await load(ports.lake, key);
  if (!known) return deliver(message, key, worker, ports);
  const { id, state, earlier = [] } = known.entry;
  if (known.entry.state === "claimed" && isBusy(known.entry, message, worker)) return told(known.entry);
  const [, base = id, count = "1"] = /^(.*?)(?:\.(\d+))?$/.exec(id) ?? [];
  const next = { v: 1, id: `${base}.${Number(count) + 1}`, earlier: [...earlier, { id, state }] } as const;
  return takeOver(message, key, known, begun(next, message, worker), worker, ports);
}

const sent = (known: Known, { now }: At): Entry => ({ ...known, state: "sent", at: now });

const unknown = (known: Known, { now, machineNow }: At): Entry => ({
  ...known,
  state: "unknown",
  at: now,
  since: machineNow,
});

function begun(known: Known, outgoing: Outgoing, { owner, machineNow, now }: At): Entry {
  return "leftOut" in outgoing
    ? { ...known, state: outgoing.leftOut, at: now }
    : { ...known, state: "claimed", owner, claimedAt: machineNow };
}

/** Writes ours over what was surely not accepted, and goes on from there. */
async function takeOver(
  outgoing: Outgoing,
  key: string,
  { etag }: Kept<Entry>,
  ours: Entry,
  worker: At,
  ports: Post,
): Promise<Delivery> {
  if ((await ports.lake.swap(key, encode(ours), etag)) === undefined)
    return { id: ours.id, outcome: "busy", fresh: false };
  return proceed(outgoing, key, ours, worker, ports);
}

/** What is written is ours: of a claim, what it was made for. */
async function proceed(
  outgoing: Outgoing,
  key: string,
  ours: Entry,
  worker: At,
  ports: Post,
): Promise<Delivery> {
  if ("leftOut" in outgoing || ours.state !== "claimed") return told(ours);
  return attempt(outgoing, key, ours, worker, ports);
}

/** The claim is ours: send once, and write down what is known of it. */
async function attempt(
  message: Message,
  key: string,
  claim: Claimed,
  worker: At,
  { lake, mail }: Post,
): Promise<Delivery> {
  const error = await mail.send({ ...message, id: claim.id }).then(
    () => undefined,
    (thrown: unknown) => {
      if (thrown instanceof MailError) return thrown;
      throw thrown;
    },
  );
  const entry = error ? afterError(error, keptOf(claim), worker) : sent(keptOf(claim), worker);
  await confirm(lake, key, entry, worker.owner);
  const now = (await settle(lake, key)) ?? entry;
  // What another worker came to know meanwhile is theirs to tell, but for an answer that was lost and is found.
  if (entry.state === "unknown" && now.state === "sent") return { ...told(now), fresh: true };
  return { ...told(entry), fresh: entry.state === "sent", ...(error && { error: error.message }) };
}

function afterError(error: MailError, { tries = 0, ...known }: Known, worker: At): Entry {
  if (error.accepted === "perhaps") return unknown({ ...known, ...(tries && { tries }) }, worker);
  const failed = { ...known, tries: tries + 1, error: error.message } as const;
  const nextAt = error.isLasting ? undefined : nextTry(failed.tries, worker.machineNow);
  return nextAt === undefined
    ? { ...failed, state: "refused", at: worker.now }
    : { ...failed, state: "failed", nextAt };
}

/** Claimed by somebody who may be alive, or failed and not yet to be tried again. */
function isBusy(entry: Claimed | Failed, outgoing: Outgoing, worker: Worker): boolean {
  if (entry.state === "failed")
    return !("leftOut" in outgoing) && Date.parse(worker.machineNow) < Date.parse(entry.nextAt);
  if (entry.owner.token === worker.owner.token) return false;
  if (worker.isAlive(entry.owner) === false) return false;
  return Date.parse(worker.machineNow) < Date.parse(entry.claimedAt) + claimSeconds * 1000;
}

function told(entry: Entry): Delivery {
  return {
    id: entry.id,
    outcome: entry.state === "claimed" ? "busy" : entry.state,
    fresh: false,
    ...("error" in entry && { error: entry.error }),
    ...(entry.state === "unknown" && { since: entry.since }),
    ...(entry.state === "failed" && { nextAt: entry.nextAt }),
  };
}
