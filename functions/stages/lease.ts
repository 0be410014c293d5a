/** One worker at a time on one thing, for a while: what a worker holds so that nobody repeats what it does. */

import { LostRaceError, StorageError } from "../core/errors.ts";
import type { Lake, Owner, Stored } from "../ports.ts";

export type { Owner };

export interface Lease {
  /** Holds it for another `ttlSeconds` from then on; throws LostRaceError when somebody else has it by now. */
  renew(machineNow: Date): Promise<void>;
  /** Lets go of it, if it is still ours. Letting go twice is no error. */
  release(): Promise<void>;
}

/** What the object at the lease's key says; `owner` is null when nobody holds it. */
interface Hold {
  readonly owner: Owner | null;
  /** ISO UTC instant at which it was taken. */
  readonly since?: string;
  /** ISO UTC instant: from then on the lease is free. */
  readonly until: string;
}

/**
 * The lease at `key`, or undefined while somebody else holds it. It is free when it was never held, was let go, has
 * run out by `machineNow`, or when `isAlive` knows its owner dead (undefined: cannot tell, so it has to run out).
 * An owner who holds it already, because the answer to an earlier attempt was lost, gets it again.
 * `ttlSeconds` must outlast the hard timeout of the work, or `renew` be called in between.
 */
export async function acquire(
  lake: Lake,
  key: string,
  owner: Owner,
  machineNow: Date,
  ttlSeconds: number,
  isAlive: (owner: Owner) => boolean | undefined,
): Promise<Lease | undefined> {
  const since = machineNow.toISOString();
  const wanted = heldUntil(owner, since, machineNow, ttlSeconds);
  // A lost race is followed by one look at who won, so this ends: either it is ours, or somebody else's.
  for (;;) {
    const stored = await lake.get(key);
    if (stored === undefined) {
      await lake.claim(key, bytesOf(wanted)); // whoever won, the next look tells, and gives the etag
      continue;
    }
    const hold = holdIn(key, stored);
    const ours = hold.owner?.token === owner.token;
    if (!ours && !isFree(hold, machineNow, isAlive)) return undefined;
    const already = ours && hold.until === wanted.until;
    const etag = already ? stored.etag : await lake.swap(key, bytesOf(wanted), stored.etag);
    if (etag !== undefined) return lease(lake, key, owner, since, ttlSeconds, etag);
  }
}

function lease(
  lake: Lake,
  key: string,
  owner: Owner,
  since: string,
  ttlSeconds: number,
  first: string,
): Lease {
  let etag = first;
  let released = false;

  /** Writes over our own hold and nobody else's; false when it is not ours any more. */
  async function write(hold: Hold): Promise<boolean> {
    for (;;) {
      const next = await lake.swap(key, bytesOf(hold), etag);
      if (next !== undefined) {
        etag = next;
        return true;
      }
      // Ours after all, when an earlier write took effect and its answer was lost.
      const stored = await lake.get(key);
      if (stored === undefined || holdIn(key, stored).owner?.token !== owner.token) return false;
      etag = stored.etag;
    }
  }

  return {
    async renew(machineNow) {
      if (!released && (await write(heldUntil(owner, since, machineNow, ttlSeconds)))) return;
      throw new LostRaceError(
        `the lease ${key} is not ours any more: this work stops, and the next tick looks again.`,
      );
    },
    async release() {
      if (released) return;
      // Not `remove`: it has no condition, and could take the lease from whoever got it after ours ran out.
      await write({ owner: null, until: new Date(0).toISOString() });
      released = true;
    },
  };
}

/** Whether `acquire` would find somebody else there. */
export async function isHeld(
  lake: Pick<Lake, "get">,
  key: string,
  machineNow: Date,
  isAlive: (owner: Owner) => boolean | undefined,
): Promise<boolean> {
  const stored = await lake.get(key);
  return stored !== undefined && !isFree(holdIn(key, stored), machineNow, isAlive);
}

function isFree(hold: Hold, machineNow: Date, isAlive: (owner: Owner) => boolean | undefined): boolean {
  return (
    hold.owner === null || Date.parse(hold.until) <= machineNow.getTime() || isAlive(hold.owner) === false
  );
}

function heldUntil(owner: Owner, since: string, machineNow: Date, ttlSeconds: number): Hold {
  return { owner, since, until: new Date(machineNow.getTime() + ttlSeconds * 1000).toISOString() };
}

function bytesOf(hold: Hold): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(hold)}\n`);
}

function holdIn(key: string, stored: Stored): Hold {
  try {
    const hold = JSON.parse(new TextDecoder().decode(stored.body)) as Hold;
    const named = hold.owner === null || typeof hold.owner.token === "string";
    if (named && !Number.isNaN(Date.parse(hold.until))) return hold;
  } catch {
    // falls through: not JSON, or not an object
  }
  throw new StorageError(
    `${key} is not a lease. Make sure that no run is under way, remove it, and run again.`,
  );
}

/** The lease under which a source is landed. */
export const landingLease = (source: string) => `land-${source}`;

/** Longer than any work may take whose lease is not renewed. */
const leaseSeconds = 3600;

/**
 * Does the work while nobody else does it on the same home; throws LostRaceError when somebody is at it. With
 * `renewed` seconds the lease is held for so long at a time, however long the work takes.
 */
export async function underLease<T>(
  name: string,
  input: {
    readonly owner: Owner;
    readonly machineNow: () => Date;
    readonly isAlive: (owner: Owner) => boolean | undefined;
  },
  ports: { readonly lake: Lake },
  work: () => Promise<T>,
  renewed?: number,
): Promise<T> {
  const seconds = renewed ?? leaseSeconds;
  const key = `state/leases/${name}.json`;
  const lease = await acquire(ports.lake, key, input.owner, input.machineNow(), seconds, input.isAlive);
  if (!lease) throw new LostRaceError(taken(key, await ports.lake.get(key), input.isAlive));
  // One that is lost all the same is found by the swap that commits.
  const renew = () => void lease.renew(input.machineNow()).catch(() => undefined);
  const timer = renewed === undefined ? undefined : setInterval(renew, (renewed * 1000) / 3).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await lease.release();
  }
}

/** Who is at work; it may have finished while we looked. */
function taken(
  key: string,
  stored: Stored | undefined,
  isAlive: (owner: Owner) => boolean | undefined,
): string {
  const { owner, since, until } = stored ? holdIn(key, stored) : { owner: null, until: "" };
  const who = owner === null ? "Another run" : `Another run (process ${owner.pid} on ${owner.host})`;
  const when = owner === null || since === undefined ? "" : ` since ${since}`;
  // Of this machine's own processes it is known.
  const isUnsure = owner !== null && isAlive(owner) === undefined;
  const free = !isUnsure ? "" : ` Should it have died on another machine, it is free from ${until} on.`;
  return `${who} is at work on the same home${when}: it holds ${key}. Nothing is wrong with what you asked for: wait for it to finish, then run again.${free}`;
}
