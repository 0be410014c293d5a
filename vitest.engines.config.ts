import { defineConfig } from "vitest/config";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";

export default defineConfig({
  test: {
    include: ["tests/engines/**/*.test.ts"],
    globalSetup: "tests/engines/setup.ts",
    // A machine of two cores may have to share them.
    testTimeout: 900_000,
    hookTimeout: 2_400_000,
    maxWorkers: 2,
    server: { deps: { inline: ["dt-sql-parser"] } },
  },
});
