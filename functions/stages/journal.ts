/** The state object of a source, and the one swap by which a batch comes to exist. */

import { createHash } from "node:crypto";
import type { FilesCursor } from "../connectors/files.ts";
import type { Source } from "../core/config.ts";
import { LostRaceError, StorageError } from "../core/errors.ts";
import {
  batchFolder,
  feedStream,
  type LandState,
  landingParts,
  type Manifest,
  manifestKey,
  type RawObject,
  type StreamState,
  stateKey,
} from "../core/landing.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";

/** The state object as it is stored, with the tag it is swapped by; undefined before the first landing. */
export async function landState(
  lake: Pick<Lake, "get">,
  source: string,
): Promise<{ readonly state: LandState; readonly etag: string } | undefined> {
  const stored = await lake.get(stateKey(source));
  if (stored === undefined) return undefined;
  const state = parseStored<LandState>(stateKey(source), stored.body);
  if (state.v === 1) return { state, etag: stored.etag };
  throw new StorageError(
    `${stateKey(source)} is of a newer Raport (version ${state.v}). Update Raport, then run again.`,
  );
}

export interface Journal {
  /** Where its streams stand, by name; none of them before their first reading. */
  readonly streams: Readonly<Record<string, StreamState>>;
  /** What was used of the account's budget when it was read last. */
  readonly budget: LandState["budget"];
  /** The number the next batch will have. */
  next(): number;
  /** The folder of its objects. */
  folder(): string;
  /** Records the positions, and the objects as the next batch if there are any. Throws LostRaceError. */
  commit(
    streams: Readonly<Record<string, StreamState>>,
    objects: readonly RawObject[],
    files: readonly string[],
    budget?: LandState["budget"],
  ): Promise<Manifest | null>;
}

interface Writer {
  readonly source: Source;
  readonly now: string;
  readonly run: string;
}

/** Opens the state of a source for one worker. Under other settings everything is to be landed again. */
export async function openJournal(writer: Writer, lake: Lake): Promise<Journal> {
  const { source, now, run } = writer;
  const stored = await landState(lake, source.id);
  const settings = landingSettings(source);
  const known = stored?.state.settings === settings;
  let batch = stored?.state.batch ?? 0;
  let last = stored?.state.last ?? null;
  let etag = stored?.etag;
  const firstBatch = known ? stored.state.firstBatch : batch + 1;
  const folder = (): string => `${batchFolder(source.id, feedStream, batch + 1)}${run}/`;

  return {
    streams: known ? streamsOf(source, stored.state) : {},
    budget: stored?.state.budget,
    next: () => batch + 1,
    folder,
    async commit(streams, objects, names, budget) {
      const rows = objects.reduce((sum, object) => sum + object.rows, 0);
      const manifest =
        objects.length === 0
          ? null
          : { batch: batch + 1, source: source.id, stream: feedStream, run, objects, rows, files: names };
      // The state names only the last batch, so the one before must be named by its own object first.
      if (manifest !== null && last !== null)
        await lake.put(manifestKey(source.id, feedStream, last.batch), bytesOf(last));
      const position = { settings, firstBatch, batch: manifest?.batch ?? batch, last: manifest ?? last };
      etag = await write(
        lake,
        stateKey(source.id),
        { v: 1, run, polledAt: now, ...position, ...positions(source, streams), ...(budget && { budget }) },
        etag,
      );
      ({ batch, last } = position);
      return manifest;
    },
  };
}

/** What is known of files is told of each by name, to whoever waits for them; other positions are their connector's. */
function streamsOf({ type }: Source, { files, streams }: LandState): Journal["streams"] {
  if (type !== "files") return streams ?? {};
  return { [feedStream]: { cursor: { files } satisfies FilesCursor, watermark: null, records: 0 } };
}

function positions({ type }: Source, streams: Journal["streams"]): Pick<LandState, "files" | "streams"> {
  if (type !== "files") return { files: {}, streams };
  return { files: (streams[feedStream]?.cursor as FilesCursor | undefined)?.files ?? {} };
}

async function write(lake: Lake, key: string, state: LandState, etag: string | undefined): Promise<string> {
  const body = bytesOf(state);
  const written = etag === undefined ? await claimed(lake, key, body) : await lake.swap(key, body, etag);
  if (written === undefined)
    throw new LostRaceError(
      `another run landed this source first: ${key} changed meanwhile. Nothing is lost: run again when it has finished.`,
    );
  return written;
}

async function claimed(lake: Lake, key: string, body: Uint8Array): Promise<string | undefined> {
  if (!(await lake.claim(key, body))) return undefined;
  const stored = await lake.get(key);
  return stored !== undefined && Buffer.compare(stored.body, body) === 0 ? stored.etag : undefined;
}

function bytesOf(value: LandState | Manifest): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** A hash of every setting of a source that decides what lands; another one lands everything again. */
export function landingSettings(source: Source): string {
  return createHash("sha256")
    .update(JSON.stringify(landingParts(source)))
    .digest("hex")
    .slice(0, 16);
}
