/** One task in a process of its own: `node --expose-gc child.ts TASK PLACES`; writes what it took as JSON. */

import { type Outcome, type Places, type TaskName, tasks } from "./tasks.ts";

export interface Taken extends Outcome {
  readonly seconds: number;
  /** Processor time of all threads, user and system. */
  readonly cpuSeconds: number;
  /** Most memory the process ever held, Node and the engine included. */
  readonly peakBytes: number;
}

const [name, places] = process.argv.slice(2) as [TaskName, string];
const given = JSON.parse(places) as Places;
globalThis.gc?.();
const cpu = process.cpuUsage();
const started = performance.now();
const outcome: Outcome = await tasks[name](given);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
const taken: Taken = {
  ...outcome,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(taken));
