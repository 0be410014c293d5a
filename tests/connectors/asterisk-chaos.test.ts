import { trialOf } from "./asterisk-trial.ts";
import { chaosSuite } from "./suite.ts";

// Three midnights, at which the logs are rotated: after the third the first of them lie there packed, as they are copied.
chaosSuite("asterisk", (seed) => trialOf(seed, { days: 3.6, share: 0.05 }), { seeds: ["1", "6"] });
