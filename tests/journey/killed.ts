/**
 * A run killed at every moment, and what the next one makes of it. All that a killed process leaves is its home. So
 * one run is watched, and before and after each call of a port, of the engine and of the disk, and in the middle of
 * each write, its home is kept. A new worker then runs on from each home, at the same `now`. Calls that only read
 * leave the home as it was: many deaths share one home, which is run on from once.
 */

import { afterAll, beforeAll, expect, test } from "vitest";
import { outboxOf } from "../../functions/local.ts";
import type { Centre } from "./centre.ts";
import { committed, type Outcome, outcomeOf } from "./outcome.ts";
import { seeded } from "./seeded.ts";
import { type States, statesOf, treeOf } from "./states.ts";
import { type Death, type Which, type Workers, workersOf } from "./workers.ts";

export interface Killed {
  readonly workers: Workers;
  readonly states: States;
  /** Every death of the watched run; there only once the tests run. */
  deaths(): readonly Death[];
}

export interface Run {
  /** Leaves the run due that is to be killed. */
  prepare(workers: Workers): Promise<void>;
  readonly which: Which;
  /** Names of all calls it makes, in alphabetical order. */
  readonly calls: readonly string[];
  /** It makes more calls than this. */
  readonly least: number;
}

/** Kills a run of the centre at every call and checks what follows. */
export function killedEverywhere(centre: Centre, { prepare, which, calls, least }: Run): Killed {
  const { home } = centre;
  const workers = workersOf(centre);
  const states = statesOf(home);
  afterAll(() => workers.close());

  const outcome = () => outcomeOf(home, workers.ports());
  let undisturbed: Outcome;
  let deaths: readonly Death[];
  /** Workers that came to each home the watched one left. In no home two have the same name, nor the same time. */
  let came: number;
  const backTo = (state: string) => {
    states.restore(state);
    workers.since(came);
  };
  beforeAll(async () => {
    await prepare(workers);
    const start = states.keep();
    await workers.run();
    came = workers.since();
    undisturbed = await outcome();
    states.restore(start);
    workers.since(came - 1);
    deaths = await workers.watched(states, which);
  }, 120_000);

  test("an undisturbed run sends one email to each of the two recipients and leaves nothing half done", async () => {
    expect(Object.keys(undisturbed.outbox).map((name) => name.replace(/-[0-9a-f]{16}/, ""))).toEqual([
      "weekly-2026-W46.eml",
      "weekly-2026-W46.html",
      "weekly-2026-W46.eml",
      "weekly-2026-W46.html",
    ]);
    expect(undisturbed.tables.quarantine).toHaveLength(1);
    const archived = Object.keys(undisturbed.archive).map((key) => key.split("/").at(-1));
    expect(archived.sort()).toEqual(["index.html", "kpis.csv", "model.json"]);
    expect(Object.keys(undisturbed.ledger)).toHaveLength(3);
  });

  test("every call of a run is among those it is killed at", () => {
    expect([...new Set(deaths.map(({ call }) => call))].sort()).toEqual(calls);
    const last = deaths.at(-1)?.number ?? 0;
    expect(last).toBeGreaterThan(least);
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
      backTo(state);
      try {
        const accepted = emailsIn(home);
        const { computed, handedOver } = await workers.run();
        // This outbox would forgive a second sending of a message; a mail server does not.
        expect(handedOver.filter((id) => accepted.has(`${id}.eml`))).toEqual([]);
        expect(await outcome()).toEqual(undisturbed);
        if (computed && !computed.unchanged) expect(await strays(home, workers)).toEqual([]);
      } catch (error) {
        wrong.push(
          `killed ${moment} call ${number}, ${call}: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
    expect(wrong).toEqual([]);
    expect(deaths.filter(({ state }) => !done.has(state))).toEqual([]);
  }, 900_000);

  test("a run killed twice is finished by the third", async () => {
    const pick = seeded(2026);
    const homes = [...new Set(deaths.map(({ state }) => state))];
    let diedTwice = 0;
    for (let round = 0; round < 12; round += 1) {
      backTo(homes[pick(homes.length)] as string);
      const moment = pick(2) === 0 ? "before" : "after";
      // The later the first death, the fewer calls are left to the second worker.
      if (await workers.killed(pick(round % 2 === 0 ? 100 : 300), moment)) diedTwice += 1;
      await workers.run();
      expect(await outcome()).toEqual(undisturbed);
    }
    expect(diedTwice).toBeGreaterThan(6);
  });

  return { workers, states, deaths: () => deaths };
}

const emailsIn = (home: string): ReadonlySet<string> =>
  new Set(
    [...treeOf(outboxOf(home)).keys()].filter((name) => name.endsWith(".eml") && !name.startsWith(".tmp")),
  );

/** Parquet files no pointer names. */
async function strays(home: string, workers: Workers): Promise<readonly string[]> {
  const pointers = await workers
    .ports()
    .warehouse.read((reader) => Promise.all(committed.map((table) => reader.pointers(table))));
  const live = new Set(pointers.flat().map(({ location }) => location));
  const files = [...treeOf(home).keys()].filter((name) => name.endsWith(".parquet"));
  return files.filter((name) => !live.has(name));
}
