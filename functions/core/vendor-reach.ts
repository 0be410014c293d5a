/** How the interfaces of vendors are reached, as ports give it and connectors take it. */

/** Milliseconds since 1970; tests and the simulated vendors share one that jumps. */
export interface VendorClock {
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Vendors {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: VendorClock;
  /** Milliseconds since 1970 at which simulated vendors stand still: waiting moves their clock on, and they know nothing later. */
  readonly end?: number;
  /** From 0 up to, not including, 1: clients that were refused together do not come back together. */
  readonly random: () => number;
  /** The secret of this name; throws InputError, with the cure, where there is none. */
  secret(name: string): Promise<string>;
}
