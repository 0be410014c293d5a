/**
 * Two weeks in the life of an installation, with everything that replaces something: a file that comes late, a changed
 * mapping, a second config, a new signing key, somebody who left; and at last a worker that dies between its commit and its
 * sweep.
 */

import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { loadFiles } from "../../config/index.ts";
import type { Config } from "../../functions/core/config.ts";
import { addDays } from "../../functions/core/period.ts";
import type { Ports } from "../../functions/ports.ts";
import {
  currentVersion,
  putInForce,
  storedConfig,
  versionOf,
} from "../../functions/stages/config-versions.ts";
import { rotate } from "../../functions/stages/keys.ts";
import { addressKey } from "../../functions/stages/places.ts";
import { revoke } from "../../functions/stages/revocations.ts";
import { type RunSummary, run } from "../../functions/stages/run.ts";
import { suppress, unsubscribe } from "../../functions/stages/suppressions.ts";
import { type Centre, openCentre } from "../journey/centre.ts";
import { type Living, setClock } from "./places.ts";

export const gone = "gone@example.org";
export const left = "no.more@example.org";

export interface Life {
  readonly centre: Centre;
  readonly living: Living;
  /** A tick at this instant, by the config that is in force, with these ports. */
  tick(at: string, ports?: Ports): Promise<RunSummary>;
  config(): Promise<Config>;
}

export const centreOfLife = () =>
  openCentre(
    "2026-11-09",
    "2026-11-14",
    (text) => `${text}\
      - { name: Gone Away, address: ${gone} }
      - { name: No More, address: ${left} }
`,
  );

export function lifeOf(centre: Centre, living: Living): Life {
  const config = async () => {
    const { lake } = living.ports();
    const { current } = (await currentVersion(lake)) ?? {};
    return storedConfig(current?.version ?? "", lake);
  };
  return {
    centre,
    living,
    config,
    async tick(at, ports = living.ports()) {
      setClock(at);
      const owner = { token: `worker-${randomUUID()}`, host: "here", pid: 1, startedAt: "" };
      const machineNow = () => new Date();
      const archive = "https://reports.example.org/archive";
      await living.prepare();
      return run(
        { config: await config(), now: at, machineNow, owner, isAlive: () => false, archive },
        ports,
      );
    },
  };
}

async function push({ centre, living }: Life, at: string): Promise<void> {
  const { lake } = living.ports();
  const version = await versionOf(centre.configFile, await loadFiles(centre.configFile), true);
  expect(await putInForce(version, await currentVersion(lake), at, lake)).toBe(true);
}

/** Lives the two weeks. Of the last commit nothing was swept: what it replaced is still there. */
export async function live(life: Life): Promise<void> {
  const { centre, living, tick } = life;
  setClock("2026-11-15T07:00:00Z");
  const { lake } = living.ports();
  for (let day = "2026-11-09"; day <= "2026-11-14"; day = addDays(day, 1)) await living.arrives(day);
  await push(life, "2026-11-15T07:00:00Z");
  const bounced = { v: 1, why: "bounced", at: "2026-11-02T08:00:00Z", id: "weekly-2026-W44" } as const;
  await suppress(addressKey(gone), bounced, lake);
  await unsubscribe("weekly", addressKey(left), "2026-11-02T08:00:00Z", lake);
  await revoke(addressKey(gone), "2026-11-02T08:00:00Z", lake);
  expect((await tick("2026-11-15T08:00:00Z")).sent).toEqual([]);

  await living.arrives("2026-11-15"); // late; it also resolves a contact of the day before
  expect(sentIn(await tick("2026-11-16T08:00:00Z"))).toEqual(["2026-W46"]);

  for (let day = "2026-11-16"; day <= "2026-11-22"; day = addDays(day, 1)) await living.arrives(day);
  const file = join(centre.folder, "mapping.sql");
  await writeFile(file, (await readFile(file, "utf8")).replace("as reason", "|| '' as reason"));
  setClock("2026-11-20T08:00:00Z");
  await push(life, "2026-11-20T08:00:00Z");
  await rotate("2026-11-20T08:00:00Z", lake);
  const second = await tick("2026-11-23T08:00:00Z");
  expect(sentIn(second)).toEqual(["2026-W47"]);
  expect(second.computed).toMatchObject({ rebuilt: true });

  await living.arrives("2026-11-23");
  const ports = living.ports();
  const killed = new Error("killed before its sweep");
  const warehouse = { ...ports.warehouse, sweep: () => Promise.reject(killed) };
  await expect(tick("2026-11-24T08:00:00Z", { ...ports, warehouse })).rejects.toBe(killed);
}

export const sentIn = ({ sent }: RunSummary) => sent.map(({ period }) => period);
