/**
 * `npm run bench`: how fast, how large and how much is read, each figure beside its baseline, all from one run. Figures
 * are reported, not asserted: it ends with 0 whatever they are. Leaves nothing behind.
 */

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { measureBundles } from "./bundles.ts";
import { measureChecking } from "./checking.ts";
import type { Taken } from "./child.ts";
import { measureComputing } from "./computing.ts";
import { measureLanding } from "./landing.ts";
import { measureBackfill, measureDay, measureSums } from "./making.ts";
import { measureNewDay } from "./newday.ts";
import { measureRendering } from "./rendering.ts";
import { remove, take } from "./run.ts";
import { sceneOf } from "./scene.ts";
import { type Figure, inMegabytes, tableOf } from "./table.ts";
import { measureVendors } from "./vendors.ts";

const days = 400;
const rounds = 3;
const memoryFloor = 1.5e9;

function wholeNumber(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < days)
    throw new InvalidArgumentError(`Write a number from ${days}.`);
  return count;
}

function memoryOf(stage: string, { peakBytes }: Taken): Figure {
  const measured = inMegabytes(peakBytes);
  return { what: `Most memory held by ${stage}`, measured, floor: "1500 MB", met: peakBytes < memoryFloor };
}

async function measure(folder: string, contacts: number, only?: string): Promise<readonly Figure[]> {
  const perDay = Math.round(contacts / days);
  const wanted = (part: string) => only === undefined || only === part;
  const figures: Figure[] = [];
  if (wanted("landing") || wanted("compute") || wanted("memory")) {
    const scene = await sceneOf(folder, "contacts", days, perDay);
    const landing = wanted("landing") ? await measureLanding(scene, rounds) : undefined;
    const land = landing?.land ?? (await take("land", scene.places));
    figures.push(...(landing?.figures ?? []));
    const computing = wanted("compute") ? await measureComputing(scene, rounds) : undefined;
    figures.push(...(computing?.figures ?? []));
    if (wanted("memory")) {
      const compute = computing?.compute ?? (await take("compute", scene.places));
      figures.push(memoryOf("landing", land), memoryOf("compute", compute));
    }
    remove(join(folder, "contacts"));
  }
  if (wanted("vendors")) figures.push(...(await measureVendors(folder, contacts, rounds)));
  if (wanted("check")) figures.push(...(await measureChecking(folder, rounds)));
  if (wanted("bundles")) figures.push(...(await measureBundles()));
  if (wanted("rendering")) figures.push(...(await measureRendering(folder)));
  if (wanted("newday")) figures.push(...(await measureNewDay(folder, perDay)));
  if (wanted("kpis")) figures.push(...(await measureDay(folder, contacts)));
  if (wanted("rollups")) figures.push(...(await measureSums(folder, { days: 31, perDay })));
  if (wanted("backfill")) figures.push(...(await measureBackfill(folder, { days: 31, perDay: 100_000 })));
  return figures;
}

const command = new Command("bench")
  .description(
    "Measures landing, computing, memory, the cost of a new day, checking a config, all KPIs of large days, what is deployed, and rendering emails, each beside its baseline.",
  )
  .option("--contacts <count>", "how many contacts, over 400 days", wholeNumber, 1_000_000)
  .addOption(
    new Option("--only <part>", "one part of it").choices([
      "landing",
      "compute",
      "memory",
      "vendors",
      "newday",
      "check",
      "kpis",
      "rollups",
      "backfill",
      "bundles",
      "rendering",
    ]),
  )
  .parse();
const { contacts, only } = command.opts<{ contacts: number; only?: string }>();
const folder = mkdtempSync(join(tmpdir(), "raport-bench-"));
const leave = () => remove(folder);
process.once("SIGINT", () => process.exit(130));
process.once("exit", leave);
try {
  console.log(tableOf(await measure(folder, contacts, only)));
} finally {
  leave();
}
