/** Days with far less than is usual on their weekday: more likely lost data than a quiet day. Pure. */

import type { Source } from "./config.ts";
import type { State } from "./due.ts";
import type { Lack } from "./lack.ts";
import type { LandState } from "./landing.ts";
import { addDays, daysOf, type Period } from "./period.ts";

export interface QuietDay {
  readonly day: string;
  readonly lack: Lack;
}

const weeksLookedAt = 8;
const fewestWeeks = 4;
/** Below this many on a usual day, half of it can be chance. */
const fewest = 30;
/** Below this many on a usual day, even nothing at all can be: with ten usual, once in twenty thousand days. */
const fewestForNone = 10;

/** Days of the period with less than half the contacts usual for their weekday. */
export function quietDays(
  period: Period,
  sources: readonly Source[],
  { volumes }: Pick<State, "volumes">,
): readonly QuietDay[] {
  const accepted = new Set(sources.flatMap(({ quietDays: days }) => days));
  return daysOf(period).flatMap((day) => {
    const usual = accepted.has(day) ? null : usualWhereQuiet(day, volumes);
    if (usual === null) return [];
    return [{ day, lack: { kind: "quiet_day", day, found: volumes.get(day) ?? 0, usual } }];
  });
}

/**
 * Days of the period whose file has less than half the rows usual for its weekday: half a file, or an empty answer,
 * also where the other sources have so many contacts that nobody would notice.
 */
export function quietFiles(
  period: Period,
  sources: readonly Source[],
  { sources: landed }: Pick<State, "sources">,
): readonly QuietDay[] {
  return sources.flatMap((source) => {
    if (source.expects.kind !== "daily") return [];
    const rows = rowsByDay(landed[source.id]);
    return daysOf(period).flatMap((day) => {
      const usual = source.quietDays.includes(day) ? null : usualWhereQuiet(day, rows);
      if (usual === null) return [];
      const found = rows.get(day) ?? 0;
      return [{ day, lack: { kind: "quiet_file", source: source.id, day, found, usual } }];
    });
  });
}

function rowsByDay(landed: LandState | undefined): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { date, rows: count } of Object.values(landed?.files ?? {}))
    if (date !== null) rows.set(date, (rows.get(date) ?? 0) + count);
  return rows;
}

/** How many are usual on the day where it has far fewer; null where it has not, or nobody can tell. */
function usualWhereQuiet(day: string, volumes: ReadonlyMap<string, number>): number | null {
  const first = firstDay(volumes);
  const usual = first === undefined ? undefined : usualVolume(day, first, volumes);
  const found = volumes.get(day) ?? 0;
  if (usual === undefined || usual < (found === 0 ? fewestForNone : fewest)) return null;
  return found * 2 < usual ? usual : null;
}

/** The first day with a contact; deletions that do not say theirs are kept under 1900-01-01. */
export function firstDay(volumes: ReadonlyMap<string, number>): string | undefined {
  let first: string | undefined;
  for (const day of volumes.keys())
    if (day > "1900-01-01" && (first === undefined || day < first)) first = day;
  return first;
}

/** The median of the same weekday in the eight weeks before, as far back as there are data. */
function usualVolume(day: string, first: string, volumes: ReadonlyMap<string, number>): number | undefined {
  const before = Array.from({ length: weeksLookedAt }, (_, week) => addDays(day, -7 * (week + 1))).filter(
    (one) => one >= first,
  );
  if (before.length < fewestWeeks) return undefined;
  const sorted = before.map((one) => volumes.get(one) ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
