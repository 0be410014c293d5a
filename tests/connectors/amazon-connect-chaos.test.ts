import { amazonConnect as personality } from "../../world/vendors/amazon-connect/index.ts";
import type { Trial } from "./chaos.ts";
import { dropSource } from "./dropped.ts";
import { chaosSuite } from "./suite.ts";

const source = dropSource({
  type: "amazon-connect",
  path: "/in/*/*/*/*/*/*",
  settings: { reason_attribute: "CallReason", csat_attribute: "Score" },
});

const trialOf = (seed: string): Trial => ({ source, personality, seed, days: 0.75, share: 0.06 });

chaosSuite("amazon-connect", trialOf, { seeds: ["1"] });
