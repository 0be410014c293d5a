/** One home, its inbox and the files of its baselines, below the temporary folder of a run. */

import { globSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeHistory } from "./contacts.ts";
import { remove } from "./run.ts";
import type { Places } from "./tasks.ts";

export interface Scene {
  readonly places: Places;
  readonly days: number;
  readonly perDay: number;
}

/** Writes the export of so many days into an inbox of its own. */
export async function sceneOf(folder: string, name: string, days: number, perDay: number): Promise<Scene> {
  const at = (...path: string[]) => join(folder, name, ...path);
  mkdirSync(at("inbox"), { recursive: true });
  const csv = at("inbox", "contacts.csv");
  const rows = await writeHistory(csv, days, perDay);
  process.stderr.write(`${name}: ${rows} contacts of ${days} days, ${statSync(csv).size} bytes\n`);
  const places = { home: at("home"), inbox: at("inbox"), csv, envelopes: at("lines"), out: at("out") };
  return { places: { ...places, landed: [] }, days, perDay };
}

/** The packed objects of every batch of a home, in order. */
export function landedObjects(home: string): readonly string[] {
  return globSync(join(home, "raw/**/*.ndjson.gz")).sort();
}

/** Takes back everything computed; what was landed stays. */
export function forgetComputed(home: string): void {
  for (const part of ["facts", "kpi", "state/catalog.json", "state/warehouse.json"]) remove(join(home, part));
}
