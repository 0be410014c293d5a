/** Readers with one mistake each, all of them seen in the field, and the circumstances in which it loses records. */

import type { Chaos } from "../../world/vendors/chaos.ts";
import type { Finding } from "./judge.ts";
import type { Mistake } from "./plain/connector.ts";
import type { sweeps } from "./sweep.ts";

export interface Wrong {
  readonly mistake: Mistake;
  /** What happens to a vendor's data anyway, one day. */
  readonly chaos: Partial<Chaos>;
  /** Part of the centre's contacts, where it takes more than a few. */
  readonly share?: number;
  /** What the reader is put through, and what is found. */
  readonly by: keyof typeof sweeps;
  readonly finding: Finding;
}

/** Seconds: noon of the second day in Budapest, when the trials' window ends. */
const noon = Date.parse("2026-11-04T11:00:00Z") / 1000;
const still = { bursts: [], restless: [], deleted: 0, reopened: 0 };

export const wrong: readonly Wrong[] = [
  {
    // 250 contacts of one second, and nothing happens to them later: a page ends among them.
    mistake: "strict",
    chaos: { stir: { ...still, bursts: [{ at: noon - 2, count: 250 }] } },
    by: "increments",
    finding: "lost",
  },
  {
    // While a page of 250 is read, others move out of it.
    mistake: "pages",
    chaos: {
      latency: [3000, 3000],
      stir: {
        ...still,
        bursts: [{ at: noon - 1800, count: 250 }],
        restless: [{ from: noon - 300, to: noon + 300, everySeconds: 1 }],
      },
    },
    by: "backfill",
    finding: "lost",
  },
  {
    // An automation's change has no time that people see.
    mistake: "updated",
    chaos: { stir: { ...still, restless: [{ from: noon - 600, to: noon - 300, everySeconds: 10 }] } },
    by: "increments",
    finding: "stale",
  },
  { mistake: "swallows", chaos: { faults: { html: 0.3, cut: 0.3 } }, by: "increments", finding: "lost" },
  { mistake: "state-first", chaos: {}, by: "killed after every write", finding: "lost" },
  { mistake: "null-link", chaos: {}, by: "backfill", finding: "endless" },
  { mistake: "no-lag", chaos: { late: 1 }, by: "increments", finding: "stale" },
  { mistake: "rewrites", chaos: {}, by: "increments", finding: "changed" },
  { mistake: "undeclared", chaos: {}, by: "increments", finding: "leak" },
  { mistake: "drops", chaos: { nameless: 0.3 }, by: "increments", finding: "unrejected" },
  { mistake: "mints", chaos: {}, by: "increments", finding: "foreign" },
  // With more contacts than a page holds.
  { mistake: "again", chaos: {}, share: 0.5, by: "increments", finding: "wasteful" },
  { mistake: "hasty", chaos: { throttled: 0.5 }, by: "increments", finding: "early" },
  {
    // 2,500 contacts of one second are gone through twice, page by page.
    mistake: "greedy",
    chaos: { stir: { ...still, bursts: [{ at: noon - 2, count: 2500 }] } },
    by: "increments",
    finding: "excess",
  },
  {
    mistake: "forgets",
    chaos: { tokens: { requests: 1000, minutes: 50 } },
    by: "increments",
    finding: "lost",
  },
];
