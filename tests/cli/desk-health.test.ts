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
async function heldWith(batch: 0 | 1, isSame: boolean, by = why) {
  const state: Partial<State> = {
    warehouse: consumed("2026-11-15T22:00:00Z", batch),
    tried: { landings: {}, computing: { ...failed, why: by, isSame } },
  };
  const at = { config: configOf(), state: stateOf(state), now, machineNow: now };
  const { held, checks } = await healthOf(at, {} as Ports["warehouse"], false);
  const found = checks.filter((check) => check.found !== null);
  return { held, found: found.map(({ name, found: rows }) => `${name}: ${rows}`) };
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

test("a check that found rows says how many, until something changed or the tables have what landed", async () => {
  const rows = 'contacts_are_unique: 2 rows, for example {"contact_id":"A-1"}';
  const held = `The run is held and nothing was published.\n  ${rows}\nReaders keep the tables they had.`;
  expect((await heldWith(0, true, held)).found).toEqual([rows]);
  expect((await heldWith(0, false, held)).found).toEqual([]);
  expect((await heldWith(1, true, held)).found).toEqual([]);
  // What else went wrong is no check's.
  expect((await heldWith(0, true)).found).toEqual([]);
});
