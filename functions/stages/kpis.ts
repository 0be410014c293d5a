/** Changed cohorts -> their components -> the days, weeks and months they changed. */

import { query } from "../../queries/index.ts";
import { type Family, families } from "../core/kpi.ts";
import { addDays, daysOf, type Period, periodOf } from "../core/period.ts";
import type { Pointer } from "../core/warehouse.ts";
import type { Draft } from "../ports.ts";
import type { Progress } from "./compute.ts";
import {
  around,
  dirtyCohorts,
  isFed,
  madeOf,
  olderCohorts,
  outdated,
  restatedFrom,
  rowsOf,
  windowDays,
} from "./dirty.ts";
import { componentsOf, familyFingerprint, type KpiSettings } from "./events.ts";
import type { Cohorts } from "./facts.ts";
import { handledDays, handling, readsSums } from "./months.ts";
import { inPieces, piecesOf } from "./pieces.ts";

export interface Rebuilt {
  /** Cohorts whose components were made again. */
  readonly cohorts: readonly string[];
  /** Days whose sums changed. */
  readonly days: readonly string[];
}

export interface RebuildInput {
  /** Cohorts written again, by fact. */
  readonly cohorts: Cohorts;
  /** Fingerprint of what the facts were made with. */
  readonly facts: string;
  readonly settings: KpiSettings;
  /** A local day no event lies after. */
  readonly lastDay: string;
  /** What an older definition made of the days before it stays, until a backfill asks for them; without it, nothing does. */
  readonly restateFrom?: string;
  /** Only these families; without it, all of them. */
  readonly families?: readonly Family[];
}

/** Makes the components of the changed cohorts again, and of those an older definition made, and sums what they touch. */
export async function rebuildKpis(input: RebuildInput, draft: Draft, progress: Progress): Promise<Rebuilt> {
  const cohorts = new Set<string>();
  const days = new Set<string>();
  const handled = new Set<string>();
  for (const family of [...(input.families ?? families)].sort(
    (a, b) => Number(readsSums(a)) - Number(readsSums(b)),
  )) {
    if (!(await isFed(family, draft))) continue;
    const print = familyFingerprint(family, input.settings, input.facts);
    const made = await rebuildFamily(family, input, handled, print, draft, progress);
    for (const cohort of made.cohorts) cohorts.add(cohort);
    const changed = made.days;
    for (const day of changed) days.add(day);
    if (family === handling) for (const day of changed) handled.add(day);
  }
  return { cohorts: [...cohorts].sort(), days: [...days].sort() };
}

/**
 * First what new rows changed, then what an older definition made of the days that are summed again: a day is never the
 * sum of two definitions. Older days that only those cohorts touch stay as they were published.
 */
async function rebuildFamily(
  family: Family,
  input: RebuildInput,
  handled: ReadonlySet<string>,
  print: string,
  draft: Draft,
  progress: Progress,
): Promise<{ readonly cohorts: ReadonlySet<string>; readonly days: ReadonlySet<string> }> {
  const from = restatedFrom(family, input.restateFrom);
  const days = new Set((await outdated(family, print, draft)).filter((day) => day >= from));
  const dirty = await dirtyCohorts(family, input, handled, draft);
  const say = (count: number) => progress(`${family}: components of ${count.toLocaleString("en")} days`);
  if (dirty.length > 0) {
    say(dirty.length);
    for (const day of await writeComponents(family, dirty, input, print, draft)) days.add(day);
  }
  const older = await olderCohorts(family, print, from, days, draft);
  if (older.length > 0) {
    say(older.length);
    for (const day of await writeComponents(family, older, input, print, draft))
      if (day >= from) days.add(day);
  }
  if (days.size > 0) {
    progress(`${family}: sums of ${days.size.toLocaleString("en")} days, their weeks and months`);
    await writeSums(family, [...days].sort(), print, draft);
  }
  return { cohorts: new Set([...dirty, ...older]), days };
}

async function writeComponents(
  family: Family,
  cohorts: readonly string[],
  { settings, lastDay }: RebuildInput,
  print: string,
  draft: Draft,
): Promise<Set<string>> {
  const before = await madeOf(family, draft);
  draft.attach(
    "components_before",
    [...before.values()].map((pointer): Pointer => ({ ...pointer, table: "components_before" })),
  );
  const rows = await rowsOf(family, draft);
  const pieces = piecesOf(cohorts, {
    items: draft.partitionsAtOnce,
    weight: draft.rowsAtOnce,
    weightOf: (cohort) => rows.get(cohort) ?? 0,
  });
  await inPieces(pieces, async (some) => {
    const partitions = some.map((cohort) => ({ family, cohort }));
    const select = componentsOf(family, settings, {
      cohorts: some,
      around: await around(some, windowDays(settings)[family] ?? 0, family, draft),
      first_day: addDays(some[0] as string, -1),
      last_day: lastDay,
      ...(readsSums(family)
        ? { handling, handled_days: await handledDays(some, draft), complete_on: addDays(lastDay, -3) }
        : {}),
    });
    await draft.write(select, "components", partitions, print);
  });
  const after = await madeOf(family, draft);
  // A cohort that is new or gone changes every day its components name; only the others need to be compared.
  const both = cohorts.filter((cohort) => before.has(cohort) && after.has(cohort));
  const changed = new Set<string>();
  for (const cohort of cohorts) {
    if (before.has(cohort) && after.has(cohort)) continue;
    for (const day of (before.get(cohort) ?? after.get(cohort))?.lists ?? []) changed.add(day);
  }
  if (both.length === 0) return changed;
  const params = { family, cohorts: both };
  for await (const row of draft.rows({ query: query("rollups/changed_days"), params }))
    changed.add(String(row.day));
  return changed;
}

async function writeSums(
  family: string,
  days: readonly string[],
  print: string,
  draft: Draft,
): Promise<void> {
  const components = (await draft.pointers("components")).filter(
    (pointer) => pointer.partition.family === family,
  );
  const atOnce = { items: draft.partitionsAtOnce, weight: draft.rowsAtOnce * brokenDown };
  const summed = rowsByDay(components);
  await inPieces(piecesOf(days, { ...atOnce, weightOf: (day) => summed.get(day) ?? 0 }), async (some) => {
    const asked = new Set(some);
    const cohorts = components
      .filter((pointer) => pointer.lists?.some((day) => asked.has(day)))
      .map((pointer) => pointer.partition.cohort as string);
    const params = { family, cohorts, days: some, fingerprint: print };
    await draft.write(
      { query: query("rollups/kpi_daily"), params },
      "kpi_daily",
      starting(family, some),
      print,
    );
  });
  await sumPeriods(family, days, print, draft, atOnce);
}

async function sumPeriods(
  family: string,
  days: readonly string[],
  print: string,
  draft: Draft,
  atOnce: { readonly items: number; readonly weight: number },
): Promise<void> {
  const daily = new Map(
    (await draft.pointers("kpi_daily"))
      .filter(({ partition }) => partition.family === family)
      .map(({ partition, rows }) => [partition.period_start as string, rows]),
  );
  for (const [grain, table] of [
    ["week", "kpi_weekly"],
    ["month", "kpi_monthly"],
  ] as const) {
    // Which zone is beside the point: only the calendar is asked.
    const periods = new Map(
      days.map((day) => periodOf(grain, day, "UTC")).map((period) => [period.start, period]),
    );
    const weightOf = (start: string) =>
      daysOf(periods.get(start) as Period).reduce((rows, day) => rows + (daily.get(day) ?? 0), 0);
    await inPieces(piecesOf([...periods.keys()].sort(), { ...atOnce, weightOf }), async (some) => {
      const within = some.flatMap((start) => daysOf(periods.get(start) as Period)).sort();
      const params = { family, days: within };
      await draft.write({ query: query(`rollups/${table}`), params }, table, starting(family, some), print);
    });
  }
}

/** A row of facts is broken down into about so many groups that are held at once; a row that is only summed is one. */
const brokenDown = 100;

/** How many rows of these components name each day: a cohort's are taken to be spread evenly. */
function rowsByDay(components: readonly Pointer[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { lists = [], rows } of components)
    for (const day of lists) sums.set(day, (sums.get(day) ?? 0) + rows / lists.length);
  return sums;
}

const starting = (family: string, starts: readonly string[]) =>
  starts.map((start) => ({ family, period_start: start }));
