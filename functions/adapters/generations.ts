/**
 * The commit protocol, the same over every engine: everything is written to fresh places, then one swap of
 * `state/warehouse.json` publishes a generation, then its pointers are applied to the catalog, by its writer or by
 * whoever comes next. Knows no SQL and no file format.
 */

import { tables } from "../../queries/tables.ts";
import { LostRaceError, QueryError } from "../core/errors.ts";
import { parseStored } from "../core/stored.ts";
import { isStaged, type Pointer, type TableName, type WarehouseState } from "../core/warehouse.ts";
import type { Draft, Lake, Reader, Warehouse } from "../ports.ts";
import type { Catalog, Engine, Partition } from "./engine.ts";
import { readingOf } from "./reading.ts";

export const stateKey = "state/warehouse.json";
const unborn: WarehouseState = { generation: 0, pending: [], consumed: {}, facts: "" };
const encode = (state: WarehouseState) => new TextEncoder().encode(JSON.stringify(state));

/** Identity of a partition inside its table. */
export function partitionKey(table: TableName, partition: Partition): string {
  return tables[table].partitionedBy.map((column) => partition[column]).join("/");
}

export function generations(lake: Lake, catalog: Catalog, engine: Engine): Warehouse {
  return {
    published: async () => (await load(lake)).state,
    read: (read) => readOneGeneration(lake, catalog, engine, read),
    draft: (run) => openDraft(lake, catalog, engine, run),
    describe: (select) => engine.describe(select),
    sweep: async (which) => {
      // The state before the catalog: what others publish from here on is of a later generation, and spared.
      const { pending, generation } = (await load(lake)).state;
      if (which === "unswept" && (await sweptUntil(lake)) >= generation) return 0;
      const committed = Object.keys(tables) as TableName[];
      const pointers = await Promise.all(committed.map((table) => catalog.pointers(table)));
      // What was published and not yet applied is in no catalog, and must stay.
      const live = new Set([...pending, ...pointers.flat()].map((pointer) => pointer.location));
      // A draft that is being written belongs to the next generation: nobody's sweep touches it.
      const removed = await engine.sweep(live, generation);
      await lake.put(sweptKey, new TextEncoder().encode(JSON.stringify({ v: 1, generation })));
      return removed;
    },
    close: () => engine.close(),
  };
}

/** Written once a sweep came to its end: where the one of the last commit did not, the next worker makes up for it. */
const sweptKey = "state/swept.json";

async function sweptUntil(lake: Lake): Promise<number> {
  const stored = await lake.get(sweptKey);
  return stored ? parseStored<{ readonly generation: number }>(sweptKey, stored.body).generation : 0;
}

async function load(lake: Lake): Promise<{ state: WarehouseState; etag: string | undefined }> {
  const stored = await lake.get(stateKey);
  if (!stored) return { state: unborn, etag: undefined };
  return { state: parseStored<WarehouseState>(stateKey, stored.body), etag: stored.etag };
}

/** The state to swap from. Where there is none yet the unborn one is put there, so that every commit is a swap. */
async function begun(lake: Lake): Promise<{ state: WarehouseState; etag: string }> {
  for (;;) {
    const { state, etag } = await load(lake);
    if (etag !== undefined) return { state, etag };
    await lake.claim(stateKey, encode(unborn));
  }
}

const attempts = 40;

async function readOneGeneration<T>(
  lake: Lake,
  catalog: Catalog,
  engine: Engine,
  read: (reader: Reader) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const before = (await load(lake)).state;
    const settled = before.pending.length === 0;
    const outcome = settled ? await attemptRead(readerOf(before, catalog, engine), read) : undefined;
    const after = (await load(lake)).state;
    if (outcome && after.generation === before.generation && after.pending.length === 0) {
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    }
    if (attempt === attempts)
      throw new LostRaceError(
        "The tables are being published by another run. Try again when it has finished; if it died, `run` finishes its work.",
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A read that fails because its files were replaced meanwhile is no failure: the caller decides after looking again. */
async function attemptRead<T>(
  reader: Reader,
  read: (reader: Reader) => Promise<T>,
): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await read(reader) };
  } catch (error) {
    return { error };
  }
}

function readerOf(state: WarehouseState, catalog: Catalog, engine: Engine): Reader {
  const known = new Map<TableName, Promise<readonly Pointer[]>>();
  const pointers = (table: TableName) => {
    const found = known.get(table) ?? catalog.pointers(table);
    known.set(table, found);
    return found;
  };
  const { generation } = state;
  return {
    state,
    pointers,
    async *rows(select) {
      yield* engine.rows(select, await readingOf(select, pointers), generation);
    },
  };
}

async function openDraft(lake: Lake, catalog: Catalog, engine: Engine, run: string): Promise<Draft> {
  let { state, etag } = await begun(lake);
  // Again, as long as others publish in between: what is pending must be applied before anything is swapped over it.
  while (state.pending.length > 0) ({ state, etag } = await settle(lake, catalog, state, etag));
  const drafted = new Map<TableName, Promise<Map<string, Pointer>>>();
  const attached = new Map<TableName, readonly Pointer[]>();
  const current = (table: TableName) => {
    const known = drafted.get(table) ?? pointersByKey(catalog, table);
    drafted.set(table, known);
    return known;
  };
  const pointers = async (table: TableName) => attached.get(table) ?? [...(await current(table)).values()];
  const touched = new Map<TableName, Map<string, Pointer>>();
  const touch = async (table: TableName, pointer: Pointer) => {
    const key = partitionKey(table, pointer.partition);
    (await current(table)).set(key, pointer);
    touched.set(table, (touched.get(table) ?? new Map()).set(key, pointer));
  };
  let writes = 0;
  const generation = state.generation + 1;
  const name = engine.resumes ? `g${generation}` : run;
  const place = (table: TableName) =>
    `${tables[table].prefix}/${table}/run=${engine.resumes ? generation : `${run}-${generation}-${writes++}`}`;

  return {
    run: name,
    partitionsAtOnce: engine.partitionsAtOnce,
    rowsAtOnce: engine.rowsAtOnce,
    rawBytesAtOnce: engine.rawBytesAtOnce,
    state,
    pointers,
    attach: (table, given) => void attached.set(table, given),
    async *rows(select) {
      yield* engine.rows(select, await readingOf(select, pointers), generation);
    },
    async clear(table) {
      for (const { partition } of await pointers(table)) await touch(table, nothing(table, partition));
    },
    async write(select, table, partitions, fingerprint) {
      const asked = new Map(
        partitions.map((partition) => [partitionKey(table, partition), nothing(table, partition)]),
      );
      const each = [...asked.values()].map(({ partition }) => partition);
      const target = { table, place: place(table), partitions: each, generation };
      for (const pointer of await engine.write(select, await readingOf(select, pointers), target)) {
        const key = partitionKey(table, pointer.partition);
        if (!asked.has(key))
          throw new QueryError(`${select.query.name} wrote ${table} ${key}, which was not asked for.`);
        asked.set(key, fingerprint === undefined ? pointer : { ...pointer, fingerprint });
      }
      for (const pointer of asked.values()) await touch(table, pointer);
      return [...asked.values()];
    },
    async commit(consumed, facts) {
      // What a run staged is its own business: its pointers are never published, its files go with the next sweep.
      const pending = [...touched]
        .filter(([table]) => !isStaged(table))
        .flatMap(([, changed]) => [...changed.values()]);
      const published = { generation, pending, consumed, facts };
      const tag = await lake.swap(stateKey, encode(published), etag);
      if (tag === undefined)
        throw new LostRaceError("Another run published first; this one was dropped. Run again.");
      await settle(lake, catalog, published, tag);
    },
  };
}

async function pointersByKey(catalog: Catalog, table: TableName): Promise<Map<string, Pointer>> {
  const pointers = await catalog.pointers(table);
  return new Map(pointers.map((pointer) => [partitionKey(table, pointer.partition), pointer]));
}

function nothing(table: TableName, partition: Partition): Pointer {
  return { table, partition, location: "", rows: 0, bytes: 0 };
}

/** Applies what is pending and says so; safe to repeat, by anyone. */
async function settle(lake: Lake, catalog: Catalog, state: WarehouseState, etag: string) {
  await catalog.apply(state.pending, state.generation);
  const settled: WarehouseState = { ...state, pending: [] };
  const tag = await lake.swap(stateKey, encode(settled), etag);
  // Where somebody else settled it, theirs is the same generation or a later one.
  return tag === undefined ? begun(lake) : { state: settled, etag: tag };
}
