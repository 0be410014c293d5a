/** Lets through so many a second, in the order they come. */

import { setTimeout } from "node:timers/promises";

export interface Timer {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

const machineTimer: Timer = {
  now: () => performance.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
};

/** Resolves when it is the caller's turn. */
export function paceOf(perSecond: number, timer: Timer = machineTimer): () => Promise<void> {
  let free = 0;
  return async () => {
    const now = timer.now();
    const turn = Math.max(now, free);
    free = turn + 1000 / perSecond;
    if (turn > now) await timer.wait(turn - now);
  };
}
