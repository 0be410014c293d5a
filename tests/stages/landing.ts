import { gunzipSync } from "node:zlib";
import { expect } from "vitest";
import type { FilesSource } from "../../functions/core/config.ts";
import type { Envelope } from "../../functions/core/envelope.ts";
import type { LandState } from "../../functions/core/landing.ts";
import type { Inbox, Lake } from "../../functions/ports.ts";
import { type LandEvent, land, unconsumed } from "../../functions/stages/land.ts";
import { type MemoryFile, type MemoryLake, memoryInbox, sourceOf } from "../memory.ts";

/** The moment every test landing is told it is. */
export const now = "2026-11-20T06:00:00.000Z";
/** When every test landing fetches its rows. */
export const machineNow = "2026-11-21T12:00:00.000Z";
/** Where the source's state object is. */
export const stateName = "state/sources/helpdesk.json";

/** The inbox by path. */
export type Files = Record<string, MemoryFile | string | Uint8Array>;
interface Options {
  readonly run?: string;
  readonly source?: Partial<FilesSource>;
  readonly limit?: number;
  readonly inbox?: Inbox;
  readonly progress?: (event: LandEvent) => void;
}

/** Lands these files of a source `helpdesk`. */
export function landing(
  lake: Lake,
  files: Files,
  { run = "run-1", source = {}, limit, inbox, progress }: Options = {},
) {
  const ports = { lake, inbox: inbox ?? memoryInbox(files) };
  return land(
    { source: sourceOf(source), zone: "Europe/Budapest", now, machineNow, run },
    ports,
    progress,
    limit,
  );
}

/** The state object as it stands in the lake. */
export function stateOf(lake: MemoryLake): LandState {
  return JSON.parse(Buffer.from(lake.objects.get(stateName)!).toString());
}

/** The envelopes of each batch in force, by batch number, read as compute does. */
export async function landed(lake: MemoryLake): Promise<Map<number, Envelope[]>> {
  const { manifests: list } = await unconsumed(lake, "helpdesk", 0);
  const batches = new Map<number, Envelope[]>();
  for (const { batch, objects, rows } of list) {
    const lines = objects.flatMap(({ key, rows: count, bytes }) => {
      const body = lake.objects.get(key)!;
      const part = gunzipSync(body).toString().trimEnd().split("\n");
      expect([part.length, body.length]).toEqual([count, bytes]);
      return part.map((line): Envelope => JSON.parse(line));
    });
    expect(lines.length).toBe(rows);
    batches.set(batch, lines);
  }
  return batches;
}

/** Page and key of every landed row, in the order they landed. */
export const places = (batches: Map<number, Envelope[]>): string[] =>
  [...batches.values()].flat().map((row) => `${row.page} ${row.key}`);

/** A table of rows that hardly compress, about 24 bytes each as gzip. */
export function noise(rows: number, seed: number): string {
  let x = seed;
  const next = () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x.toString(36);
  };
  return `id,n\n${Array.from({ length: rows }, (_, n) => `${n},${next()}${next()}${next()}`).join("\n")}\n`;
}
