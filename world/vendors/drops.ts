/** The files that simulated vendors leave, where whoever reads them looks for them. */

import { mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Vendor } from "./service.ts";

/** Those that lie there by now, below a folder of each vendor's name; how many of each. */
export async function writeDrops(
  vendors: readonly Vendor[],
  folder: string,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const folders = new Set<string>();
  for (const { name, personality, ledger, clock } of vendors) {
    const drops = personality.drops?.(ledger, clock.now()) ?? [];
    for (const drop of drops) {
      const path = join(folder, name, drop.name);
      if (!folders.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
      folders.add(dirname(path));
      await writeFile(path, drop.body);
      // What a file was changed at says how far it is complete.
      await utimes(path, drop.modifiedAt / 1000, drop.modifiedAt / 1000);
    }
    if (drops.length > 0) counts.set(name, drops.length);
  }
  return counts;
}
