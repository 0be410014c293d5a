/**
 * Logs that do not lie there as far as they were read, or break off where another follows: they are being copied, packed or
 * renamed. What is put together without them would lack lines that were told before, and nothing would bring it again.
 */

import type { End, Log, Logs } from "./asterisk-logs.ts";
import type { LogKind } from "./asterisk-pieces.ts";
import type { ExportFile } from "./files.ts";

export interface Lacking {
  /** Those without which nothing can be told now. */
  readonly needed: readonly Log[];
  /** Those nothing is needed of now, which are to be known when they come back. */
  readonly away: readonly Log[];
}

const hour = 3_600_000;

/** Nobody is waited for longer than a line may take to come, and an hour at least. Marks since when each lacks something. */
export function lackingIn(
  found: Pick<Logs, "logs" | "gone">,
  kinds: readonly LogKind[],
  ends: ReadonlyMap<Log, End>,
  now: number,
  minutes: number,
): Lacking {
  const isRead = ({ kind }: Log) => kinds.includes(kind);
  const logs = found.logs.filter(isRead);
  const gone = found.gone.filter(isRead);
  const patience = Math.max(hour, minutes * 60_000);
  const isOpen = ({ from, read }: Log) => from < read || read === 0;
  const newest = new Map(logs.map((log) => [log.kind, log]));
  const isShort = (log: Log) => {
    const end = ends.get(log);
    if (end === undefined) return false;
    // What is not the newest any more was added to before, and what it lacks comes before all that follows it.
    const isFollowed = newest.get(log.kind) !== log;
    return end.at < log.read ? isFollowed || isOpen(log) : isFollowed && end.isHalf;
  };
  const known = [...logs, ...gone];
  const mayHaveGrown = (log: Log) =>
    !known.some(({ kind, at, read }) => kind === log.kind && read > 0 && at > log.at);
  const waitedFor = (log: Log) => {
    log.lacking ||= now;
    return now - log.lacking < patience;
  };
  const short = logs.filter((log) => {
    if (isShort(log)) return waitedFor(log);
    log.lacking = 0;
    return false;
  });
  const away = gone.filter(waitedFor);
  return { needed: [...short, ...away.filter((log) => isOpen(log) || mayHaveGrown(log))], away };
}

/**
 * Whether one of the logs has lines of calls that others were read past: the first log of its kind, or one that comes before
 * known ones. Then all of them are to be read again.
 */
export function comesLate(logs: readonly Log[], before: readonly Log[], kinds: readonly LogKind[]): boolean {
  const old = before.filter(({ read }) => read > 0);
  const known = new Set(old.map(({ first }) => first));
  if (known.size === 0) return false;
  return logs.some(({ kind, first }, index) => {
    if (!kinds.includes(kind) || known.has(first)) return false;
    const isFirst = !old.some((log) => log.kind === kind);
    return isFirst || logs.slice(index).some((log) => log.kind === kind && known.has(log.first));
  });
}

/**
 * Whether one that others were read past has more lines than were read of it: as one has that was torn for longer than it was
 * waited for.
 */
export async function growsLate(
  { logs, files, changed }: Logs,
  kinds: readonly LogKind[],
  linesAfter: (log: Log, file: ExportFile) => AsyncIterable<unknown>,
): Promise<boolean> {
  for (const [index, log] of logs.entries()) {
    const file = files.get(log);
    if (file === undefined || !changed.has(log) || !kinds.includes(log.kind) || log.read === 0) continue;
    if (!logs.slice(index + 1).some(({ kind, read }) => kind === log.kind && read > 0)) continue;
    // What cannot be read is refused where its lines are.
    const lines = linesAfter({ ...log, from: log.read }, file)[Symbol.asyncIterator]();
    const next = await lines.next().catch(() => undefined);
    await lines.return?.();
    if (next?.done === false) return true;
  }
  return false;
}

/** The position as it was, but for since when these lack something: until then nothing of this reading was. */
export function marked(logs: readonly Log[], lacking: readonly Log[]): readonly Log[] {
  const since = new Map(lacking.map((log) => [log.first, log]));
  const known = logs.map((log) => ({ ...log, lacking: since.get(log.first)?.lacking ?? 0 }));
  const others = lacking.filter(({ first }) => !logs.some((log) => log.first === first));
  // Nothing was taken of them: a clock that goes as far as was seen would close calls whose lines are still to come.
  return [...known, ...others.map((log) => ({ ...log, etag: "", at: 0 }))];
}

export interface Clock {
  /** How far all kinds of logs go. Seconds. */
  readonly all: number;
  /** What ended before is not waited for any longer: one kind of log may have ended for good. */
  readonly longAgo: number;
}

/** The rows of a call may come long after its lines, where somebody copies the one log after the other. */
export function clockOf(kinds: readonly LogKind[], { logs }: Pick<Logs, "logs">, minutes: number): Clock {
  const times = kinds.flatMap((kind) => {
    const own = logs.filter((log) => log.kind === kind).map(({ at }) => at);
    return own.length === 0 ? [] : [Math.max(...own)];
  });
  if (times.length === 0) return { all: 0, longAgo: 0 };
  return { all: Math.min(...times), longAgo: Math.max(...times) - longestOpen - minutes * 60 };
}

/** Besides how long a line may take to come. */
const longestOpen = 48 * 3600;
