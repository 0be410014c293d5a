/** Removes Parquet files that no pointer names any more. */

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { tables } from "../../../queries/tables.ts";

/** `live`: locations in use. Raw batches and runs of a later generation are not touched. Returns how many files went. */
export function sweep(root: string, live: ReadonlySet<string>, generation: number): number {
  const folders = [...live]
    .filter((location) => location.endsWith("/*.parquet"))
    .map((location) => location.slice(0, -"*.parquet".length));
  const isLive = (path: string) => live.has(path) || folders.some((folder) => path.startsWith(folder));
  let removed = 0;
  for (const [table, { prefix }] of Object.entries(tables)) {
    if (prefix !== "raw") removed += sweepTable(root, `${prefix}/${table}`, isLive, generation);
  }
  return removed;
}

function sweepTable(
  root: string,
  table: string,
  isLive: (path: string) => boolean,
  generation: number,
): number {
  if (!existsSync(join(root, table))) return 0;
  let removed = 0;
  // Only folders are runs: file managers leave files of their own.
  const runs = readdirSync(join(root, table), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && generationOf(entry.name) <= generation,
  );
  for (const { name: run } of runs) {
    const files = readdirSync(join(root, table, run), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".parquet"),
    );
    const dead = files.filter((name) => !isLive(`${table}/${run}/${name}`));
    if (dead.length === files.length) rmSync(join(root, table, run), { recursive: true, force: true });
    else for (const name of dead) rmSync(join(root, table, run, name), { force: true });
    removed += dead.length;
  }
  return removed;
}

/** `run=<run>-<generation>-<number>`; a folder of another name is nobody's draft. */
function generationOf(run: string): number {
  return Number(/-(\d+)-\d+$/.exec(run)?.[1] ?? 0);
}
