/** What is deployed: how large each function is, and how long a fresh process takes to load it. */

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { bundle } from "../../infra/bundle.ts";
import { functionNames } from "../../infra/reach.ts";
import { type Figure, inMegabytes } from "./table.ts";

const mostBytes = 1_500_000;
const mostMilliseconds = 150;

export function measureBundles(rounds: number): readonly Figure[] {
  return functionNames.flatMap((name): readonly Figure[] => {
    const { folder, size } = bundle(name);
    const taken = Array.from({ length: rounds }, () => loaded(join(folder, "index.mjs")));
    const [wall, processor] = [
      median(taken.map(([time = 0]) => time)),
      median(taken.map(([, time = 0]) => time)),
    ];
    return [
      { what: `The bundle of ${name}`, measured: inMegabytes(size), floor: "1.5 MB", met: size < mostBytes },
      {
        what: "  loaded in",
        measured: `${wall.toFixed(0)} ms`,
        floor: "150 ms",
        met: wall < mostMilliseconds,
      },
      { what: "  processor time", measured: `${processor.toFixed(0)} ms` },
    ];
  });
}

/** Milliseconds that pass, and of the processor, until the module is there; the process itself runs already. */
function loaded(module: string): readonly number[] {
  const text = `const c = process.cpuUsage(); const t = performance.now(); import(${JSON.stringify(module)}).then(() => {
    const { user, system } = process.cpuUsage(c);
    console.log(JSON.stringify([performance.now() - t, (user + system) / 1000])); process.exit(0); });`;
  const { stdout } = spawnSync(process.execPath, ["-e", text], { encoding: "utf8" });
  return JSON.parse(stdout) as number[];
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
