/** How many requests a vendor grants: token buckets, months, and who was told to wait. Times are milliseconds. */

import type { Limit } from "./vendor.ts";

export interface Verdict {
  /** Undefined where the request is granted. */
  readonly refused?: "early" | "over" | "month";
  /** Not before this instant again. */
  readonly until: number;
}

export interface Buckets {
  /** Whether a request of the group may come now; it is spent if so. */
  ask(group: string, now: number): Verdict;
  /** Nobody of the group may come before: what a `Retry-After` said. */
  wait(group: string, until: number): void;
}

/** `month`: the part of every monthly budget that is granted. */
export function bucketsOf(limits: Readonly<Record<string, Limit>>, month = 1): Buckets {
  const levels = new Map<string, { tokens: number; at: number }>();
  const notBefore = new Map<string, number>();
  const spent = new Map<string, number>();
  return {
    ask(group, now) {
      const limit = limits[group];
      if (limit === undefined) throw new RangeError(`no bucket is called ${group}`);
      const until = notBefore.get(group) ?? 0;
      if (now < until) return { refused: "early", until };
      const name = new Date(now).toISOString().slice(0, 7);
      const used = spent.get(name) ?? 0;
      if (limit.month !== undefined && used >= Math.floor(limit.month * month))
        return { refused: "month", until: nextMonth(now) };
      const level = levels.get(group) ?? { tokens: limit.requests, at: now };
      const perMillisecond = limit.requests / (limit.seconds * 1000);
      const tokens = Math.min(limit.requests, level.tokens + (now - level.at) * perMillisecond);
      // What is a millisecond's worth short is a rounding, not a request too many.
      if (tokens < 1 - perMillisecond) {
        levels.set(group, { tokens, at: now });
        return { refused: "over", until: now + Math.ceil((1 - tokens) / perMillisecond - 1e-6) };
      }
      levels.set(group, { tokens: Math.max(0, tokens - 1), at: now });
      if (limit.month !== undefined) spent.set(name, used + 1);
      return { until: now };
    },
    wait(group, until) {
      notBefore.set(group, Math.max(notBefore.get(group) ?? 0, until));
    },
  };
}

function nextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
