/** What the desk says keeps the tables from being up to date. */

import { expect, test } from "vitest";
import { healthOf } from "../../functions/cli/desk-health.ts";
import { failedAgain } from "../../functions/core/attempts.ts";
import type { State } from "../../functions/core/due.ts";
import type { Ports } from "../../functions/ports.ts";
import { configOf, consumed, stateOf } from "../core/sample.ts";

const now = "2026-11-16T07:04:00Z";
const why = "orders.sql:3:9: no such column";
const failed = failedAgain(undefined, "s", "2026-11-16T07:00:00Z", why);

/** One batch landed; by `batch` whether the tables have it. */
async function heldWith(batch: 0 | 1, isSame: boolean) {
  const state: Partial<State> = {
    warehouse: consumed("2026-11-15T22:00:00Z", batch),
    tried: { landings: {}, computing: { ...failed, isSame } },
  };
  const at = { config: configOf(), state: stateOf(state), now, machineNow: now };
  const { held, checks } = await healthOf(at, {} as Ports["warehouse"], false);
  return { held, found: checks.filter((check) => check.found !== null).length };
}

test("tables that could not be made say why, and when they are tried again", async () => {
  // Five minutes after 07:00 UTC it is 08:05 in Budapest.
  expect((await heldWith(0, true)).held).toEqual([
    "The next run adds what landed of helpdesk.",
    `the tables: failed once, tried again at 08:05: ${why}`,
  ]);
});

test("what failed before something changed, or lacks nothing any more, is told no more", async () => {
  expect((await heldWith(0, false)).held).toEqual(["The next run adds what landed of helpdesk."]);
  expect((await heldWith(1, true)).held).toEqual([]);
});
