/**
 * An engine that works out the same select over the same bytes once: whoever asks again is given what was found then. A run
 * killed everywhere is run on from hundreds of homes in which most tables are byte for byte the same.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Engine } from "../../functions/adapters/engine.ts";
import type { Pointer, Reading, Select } from "../../functions/core/warehouse.ts";
import type { Row } from "../../functions/ports.ts";
import { hashOf } from "./states.ts";

interface Written {
  /** Locations are below the place. */
  readonly pointers: readonly Pointer[];
  /** Path below the place -> its bytes. */
  readonly files: readonly (readonly [string, Buffer])[];
}

/** `root`: the home the engine reads and writes. What failed is not remembered. */
export function remembered(real: Engine, root: string): Engine {
  const rows = new Map<string, readonly Row[]>();
  const written = new Map<string, Written>();
  return {
    ...real,
    async *rows(select, reading, generation) {
      const key = keyOf(root, select, reading);
      const found = rows.get(key) ?? (await Array.fromAsync(real.rows(select, reading, generation)));
      rows.set(key, found);
      // Copies: what a run does to a row is its own.
      for (const row of found) yield { ...row };
    },
    async write(select, reading, target) {
      const { table, place } = target;
      const key = `${table} ${keyOf(root, select, reading)}`;
      const folder = join(root, place);
      const known = written.get(key);
      if (!known) {
        const pointers = await real.write(select, reading, target);
        written.set(key, { pointers: pointers.map((one) => moved(one, place, "")), files: filesIn(folder) });
        return pointers;
      }
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const [path, body] of known.files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), body);
      }
      return known.pointers.map((one) => moved(one, "", place));
    },
  };
}

/** All an answer hangs on: the text, its parameters, and of each table the bytes it is made of and which of their rows. */
function keyOf(root: string, { query, params }: Select, reading: Reading): string {
  const tables = Object.entries(reading).map(([table, pointers]) => [
    table,
    pointers.map(({ partition, location, rows, sharedRows }) => [
      partition,
      location.split("\n").map((part) => bytesAt(root, part)),
      rows,
      sharedRows,
    ]),
  ]);
  return JSON.stringify([query.name, query.text, params, tables]);
}

const several = "/*.parquet";

function bytesAt(root: string, location: string): string {
  if (!location.endsWith(several)) return hashOf(join(root, location));
  const folder = join(root, location.slice(0, -several.length));
  return readdirSync(folder)
    .sort()
    .map((name) => `${name} ${hashOf(join(folder, name))}`)
    .join("\n");
}

function moved(pointer: Pointer, from: string, to: string): Pointer {
  return { ...pointer, location: to + pointer.location.slice(from.length) };
}

function filesIn(folder: string): Written["files"] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path)] as const;
    });
}
