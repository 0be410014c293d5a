import { startOfDay } from "../../world/clock.ts";
import { chaosOf } from "../../world/vendors/chaos.ts";
import { liveagent } from "../../world/vendors/liveagent/index.ts";
import { trialOf } from "./liveagent-trial.ts";
import { chaosSuite } from "./suite.ts";

const from = "2026-11-03";
const window = { from: startOfDay(from), to: startOfDay("2026-11-04") };
const optional = liveagent.streams.flatMap(({ name, isOptional }) => (isOptional ? [name] : []));

/** A page and some more in one second will do: the messages of each ticket take a request of their own, every time it changes. */
function chaosFor(seed: string) {
  const { stir } = chaosOf(seed, window, optional);
  const bursts = stir?.bursts.map(({ at, count }) => ({ at, count: Math.min(count, 600) })) ?? [];
  return stir && { stir: { ...stir, bursts } };
}

chaosSuite(
  "liveagent",
  (seed) =>
    trialOf(seed, { ...{ from, days: 1, share: 0.03, mostCalls: 60_000 }, chaos: chaosFor(seed) ?? {} }),
  { seeds: ["two"], killsEach: 61 },
);
