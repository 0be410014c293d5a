/** Which attempt at a piece of writing is under way, kept in the lake: written down before it starts, raised when it failed. */

import { randomUUID } from "node:crypto";
import { parseStored } from "../../core/stored.ts";
import type { Lake } from "../../ports.ts";

export interface Attempt {
  /** From 1. */
  readonly attempt: number;
  /** Made up with the first attempt: what Athena remembers of a lake that was emptied since is another's. */
  readonly born: string;
}

export interface Attempts {
  /** The attempt at `work` to go on with, the first when nobody has tried yet. */
  current(generation: number, work: string): Promise<Attempt>;
  /** That attempt failed: the next, whoever raised it. */
  failed(generation: number, work: string, attempt: Attempt): Promise<Attempt>;
  /** Forgets the attempts of generations up to this one. */
  sweep(generation: number): Promise<void>;
}

const folder = "state/attempts/";
const encode = ({ attempt, born }: Attempt) => new TextEncoder().encode(JSON.stringify({ attempt, born }));

export function lakeAttempts(lake: Lake): Attempts {
  const keyOf = (generation: number, work: string) => `${folder}g${generation}/${work}.json`;
  const load = async (key: string) => {
    const stored = await lake.get(key);
    return stored && { ...parseStored<Attempt>(key, stored.body), etag: stored.etag };
  };
  return {
    async current(generation, work) {
      const key = keyOf(generation, work);
      const first = { attempt: 1, born: randomUUID() };
      const known = await load(key);
      if (known) return known;
      await lake.claim(key, encode(first));
      return (await load(key)) ?? first;
    },
    async failed(generation, work, failed) {
      const key = keyOf(generation, work);
      for (;;) {
        const known = await load(key);
        if (known && known.attempt > failed.attempt) return known;
        const next = { ...failed, attempt: failed.attempt + 1 };
        if (!known || (await lake.swap(key, encode(next), known.etag))) return next;
      }
    },
    async sweep(generation) {
      for await (const { key } of lake.list(folder))
        if (Number(/^g(\d+)\//.exec(key.slice(folder.length))?.[1]) <= generation) await lake.remove(key);
    },
  };
}
