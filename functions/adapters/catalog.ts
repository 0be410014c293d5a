/** The catalog: where each committed partition is. One JSON object in the lake, replaced whole. */

import { parseStored } from "../core/stored.ts";
import type { Pointer, TableName } from "../core/warehouse.ts";
import type { Lake } from "../ports.ts";
import type { Catalog } from "./engine.ts";
import { partitionKey } from "./generations.ts";

const key = "state/catalog.json";

interface Stored {
  readonly generation: number;
  readonly tables: Readonly<Partial<Record<TableName, Readonly<Record<string, Pointer>>>>>;
}

export interface LakeCatalog extends Catalog {
  /** The generation applied last, 0 when there was none. */
  applied(): Promise<number>;
}

export function lakeCatalog(lake: Lake): LakeCatalog {
  let cached: { etag: string; stored: Stored } | undefined;
  const load = async (): Promise<{ etag: string | undefined; stored: Stored }> => {
    const found = await lake.get(key);
    if (!found) return { etag: undefined, stored: { generation: 0, tables: {} } };
    // Thousands of pointers: parse them again only when they changed.
    if (cached?.etag !== found.etag)
      cached = { etag: found.etag, stored: parseStored<Stored>(key, found.body) };
    return cached;
  };
  return {
    applied: async () => (await load()).stored.generation,
    async pointers(table) {
      return Object.values((await load()).stored.tables[table] ?? {});
    },
    async apply(pointers, generation) {
      for (;;) {
        const { etag, stored } = await load();
        if (stored.generation >= generation) return;
        const body = new TextEncoder().encode(JSON.stringify(moved(stored, pointers, generation)));
        const done =
          etag === undefined ? await lake.claim(key, body) : (await lake.swap(key, body, etag)) !== undefined;
        if (done) return;
      }
    },
  };
}

/** An empty location means the partition has no rows: it is forgotten, so the catalog stays as small as the data. */
function moved(stored: Stored, pointers: readonly Pointer[], generation: number): Stored {
  const next: Partial<Record<TableName, Readonly<Record<string, Pointer>>>> = { ...stored.tables };
  for (const [table, changed] of Map.groupBy(pointers, (pointer) => pointer.table)) {
    // A map and not an object: a partition may have any name, `__proto__` too.
    const known = new Map(Object.entries(stored.tables[table] ?? {}));
    for (const pointer of changed) {
      const at = partitionKey(table, pointer.partition);
      if (pointer.location) known.set(at, pointer);
      else known.delete(at);
    }
    next[table] = Object.fromEntries(known);
  }
  return { generation, tables: next };
}
