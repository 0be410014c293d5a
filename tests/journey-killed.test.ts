/**
 * A run killed at every moment, and what the next one makes of it. All that a killed process leaves is its home. So
 * one run is watched, and before and after each call of a port, of the disk and of the engine, and in the middle of
 * each write, its home is kept. A new worker then runs on from each home, at the same `now`. Calls that only read
 * leave the home as it was: many deaths share one home, which is run on from once.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCentre } from "./journey/centre.ts";
import { committed, type Outcome, outcomeOf } from "./journey/outcome.ts";
import { seeded } from "./journey/seeded.ts";
import { statesOf, treeOf } from "./journey/states.ts";
import { type Death, workersOf } from "./journey/workers.ts";

/** Five days: a bad row, updates, a deletion and a late resolution among them. More days make no other calls. */
const centre = await openCentre("2026-11-11", "2026-11-15");
const { home } = centre;
const workers = workersOf(centre);
const store = mkdtempSync(join(tmpdir(), "raport-states-"));
const states = statesOf(home, store);
afterAll(async () => {
  await workers.close();
  rmSync(store, { recursive: true, force: true });
});

let undisturbed: Outcome;
let deaths: readonly Death[];
beforeAll(async () => {
  await workers.run();
  undisturbed = await outcomeOf(home, workers.ports());
  rmSync(home, { recursive: true });
  deaths = await workers.watched(states);
}, 120_000);

const outcome = () => outcomeOf(home, workers.ports());

test("an undisturbed run sends one email to each of the two recipients and leaves nothing half done", async () => {
  expect(Object.keys(undisturbed.outbox).map((name) => name.replace(/-[0-9a-f]{16}/, ""))).toEqual([
    "weekly-2026-W46.eml",
    "weekly-2026-W46.html",
    "weekly-2026-W46.eml",
    "weekly-2026-W46.html",
  ]);
  expect(undisturbed.tables.quarantine).toHaveLength(1);
  expect(Object.keys(undisturbed.archive)).toHaveLength(2);
  expect(Object.keys(undisturbed.ledger)).toHaveLength(3);
});

test("every call of a run is among those it is killed at", () => {
  expect([...new Set(deaths.map(({ call }) => call))].sort()).toEqual(calls);
  const last = deaths.at(-1)?.number ?? 0;
  expect(last).toBeGreaterThan(400);
  for (let number = 0; number <= last; number += 1) {
    const moments = deaths.filter((death) => death.number === number).map(({ moment }) => moment);
    expect(moments.filter((moment) => moment !== "half")).toEqual(["before", "after"]);
  }
});

test("a run killed before, during or after any call is finished by the next one as if nothing had been", async () => {
  const wrong: string[] = [];
  const done = new Set<string>();
  for (const { number, call, moment, state } of deaths) {
    if (done.has(state)) continue;
    done.add(state);
    states.restore(state);
    try {
      const { computed } = await workers.run();
      expect(await outcome()).toEqual(undisturbed);
      if (computed && !computed.unchanged) expect(await strays()).toEqual([]);
    } catch (error) {
      wrong.push(
        `killed ${moment} call ${number}, ${call}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  expect(wrong).toEqual([]);
  expect(deaths.filter(({ state }) => !done.has(state))).toEqual([]);
}, 300_000);

test("a run killed twice is finished by the third", async () => {
  const pick = seeded(2026);
  const homes = [...new Set(deaths.map(({ state }) => state))];
  let diedTwice = 0;
  for (let round = 0; round < 12; round += 1) {
    states.restore(homes[pick(homes.length)] as string);
    const moment = pick(2) === 0 ? "before" : "after";
    // The later the first death, the fewer calls are left to the second worker.
    if (await workers.killed(pick(round % 2 === 0 ? 100 : 300), moment)) diedTwice += 1;
    await workers.run();
    expect(await outcome()).toEqual(undisturbed);
  }
  expect(diedTwice).toBeGreaterThan(6);
}, 60_000);

test("a first run that died at once still owes its report to a run of another hour", async () => {
  const claims = deaths.filter(({ call, moment }) => call === "lake.claim" && moment === "after");
  states.restore((claims[0] as Death).state); // only state/installed.json is there
  expect([...treeOf(home).keys()].filter((name) => name.endsWith(".json"))).toEqual(["state/installed.json"]);
  const { sent } = await workers.run("2026-11-16T09:00:00Z");
  expect(sent.map(({ period, deliveries }) => [period, deliveries.length])).toEqual([["2026-W46", 2]]);
});

/** Parquet files no pointer names. */
async function strays(): Promise<readonly string[]> {
  const pointers = await workers
    .ports()
    .warehouse.read((reader) => Promise.all(committed.map((table) => reader.pointers(table))));
  const live = new Set(pointers.flat().map(({ location }) => location));
  const files = [...treeOf(home).keys()].filter((name) => name.endsWith(".parquet"));
  return files.filter((name) => !live.has(name));
}

/** What a run calls. lake.list, lake.remove, mail.lookup and draft.clear are not among it until something went wrong. */
const calls = [
  "disk.link",
  "disk.mkdir",
  "disk.readFile",
  "disk.readdir",
  "disk.rename",
  "disk.stat",
  "disk.symlink",
  "disk.syncFolder",
  "disk.unlink",
  "disk.writeFile",
  "draft.commit",
  "draft.pointers",
  "draft.rows",
  "draft.write",
  "engine.sweep",
  "engine.write",
  "inbox.chunk",
  "inbox.list",
  "inbox.open",
  "lake.claim",
  "lake.get",
  "lake.put",
  "lake.swap",
  "mail.send",
  "reader.pointers",
  "reader.rows",
  "warehouse.describe",
  "warehouse.draft",
  "warehouse.published",
  "warehouse.read",
  "warehouse.sweep",
];
