/** Reads one stream of a source into the batch being gathered, until it has no more, fails, or time is up. */

import { isDeepStrictEqual } from "node:util";
import type { Page, RawRecord, ReadContext, Stream } from "../connectors/index.ts";
import { VendorError } from "../connectors/vendor.ts";
import { SourceError } from "../core/errors.ts";
import type { StreamState } from "../core/landing.ts";
import type { Ports } from "../ports.ts";
import type { Batches } from "./batches.ts";
import { customerHash } from "./customer-key.ts";
import type { LandInput } from "./land.ts";
import { linesOf } from "./lines.ts";

export type StreamEnd =
  | { readonly kind: "read"; readonly isLast?: true }
  /** There was no time for the rest: the position says where to go on. */
  | { readonly kind: "left"; readonly isLast: true }
  /** The plan or the token's rights do not have it, and it may be so. */
  | { readonly kind: "lacking"; readonly isLast?: true }
  /** `isLast`: nothing else of the account can be read either. */
  | { readonly kind: "failed"; readonly why: string; readonly isLast?: true };

/** The clock that a vendor and its reader share; where there is none, time stands. */
export const clockOf = (
  { machineNow }: Pick<LandInput, "machineNow">,
  { vendors }: Partial<Pick<Ports, "vendors">>,
): (() => number) => vendors?.clock.now ?? (() => Date.parse(machineNow));

/** The same as far as a reading can be complete: not past what its vendors know. */
function readingClockOf(
  input: Pick<LandInput, "machineNow">,
  ports: Partial<Pick<Ports, "vendors">>,
): () => number {
  const now = clockOf(input, ports);
  const end = ports.vendors?.end ?? Number.POSITIVE_INFINITY;
  return () => Math.min(now(), end);
}

/** Milliseconds for the rest of a reading: none where it was told to stop. */
export const msLeftOf =
  ({ msLeft, stop }: Pick<LandInput, "msLeft" | "stop">): (() => number) =>
  () =>
    stop?.aborted ? 0 : (msLeft?.() ?? Number.POSITIVE_INFINITY);

/** With less left than this, a page may not come to its end. */
const enoughMilliseconds = 30_000;

/**
 * Rows whose position never came are taken back. What a stream failed by is kept beside its position, and the other
 * streams are read; of files, whose connector says itself what is refused, it is thrown.
 */
export async function readStream(
  stream: Stream,
  batches: Batches,
  input: LandInput,
  ports: Pick<Ports, "lake"> & Partial<Pick<Ports, "vendors">>,
): Promise<StreamEnd> {
  const msLeft = msLeftOf(input);
  const context: ReadContext = { batch: batches.next, now: readingClockOf(input, ports), msLeft };
  const before = batches.standing(stream.name);
  try {
    const way = { lines: await linesIn(stream, input, ports.lake), isOfFiles: input.source.type === "files" };
    const isWhole = await readPages(stream, context, batches, way);
    if (!isWhole) return { kind: "left", isLast: true };
    return { kind: "read" };
  } catch (error) {
    if (input.source.type === "files" || !(error instanceof SourceError)) throw error;
    await batches.retract();
    return endedBy(error, stream, batches, before);
  }
}

/** Whether it was read to its end. */
async function readPages(
  stream: Stream,
  context: ReadContext,
  batches: Batches,
  { lines, isOfFiles }: { readonly lines: ReturnType<typeof linesOf>; readonly isOfFiles: boolean },
): Promise<boolean> {
  const { tally } = batches;
  let gathered = 0;
  let last: Page | undefined;
  for await (const page of stream.read(batches.standing(stream.name).cursor, context)) {
    const { records } = page;
    if (records.length > 0) await batches.add(lines(records), records.length);
    gathered += records.length;
    tally.read(records.length, page.share);
    if (page.retract) {
      await batches.retract();
      gathered = 0;
    }
    for (const note of page.notes) tally.note(note);
    if (page.isLeft) tally.left();
    if (page.next === null) continue;
    // Of files, a position also says which of them are gone or were refused.
    const isNews = isOfFiles || gathered > 0;
    await batches.move(stream.name, movedTo(page, batches.standing(stream.name), gathered), isNews);
    gathered = 0;
    if (page.done || (!isOfFiles && stands(page, last))) return true;
    last = page;
    // A file is landed whole, and of many the next is read when there is time again.
    if (context.msLeft() < (isOfFiles ? 1 : enoughMilliseconds)) {
      tally.left();
      return false;
    }
  }
  return true;
}

function movedTo(
  { next, watermark }: Page,
  { watermark: before, records }: StreamState,
  read: number,
): StreamState {
  return { cursor: next, watermark: watermark ?? before, records: records + read };
}

/** The vendor gives the same page for ever: the same position, and no record that the page before did not have. */
function stands(page: Page, last: Page | undefined): boolean {
  if (last === undefined || !isDeepStrictEqual(page.next, last.next)) return false;
  const known = new Set(last.records.map(named));
  return page.records.every((record) => known.has(named(record)));
}

const named = ({ key, version }: RawRecord) => JSON.stringify([key, version]);

async function linesIn(
  { name, personal }: Stream,
  { source, machineNow, run }: LandInput,
  lake: Ports["lake"],
): Promise<ReturnType<typeof linesOf>> {
  const account = "account" in source ? source.account : "";
  const sender = { source: source.id, account, stream: name, fetched_at: machineNow, run_id: run };
  const isKept = personal === null || (source.type !== "files" && source.keepsPersonal);
  return linesOf(sender, isKept ? undefined : { paths: personal, hash: await customerHash(lake) });
}

async function endedBy(
  error: SourceError,
  stream: Stream,
  batches: Batches,
  before: StreamState,
): Promise<StreamEnd> {
  const { kind, until } = error instanceof VendorError ? error : { kind: "refused", until: null };
  if (kind === "later") {
    batches.tally.left();
    // Whoever ends a run knows why; how long a vendor is waited for is news.
    if (until !== null) batches.tally.note({ kind: "told", name: stream.name, message: error.message });
    return { kind: "left", isLast: true };
  }
  const { failed: _, lacking: __, ...standing } = batches.standing(stream.name);
  const why = error.message;
  if (stream.isOptional && (kind === "forbidden" || kind === "missing") && before.cursor === null) {
    await batches.move(stream.name, { ...standing, lacking: why }, false);
    return { kind: "lacking" };
  }
  await batches.move(stream.name, { ...standing, failed: why }, false);
  return { kind: "failed", why, ...(kind === "unauthorised" && { isLast: true }) };
}
