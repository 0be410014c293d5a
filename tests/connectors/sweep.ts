/** Everything one trial is put through; each gives what is wrong. */

import { type LandState, stateKey } from "../../functions/core/landing.ts";
import { landingSettings } from "../../functions/stages/journal.ts";
import { type Ground, type Stage, stageOf } from "./chaos.ts";
import { ending } from "./ending.ts";
import { type Found, judged, secondRun } from "./judge.ts";
import { everyKill, someKills } from "./kills.ts";

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
    for (let left = true, runs = 0, still = 0; left && runs < 400 && still < 10; runs += 1) {
      const before = stage.lake.objects.size;
      const { landing } = await stage.run({ msLeft: 40_000 });
      left = landing?.isLeft === true;
      // Some never come to the last streams in so little time: who has more reads on.
      still = stage.lake.objects.size === before ? still + 1 : 0;
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

/**
 * Of what the account may ask in the month, an earlier reading left half of what a backfill takes. Whoever reads on is stopped
 * by its own count, says so, asks for nothing more in that month, and has all of it in the next.
 */
export async function monthUsedUp(ground: Ground): Promise<readonly Found[]> {
  const at = ground.centre.until * 1000 + 10 * minute;
  const whole = stageOf(ground, { at });
  const found = await ending(() => settled(whole));
  if (found.length > 0) return found;
  const granted = Math.floor(whole.vendor.calls.length / 2);
  const stage = stageOf(ground, { at, objects: spent(ground, at, granted) });
  const until = nextMonth(at);
  return ending(async () => {
    for (let runs = 0; stage.vendor.calls.length < granted && runs < 40; runs += 1) {
      await stage.run();
      stage.clock.at(stage.clock.now() + 5 * minute);
    }
    const before = stage.said.length;
    const stopped = await stage.run();
    const isTold = stage.said.slice(before).some((text) => text.includes(new Date(until).toISOString()));
    stage.clock.at(until - minute);
    await stage.run();
    const asked = stage.vendor.calls.filter(({ at: sent }) => sent < until).length;
    stage.clock.at(until + minute);
    return [
      ...(asked === granted ? [] : [{ finding: "excess", what: `${asked} requests of ${granted}` } as const]),
      ...(isTold && stopped.landing?.isLeft
        ? []
        : [{ finding: "silent", what: `the last run said ${stage.said.slice(before)}` } as const]),
      ...(await settled(stage)),
    ];
  });
}

const nextMonth = (at: number): number =>
  Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth() + 1, 1);

/** The lake of an account of which nothing landed, and all but so many requests of the month are made. */
function spent({ trial }: Ground, at: number, left: number): ReadonlyMap<string, Uint8Array> {
  const { source, monthly } = trial;
  if (monthly === undefined) throw new RangeError("the trial says nothing of a month");
  const time = new Date(at).toISOString();
  const used = { used: 0, at: 0, pausedUntil: 0, month: time.slice(0, 7), ofMonth: monthly.requests - left };
  const state: LandState = {
    ...{ v: 1, run: "earlier", settings: landingSettings(source), firstBatch: 1, batch: 0, polledAt: time },
    ...{ files: {}, streams: {}, budget: { [monthly.group]: used }, last: null },
  };
  return new Map([[stateKey(source.id), Buffer.from(JSON.stringify(state))]]);
}

type Sweep = (ground: Ground, turn?: number) => Promise<readonly Found[]>;

/** All a trial is put through, by name; with each `turn` other writes are the last of a worker. */
export const sweeps = {
  increments,
  backfill,
  pieces,
  "two at once": twoAtOnce,
  "a month used up": monthUsedUp,
  "killed after some writes": async (ground, turn = 0) => (await someKills(ground, { turn })).found,
  "killed after every write": async (ground) => (await everyKill(ground)).found,
} as const satisfies Readonly<Record<string, Sweep>>;
