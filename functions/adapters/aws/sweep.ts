/** Removes files of the warehouse that no pointer names any more. */

import { tables } from "../../../queries/tables.ts";
import type { Lake } from "../../ports.ts";

const atOnce = 50;

/** `live`: locations in use. Raw batches, and what is being written for a later generation, stay. Returns how many went. */
export async function sweepRuns(lake: Lake, live: ReadonlySet<string>, generation: number): Promise<number> {
  const used = new Set([...live].flatMap((location) => location.split("\n")));
  const dead: string[] = [];
  for (const [table, { prefix }] of Object.entries(tables)) {
    if (prefix === "raw") continue;
    const runs = `${prefix}/${table}/run=`;
    for await (const { key } of lake.list(runs)) {
      if (used.has(key) || Number.parseInt(key.slice(runs.length), 10) > generation) continue;
      dead.push(key);
    }
  }
  for (let from = 0; from < dead.length; from += atOnce)
    await Promise.all(dead.slice(from, from + atOnce).map((key) => lake.remove(key)));
  return dead.length;
}
