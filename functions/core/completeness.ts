/** Up to when a source is complete, judged only by what has landed of it, and what it still waits for. */

import type { Source } from "./config.ts";
import { tellsTime } from "./facts.ts";
import { nameOn } from "./filename.ts";
import type { Lack } from "./lack.ts";
import type { FileState, LandState, StreamState } from "./landing.ts";
import { addDays, startOfDay } from "./period.ts";
import { factsGiven } from "./vendors.ts";

/**
 * The ISO UTC instant up to which everything that happened has landed; null when nothing can be said yet. `zone` is
 * the organisation's, in which files of days are counted. Settling time is the caller's business.
 */
export function completeUntil(
  source: Source,
  state: LandState | undefined,
  latestEventAt: string | null,
  now: string,
  zone: string,
): string | null {
  if (state === undefined) return null;
  switch (source.expects.kind) {
    case "latest-row":
      return latestEventAt;
    case "file-time":
      return earlier(newest(state), now);
    case "poll":
      return earlier(slowest(state), now);
    case "daily": {
      const day = firstMissingDay(state);
      return day === null ? null : earlier(startOfDay(day, zone), now);
    }
  }
}

/** What a source waits for before it is complete up to `needed`; null when it waits for nothing. */
export function waitsFor(
  source: Source,
  state: LandState | undefined,
  latestEventAt: string | null,
  needed: string,
  now: string,
  zone: string,
): Lack | null {
  const { id } = source;
  const until = completeUntil(source, state, latestEventAt, now, zone);
  if (until !== null && timeOf(until) >= timeOf(needed)) return null;
  if (state === undefined) return { kind: "nothing_landed", source: id };
  switch (source.expects.kind) {
    case "latest-row":
      if (until === null && !factsGiven(source).some(tellsTime)) return { kind: "no_times", source: id };
      if (until === null) return { kind: "no_time_yet", source: id, needed };
      return { kind: "rows_end", source: id, until, needed };
    case "file-time":
      if (until === null) return { kind: "no_file", source: id };
      return { kind: "newest_file", source: id, until, needed };
    case "poll":
      return waitsForStream(id, state, needed);
    case "daily":
      return waitsForDay(source, state, source.expects.by);
  }
}

function waitsForDay(source: Source, state: LandState, by: string): Lack {
  const day = firstMissingDay(state);
  if (day === null) return { kind: "no_dated_file", source: source.id };
  const refused = filesOf(state).find((file) => file.date === day && file.refused !== undefined);
  if (refused?.refused !== undefined)
    return { kind: "day_refused", source: source.id, day, refused: refused.refused };
  return {
    kind: "day_missing",
    source: source.id,
    day,
    file: "path" in source ? nameOn(source.path, day) : "",
    by,
  };
}

/** The watermark of the stream that is furthest behind; null where one has none yet. */
function slowest(state: LandState): string | null {
  const marks = streamsOf(state).map(([, { watermark }]) => watermark);
  const times = marks.filter((mark) => mark !== null).sort((a, b) => timeOf(a) - timeOf(b));
  return times.length < marks.length ? null : (times[0] ?? null);
}

/** The stream that is furthest behind, and why. */
function waitsForStream(source: string, state: LandState, needed: string): Lack {
  const [slow] = streamsOf(state).sort(
    ([, one], [, other]) => timeOf(one.watermark ?? "1970") - timeOf(other.watermark ?? "1970"),
  );
  if (slow === undefined) return { kind: "nothing_landed", source };
  const [name, { watermark, failed }] = slow;
  const stream = name.replaceAll("_", " ");
  if (failed !== undefined) return { kind: "stream_failed", source, stream, failed };
  if (watermark === null) return { kind: "stream_unread", source, stream };
  return { kind: "stream_ends", source, stream, until: watermark, needed };
}

/** What the vendor's plan does not have is not waited for. */
function streamsOf({ streams = {} }: LandState): [string, StreamState][] {
  return Object.entries(streams).filter(([, { lacking }]) => lacking === undefined);
}

/** The first local day, from the earliest dated file on, that lacks its file or has one that was refused. */
function firstMissingDay(state: LandState): string | null {
  const dated = filesOf(state).filter((file) => file.date !== null);
  const refused = new Set(dated.filter((file) => file.refused !== undefined).map((file) => file.date));
  const dates = new Set(dated.map((file) => file.date!));
  let day = [...dates].sort()[0];
  if (day === undefined) return null;
  while (dates.has(day) && !refused.has(day)) day = addDays(day, 1);
  return day;
}

function newest(state: LandState): string | null {
  const times = filesOf(state).flatMap((file) => (file.refused === undefined ? [file.modifiedAt] : []));
  return times.sort((a, b) => timeOf(a) - timeOf(b)).at(-1) ?? null;
}

function filesOf(state: LandState): readonly FileState[] {
  return Object.values(state.files);
}

function earlier(a: string | null, b: string): string | null {
  return a === null || timeOf(a) < timeOf(b) ? a : b;
}

/** Instants come with and without fractions of a second, so their texts do not compare. */
function timeOf(instant: string): number {
  return Date.parse(instant);
}
