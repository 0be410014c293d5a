/** Everything one trial is put through; each gives what is wrong. */

import { SourceError } from "../../functions/core/errors.ts";
import { dyingLake, Kill } from "../memory.ts";
import { Endless, type Ground, type Stage, stageOf } from "./chaos.ts";
import { type Found, judged, secondRun } from "./judge.ts";

const minute = 60_000;

/** Run after run while the centre works, then until it is quiet. */
export async function increments(ground: Ground): Promise<readonly Found[]> {
  const stage = stageOf(ground);
  return ending(async () => {
    await stage.until(ground.centre.until * 1000);
    return settled(stage);
  });
}

/** The history of most of the window at once, while it goes on. */
export async function backfill(ground: Ground): Promise<readonly Found[]> {
  const { since, until } = ground.centre;
  const late = since + 0.6 * (until - since);
  // Where some contact is touched every few seconds, if there is such a time.
  const restless = ground.chaos.stir?.restless.find(({ from }) => from >= late);
  const stage = stageOf(ground, { at: (restless?.from ?? Math.floor(late)) * 1000 });
  return ending(async () => {
    await stage.until(until * 1000);
    return settled(stage);
  });
}

/** In pieces as small as they can be: a worker that is about to be ended after every page. */
export async function pieces(ground: Ground): Promise<readonly Found[]> {
  const stage = stageOf(ground, { at: ground.centre.until * 1000 + 10 * minute });
  return ending(async () => {
    for (let left = true, runs = 0; left && runs < 400; runs += 1) {
      const { landing } = await stage.run({ msLeft: 40_000 });
      left = landing?.isLeft === true;
      stage.clock.at(stage.clock.now() + 5 * minute);
    }
    return settled(stage);
  });
}

async function settled(stage: Stage): Promise<readonly Found[]> {
  await stage.quiet();
  const found = await judged(stage);
  return [...found, ...(await secondRun(stage))];
}

/** Two workers on one source at the same time, again and again. */
export async function twoAtOnce(ground: Ground): Promise<readonly Found[]> {
  const stage = stageOf(ground);
  return ending(async () => {
    const end = ground.centre.until * 1000;
    for (let tick = stage.clock.now(); tick < end; tick += 4 * 60 * minute) {
      stage.clock.at(tick);
      await Promise.all([stage.run({ name: `one-${tick}` }), stage.run({ name: `two-${tick}` })]);
    }
    await stage.quiet();
    const found = await judged(stage);
    // Each keeps within the budget, not both together.
    return found.filter(({ finding }) => !["excess", "early", "wasteful"].includes(finding));
  });
}

interface KillOptions {
  readonly when: "before" | "after";
  /** Only every so many of the calls of the lake is the last, and the first of them is this one (from 0). */
  readonly each?: number;
  readonly first?: number;
}

/**
 * From the middle of the window: a worker killed before or after each of its calls of the lake, then another one, until it
 * is quiet.
 */
export async function kills(
  ground: Ground,
  { when, each = 1, first = 0 }: KillOptions,
): Promise<{ readonly found: readonly Found[]; readonly kills: number }> {
  const { since, until } = ground.centre;
  const half = Math.floor((since + until) / 2) * 1000;
  const base = stageOf(ground);
  await base.until(half);
  const late = until * 1000 + 10 * minute;
  let count = 0;
  for (let call = first; ; call += each) {
    const stage = stageOf(ground, { at: late, objects: base.lake.objects });
    const lake = dyingLake(stage.lake, call, when);
    await stage.run({ lake, limit: 0, name: "killed" }).catch((error: unknown) => {
      if (!(error instanceof Kill)) throw error;
    });
    if (!lake.dead()) return { found: [], kills: count };
    count += 1;
    const found = await ending(async () => {
      stage.clock.at(stage.clock.now() + 5 * minute);
      await stage.quiet();
      return judged(stage);
    });
    const lasting = found.filter(({ finding }) => finding !== "wasteful");
    if (lasting.length > 0) {
      const told = lasting.map((one) => ({ ...one, what: `killed ${when} call ${call}: ${one.what}` }));
      return { found: told, kills: count };
    }
  }
}

/** What a reader may throw is told of as found. */
async function ending(act: () => Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await act();
  } catch (error) {
    const what = String(error);
    if (error instanceof Endless || /never quiet|and no end/.test(what))
      return [{ finding: "endless", what }];
    return [{ finding: error instanceof SourceError ? "endless" : "crash", what }];
  }
}

type Sweep = (ground: Ground, each?: number, first?: number) => Promise<readonly Found[]>;

/** All a trial is put through, by name; `each` and `first`: which calls of the lake are the last of a worker. */
export const sweeps = {
  increments,
  backfill,
  pieces,
  "two at once": twoAtOnce,
  "killed before a call": async (ground, each = 1, first = 0) =>
    (await kills(ground, { when: "before", each, first })).found,
  "killed after a call": async (ground, each = 1, first = 0) =>
    (await kills(ground, { when: "after", each, first })).found,
} as const satisfies Readonly<Record<string, Sweep>>;
