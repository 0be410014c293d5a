/** What is deployed: how large each function is, and how long a fresh process takes to load it and to answer with it. */

import { join } from "node:path";
import { type Bundle, bundle, bundleOf } from "../../infra/bundle.ts";
import { functionNames } from "../../infra/reach.ts";
import { type Account, events, openAccount } from "./account.ts";
import { type Fresh, fresh } from "./fresh.ts";
import { type Figure, inMegabytes } from "./table.ts";

const mostBytes = 1_500_000;
const mostMilliseconds = 150;
/** Each is cheap, and a machine that does other work gives a few that are far off. */
const rounds = 9;

export async function measureBundles(): Promise<readonly Figure[]> {
  const account = await openAccount();
  try {
    const sdk = bundleOf(join(import.meta.dirname, "sdk.ts"));
    const baseline = { name: "sdk", bundle: sdk, event: {}, runs: [] as Fresh[] };
    const measured = functionNames.map((name) => ({
      name,
      bundle: bundle(name),
      event: events[name],
      runs: [] as Fresh[],
    }));
    // By turns, so that what else the machine does is in all of them.
    for (let round = 0; round < rounds; round += 1)
      for (const { bundle: made, event, runs } of [baseline, ...measured])
        runs.push(await run(made, event, account));
    return measured.flatMap(({ name, bundle: made, runs }) => figuresOf(name, made, runs, baseline.runs));
  } finally {
    await account.close();
  }
}

function run({ folder }: Bundle, event: unknown, account: Account): Promise<Fresh> {
  account.restore();
  return fresh(join(folder, "index.mjs"), event, account.environment);
}

function figuresOf(
  name: string,
  { size, atOnce }: Bundle,
  runs: readonly Fresh[],
  sdk: readonly Fresh[],
): readonly Figure[] {
  const wall = medianOf(runs, ({ loaded }) => loaded.wall);
  const beside = (what: string, of: (fresh: Fresh) => number): Figure => {
    const [own, least] = [medianOf(runs, of), medianOf(sdk, of)];
    return { what, measured: inMilliseconds(own), baseline: inMilliseconds(least), ratio: own / least };
  };
  return [
    { what: `The bundle of ${name}`, measured: inMegabytes(size), floor: "1.5 MB", met: size < mostBytes },
    { what: "  of it loaded before its first work", measured: inMegabytes(atOnce.size) },
    {
      ...beside("  loaded in", ({ loaded }) => loaded.wall),
      floor: `${mostMilliseconds} ms`,
      met: wall < mostMilliseconds,
    },
    {
      what: "    the fastest of them",
      measured: inMilliseconds(Math.min(...runs.map(({ loaded }) => loaded.wall))),
    },
    beside("  processor time", ({ loaded }) => loaded.processor),
    beside("  and with its first answer", ({ answered }) => answered.processor),
  ];
}

const inMilliseconds = (time: number) => `${time.toFixed(0)} ms`;

function medianOf(runs: readonly Fresh[], of: (fresh: Fresh) => number): number {
  return runs.map(of).sort((a, b) => a - b)[runs.length >> 1] ?? 0;
}
