/** The catalog of this machine: one JSON object in the lake, replaced whole. */

import type { Pointer, TableName } from "../../core/warehouse.ts";
import type { Lake } from "../../ports.ts";
import { type Catalog, partitionKey } from "../generations.ts";

const key = "state/catalog.json";

interface Stored {
  readonly generation: number;
  readonly tables: Readonly<Partial<Record<TableName, Readonly<Record<string, Pointer>>>>>;
}

export function fileCatalog(lake: Lake): Catalog {
  let cached: { etag: string; stored: Stored } | undefined;
  const load = async (): Promise<{ etag: string | undefined; stored: Stored }> => {
    const found = await lake.get(key);
    if (!found) return { etag: undefined, stored: { generation: 0, tables: {} } };
    // Thousands of pointers: parse them again only when they changed.
    if (cached?.etag !== found.etag)
      cached = { etag: found.etag, stored: JSON.parse(new TextDecoder().decode(found.body)) as Stored };
    return cached;
  };
  return {
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
  const next: Partial<Record<TableName, Record<string, Pointer>>> = {};
  for (const [table, known] of Object.entries(stored.tables)) next[table as TableName] = { ...known };
  for (const pointer of pointers) {
    next[pointer.table] ??= {};
    const table = next[pointer.table] as Record<string, Pointer>;
    const at = partitionKey(pointer.table, pointer.partition);
    if (pointer.location) table[at] = pointer;
    else delete table[at];
  }
  return { generation, tables: next };
}
