/** `npm run chaos -- [--connector NAME] [--seeds 50] [--seed 17]`: connectors against simulated vendors. */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const ending = "-chaos.test.ts";

function main(): void {
  const { values } = parseArgs({
    options: {
      connector: { type: "string" },
      seeds: { type: "string" },
      seed: { type: "string" },
    },
  });
  const { connector, seeds = "50", seed } = values;
  if (!/^[1-9]\d{0,4}$/.test(seeds)) throw new Error("Write --seeds as a whole number from 1.");
  const names = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  if (connector !== undefined && !names.includes(connector))
    throw new Error(`No connector is called ${connector}: there are ${names.join(", ")}.`);
  const files = (connector === undefined ? names : [connector]).map((name) =>
    join("tests", "connectors", `${name}${ending}`),
  );
  const root = join(import.meta.dirname, "..", "..");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  if (!existsSync(vitest)) throw new Error("Run npm ci first.");
  const env = {
    ...process.env,
    ...(seed === undefined ? { RAPORT_CHAOS_SEEDS: seeds } : { RAPORT_CHAOS_SEED: seed }),
  };
  // Told as it goes: of each connector there are fifty seeds, some of which take half a minute.
  const told = ["--reporter=verbose", "--testTimeout=3600000"];
  const run = spawnSync(process.execPath, [vitest, "run", ...told, ...files], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
}

try {
  main();
} catch (error) {
  console.error(`chaos: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
