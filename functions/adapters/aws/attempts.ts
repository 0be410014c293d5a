/** Which attempt at a piece of writing is under way, kept in the lake: written down before it starts, raised when it failed. */

import { parseStored } from "../../core/stored.ts";
import type { Lake } from "../../ports.ts";

export interface Attempts {
  /** The number of the attempt at `work` to go on with; 1 when nobody has tried yet. */
  current(generation: number, work: string): Promise<number>;
  /** That attempt failed: the number of the next, whoever raised it. */
  failed(generation: number, work: string, attempt: number): Promise<number>;
  /** Forgets the attempts of generations up to this one. */
  sweep(generation: number): Promise<void>;
}

const folder = "state/attempts/";
const encode = (attempt: number) => new TextEncoder().encode(JSON.stringify({ attempt }));

export function lakeAttempts(lake: Lake): Attempts {
  const keyOf = (generation: number, work: string) => `${folder}g${generation}/${work}.json`;
  const load = async (key: string) => {
    const stored = await lake.get(key);
    return stored && { ...parseStored<{ readonly attempt: number }>(key, stored.body), etag: stored.etag };
  };
  return {
    async current(generation, work) {
      const key = keyOf(generation, work);
      const known = await load(key);
      if (known) return known.attempt;
      await lake.claim(key, encode(1));
      return (await load(key))?.attempt ?? 1;
    },
    async failed(generation, work, attempt) {
      const key = keyOf(generation, work);
      for (;;) {
        const known = await load(key);
        if (!known || known.attempt > attempt) return known?.attempt ?? attempt + 1;
        if (await lake.swap(key, encode(attempt + 1), known.etag)) return attempt + 1;
      }
    },
    async sweep(generation) {
      for await (const { key } of lake.list(folder))
        if (Number(/^g(\d+)\//.exec(key.slice(folder.length))?.[1]) <= generation) await lake.remove(key);
    },
  };
}
