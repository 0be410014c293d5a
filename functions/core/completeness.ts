/** Up to when a source is complete, judged only by what has landed of it, and what it still waits for. */

import type { Source } from "./config.ts";
import { type FactName, tellsTime } from "./facts.ts";
import { nameOn } from "./filename.ts";
import type { FileState, LandState } from "./landing.ts";
import { addDays, startOfDay } from "./period.ts";

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
    case "daily": {
      const day = firstMissingDay(state);
      return day === null ? null : earlier(startOfDay(day, zone), now);
    }
  }
}

/** What a source waits for before it is complete up to `needed`, in words; null when it waits for nothing. */
export function waitsFor(
  source: Source,
  state: LandState | undefined,
  latestEventAt: string | null,
  needed: string,
  now: string,
  zone: string,
): string | null {
  const until = completeUntil(source, state, latestEventAt, now, zone);
  if (until !== null && timeOf(until) >= timeOf(needed)) return null;
  if (state === undefined) return `${source.id}: nothing of it has landed yet`;
  switch (source.expects.kind) {
    case "latest-row":
      if (until === null && !Object.keys(source.mappings).some((fact) => tellsTime(fact as FactName)))
        return `${source.id}: its rows do not say when they happened, so nobody can tell how far they reach; let it expect file time, or daily, by 06:00`;
      if (until === null)
        return `${source.id}: none of its rows has a time yet (rows up to ${needed} are needed)`;
      return `${source.id}: its rows end at ${until} (rows up to ${needed} are needed)`;
    case "file-time":
      if (until === null) return `${source.id}: no file of it could be landed yet`;
      return `${source.id}: its newest file was written at ${until} (one from ${needed} or later is needed)`;
    case "daily":
      return waitsForDay(source, state, source.expects.by);
  }
}

function waitsForDay(source: Source, state: LandState, by: string): string {
  const day = firstMissingDay(state);
  if (day === null) return `${source.id}: no file with a date in its name has landed yet`;
  const refused = filesOf(state).find((file) => file.date === day && file.refused !== undefined);
  if (refused !== undefined) return `${source.id}: the file for ${day} was refused: ${refused.refused}`;
  return `${source.id}: the file for ${day} is missing (${nameOn(source.path, day)}, expected by ${by})`;
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
