/** Files somebody else puts in a folder: each is landed whole once, and again when its bytes change. */

import { createHash, type Hash } from "node:crypto";
import { stillSeconds } from "../core/attempts.ts";
import type { FilesSource } from "../core/config.ts";
import { SourceError } from "../core/errors.ts";
import { dateIn } from "../core/filename.ts";
import type { FileState } from "../core/landing.ts";
import { isDate } from "../core/period.ts";
import type { Cursor, Note, Page, ReadContext, Stream } from "./connector.ts";
import { csvReader } from "./csv.ts";
import { type Block, readBlocks } from "./lines.ts";
import { ndjsonReader } from "./ndjson.ts";
import { Refusal } from "./refusal.ts";
import type { RowReader, RowRules } from "./rows.ts";

export interface ExportFile {
  readonly key: string;
  /** Unique in the source, and the same wherever the files are. */
  readonly name: string;
  readonly etag: string;
  readonly modifiedAt: string;
}

type Place = Pick<FilesSource, "id" | "path">;

/** Where the files are. */
export interface ExportFolder {
  /** In words for a message. */
  where(source: Place): string;
  list(source: Place): Promise<readonly ExportFile[]>;
  look(key: string): Promise<{ readonly etag: string } | undefined>;
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
}

/** Where a `files` source is: what it knows of each file by its name. */
export interface FilesCursor extends Cursor {
  readonly files: Readonly<Record<string, FileState>>;
}

type Known = Record<string, FileState>;

/**
 * Reads the files matching the source's path, in name order; one that changed in nothing but its time gives no rows.
 * Throws SourceError when no file matches. A source of one file per local day leaves the files of `today` and later
 * alone: what they hold now is not all of their day.
 */
export function filesStream(
  source: FilesSource,
  folder: ExportFolder,
  { today, machineNow }: { readonly today?: string; readonly machineNow?: string | undefined } = {},
): Stream & {
  read(from: Cursor | null, context: Pick<ReadContext, "batch">): AsyncGenerator<Page, void, void>;
} {
  const isOver = (file: ExportFile) => {
    const date = dateIn(source.path, file.name);
    return source.expects.kind !== "daily" || today === undefined || date === null || date < today;
  };
  async function* read(
    from: Cursor | null,
    context: Pick<ReadContext, "batch">,
  ): AsyncGenerator<Page, void, void> {
    const known: Known = { ...(from as FilesCursor | null)?.files };
    const found = await folder.list(source);
    if (found.length === 0)
      throw new SourceError(
        `[${source.id}] no file matches ${folder.where(source)}. Put an export there, or correct path: in the config.`,
      );
    if (forgetGone(known, new Set(found.map(({ name }) => name)))) yield position(known);
    const fresh = found.filter((file) => isOver(file) && isNew(file, known[file.name], source));
    const still = fresh.filter((file) => !isMoving(file, machineNow));
    if (still.length < fresh.length) yield { ...nothing, isLeft: true };
    for (const [index, file] of still.entries()) {
      for await (const page of readFile(source, folder, file, known, context))
        yield page.next === null ? page : { ...page, share: (index + 1) / still.length };
    }
  }
  const { hashed } = source;
  const personal = hashed.length === 0 ? null : { hashed: [], dropped: [], columns: hashed };
  return { name: "contacts", personal, read };
}

const nothing: Page = { records: [], next: null, done: false, watermark: null, notes: [] };

/** What was refused for its few rows may be right by other settings. */
function isNew({ etag }: ExportFile, known: FileState | undefined, { fewestRows }: FilesSource): boolean {
  return known?.etag !== etag || (known.fewestRows !== undefined && known.fewestRows !== fewestRows);
}

/** A file must have stood still: what writes it may not have come to its end. Times that lie far ahead are of another clock, and say nothing. */
function isMoving({ modifiedAt }: ExportFile, machineNow: string | undefined): boolean {
  if (machineNow === undefined) return false;
  return Math.abs(Date.parse(machineNow) - Date.parse(modifiedAt)) < stillSeconds * 1000;
}

async function* readFile(
  source: FilesSource,
  folder: ExportFolder,
  file: ExportFile,
  known: Known,
  context: Pick<ReadContext, "batch">,
): AsyncGenerator<Page, void, void> {
  const { name } = file;
  const state = { etag: file.etag, modifiedAt: file.modifiedAt, date: dateIn(source.path, file.name) };
  const digest = createHash("sha256");
  let rows = 0;
  let rejected = 0;
  let isEnded = true;
  try {
    if (state.date !== null && !isDate(state.date))
      throw new Refusal(`there is no day ${state.date}. Rename the file.`);
    const bytes = hashed(await folder.open(file.key), digest);
    for await (const { records, isLineEnd } of recordsOf(source, name, bytes)) {
      isEnded = isLineEnd;
      rows += records.length;
      for (const record of records) if (record.op === "reject") rejected += 1;
      yield { records, next: null, done: false, watermark: null, notes: [] };
    }
    requireWhole(source, name, { rows, isEnded }, known);
    if ((await folder.look(file.key))?.etag !== file.etag)
      throw new Refusal("it changed while it was read. It is read again at the next run.", { until: "run" });
  } catch (error) {
    const refusal = refusalOf(error);
    const message = `[${source.id}] ${refusal instanceof Refusal ? placed(file.key, refusal) : refusal.message}`;
    const note: Note = { kind: "refused", name, message };
    const lasting = refusal instanceof Refusal && refusal.until === "change";
    const few = refusal instanceof Refusal ? refusal.few : undefined;
    if (lasting)
      known[name] = {
        ...state,
        ...{ batch: context.batch() - 1, rows: 0, rejected: 0, refused: message },
        ...(few !== undefined && { fewestRows: few }),
      };
    yield { ...position(known, note), ...(lasting ? {} : { next: null, isLeft: true }), retract: true };
    return;
  }
  yield accepted(known, name, {
    ...state,
    batch: context.batch(),
    rows,
    rejected,
    ...(isEnded && { isEnded }),
    hash: digest.digest("hex"),
  });
}

/** So many files before it must have ended their last line before one that does not is thought to be cut short. */
const filesCompared = 3;

/** Throws Refusal where the file is surely or most likely only a part of one. */
function requireWhole(
  { fewestRows }: FilesSource,
  name: string,
  { rows, isEnded }: { readonly rows: number; readonly isEnded: boolean },
  known: Known,
): void {
  if (fewestRows !== undefined && rows < fewestRows)
    throw new Refusal(
      `it has ${rows} ${rows === 1 ? "row" : "rows"}, fewer than the ${fewestRows} of fewest_rows. Export it again, or correct fewest_rows in the config.`,
      { few: fewestRows },
    );
  if (isEnded) return;
  const others = Object.keys(known).filter((one) => one !== name && known[one]?.refused === undefined);
  const last = others.slice(-filesCompared);
  if (last.length === filesCompared && last.every((one) => known[one]?.isEnded))
    throw new Refusal(
      "its last line is not ended, as those of the files before it are: it may be only a part. Export it again, or end its last line.",
    );
}

/** Bytes that landed before do not land again: their old rows would be the last, and win over newer ones of other files. */
function accepted(known: Known, name: string, read: FileState & { readonly hash: string }): Page {
  const landed = known[name];
  if (landed?.hash === read.hash) {
    known[name] = { ...landed, etag: read.etag, modifiedAt: read.modifiedAt };
    return { ...position(known), retract: true };
  }
  known[name] = read;
  return position(known, { kind: "file", name, rows: read.rows, rejected: read.rejected });
}

/** The rows of one file, some thousands at a time. */
async function* recordsOf(source: FilesSource, name: string, chunks: AsyncIterable<Uint8Array>) {
  const { encoding, version, personal, hashed: columns } = source;
  const rules: RowRules = { file: name, encoding, key: source.key, version, personal, hashed: columns };
  let reader: RowReader | undefined;
  let isLineEnd = true;
  for await (const block of readBlocks(chunks, encoding)) {
    if (reader === undefined && block.text.trim() === "" && block.last)
      throw new Refusal("the file is empty. Export it again, or remove it.");
    reader ??= isNdjson(source, name, block) ? ndjsonReader(rules) : csvReader(rules);
    if (block.text !== "") isLineEnd = /[\r\n]$/.test(block.text);
    yield { records: reader(block), isLineEnd };
  }
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, digest: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}

function isNdjson(source: FilesSource, name: string, block: Block): boolean {
  if (source.format !== "auto") return source.format === "ndjson";
  return /\.(nd)?jsonl?(\.gz)?$/i.test(name) || block.text.trimStart().startsWith("{");
}

/** A refused file that was taken away is waited for no longer; an accepted one must not land twice if it returns. */
function forgetGone(known: Known, there: ReadonlySet<string>): boolean {
  const gone = Object.keys(known).filter((name) => known[name]?.refused !== undefined && !there.has(name));
  for (const name of gone) delete known[name];
  return gone.length > 0;
}

function position(known: Known, ...notes: readonly Note[]): Page {
  return { records: [], next: { files: known }, done: false, watermark: null, notes };
}

/** Errors that cost one file. Any other is a fault of ours or of the machine, and ends the run. */
function refusalOf(error: unknown): Refusal | SourceError {
  if (error instanceof Refusal || error instanceof SourceError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") throw error;
  return new Refusal(`it cannot be read (${code}). Look at this file, then run again.`, { until: "run" });
}

function placed(key: string, refusal: Refusal): string {
  return `${key}:${refusal.line}:${refusal.column}: ${refusal.message}`;
}
