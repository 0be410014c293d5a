/**
 * Logs that grow while they are read and are renamed when they are full: each is known by its first bytes, whatever it
 * is called now, and read on where it was left. Only whole lines are read: the last one may be half written.
 */

import { createHash } from "node:crypto";
import type { DropSource } from "../core/config.ts";
import { isQueueLine, type LogKind, readerOf } from "./asterisk-pieces.ts";
import type { ExportFile, ExportFolder } from "./files.ts";
import { unpacked } from "./lines.ts";
import { Refusal } from "./refusal.ts";

/** Where a log is left. Offsets are of its plain bytes, packed or not. */
export interface Log {
  readonly kind: LogKind;
  name: string;
  etag: string;
  /** SHA-256 of its first `length` bytes. */
  head: string;
  length: number;
  /** The same of its first line, for a copy that ends before them. */
  readonly first: string;
  /** When that line was written, in seconds: logs follow each other by it, for copies have times of their own. */
  readonly began: number;
  /** Where the first line stands that is part of something still open. */
  from: number;
  /** Everything before was read. */
  read: number;
  /** Of its lines that were read the latest time, in seconds. */
  at: number;
  /** Since when (milliseconds) it has not been there as far as it was read; 0 while it is. */
  lacking: number;
}

export interface Line {
  readonly log: Log;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Logs {
  readonly logs: readonly Log[];
  readonly files: ReadonlyMap<Log, ExportFile>;
  /** Those that are new, grew, or are called otherwise now. */
  readonly changed: ReadonlySet<Log>;
  /** Files that cannot be read, such as one that is just being packed: they are tried again. */
  readonly refused: { readonly name: string; readonly message: string }[];
  /** Known logs that do not lie there: while they are renamed, or for good. */
  readonly gone: readonly Log[];
}

/** Of what a file refuses to give; any other error ends the run. */
export function refusalBy(source: DropSource, { name, key }: ExportFile, error: unknown) {
  if (!(error instanceof Refusal)) throw error;
  return { name, message: `[${source.id}] ${key}: ${error.message}` };
}

/** A log needs no more to be told from others: it begins with a time and an id. */
const headLength = 1024;

/** The logs that lie there, oldest first. */
export async function logsIn(
  source: DropSource,
  folder: ExportFolder,
  before: readonly Log[],
): Promise<Logs> {
  // Of two copies of one log the one written last has the most.
  const found = (await folder.list(source)).toSorted(
    (a, b) => a.modifiedAt.localeCompare(b.modifiedAt) || b.name.localeCompare(a.name),
  );
  const known = before.map((log) => ({ ...log }));
  const files = new Map<Log, ExportFile>();
  const changed = new Set<Log>();
  const refused: Logs["refused"] = [];
  for (const file of found) {
    const same = known.find(({ name, etag }) => name === file.name && etag === file.etag);
    const log =
      same ??
      (await recognised(source, folder, file, known).catch((error: unknown) => {
        refused.push(refusalBy(source, file, error));
        return undefined;
      }));
    if (log === undefined) continue;
    if (same === undefined) changed.add(log);
    if (!known.includes(log)) known.push(log);
    Object.assign(log, { name: file.name, etag: file.etag });
    files.delete(log);
    files.set(log, file);
  }
  const gone = known.filter((log) => !files.has(log));
  const logs = [...files.keys()].sort((a, b) => a.began - b.began);
  return { logs, files, changed, refused, gone };
}

/** The log a file is, a new one included; undefined for one without a whole line. */
async function recognised(
  source: DropSource,
  folder: ExportFolder,
  file: ExportFile,
  known: readonly Log[],
): Promise<Log | undefined> {
  const begin = await beginningOf(folder, file);
  const end = begin.indexOf(10) + 1;
  const first = hashOf(begin.subarray(0, end));
  const isSame = ({ length, head, ...log }: Log) =>
    length <= begin.length ? hashOf(begin.subarray(0, length)) === head : log.first === first;
  const old = known.filter(isSame).sort((a, b) => b.length - a.length)[0];
  if (old !== undefined || end === 0) return old;
  const whole = begin.subarray(0, begin.lastIndexOf(10) + 1);
  const line = begin.toString("latin1", 0, end).trimEnd();
  const kind: LogKind = isQueueLine(line) ? "queue" : "cdr";
  const read = readerOf(kind, source.settings)(line);
  const at = read === undefined || "reject" in read ? 0 : read.at;
  const began = at || Date.parse(file.modifiedAt) / 1000;
  const names = { kind, name: "", etag: "", head: hashOf(whole), length: whole.length, first, began };
  return { ...names, from: 0, read: 0, at: 0, lacking: 0 };
}

async function beginningOf(folder: ExportFolder, file: ExportFile): Promise<Buffer> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await unpacked(await folder.open(file.key))) {
    held.push(chunk);
    size += chunk.length;
    if (size >= headLength) break;
  }
  return Buffer.concat(held).subarray(0, headLength);
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 32);

/** How far the whole lines of a log go, and whether half a line follows them. */
export interface End {
  readonly at: number;
  readonly isHalf: boolean;
}

/** The whole lines of a log from where it is to be read. Keeps its head as long as there are bytes to make it longer. */
export async function* linesOf(
  log: Log,
  file: ExportFile,
  folder: ExportFolder,
  encoding: string,
  ended: (end: End) => void = () => {},
): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding);
  let rest: Buffer = Buffer.alloc(0);
  let place = 0;
  let isHeaded = log.length >= headLength / 2;
  for await (const chunk of await unpacked(await folder.open(file.key))) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    if (!isHeaded && place === 0) isHeaded = lengthened(log, rest);
    let at = place < log.from ? Math.min(log.from - place, rest.length) : 0;
    for (let end = rest.indexOf(10, at); end !== -1 && place + at >= log.from; end = rest.indexOf(10, at)) {
      const text = decoder.decode(rest.subarray(at, end)).replace(/\r$/, "");
      yield { log, text, start: place + at, end: place + end + 1 };
      at = end + 1;
    }
    place += at;
    rest = rest.subarray(at);
  }
  ended({ at: place, isHalf: rest.length > 0 });
}

/** Takes more of the beginning into the head; whether it is long enough. */
function lengthened(log: Log, begin: Buffer): boolean {
  const whole = begin.subarray(0, Math.min(begin.length, headLength));
  const lines = whole.subarray(0, whole.lastIndexOf(10) + 1);
  if (lines.length > log.length) Object.assign(log, { head: hashOf(lines), length: lines.length });
  return begin.length >= headLength;
}
