/**
 * Workers that are killed after a write of the lake. A kill before the next write, or between them, leaves the same lake,
 * and the lake is all that whoever comes next has of them.
 */

import { stateKey } from "../../functions/core/landing.ts";
import { dyingLake, Kill } from "../memory.ts";
import { type Ground, type Stage, stageOf } from "./chaos.ts";
import { ending } from "./ending.ts";
import { type Found, judged } from "./judge.ts";

const minute = 60_000;
/** More than a minute: what the killed one had used of its budget is granted again. */
const untilNext = 65_000;
/** In which what is left is read to its end. */
const mostRuns = 40;

export interface Killed {
  readonly found: readonly Found[];
  readonly kills: number;
}

/** From the middle of the window, some of the writes are a worker's last: `count` of them, others with each turn. */
export async function someKills(ground: Ground, { count = 4, turn = 0 } = {}): Promise<Killed> {
  const { writes, begun } = await halfway(ground);
  const each = Math.max(1, Math.floor(writes / count));
  const found: Found[] = [];
  let kills = 0;
  for (let write = turn % each; write < writes && found.length === 0; write += each) {
    const stage = begun();
    kills += (await killedAt(stage, write, mostRuns)) ? 1 : 0;
    const own = await ending(async () => {
      stage.clock.at(stage.clock.now() + 5 * minute);
      return recovered(stage);
    });
    found.push(...own.map((one) => ({ ...one, what: `killed after write ${write}: ${one.what}` })));
  }
  if (kills === 0)
    found.push({ finding: "crash", what: "no worker came to a write after which it was killed" });
  return { found, kills };
}

/**
 * After every write a worker is killed: the first after its first one, the next after its second, until one commits before
 * it dies; then again from there. So each tries its luck on what all of them left. Held against the ledger at the end, for
 * no other brings back what one has lost.
 */
export async function everyKill(ground: Ground): Promise<Killed> {
  const { writes, begun } = await halfway(ground);
  const stage = begun(Number.POSITIVE_INFINITY);
  const state = stateKey(ground.trial.source.id);
  let kills = 0;
  const found = await ending(async () => {
    for (let tries = 0, write = 0; tries < writes; tries += 1) {
      const before = stage.lake.objects.get(state);
      kills += (await killedAt(stage, write)) ? 1 : 0;
      write = stage.lake.objects.get(state) === before ? write + 1 : 0;
      stage.clock.at(stage.clock.now() + untilNext);
    }
    if (kills === 0) throw new RangeError("nothing was written after which a worker could be killed");
    return recovered(stage);
  });
  return { found: found.map((one) => ({ ...one, what: `after ${kills} kills: ${one.what}` })), kills };
}

/** A lake of the middle of the window, and how many writes it takes to bring it to the end. */
async function halfway(ground: Ground) {
  const { since, until } = ground.centre;
  const base = stageOf(ground);
  await base.until(Math.floor((since + until) / 2) * 1000);
  const begun = (mostCalls = base.mostCalls) =>
    stageOf(ground, { at: until * 1000 + 10 * minute, objects: base.lake.objects, mostCalls });
  const whole = begun();
  for (let left = true, runs = 0; left && runs < mostRuns; runs += 1) {
    const { landing } = await whole.run({ limit: 0 });
    left = landing === undefined || landing.isLeft === true;
    whole.clock.at(whole.clock.now() + untilNext);
  }
  return { writes: whole.lake.writes.length, begun };
}

/** Whether it came to that write (from 0) in so many runs. */
async function killedAt(stage: Stage, write: number, runs = 1): Promise<boolean> {
  const lake = dyingLake(stage.lake, write, "after", "writes");
  for (let run = 0; run < runs && !lake.dead(); run += 1) {
    if (run > 0) stage.clock.at(stage.clock.now() + untilNext);
    await stage
      .run({ lake, limit: 0, name: `killed-${stage.runs.length}-${run}` })
      .catch((error: unknown) => {
        if (!(error instanceof Kill)) throw error;
      });
  }
  return lake.dead();
}

/** Who comes after is quick or slow, and asks again for what the killed one had. */
async function recovered(stage: Stage): Promise<readonly Found[]> {
  await stage.quiet();
  return (await judged(stage)).filter(({ finding }) => finding !== "wasteful");
}
