import { defineConfig } from "vitest/config";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/engines/**"],
    // Without it a machine of two cores leaves one idle; two engines then share what there is, so tests may take a while.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Its package entry is a directory import that Node alone cannot load.
    server: { deps: { inline: ["dt-sql-parser"] } },
  },
});
