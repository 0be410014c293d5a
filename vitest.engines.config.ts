import { defineConfig } from "vitest/config";
import { longestFirst } from "./vitest.config.ts";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";

/** Minutes each. */
const longest = [
  "queries",
  "journey-cloud",
  "bytes",
  "warehouse",
  "athena-faults",
  "aws-journey",
  "deployed",
  "sf311",
].map((name) => `engines/${name}`);

export default defineConfig({
  test: {
    sequence: { sequencer: longestFirst(longest) },
    include: ["tests/engines/**/*.test.ts"],
    globalSetup: "tests/engines/setup.ts",
    // A machine of two cores may have to share them.
    testTimeout: 900_000,
    hookTimeout: 2_400_000,
    maxWorkers: 2,
    server: { deps: { inline: ["dt-sql-parser"] } },
  },
});
