/** What a lake in memory holds of one source. Objects never change, so each is read once, whatever lake it is in. */

import { gunzipSync } from "node:zlib";
import type { Envelope } from "../../functions/core/envelope.ts";
import { unconsumed } from "../../functions/stages/land.ts";
import type { MemoryLake } from "../memory.ts";

const read = new WeakMap<Uint8Array, readonly Envelope[]>();
const names = new WeakMap<Envelope, string>();

/** The envelopes of all committed batches, in the order they landed. */
export async function landedRows(lake: MemoryLake, source: string): Promise<readonly Envelope[]> {
  const { manifests } = await unconsumed(lake, source, 0);
  return manifests.flatMap(({ objects }) => objects.flatMap(({ key }) => envelopes(lake.objects.get(key))));
}

function envelopes(object: Uint8Array | undefined): readonly Envelope[] {
  if (object === undefined) throw new Error("an object that a batch names is not there");
  let rows = read.get(object);
  if (rows === undefined) {
    const text = gunzipSync(object).toString().trimEnd();
    rows = text === "" ? [] : text.split("\n").map((line) => JSON.parse(line) as Envelope);
    read.set(object, rows);
  }
  return rows;
}

/** How many different things were landed. */
export function newsOf(rows: readonly Envelope[]): number {
  return new Set(rows.map(nameOf)).size;
}

function nameOf(row: Envelope): string {
  let name = names.get(row);
  if (name === undefined) {
    const { stream, key, version, body } = row;
    name = JSON.stringify([stream, key, version, body]);
    names.set(row, name);
  }
  return name;
}
