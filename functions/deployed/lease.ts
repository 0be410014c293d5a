/** One worker at a time on one thing, of functions that are ended after a quarter of an hour whatever they do. */

import type { Lake, Owner } from "../ports.ts";
import { acquire, isHeld as isLeaseHeld } from "../stages/lease.ts";

/** Longer than any function runs, so that a lease outlives its worker and not by much. */
export const workerSeconds = 960;

/** Nobody can tell whether the process of another sandbox lives: its lease has to run out. */
export const isAlive = (): undefined => undefined;

const keyOf = (name: string) => `state/leases/${name}.json`;

/** Whether a worker is at it, or died at it and its lease still runs. */
export const isHeld = (name: string, machineNow: Date, lake: Pick<Lake, "get">): Promise<boolean> =>
  isLeaseHeld(lake, keyOf(name), machineNow, isAlive);

/** Does the work while nobody else does it; undefined when somebody is at it. */
export async function leased<T>(
  name: string,
  { owner, machineNow }: { readonly owner: Owner; readonly machineNow: () => Date },
  lake: Lake,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const lease = await acquire(lake, keyOf(name), owner, machineNow(), workerSeconds, isAlive);
  if (!lease) return undefined;
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
