/** How far a first reading is, as its landing tells: between the first day and now, never back, and all of it at the end. */

import { describe, expect, test } from "vitest";
import { shareOf } from "../../functions/connectors/share.ts";
import type { LandEvent } from "../../functions/stages/land.ts";
import { groundOf, type Stage, stageOf, type Trial } from "./chaos.ts";
import { trialOf as liveagent } from "./liveagent-trial.ts";
import { trialOf as sproutSocial } from "./sprout-social-trial.ts";
import { trialOf as zendesk } from "./zendesk-trial.ts";

const few: Partial<Trial> = { share: 0.25, days: 12 };

/** Streams that are told of in the order of time, and so many of which say more than that they begin and end. */
const trials: Readonly<
  Record<string, { readonly trial: Trial; readonly timed: string[]; readonly msLeft?: number }>
> = {
  zendesk: { trial: zendesk("calm 3", few), timed: ["ticket_events", "tickets", "users"] },
  liveagent: {
    trial: liveagent("calm 3", few),
    timed: ["tickets", "messages", "availability_tickets"],
  },
  // Too few requests to wait for: each run makes one.
  "sprout-social": { trial: sproutSocial("calm 3", few), msLeft: 20_000, timed: ["messages", "cases"] },
};

/** The shares of each stream, in the order they were told. */
function sharesOf({ said }: Pick<Stage, "said">): ReadonlyMap<string, readonly number[]> {
  const shares = new Map<string, number[]>();
  for (const text of said) {
    const event = JSON.parse(text) as LandEvent;
    if (event.kind !== "rows" || event.share === undefined) continue;
    shares.set(event.stream, [...(shares.get(event.stream) ?? []), event.share]);
  }
  return shares;
}

describe.each(Object.entries(trials))("a backfill from %s", (_, { trial, msLeft = 45_000, timed }) => {
  const atTheEnd = () => {
    const ground = groundOf(trial);
    return stageOf(ground, { at: ground.centre.until * 1000 });
  };

  test("tells a share that rises to all", async () => {
    const stage = atTheEnd();
    await stage.run({ msLeft: Number.POSITIVE_INFINITY });
    const shares = sharesOf(stage);
    expect([...shares.keys()]).toEqual(expect.arrayContaining(timed));
    for (const [stream, told] of shares) {
      expect([stream, told]).toEqual([stream, told.toSorted((a, b) => a - b)]);
      expect([stream, told.at(-1)]).toEqual([stream, 1]);
    }
    const between = timed.filter((name) => shares.get(name)?.some((share) => share > 0 && share < 1));
    expect(between.length).toBeGreaterThan(0);
  });

  test("that was interrupted goes on where it was", async () => {
    const stage = atTheEnd();
    for (let runs = 0; runs < 3; runs += 1) await stage.run({ msLeft });
    expect(stage.runs.every(({ landing }) => landing?.isLeft)).toBe(true);
    await stage.run({ msLeft: Number.POSITIVE_INFINITY });
    for (const [stream, told] of sharesOf(stage)) {
      const first = told.indexOf(1);
      // Later runs look again at the last hours of a stream that was read whole.
      const rising = told.slice(0, first + 1);
      expect([stream, first]).not.toEqual([stream, -1]);
      expect([stream, rising]).toEqual([stream, rising.toSorted((a, b) => a - b)]);
    }
  });
});

test("a share is of the time between the beginning and now, and there is none of no time", () => {
  // 25 of 100 seconds.
  expect(shareOf(125, 100, 200)).toBe(0.25);
  expect([shareOf(50, 100, 200), shareOf(300, 100, 200)]).toEqual([0, 1]);
  expect([shareOf(100, 100, 100), shareOf(Number.NaN, 100, 200)]).toEqual([undefined, undefined]);
});
