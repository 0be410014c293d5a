/** Two runs on one home: the second sees that an account is being read before it asks anything of it. */

import { expect, test } from "vitest";
import { LostRaceError } from "../../functions/core/errors.ts";
import type { Ports } from "../../functions/ports.ts";
import { acquire } from "../../functions/stages/lease.ts";
import { type Gathered, perform } from "../../functions/stages/perform.ts";
import { virtualClock } from "../../world/vendors/clock.ts";
import { configOf } from "../core/sample.ts";
import { memoryLake } from "../memory.ts";
import { inbox, now, source } from "./account.ts";

const key = "state/leases/land-support.json";
const other = { token: "other", host: "h", pid: 2, startedAt: "s" };

/** A run at an account that answers nothing but 401; how often it was asked. */
function installation() {
  const lake = memoryLake();
  let asked = 0;
  const fetch: typeof globalThis.fetch = async () => {
    asked += 1;
    return new Response("{}", { status: 401 });
  };
  const vendors = {
    fetch,
    clock: virtualClock(Date.parse(now)),
    secret: async () => "a-token-of-some-length",
  };
  const input = {
    ...{ config: configOf({ sources: [source] }), now, machineNow: () => new Date(now) },
    ...{ owner: { token: "own", host: "h", pid: 1, startedAt: "s" }, isAlive: () => true, archive: "" },
  };
  const land = () => {
    const gathered: Gathered = {
      ...{ landed: [], computed: null, sent: [], skipped: [], told: [], problems: [], held: null },
    };
    const ports = { lake, inbox, vendors } as unknown as Ports;
    return perform({ kind: "land", source: source.id }, input, ports, gathered, () => undefined);
  };
  return { lake, land, asked: () => asked };
}

test("an account that another run reads is not asked", async () => {
  const { lake, land, asked } = installation();
  const lease = await acquire(lake, key, other, new Date(now), 960, () => true);
  const second = land();
  await expect(second).rejects.toThrow(LostRaceError);
  await expect(second).rejects.toThrow(
    `Another run (process 2 on h) is at work on the same home since 2026-11-16T08:00:00.000Z: it holds ${key}.`,
  );
  expect([asked(), lake.objects.has("state/attempts/land-support.json")]).toEqual([0, false]);
  await lease?.release();
  await land();
  expect(asked()).toBe(1);
  // Nor does it hold the account any longer than it reads it.
  expect(await acquire(lake, key, other, new Date(now), 960, () => true)).toBeDefined();
});
