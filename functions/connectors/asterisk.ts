/**
 * Asterisk, read from the files it writes: CDR as CSV (Master.csv) and queue_log, both appended while they are read and
 * rotated by logrotate, packed or not.
 *
 * Documented: the fields of queue_log and that its times are seconds since 1970; that one call has several CDR rows,
 * one per channel, of which the linkedid is the same; that RINGNOANSWER tells milliseconds.
 * Assumed: the order of the CSV's columns (`cdr_columns` says another); that a unique id begins with the second its
 * channel was made in, which is used instead of the CSV's local times, since an hour comes twice in autumn; that the
 * call id of a queue's line is the unique id of the caller's channel; PAUSE and the like as others have seen them.
 *
 * A record is a whole call, or all that an agent did between a log-in and a log-out: each line or row of it with its
 * texts as they stand. It comes again, with a higher version, whenever a line is added. What is still open is not kept
 * in the position, where customers' numbers would lie: the position says where its first line stands, and the logs are
 * read again from there. One source is one exchange.
 */

import type { DropSource } from "../core/config.ts";
import { SourceError } from "../core/errors.ts";
import { calls, type Group, type Grouping, placeOf, recordOf, shifts } from "./asterisk-groups.ts";
import { type Clock, clockOf, comesLate, lackingIn, marked } from "./asterisk-lacking.ts";
import {
  type End,
  type Line,
  type Log,
  type LogKind,
  type Logs,
  linesOf,
  logsIn,
  refusalBy,
} from "./asterisk-logs.ts";
import { cdrColumns, cdrPiece, queuePiece, type Read } from "./asterisk-pieces.ts";
import type { Connector, Page, PersonalPaths, RawRecord, ReadContext, Stream } from "./connector.ts";
import type { ExportFolder } from "./files.ts";
import { completeUntil } from "./written.ts";

/** CDR may be written in batches of five minutes. */
const usualDelayMinutes = 10;
const enoughMilliseconds = 30_000;
/** Lines between two looks for what is over, and between two positions. */
const looking = 1_000;
const stretch = 20_000;

const personalInCalls: PersonalPaths = {
  hashed: ["customer", "queue[].caller", "cdr[].src", "cdr[].dst"],
  dropped: [
    ...["clid", "channel", "dstchannel", "lastdata"].map((name) => `cdr[].${name}`),
    ...["url", "extension", "data"].map((name) => `queue[].${name}`),
  ],
};

export function asterisk(source: DropSource, folder: ExportFolder): Connector {
  const { reason_column } = source.settings;
  const personal: PersonalPaths = {
    ...personalInCalls,
    dropped: [...personalInCalls.dropped, ...(reason_column === "userfield" ? [] : ["cdr[].userfield"])],
  };
  const streamOf = (name: string, kinds: readonly LogKind[], paths: PersonalPaths | null): Stream => ({
    name,
    personal: paths,
    read: (from, context) => {
      const grouping = name === "calls" ? calls(source.settings) : shifts();
      return readLogs(
        { source, folder, kinds, grouping },
        (from as { logs?: Log[] } | null)?.logs ?? [],
        context,
      );
    },
  });
  return { streams: [streamOf("agents", ["queue"], null), streamOf("calls", ["queue", "cdr"], personal)] };
}

interface Reading {
  readonly source: DropSource;
  readonly folder: ExportFolder;
  readonly kinds: readonly LogKind[];
  readonly grouping: Grouping;
}

async function* readLogs(
  reading: Reading,
  before: readonly Log[],
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const { source, folder, grouping, kinds } = reading;
  const minutes = Number(source.settings.delay_minutes ?? usualDelayMinutes);
  const now = context.now();
  const found = await logsIn(source, folder, before);
  const ends = new Map<Log, End>();
  if (found.logs.length === 0 && found.refused.length === 0)
    throw new SourceError(
      `[${source.id}] no file with a line in it matches ${folder.where(source)}. Put Master.csv or queue_log there, or correct path: in the config.`,
    );
  let position = before;
  const isLate = kinds.includes("cdr") && comesLate(found.logs, before, kinds);
  if (isLate) for (const log of [...found.logs, ...found.gone]) log.from = 0;
  const read = new Map(found.logs.map((log) => [log, log.from]));
  let count = 0;
  for await (const part of found.changed.size > 0 ? inOrderOfTime(reading, found, ends) : []) {
    const records = taken(reading, part);
    if (records.length > 0) yield { ...nothing, records };
    read.set(part.line.log, part.line.end);
    part.line.log.at = Math.max(part.line.log.at, timeOf(part));
    count += 1;
    if (count % looking === 0)
      yield { ...nothing, records: closed(grouping, clockOf(kinds, found, minutes)) };
    if (count % stretch !== 0) continue;
    // Without its tag a log is looked into at the next reading: there is more in it.
    const logs = standing(found.logs, read, grouping).map((log) => ({ ...log, etag: "" }));
    yield { ...nothing, records: told(grouping), next: { logs } };
    position = logs;
    if (context.msLeft() < enoughMilliseconds) return;
  }
  const notes = found.refused.map((one) => ({ kind: "refused", ...one }) as const);
  const { needed, away } = lackingIn(found, kinds, ends, now, minutes);
  if (needed.length > 0) {
    yield { ...nothing, retract: true, isLeft: true };
    yield { ...nothing, next: { logs: marked(position, needed) }, done: true, notes };
    return;
  }
  yield {
    records: [...closed(grouping, clockOf(kinds, found, minutes)), ...told(grouping)],
    next: { logs: [...standing(found.logs, read, grouping), ...away] },
    done: true,
    watermark: found.refused.length > 0 ? null : watermarkOf(reading.kinds, found, now, minutes),
    notes,
  };
}

/** As far as the log goes that was written to the longest ago, of those there are. */
function watermarkOf(
  kinds: readonly LogKind[],
  { files }: Logs,
  now: number,
  minutes: number,
): string | null {
  const marks = kinds.flatMap((kind) => {
    const written = [...files].flatMap(([log, { modifiedAt }]) => (log.kind === kind ? [modifiedAt] : []));
    return written.length === 0 ? [] : [completeUntil(now, written, minutes)];
  });
  return marks.toSorted()[0] ?? null;
}

const nothing: Page = { records: [], next: null, done: false, watermark: null, notes: [] };

interface Found {
  readonly line: Line;
  readonly read: Read;
}

const timeOf = ({ read }: Found): number => (read === undefined || "reject" in read ? 0 : read.at);

/** Of a line that is of the stream; what is neither of a call nor of an agent is rejected with the calls, once. */
function taken({ kinds, grouping }: Reading, { line, read }: Found): readonly RawRecord[] {
  const isOfCalls = kinds.includes("cdr");
  if (read === undefined) return [];
  if ("reject" in read) {
    const page = placeOf(line, "line");
    const body = JSON.stringify({ reason: read.reject, text: "" });
    const isNew = line.end > line.log.read && isOfCalls;
    return isNew ? [{ key: page, version: "", eventAt: "", op: "reject", page, body }] : [];
  }
  return isOfCalls === (read.agent === "") ? grouping.add({ piece: read, line }) : [];
}

/** Records of what has parts that were not told, each once. */
function told(grouping: Grouping): RawRecord[] {
  return [...grouping.open.values()].filter(({ isNew }) => isNew).map((group) => tellingOf(group, grouping));
}

function tellingOf(group: Group, grouping: Grouping): RawRecord {
  group.isNew = false;
  group.isTold = true;
  return recordOf(group, grouping);
}

/** Lets go of what is over by the time of the logs, and tells it where it was not told. */
function closed(grouping: Grouping, { all, longAgo }: Clock): RawRecord[] {
  const isOver = (group: Group) => grouping.isOver(group, all) || group.lastAt < longAgo;
  const over = [...grouping.open].filter(([, group]) => isOver(group));
  for (const [name] of over) grouping.open.delete(name);
  return over.filter(([, { isNew }]) => isNew).map(([, group]) => tellingOf(group, grouping));
}

/** Where each log is to be read from: where the first line stands of what is open, else where it was left. */
function standing(logs: readonly Log[], read: ReadonlyMap<Log, number>, grouping: Grouping): readonly Log[] {
  const first = new Map<Log, number>();
  for (const { parts } of grouping.open.values())
    for (const { line } of parts)
      first.set(line.log, Math.min(first.get(line.log) ?? line.start, line.start));
  for (const log of logs) log.read = Math.max(log.read, read.get(log) ?? 0);
  return logs.map((log) => ({ ...log, from: first.get(log) ?? read.get(log) ?? log.read }));
}

/** The lines of all logs in the order of their times: those of one kind follow each other, file after file. */
async function* inOrderOfTime(reading: Reading, found: Logs, ends: Map<Log, End>): AsyncGenerator<Found> {
  const lanes = reading.kinds.map((kind) => lane(reading, found, kind, ends));
  const heads = await Promise.all(lanes.map((one) => one.next()));
  for (;;) {
    const open = heads.flatMap(({ done, value }, index) => (done ? [] : [{ index, part: value as Found }]));
    const next = open.sort((a, b) => timeOf(a.part) - timeOf(b.part))[0];
    if (next === undefined) return;
    yield next.part;
    heads[next.index] = await (lanes[next.index] as AsyncGenerator<Found>).next();
  }
}

async function* lane(
  { source, folder }: Reading,
  { logs, files, changed, refused }: Logs,
  kind: LogKind,
  ends: Map<Log, End>,
): AsyncGenerator<Found> {
  const columns = (source.settings.cdr_columns ?? cdrColumns).split(",").map((name) => name.trim());
  for (const log of logs) {
    const file = files.get(log);
    if (file === undefined || log.kind !== kind || (!changed.has(log) && log.from === log.read)) continue;
    try {
      const ended = (end: End) => ends.set(log, end);
      for await (const line of linesOf(log, file, folder, source.encoding, ended)) {
        const { text } = line;
        const read = text === "" ? undefined : kind === "queue" ? queuePiece(text) : cdrPiece(text, columns);
        yield { line, read };
      }
    } catch (error) {
      refused.push(refusalBy(source, file, error));
      log.etag = ""; // so that it is looked into again
      ends.set(log, { at: 0, isHalf: true });
    }
  }
}
