/** The time of simulated vendors, in milliseconds since 1970. Whoever calls them shares the clock, so waits cost nothing. */

export interface Clock {
  now(): number;
  /** Ends when the time has come, or fails with the signal's reason. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface VirtualClock extends Clock {
  /** Moves to an instant; never back. */
  at(milliseconds: number): void;
}

export function virtualClock(start: number): VirtualClock {
  let time = start;
  const at = (milliseconds: number) => {
    time = Math.max(time, milliseconds);
  };
  const now = () => time;
  return { now, at, sleep: jumping({ now, at }) };
}

/** Waits by moving the clock. */
function jumping({ now, at }: Pick<VirtualClock, "now" | "at">): Clock["sleep"] {
  return async (milliseconds, signal) => {
    signal?.throwIfAborted();
    const until = now() + Math.max(0, milliseconds);
    // Others get their turn first: two who wait are not one who waits twice as long.
    await new Promise((done) => setImmediate(done));
    signal?.throwIfAborted();
    at(until);
  };
}

/** A clock of several threads: the first 8 bytes of this memory hold its time, 0 at first. */
export function sharedClock(memory: SharedArrayBuffer): VirtualClock {
  const time = new BigInt64Array(memory, 0, 1);
  const now = () => Number(Atomics.load(time, 0));
  const at = (milliseconds: number) => {
    const to = BigInt(Math.round(milliseconds));
    for (let was = Atomics.load(time, 0); was < to; ) {
      const found = Atomics.compareExchange(time, 0, was, to);
      if (found === was) return;
      was = found;
    }
  };
  return { now, at, sleep: jumping({ now, at }) };
}

/** The machine's own time plus a shift, for a person who points a client at a simulated vendor. */
export function realClock(shift = 0): Clock {
  return {
    now: () => Date.now() + shift,
    sleep: (milliseconds, signal) =>
      new Promise((done, failed) => {
        if (signal?.aborted) return failed(signal.reason);
        const stop = () => {
          clearTimeout(timer);
          failed(signal?.reason);
        };
        const timer = setTimeout(
          () => {
            signal?.removeEventListener("abort", stop);
            done();
          },
          Math.max(0, milliseconds),
        );
        signal?.addEventListener("abort", stop, { once: true });
      }),
  };
}
