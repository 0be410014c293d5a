/** The command line killed for real, by the system, at times nobody chose with care. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { local } from "../functions/local.ts";
import { now, openCentre } from "./journey/centre.ts";
import { type Outcome, outcomeOf } from "./journey/outcome.ts";
import { seeded } from "./journey/seeded.ts";

const centre = await openCentre("2026-11-11", "2026-11-15");
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

const program = join(import.meta.dirname, "../functions/raport.ts");

function start(home: string): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const args = [program, "run", "--config", centre.configFile, "--home", home, "--now", now];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  running.add(child);
  let said = "";
  child.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  const ended = once(child, "close").then(([code]: (number | null)[]) => {
    running.delete(child);
    if (code !== 0 && code !== null) throw new Error(`run ended with ${code}: ${said}`);
    return code ?? null;
  });
  return { child, ended };
}

async function outcome(home: string): Promise<Outcome> {
  const ports = local(home);
  try {
    return await outcomeOf(home, ports);
  } finally {
    await ports.warehouse.close();
  }
}

test("runs killed by the system, one after the other, and one that is not, end as an undisturbed run", async () => {
  // The first process leaves its modules compiled for all others, which start sooner.
  expect(await start(join(centre.folder, "first")).ended).toBe(0);
  const calm = join(centre.folder, "calm");
  const began = performance.now();
  expect(await start(calm).ended).toBe(0);
  const usual = performance.now() - began;
  const expected = await outcome(calm);

  const pick = seeded(7);
  let kills = 0;
  for (let homes = 1; kills < 8 && homes <= 12; homes += 1) {
    const home = join(centre.folder, `killed-${homes}`);
    for (let onThisHome = 0; onThisHome < 4; onThisHome += 1) {
      const { child, ended } = start(home);
      // The first quarter of a run, or a little more, is Node starting.
      await Promise.race([pause(usual * (0.35 + pick(55) / 100)), ended]);
      child.kill("SIGKILL");
      if ((await ended) === 0) break; // it was quicker this time; another home
      kills += 1;
    }
    expect(await start(home).ended).toBe(0);
    expect(await outcome(home)).toEqual(expected);
  }
  expect(kills).toBeGreaterThanOrEqual(8);
}, 400_000);
