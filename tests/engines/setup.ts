/** Starts the engines once for all test files. RAPORT_ENGINES (JSON of Engines) names ones that run already. */

import type { TestProject } from "vitest/node";
import type { Engines } from "./engines.ts";

export async function setup(project: TestProject): Promise<void> {
  const running = process.env.RAPORT_ENGINES;
  if (!running) throw new Error("Set RAPORT_ENGINES to the engines that run.");
  project.provide("engines", JSON.parse(running) as Engines);
}
