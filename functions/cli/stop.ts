/** Ctrl+C, and what a machine says that shuts down: the first lets the work at hand end, the second ends the process. */

export interface Stop {
  is(): boolean;
  /** Aborted by the first. */
  readonly signal: AbortSignal;
  /** Resolves after the pause, or when it is stopped. */
  after(milliseconds: number): Promise<void>;
  forget(): void;
}

/** `words` are told at the first. */
export function stopSignal(words: string): Stop {
  const { promise, resolve } = Promise.withResolvers<void>();
  const over = new AbortController();
  const { signal } = over;
  const signals = ["SIGTERM", "SIGINT"] as const;
  const stop = (): void => {
    if (signal.aborted) process.exit(130);
    console.error(words);
    over.abort();
    resolve();
  };
  for (const one of signals) process.on(one, stop);
  return {
    signal,
    is: () => signal.aborted,
    async after(milliseconds) {
      const { promise: slept, resolve: wake } = Promise.withResolvers<void>();
      const timer = setTimeout(wake, Math.min(milliseconds, 2 ** 31 - 1));
      await Promise.race([slept, promise]);
      clearTimeout(timer);
    },
    forget() {
      for (const one of signals) process.off(one, stop);
    },
  };
}
