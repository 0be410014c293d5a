/** What is asked of every run on AWS that is killed everywhere: a scene, watched once, and the tests over it. */

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Centre } from "../centre.ts";
import { centreIn } from "./centre.ts";
import { type Cloud, openCloud } from "./cloud.ts";
import { runOnFromAll } from "./killed.ts";
import { type CloudOutcome, idOf, leftovers, mirrorFaults, outcomeOf } from "./outcome.ts";
import { type CloudWorkers, type Watched, workersOn } from "./workers.ts";
import { copyOf, type World } from "./world.ts";

export interface Scene {
  readonly cloud: Cloud;
  readonly centre: Centre;
  readonly workers: CloudWorkers;
  /** Before the run that is killed. */
  readonly start: World;
  readonly undisturbed: CloudOutcome;
  readonly watched: Watched;
}

export interface RunOnAws {
  /** Days whose files are there at first, both included. */
  readonly from: string;
  readonly to: string;
  /** Leaves the run due that is to be killed. */
  prepare(scene: Pick<Scene, "cloud" | "centre" | "workers">): Promise<void>;
  /** Kinds of all requests it makes, in alphabetical order. */
  readonly kinds: readonly string[];
  /** It makes more requests than this. */
  readonly least: number;
}

/** Kills the run at every request and checks what follows. The scene is there once tests run. */
export function killedOnAws({ from, to, prepare, kinds, least }: RunOnAws): () => Scene {
  let scene: Scene;
  beforeAll(async () => {
    const cloud = await openCloud();
    const centre = await centreIn(cloud, from, to);
    const workers = workersOn(cloud, centre);
    await prepare({ cloud, centre, workers });
    const start = copyOf(cloud.world);
    await workers.run();
    expect(leftovers(cloud.world)).toEqual([]);
    expect(mirrorFaults(cloud.world)).toEqual([]);
    const undisturbed = await outcomeOf(cloud);
    cloud.restore(start);
    scene = { cloud, centre, workers, start, undisturbed, watched: await workers.watched() };
  }, 600_000);
  afterAll(() => scene.cloud.close());

  test("every request of a run is among those it is killed at, before and after, and every kind is known by name", () => {
    const { deaths } = scene.watched;
    expect([...new Set(deaths.map(({ kind }) => kind))].sort()).toEqual(kinds);
    const count = deaths.length / 2;
    expect(count).toBeGreaterThan(least);
    expect(deaths.map(({ number, moment }) => `${number} ${moment}`)).toEqual(
      Array.from({ length: count }, (_, number) => [`${number} before`, `${number} after`]).flat(),
    );
  });

  test("a run killed before or after any request is finished by the next one as if nothing had been", async () => {
    const { watched, cloud, workers, undisturbed, start } = scene;
    const { wrong, runs, lost } = await runOnFromAll(watched, cloud, workers, undisturbed);
    expect(wrong).toEqual([]);
    console.log(
      `${watched.deaths.length} deaths left ${watched.states.size} states, run on from ${runs} times.`,
    );
    // Of each message after two deaths: when it was claimed and not handed over, and when only the answer is lost.
    const before = new Set(start.accepted.map(({ parameters }) => idOf(parameters)));
    const ids = undisturbed.messages.map(([id]) => id).filter((id) => !before.has(id));
    expect(lost.toSorted()).toEqual(ids.flatMap((id) => [`${id} not taken`, `${id} taken`]).sort());
  }, 3_600_000);

  return () => scene;
}
