/** The batch being gathered of one source: rows of all its streams, and where each stream stands after them. */

import type { Connector } from "../connectors/index.ts";
import type { StreamState } from "../core/landing.ts";
import type { Lake } from "../ports.ts";
import type { Journal } from "./journal.ts";
import { gatherParts } from "./parts.ts";
import type { Tally } from "./tally.ts";

export interface Batches {
  /** The number of the batch that rows added now will be in. */
  next(): number;
  /** Where a stream stood when it was committed or moved last. */
  standing(stream: string): StreamState;
  add(lines: Uint8Array, rows: number): Promise<void>;
  /** Every row since the last move is taken back. */
  retract(): Promise<void>;
  /** The rows since the last move belong to the stream's new position. A batch that is full, or open for minutes, is committed. `isNews`: see `Tally`. */
  move(stream: string, state: StreamState, isNews: boolean): Promise<void>;
  /** Commits what was gathered, if anything moved. */
  commit(): Promise<void>;
  readonly tally: Tally;
}

const unread: StreamState = { cursor: null, watermark: null, records: 0 };

interface Room {
  readonly lake: Lake;
  /** Bytes of gzip at which a batch is closed. */
  readonly limit: number;
  readonly tally: Tally;
  /** Milliseconds of the clock by which a batch is not left open for long. */
  readonly now: () => number;
  /** What is used of the account's budget: kept with every commit. */
  readonly budget?: Connector["budget"];
}

/** Milliseconds: what a worker who dies has read for nothing, where a vendor gives only so much a minute. */
const longestOpen = 300_000;

export function openBatches(journal: Journal, { lake, limit, tally, now, budget }: Room): Batches {
  const streams: Record<string, StreamState> = { ...journal.streams };
  let parts = gatherParts(lake, journal.folder(), limit);
  let began = now();
  let hasMoved = false;
  let hasNews = false;

  const commit = async () => {
    if (!hasMoved && !budget) return;
    const manifest = await journal.commit(streams, await parts.finish(), tally.uncommitted(), budget?.());
    tally.committed(manifest, hasNews || manifest !== null);
    parts = gatherParts(lake, journal.folder(), limit);
    began = now();
    hasMoved = false;
    hasNews = false;
  };
  return {
    next: journal.next,
    standing: (stream) => streams[stream] ?? unread,
    add: (lines, rows) => parts.add(lines, rows),
    retract: () => parts.retract(),
    async move(stream, state, isNews) {
      streams[stream] = state;
      hasMoved = true;
      hasNews ||= isNews;
      await parts.keep();
      if (now() - began >= longestOpen || (await parts.isFull())) await commit();
    },
    commit,
    tally,
  };
}
