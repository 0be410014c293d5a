/**
 * Starts the engines once for all test files and stops them after the last. RAPORT_ENGINES (JSON of Engines, as
 * `npm run engines` prints it) names ones that run already.
 *
 * Where a program they need is missing, the tests are skipped with a message that names it and its cure. In CI
 * (CI=true) that is an error: a gate must not pass because what it checks could not run.
 */

import type { TestProject } from "vitest/node";
import type { Engines } from "./engines.ts";
import { MissingError } from "./install.ts";
import { startEngines } from "./start.ts";
import { trinoVersion } from "./statements.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const running = process.env.RAPORT_ENGINES;
  if (running) {
    const engines = JSON.parse(running) as Engines;
    project.provide("engines", engines);
    say(`engines: those of RAPORT_ENGINES, Trino ${await trinoVersion(engines.trino)}`);
    return undefined;
  }
  try {
    const { engines, summary, stop } = await startEngines(say);
    project.provide("engines", engines);
    say(summary);
    return stop;
  } catch (error) {
    if (!(error instanceof MissingError) || process.env.CI === "true") throw error;
    say(`\nSKIPPED: the tests on real engines cannot run here. ${error.message}\n`);
    project.provide("engines", { moto: "", trino: "", files: "" });
    // No test has a name that this matches, so none runs, nor a hook.
    project.config.testNamePattern = /(?!)/;
    return undefined;
  }
}
