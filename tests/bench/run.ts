/** Runs one task in a fresh process, so that no measurement warms or burdens another. */

import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Taken } from "./child.ts";
import type { Places, TaskName } from "./tasks.ts";

const child = join(import.meta.dirname, "child.ts");
const execute = promisify(execFile);

export async function take(task: TaskName, places: Places): Promise<Taken> {
  process.stderr.write(`  ${task} ...`);
  const { stdout } = await execute(process.execPath, ["--expose-gc", child, task, JSON.stringify(places)], {
    maxBuffer: 1 << 26,
  });
  const taken = JSON.parse(stdout) as Taken;
  process.stderr.write(` ${taken.seconds.toFixed(2)} s, ${taken.cpuSeconds.toFixed(2)} s of processor\n`);
  return taken;
}

/** The middle one by wall time. */
export function median(all: readonly Taken[]): Taken {
  const sorted = all.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("nothing was measured");
  return middle;
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
