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
import { calls, type Group, type Grouping, placeOf, shifts } from "./asterisk-groups.ts";
import { type Clock, clockOf, comesLate, growsLate, lackingIn, marked } from "./asterisk-lacking.ts";
import { type End, type Line, type Log, type Logs, linesOf, logsIn, refusalBy } from "./asterisk-logs.ts";
import { type LogKind, type Read, readerOf } from "./asterisk-pieces.ts";
import { type Teller, tellerAnew, tellerOf } from "./asterisk-tellers.ts";
import type { Connector, Page, PersonalPaths, RawRecord, ReadContext, Stream } from "./connector.ts";
import type { ExportFile, ExportFolder } from "./files.ts";
import { completeUntil } from "./written.ts";

/** CDR may be written in batches of five minutes. */
const usualDelayMinutes = 10;
const enoughMilliseconds = 30_000;
/** In lines. */
interface Pace {
  /** Between two looks for what is over. */
  readonly looking: number;
  /** Between two positions, of those that were not read before: what is read again brings a position no further. */
  readonly stretch: number;
}
const usualPace: Pace = { looking: 1_000, stretch: 20_000 };

const personalInCalls: PersonalPaths = {
  hashed: ["customer", "queue[].caller", "cdr[].src", "cdr[].dst"],
  dropped: [
    ...["clid", "channel", "dstchannel", "lastdata"].map((name) => `cdr[].${name}`),
    ...["url", "extension", "data"].map((name) => `queue[].${name}`),
  ],
};

export function asterisk(source: DropSource, folder: ExportFolder, pace = usualPace): Connector {
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
      const { logs = [], telling = 0 } = (from ?? {}) as Partial<Position>;
      return readLogs({ source, folder, kinds, grouping, pace }, { logs, telling }, context);
    },
  });
  return { streams: [streamOf("agents", ["queue"], null), streamOf("calls", ["queue", "cdr"], personal)] };
}

interface Position {
  readonly logs: readonly Log[];
  /** How often shifts were told anew, because a log came late. */
  readonly telling: number;
}

interface Reading {
  readonly source: DropSource;
  readonly folder: ExportFolder;
  readonly kinds: readonly LogKind[];
  readonly grouping: Grouping;
  readonly pace: Pace;
}

async function* readLogs(
  reading: Reading,
  { logs: before, telling: last }: Position,
  context: ReadContext,
): AsyncGenerator<Page, void, void> {
  const { source, folder, grouping, kinds, pace } = reading;
  const minutes = Number(source.settings.delay_minutes ?? usualDelayMinutes);
  const now = context.now();
  const found = await logsIn(source, folder, before);
  const ends = new Map<Log, End>();
  if (found.logs.length === 0 && found.refused.length === 0)
    throw new SourceError(
      `[${source.id}] no file with a line in it matches ${folder.where(source)}. Put Master.csv or queue_log there, or correct path: in the config.`,
    );
  let position = before;
  const linesAfter = (log: Log, file: ExportFile) => linesOf(log, file, folder, source.encoding);
  const isLate = comesLate(found.logs, before, kinds) || (await growsLate(found, kinds, linesAfter));
  if (isLate) fromTheBeginning(found);
  const isOfShifts = !kinds.includes("cdr");
  const telling = isLate && isOfShifts ? last + 1 : last;
  const teller = isLate && isOfShifts ? tellerAnew(grouping, telling) : tellerOf(grouping, telling);
  const over = () => isOverBy(grouping, clockOf(kinds, found, minutes));
  const read = new Map(found.logs.map((log) => [log, log.from]));
  const lacking = () => lackingIn(found, kinds, ends, now, minutes);
  // What is known of a call comes again: told before that, it would lack lines that were told.
  const isBehind = () =>
    found.logs.some((log) => kinds.includes(log.kind) && (read.get(log) ?? 0) < log.read);
  let [count, fresh] = [0, 0];
  for await (const part of found.changed.size > 0 ? inOrderOfTime(reading, found, ends) : []) {
    const records = taken(kinds, teller, part);
    if (records.length > 0) yield { ...nothing, records };
    read.set(part.line.log, part.line.end);
    part.line.log.at = Math.max(part.line.log.at, timeOf(part));
    count += 1;
    if (part.line.end > part.line.log.read) fresh += 1;
    if (count % pace.looking === 0) yield { ...nothing, records: teller.close(over()) };
    // What comes late is put in its place whole or not at all: who went on from the middle would not know it is late.
    if (isLate || fresh < pace.stretch || isBehind()) continue;
    if (lacking().needed.length > 0) break;
    fresh = 0;
    // Without its tag a log is looked into at the next reading: there is more in it.
    const standings = [...standing(found.logs, read, grouping), ...found.gone];
    const logs = standings.map((log) => ({ ...log, etag: "" }));
    yield { ...nothing, records: teller.rest(), next: { logs, telling } };
    position = logs;
    if (context.msLeft() < enoughMilliseconds) return;
  }
  const notes = found.refused.map((one) => ({ kind: "refused", ...one }) as const);
  const { needed, away } = lacking();
  if (needed.length > 0) {
    yield { ...nothing, retract: true, isLeft: true };
    const logs = marked(position, needed);
    yield { ...nothing, next: { logs, telling: last }, done: true, notes };
    return;
  }
  yield {
    records: [...teller.close(over()), ...teller.rest()],
    next: { logs: [...standing(found.logs, read, grouping), ...away], telling },
    done: true,
    watermark: found.refused.length > 0 ? null : watermarkOf(reading.kinds, found, now, minutes),
    notes,
  };
}

/** By a clock that stands where the logs ended before, what is read again would be over before it is whole. */
function fromTheBeginning({ logs, gone }: Logs): void {
  for (const log of logs) log.at = 0;
  for (const log of [...logs, ...gone]) log.from = 0;
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
function taken(kinds: readonly LogKind[], teller: Teller, { line, read }: Found): readonly RawRecord[] {
  const isOfCalls = kinds.includes("cdr");
  if (read === undefined) return [];
  if ("reject" in read) {
    const page = placeOf(line, "line");
    const body = JSON.stringify({ reason: read.reject, text: "" });
    const isNew = line.end > line.log.read && isOfCalls;
    return isNew ? [{ key: page, version: "", eventAt: "", op: "reject", page, body }] : [];
  }
  return isOfCalls === (read.agent === "") ? teller.add({ piece: read, line }) : [];
}

/** By the time of the logs. */
const isOverBy =
  (grouping: Grouping, { all, longAgo }: Clock) =>
  (group: Group) =>
    grouping.isOver(group, all) || group.lastAt < longAgo;

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
  try {
    for (;;) {
      const open = heads.flatMap(({ done, value }, index) => (done ? [] : [{ index, part: value as Found }]));
      const next = open.sort((a, b) => timeOf(a.part) - timeOf(b.part))[0];
      if (next === undefined) return;
      yield next.part;
      heads[next.index] = await (lanes[next.index] as AsyncGenerator<Found>).next();
    }
  } finally {
    for (const one of lanes) await one.return(undefined);
  }
}

async function* lane(
  { source, folder }: Reading,
  { logs, files, changed, refused }: Logs,
  kind: LogKind,
  ends: Map<Log, End>,
): AsyncGenerator<Found> {
  const reader = readerOf(kind, source.settings);
  for (const log of logs) {
    const file = files.get(log);
    if (file === undefined || log.kind !== kind || (!changed.has(log) && log.from === log.read)) continue;
    try {
      const ended = (end: End) => ends.set(log, end);
      for await (const line of linesOf(log, file, folder, source.encoding, ended)) {
        const { text } = line;
        yield { line, read: text === "" ? undefined : reader(text) };
      }
    } catch (error) {
      refused.push(refusalBy(source, file, error));
      log.etag = ""; // so that it is looked into again
      ends.set(log, { at: 0, isHalf: true });
    }
  }
}
