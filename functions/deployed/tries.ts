/**
 * How often a piece of work failed, so that what fails for a reason of its own is not tried at every tick: `state/tries/NAME.json`.
 * Written before the work, as a worker may die at it. Other inputs begin anew.
 */

import { nextTry } from "../core/backoff.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

export interface Tries {
  readonly v: 1;
  /** What it is made from, as a fingerprint; with others it is tried at once. */
  readonly inputs: string;
  /** Failed one after the other, counting one that began and may have died. */
  readonly failed: number;
  /** ISO UTC instant of the machine. */
  readonly at: string;
  /** What stopped it, where that is for its owner to put right. */
  readonly held: string | null;
}

/** Later than the last wait it is tried four times a day. */
const longestCounted = 8;

const keyOf = (name: string) => `state/tries/${name}.json`;

export async function triesOf(name: string, lake: Pick<Lake, "get">): Promise<Tries | undefined> {
  const stored = await lake.get(keyOf(name));
  return stored && parseStored<Tries>(keyOf(name), stored.body);
}

/** When it may be tried again; undefined: now. */
export function waitsUntil(tries: Tries | undefined, inputs: string, machineNow: string): string | undefined {
  if (!tries || tries.failed === 0 || tries.inputs !== inputs) return undefined;
  const next = nextTry(Math.min(tries.failed, longestCounted), tries.at) ?? tries.at;
  return machineNow < next ? next : undefined;
}

export async function noteTry(name: string, tries: Omit<Tries, "v">, lake: Pick<Lake, "put">): Promise<void> {
  await lake.put(keyOf(name), new TextEncoder().encode(JSON.stringify({ v: 1, ...tries })));
}
