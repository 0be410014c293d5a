import { trialOf } from "./asterisk-trial.ts";
import { chaosSuite } from "./suite.ts";

// Two midnights, at which the logs are rotated.
chaosSuite("asterisk", (seed) => trialOf(seed, { days: 2.2, share: 0.06 }), { seeds: ["1"] });
