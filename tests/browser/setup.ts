/**
 * Starts one browser for all test files and ends it after the last. Where there is none, the tests are skipped with a
 * message that says what to do. In CI (CI=true) that is an error: a gate must not pass because what it checks could not run.
 */

import type { TestProject } from "vitest/node";
import { chromiumHere, noChromium, served } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browser of this run is; empty where there is none. */
    chromium: string;
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (chromiumHere() !== undefined) {
    const { address, close } = await served();
    project.provide("chromium", address);
    return close;
  }
  if (process.env.CI === "true") throw new Error(noChromium);
  process.stderr.write(`\nSKIPPED: the tests in a browser cannot run here. ${noChromium}\n\n`);
  project.provide("chromium", "");
  // No test has a name that this matches, so none runs, nor a hook.
  project.config.testNamePattern = /(?!)/;
  return undefined;
}
