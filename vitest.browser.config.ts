import { defineConfig } from "vitest/config";

// No result may lean on the machine's zone, so tests run in one nobody works in.
process.env.TZ = "Pacific/Auckland";

export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    globalSetup: "tests/browser/setup.ts",
    // One browser for all: a second process would wait for it, and read the same modules again.
    maxWorkers: 1,
    isolate: false,
    // A machine of two cores may have to share them.
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
