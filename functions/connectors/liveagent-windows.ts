/** Windows of time in which streams are read: each begins before the one before it ended. */

import { moved, startOfDay, wallTime } from "../core/wall.ts";
import type { RawRecord } from "./connector.ts";
import { type Account, overlap, safetyLag } from "./liveagent-records.ts";
import { rememberedLast, type Seen } from "./liveagent-seen.ts";

export type Window = {
  readonly v: 1;
  readonly n: number;
  readonly from: string;
  /** This reading ends here; empty between two of them. */
  readonly until: string;
  readonly start: number;
  readonly seen: Seen;
};

export function opened({ source }: Account, zone: string, before: Window | null, start: number): Window {
  const first = moved(startOfDay(source.since, source.zone, zone), -overlap);
  const until = moved(wallTime(start, zone), -safetyLag);
  return { v: 1, n: before?.n ?? 0, from: before?.from ?? first, until, start, seen: before?.seen ?? {} };
}

/** Between two readings. */
export function closed<At extends Window>(
  at: At,
  rest: Partial<At>,
  last: readonly RawRecord[],
  since = (from: string) => from,
): At {
  const from = moved(at.until, -overlap);
  const seen = rememberedLast(at.seen, last, { until: at.until, since: since(from) });
  return { ...at, ...rest, from, seen, until: "", start: 0 };
}

export const watermarkOf = ({ start }: Window) => new Date(start - safetyLag * 1000).toISOString();
