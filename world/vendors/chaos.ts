/** How badly a simulated vendor behaves: nothing at all, or what a seed draws. Times are milliseconds. */

import { type Random, random } from "../random.ts";
import type { Span } from "../spans.ts";
import type { Stir } from "./stir.ts";

/** What may go wrong with one answer. */
export const faults = [
  "500",
  "502",
  "503",
  "504",
  // Accepted, not ready: nothing in it yet.
  "202",
  // The text ends in the middle, and everything around it says that it is whole.
  "cut",
  "cut-gzip",
  // More is announced than comes.
  "short-length",
  "html",
  // Whole, with a byte order mark in front: no reason to complain.
  "byte-order-mark",
  "empty",
  "reset",
  // A byte now and then, for ever.
  "drip",
] as const;
export type Fault = (typeof faults)[number];

export interface Chaos {
  readonly name: string;
  /** Milliseconds a request takes; the vendor's data go on meanwhile. */
  readonly latency: readonly [least: number, most: number];
  /** Part of the records that become visible later than their timestamp says, by up to their stream's lateness. */
  readonly late: number;
  /** Part of the pages that begin with the last record of the page before. */
  readonly repeats: number;
  /** Pages of streams without an order come mixed. */
  readonly isMixed: boolean;
  /** Part of the requests answered 429 though the bucket is not empty: somebody else uses the account too. */
  readonly throttled: number;
  /** Part of the requests to which each happens. */
  readonly faults: Readonly<Partial<Record<Fault, number>>>;
  /** 503 for everything. */
  readonly outages: readonly Span[];
  /** 401 for everything. */
  readonly revoked: readonly Span[];
  /** Optional streams that the plan lacks. */
  readonly forbidden: readonly string[];
  /** Part of the parents whose records cannot be asked for. */
  readonly missing: number;
  /** A token lives for so many requests and so many minutes. */
  readonly tokens: { readonly requests: number; readonly minutes: number };
  /** A longer answer with more than one record is a 504, however often it is asked for; null: none is too long. */
  readonly mostBytes: number | null;
  /** Part of the records with fields that are new, gone, or of another type. */
  readonly drift: number;
  /** One of these records a stream is so large. */
  readonly hasGiant: boolean;
  /** Part of the records, beside them, that nothing identifies. */
  readonly nameless: number;
  /** Part of what the vendor grants in a month. */
  readonly month: number;
  readonly stir: Stir | null;
}

export const calm: Chaos = {
  name: "calm",
  latency: [50, 50],
  late: 0,
  repeats: 0,
  isMixed: false,
  throttled: 0,
  faults: {},
  outages: [],
  revoked: [],
  forbidden: [],
  missing: 0,
  tokens: { requests: Number.POSITIVE_INFINITY, minutes: Number.POSITIVE_INFINITY },
  mostBytes: null,
  drift: 0,
  hasGiant: false,
  nameless: 0,
  month: 1,
  stir: null,
};

const minute = 60;
const hour = 3600;

/** A profile that depends on the seed alone; `window` is the centre's, in seconds. */
export function chaosOf(seed: string, window: Span, optional: readonly string[] = []): Chaos {
  const dice = random(`${seed} chaos`);
  const often = (share: number, value: number) => (dice.fraction() < share ? value * dice.fraction() : 0);
  const stretch = (share: number, most: number): readonly Span[] => {
    const from = (window.from + dice.fraction() * (window.to - window.from)) * 1000;
    const to = from + (5 * minute + dice.whole(most)) * 1000;
    return dice.fraction() < share ? [{ from, to }] : [];
  };
  const hasGiant = dice.fraction() < 0.25;
  return {
    name: seed,
    latency: [100, 100 + dice.whole(5000)],
    late: often(0.8, 1),
    repeats: often(0.6, 0.5),
    isMixed: dice.fraction() < 0.5,
    throttled: often(0.7, 0.15),
    faults: Object.fromEntries(faults.map((fault) => [fault, fault === "drip" ? 0 : often(0.5, 0.06)])),
    outages: stretch(0.3, 3 * hour),
    revoked: stretch(0.15, 2 * hour),
    forbidden: optional.filter(() => dice.fraction() < 0.25),
    missing: often(0.3, 0.1),
    tokens: {
      requests: dice.fraction() < 0.3 ? 2 + dice.whole(40) : Number.POSITIVE_INFINITY,
      minutes: dice.fraction() < 0.4 ? 3 + dice.whole(240) : Number.POSITIVE_INFINITY,
    },
    mostBytes: dice.fraction() < 0.3 ? 20_000 + dice.whole(200_000) : null,
    drift: often(0.6, 0.3),
    hasGiant,
    nameless: often(0.3, 0.02),
    month: 1,
    stir: stirOf(window, dice),
  };
}

/** The data move most while they are read: what is due on the hour is read then, and what is late is missed then. */
function stirOf(window: Span, dice: Random): Stir {
  const within = (share: number) => Math.floor(window.from + share * (window.to - window.from));
  const sizes = [40, 130, 250, 600, 1300, 2500];
  const size = dice.weighted(sizes, (each) => (each > 1000 ? 1 : 4));
  const burst = { at: within(0.3 + 0.6 * dice.fraction()), count: size };
  // What happens last stays as it is: nothing later makes up for what a reader loses of it.
  const last = { at: window.to - 2, count: size };
  const hasBurst = dice.fraction() < 0.4;
  const hours = Array.from({ length: Math.floor((window.to - window.from) / hour) }, (_, index) => index);
  const isAfter = (index: number) => hasBurst && index === Math.ceil((burst.at - window.from) / hour);
  const restless = hours
    .filter((index) => dice.fraction() < 0.2 || isAfter(index))
    .map((index) => {
      const due = window.from + index * hour;
      return { from: due - 100, to: due + 3 * minute, everySeconds: isAfter(index) ? 1 : 1 + dice.whole(5) };
    });
  return {
    bursts: [...(hasBurst ? [burst] : []), ...(dice.fraction() < 0.4 ? [last] : [])],
    restless,
    deleted: dice.fraction() < 0.5 ? 0.05 * dice.fraction() : 0,
    reopened: dice.fraction() < 0.5 ? 0.1 * dice.fraction() : 0,
  };
}
