/** Days with far less than is usual on their weekday: more likely lost data than a quiet day. Pure. */

import type { Source } from "./config.ts";
import type { State } from "./due.ts";
import type { Lack } from "./lack.ts";
import type { LandState } from "./landing.ts";
import { addDays, daysOf, type Period } from "./period.ts";
import { factsGiven } from "./vendors.ts";

/** What a day had when somebody said that it is right. */
export interface Accepted {
  readonly rows: number;
  readonly contacts: number;
}

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
  { volumes, accepted = {} }: Pick<State, "volumes" | "accepted">,
): readonly QuietDay[] {
  const tellers = sources.filter((source) => factsGiven(source).includes("contacts"));
  // Where the contacts are of a source that is gone, any other may say that the day is right.
  const asked = (tellers.length > 0 ? tellers : sources).map(({ id }) => id);
  const named = new Set(sources.flatMap(({ quietDays: days }) => days));
  return daysOf(period).flatMap((day) => {
    const found = volumes.get(day) ?? 0;
    const isAccepted = named.has(day) || sources.some(({ id }) => accepted[id]?.[day]?.contacts === found);
    const usual = isAccepted ? null : usualWhereQuiet(day, volumes);
    if (usual === null) return [];
    return [{ day, lack: { kind: "quiet_day", sources: asked, day, found, usual } }];
  });
}

/**
 * Days of the period whose file has less than half the rows usual for its weekday: half a file, or an empty answer,
 * also where the other sources have so many contacts that nobody would notice. Before four of its weekday are known
 * a day of work is held against the days of work before it, and a day off, which scatter more, against a tenth of theirs.
 */
export function quietFiles(
  period: Period,
  sources: readonly Source[],
  { sources: landed, accepted = {} }: Pick<State, "sources" | "accepted">,
  holidays: readonly string[] = [],
): readonly QuietDay[] {
  return sources.flatMap((source): readonly QuietDay[] => {
    if (source.expects.kind !== "daily") return [];
    const rows = rowsByDay(landed[source.id]);
    return daysOf(period).flatMap((day): readonly QuietDay[] => {
      const found = rows.get(day) ?? 0;
      if (source.quietDays.includes(day) || accepted[source.id]?.[day]?.rows === found) return [];
      const lack = { kind: "quiet_file", source: source.id, day, found } as const;
      if (weeksBefore(day, rows).length >= fewestWeeks) {
        const usual = usualWhereQuiet(day, rows);
        return usual === null ? [] : [{ day, lack: { ...lack, usual } }];
      }
      const usual = usualSoFar(day, rows, new Set(holidays));
      return usual === null ? [] : [{ day, lack: { ...lack, usual, isEarly: true } }];
    });
  });
}

const filesLookedAt = 10;
const fewestFiles = 3;

/** The median of the last files of days like it, where the day has far fewer rows; null where it has not, or nobody can tell. */
function usualSoFar(
  day: string,
  rows: ReadonlyMap<string, number>,
  holidays: ReadonlySet<string>,
): number | null {
  const isOff = (one: string) => holidays.has(one) || [0, 6].includes(new Date(one).getUTCDay());
  const alike = [...rows.keys()].filter((one) => one < day && isOff(one) === isOff(day)).sort();
  const found = rows.get(day);
  // A file that is not there is missing, which is told of it otherwise.
  if (found === undefined || alike.length < fewestFiles) return null;
  const usual = medianOf(alike.slice(-filesLookedAt).map((one) => rows.get(one) ?? 0));
  if (usual < (found === 0 ? fewestForNone : fewest)) return null;
  return found * (isOff(day) ? 10 : 2) < usual ? usual : null;
}

/** What was landed of a day, and so whether it was accepted as it is now. */
export function landedOf(
  day: string,
  landed: LandState | undefined,
  volumes: ReadonlyMap<string, number>,
): Accepted {
  return { rows: rowsByDay(landed).get(day) ?? 0, contacts: volumes.get(day) ?? 0 };
}

function rowsByDay(landed: LandState | undefined): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { date, rows: count } of Object.values(landed?.files ?? {}))
    if (date !== null) rows.set(date, (rows.get(date) ?? 0) + count);
  return rows;
}

/** How many are usual on the day where it has far fewer; null where it has not, or nobody can tell. */
function usualWhereQuiet(day: string, volumes: ReadonlyMap<string, number>): number | null {
  const before = weeksBefore(day, volumes);
  if (before.length < fewestWeeks) return null;
  const usual = medianOf(before.map((one) => volumes.get(one) ?? 0));
  const found = volumes.get(day) ?? 0;
  if (usual < (found === 0 ? fewestForNone : fewest)) return null;
  return found * 2 < usual ? usual : null;
}

/** The first day with a contact; deletions that do not say theirs are kept under 1900-01-01. */
export function firstDay(volumes: ReadonlyMap<string, number>): string | undefined {
  let first: string | undefined;
  for (const day of volumes.keys())
    if (day > "1900-01-01" && (first === undefined || day < first)) first = day;
  return first;
}

/** The same weekday in the eight weeks before, as far back as there are data. */
function weeksBefore(day: string, volumes: ReadonlyMap<string, number>): readonly string[] {
  const first = firstDay(volumes);
  const before = Array.from({ length: weeksLookedAt }, (_, week) => addDays(day, -7 * (week + 1)));
  return before.filter((one) => first !== undefined && one >= first);
}

/** The lower one where two are in the middle. */
function medianOf(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
