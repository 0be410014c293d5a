import { defineConfig } from "vitest/config";
import { longestFirst } from "./tests/longest-first.ts";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";

/** Minutes each. */
const longest = [
  "queries/cases",
  "journey-killed",
  "journey-killed-later",
  "year",
  "rebuild",
  "oracle/pipeline",
];

export default defineConfig({
  test: {
    sequence: { sequencer: longestFirst(longest) },
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/engines/**"],
    // Without it a machine of two cores leaves one idle; two engines then share what there is, so tests may take a while.
    maxWorkers: "100%",
    testTimeout: 400_000,
    hookTimeout: 400_000,
    // Its package entry is a directory import that Node alone cannot load.
    server: { deps: { inline: ["dt-sql-parser"] } },
  },
});
