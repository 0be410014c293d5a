import { trialOf } from "./liveagent-trial.ts";
import { chaosSuite } from "./suite.ts";

// A page is of 500; the messages of each ticket take a request of their own, every time it changes.
chaosSuite("liveagent", (seed) => trialOf(seed, { days: 1, share: 0.03, mostAtOnce: 600 }), {
  seeds: ["1"],
});
