/**
 * A source's new rows -> numbered raw batches. Data first, then position: a batch exists once the swap of the state
 * object names it, so a crash anywhere leaves only objects nobody reads, and the next run lands the same rows.
 */

import { type Connector, connectorOf, type Note } from "../connectors/index.ts";
import type { Source } from "../core/config.ts";
import { SourceError, StorageError } from "../core/errors.ts";
import { feedStream, type Manifest, manifestKey } from "../core/landing.ts";
import { localDate } from "../core/period.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake, Ports } from "../ports.ts";
import { type Batches, openBatches } from "./batches.ts";
import { type Journal, landState, openJournal } from "./journal.ts";
import { partBytes } from "./parts.ts";
import { clockOf, msLeftOf, readStream, type StreamEnd } from "./streams.ts";
import { tallyOf } from "./tally.ts";

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
  /** Milliseconds before this worker is ended; without it, it may take its time. */
  readonly msLeft?: () => number;
  /** Aborted where this worker is to end at its next position. */
  readonly stop?: AbortSignal | undefined;
}

/** What a landing says while it works; `rows` counts those read so far. */
export type LandEvent =
  | {
      readonly kind: "rows";
      readonly rows: number;
      readonly stream: string;
      /** The how manieth stream of the source it is, of how many. */
      readonly of: readonly [number, number];
      /** How much of the stream is read, 0 to 1, where that can be known. */
      readonly share?: number | undefined;
    }
  /** `until`: ISO UTC instant. */
  | { readonly kind: "waits"; readonly until: string; readonly because: string }
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
  /** Nothing was new. */
  readonly unchanged: boolean;
  /** Something was left, and is to be looked at again soon: a file being written, or what there was no time for. */
  readonly isLeft?: true;
}

/** The batches of one source that are still to be read, in order. */
export interface SourceBatches {
  readonly source: string;
  readonly manifests: readonly Manifest[];
}

type Place = Pick<Ports, "lake" | "inbox"> & Partial<Pick<Ports, "vendors">>;

/**
 * Lands what is new in a source. Throws SourceError when the source, or a stream it needs, cannot be read, LostRaceError
 * when another worker committed meanwhile; what was committed before stays. A batch closes at `limit` bytes of gzip.
 */
export async function land(
  input: LandInput,
  ports: Place,
  progress: (event: LandEvent) => void = () => {},
  limit = partBytes,
): Promise<Landing> {
  const { source } = input;
  const journal = await openJournal(input, ports.lake);
  const connector = await connectorOf(source, {
    folder: ports.inbox,
    vendors: ports.vendors,
    today: localDate(input.now, input.zone),
    machineNow: input.machineClock,
    msLeft: msLeftOf(input),
    stop: input.stop,
    budget: journal.budget,
    waits: (wait) => progress({ kind: "waits", ...wait }),
  });
  return landInto(journal, connector, input, ports, progress, limit);
}

/** Lands what is new in a source that this connector reads. */
export async function landFrom(
  connector: Connector,
  input: LandInput,
  ports: Place,
  progress: (event: LandEvent) => void = () => {},
  limit = partBytes,
): Promise<Landing> {
  return landInto(await openJournal(input, ports.lake), connector, input, ports, progress, limit);
}

async function landInto(
  journal: Journal,
  connector: Connector,
  input: LandInput,
  ports: Place,
  progress: (event: LandEvent) => void,
  limit: number,
): Promise<Landing> {
  const tally = tallyOf(input.source.id, progress);
  const { budget } = connector;
  const now = clockOf(input, ports);
  const batches = openBatches(journal, { lake: ports.lake, limit, tally, now, ...(budget && { budget }) });
  const ends = await readStreams(connector, batches, input, ports);
  await batches.commit();
  const [first, ...more] = ends.flatMap((end) =>
    end.kind === "failed" ? [named(end.why, input.source)] : [],
  );
  if (first !== undefined) throw new SourceError(first + besides(more.length, connector.streams.length));
  return tally.landing();
}

/** A vendor that answers nothing fails each of its streams; what each failed by is kept beside its position. */
const besides = (more: number, all: number) =>
  more === 0
    ? ""
    : ` Neither could ${more} more of its ${all} kinds of records be read; the desk says of each why: npm run raport -- serve`;

/** Where files lie it is not known whose they are. */
const named = (why: string, { id }: Source) => (why.startsWith(`[${id}] `) ? why : `[${id}] ${why}`);

/** One after the other; what was refused to the whole account is not asked for the other streams. */
async function readStreams(
  connector: Connector,
  batches: Batches,
  input: LandInput,
  ports: Place,
): Promise<readonly StreamEnd[]> {
  const ends: StreamEnd[] = [];
  for (const [index, stream] of connector.streams.entries()) {
    batches.tally.stream(stream.name, [index + 1, connector.streams.length]);
    const end = await readStream(stream, batches, input, ports);
    ends.push(end);
    if (end.isLast) break;
  }
  return ends;
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
  const key = manifestKey(source, feedStream, batch);
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
