/**
 * A source's new rows -> numbered raw batches. Data first, then position: a batch exists once the swap of the state
 * object names it, so a crash anywhere leaves only objects nobody reads, and the next run lands the same rows.
 */

import type { Cursor, Note } from "../connectors/connector.ts";
import { filesConnector } from "../connectors/files.ts";
import type { Source } from "../core/config.ts";
import { envelopeLine } from "../core/envelope.ts";
import { StorageError } from "../core/errors.ts";
import { type Manifest, manifestKey } from "../core/landing.ts";
import { localDate } from "../core/period.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { landState, openJournal } from "./journal.ts";
import { gatherParts, partBytes } from "./parts.ts";

export interface LandInput {
  readonly source: Source;
  /** ISO UTC instant the run is for. */
  readonly now: string;
  /** ISO UTC instant of the machine, which becomes `fetched_at`. */
  readonly machineNow: string;
  /** Token of this run; no two workers share one. */
  readonly run: string;
  /** The machine's clock, where files that changed just now are left for the next tick; without it none is. */
  readonly machineClock?: string;
  /** The organisation's zone: whether the day of a file is over by `now`. */
  readonly zone: string;
}

/** What a landing says while it works; `rows` counts those read so far. */
export type LandEvent =
  | { readonly kind: "rows"; readonly rows: number }
  | { readonly kind: "batch"; readonly batch: number; readonly rows: number }
  | Note;

/** What one landing did. */
export interface Landing {
  readonly source: string;
  /** Numbers of the batches committed. */
  readonly batches: readonly number[];
  readonly files: readonly { readonly name: string; readonly rows: number; readonly rejected: number }[];
  /** Files of which nothing was landed, each with a message for the person who put it there. */
  readonly refused: readonly { readonly name: string; readonly message: string }[];
  /** Rows landed, rejected ones included. */
  readonly rows: number;
  /** Nothing was new, and nothing was written. */
  readonly unchanged: boolean;
  /** A file was being written, and is to be looked at again soon. */
  readonly isLeft?: true;
}

/** The batches of one source that are still to be read, in order. */
export interface SourceBatches {
  readonly source: string;
  readonly manifests: readonly Manifest[];
}

/**
 * Lands what is new in a source. Throws SourceError when the source cannot be read at all, LostRaceError when another
 * worker committed meanwhile; what was committed before stays. A batch closes at `limit` bytes of gzip.
 */
export async function land(
  input: LandInput,
  ports: Pick<Ports, "lake" | "inbox">,
  progress: (event: LandEvent) => void = () => {},
  limit = partBytes,
): Promise<Landing> {
  const { source, machineNow, run } = input;
  const connector = filesConnector(source, ports.inbox, {
    today: localDate(input.now, input.zone),
    machineNow: input.machineClock,
  });
  const { stream } = connector;
  const journal = await openJournal({ ...input, stream }, ports.lake);
  const line = envelopeLine({ source: source.id, account: "", stream, fetched_at: machineNow, run_id: run });
  const tally = tallyOf(source.id, progress);
  let parts = gatherParts(ports.lake, journal.folder(), limit);
  let cursor: Cursor | null = null;
  for await (const page of connector.read(journal.from, { batch: journal.next })) {
    if (page.records.length > 0) await parts.add(page.records.map(line).join(""), page.records.length);
    tally.read(page.records.length);
    if (page.retract) await parts.retract();
    for (const note of page.notes) tally.note(note);
    if (page.isLeft) tally.left();
    if (page.next === null) continue;
    cursor = page.next;
    await parts.keep();
    if (parts.bytes() < limit) continue;
    tally.committed(await journal.commit(cursor, await parts.finish(), tally.uncommitted()));
    parts = gatherParts(ports.lake, journal.folder(), limit);
    cursor = null;
  }
  if (cursor !== null)
    tally.committed(await journal.commit(cursor, await parts.finish(), tally.uncommitted()));
  return tally.landing();
}

interface Tally {
  read(rows: number): void;
  note(note: Note): void;
  left(): void;
  /** Names of the files whose rows no batch has yet. */
  uncommitted(): readonly string[];
  committed(manifest: Manifest | null): void;
  landing(): Landing;
}

function tallyOf(source: string, progress: (event: LandEvent) => void): Tally {
  const batches: number[] = [];
  const files: Landing["files"][number][] = [];
  const refused: Landing["refused"][number][] = [];
  let read = 0;
  let done = 0;
  let unchanged = true;
  let isLeft = false;
  return {
    read(rows) {
      read += rows;
      if (rows > 0) progress({ kind: "rows", rows: read });
    },
    note(note) {
      if (note.kind === "file") files.push({ name: note.name, rows: note.rows, rejected: note.rejected });
      else refused.push({ name: note.name, message: note.message });
      progress(note);
    },
    left() {
      isLeft = true;
    },
    uncommitted: () => files.slice(done).flatMap(({ name, rows }) => (rows > 0 ? [name] : [])),
    committed(manifest) {
      unchanged = false;
      done = files.length;
      if (manifest === null) return;
      batches.push(manifest.batch);
      progress({ kind: "batch", batch: manifest.batch, rows: manifest.rows });
    },
    landing() {
      const rows = files.reduce((sum, file) => sum + file.rows, 0);
      return { source, batches, files, refused, rows, unchanged, ...(isLeft && { isLeft }) };
    },
  };
}

/** Manifests of the batches after `from` up to and including `to`, in order. */
export async function manifests(
  lake: Pick<Lake, "get">,
  source: Pick<Source, "id">,
  from: number,
  to: number,
): Promise<Manifest[]> {
  const last = (await landState(lake, source.id))?.state.last;
  const found: Manifest[] = [];
  for (let batch = from + 1; batch <= to; batch += 1) {
    found.push(last?.batch === batch ? last : await manifestOf(lake, source.id, batch));
  }
  return found;
}

async function manifestOf(lake: Pick<Lake, "get">, source: string, batch: number): Promise<Manifest> {
  const key = manifestKey(source, "contacts", batch);
  const stored = await lake.get(key);
  if (stored === undefined)
    throw new StorageError(`${key} is missing. Restore it, or land the source again.`);
  return parseStored<Manifest>(key, stored.body);
}

/** The committed batches after `after` that were landed with the settings in force. */
export async function unconsumed(
  lake: Pick<Lake, "get">,
  source: string,
  after: number,
): Promise<SourceBatches> {
  const state = (await landState(lake, source))?.state;
  if (state === undefined) return { source, manifests: [] };
  const from = Math.max(after, state.firstBatch - 1);
  return { source, manifests: await manifests(lake, { id: source }, from, state.batch) };
}
