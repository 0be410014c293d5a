/** Changed cohorts -> their components -> the days, weeks and months they changed. */

import { query } from "../../queries/index.ts";
import { type FactName, factNames } from "../core/facts.ts";
import { type Family, families, familyFacts } from "../core/kpi.ts";
import { addDays, daysOf, type Period, periodOf } from "../core/period.ts";
import type { Pointer } from "../core/warehouse.ts";
import type { Draft } from "../ports.ts";
import type { Progress } from "./compute.ts";
import { componentsOf, familyFingerprint, type KpiSettings } from "./events.ts";
import { type Cohorts, nowhere } from "./facts.ts";
import { handledDays, handling, monthsToSpread, readsSums } from "./months.ts";

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
}

/** Makes the components of the changed cohorts again, and of those an older definition made, and sums what they touch. */
export async function rebuildKpis(input: RebuildInput, draft: Draft, progress: Progress): Promise<Rebuilt> {
  const cohorts = new Set<string>();
  const days = new Set<string>();
  const handled = new Set<string>();
  for (const family of [...families].sort((a, b) => Number(readsSums(a)) - Number(readsSums(b)))) {
    if (!(await isFed(family, draft))) continue;
    const print = familyFingerprint(family, input.settings, input.facts);
    const dirty = await dirtyCohorts(family, input, handled, print, draft);
    if (dirty.length === 0) continue;
    progress(`${family}: components of ${dirty.length.toLocaleString("en")} days`);
    const changed = await writeComponents(family, dirty, input, print, draft);
    for (const day of await outdated(family, print, draft)) changed.add(day);
    progress(`${family}: sums of ${changed.size.toLocaleString("en")} days, their weeks and months`);
    await writeSums(family, [...changed].sort(), print, draft);
    for (const cohort of dirty) cohorts.add(cohort);
    for (const day of changed) days.add(day);
    if (family === handling) for (const day of changed) handled.add(day);
  }
  return { cohorts: [...cohorts].sort(), days: [...days].sort() };
}

/** Whether anything of what the family cannot do without has landed. */
async function isFed(family: Family, draft: Draft): Promise<boolean> {
  for (const fact of familyFacts[family]) if ((await draft.pointers(fact)).length === 0) return false;
  return true;
}

const factsRead = (family: Family): readonly FactName[] => {
  const read = query(`kpis/${family}`).reads.map(({ table }) => table as string);
  return factNames.filter((fact) => read.includes(fact));
};

/** Facts of which a cohort is read for the cohorts around it too. */
const factsReadAround = (family: Family): readonly FactName[] => {
  const { reads } = query(`kpis/${family}`);
  return factNames.filter((fact) => reads.some(({ table, by }) => table === fact && by.cohort === "around"));
};

async function dirtyCohorts(
  family: Family,
  { cohorts, settings }: RebuildInput,
  handled: ReadonlySet<string>,
  print: string,
  draft: Draft,
): Promise<readonly string[]> {
  const known = await madeOf(family, draft);
  const older = [...known].filter(([, pointer]) => pointer.fingerprint !== print).map(([cohort]) => cohort);
  const changed = factsRead(family).flatMap((fact) => cohorts[fact] ?? []);
  // A new definition of a family that had no rows yet, or a family that is new, is made of all there is.
  const unmade = known.size === 0 ? await cohortsOf(family, draft) : [];
  const seen = factsReadAround(family).flatMap((fact) => cohorts[fact] ?? []);
  const widened = await around(seen, windowDays(settings)[family] ?? 0, family, draft);
  const spread = readsSums(family) ? await monthsToSpread(handled, draft) : [];
  return [...new Set([...changed, ...widened, ...older, ...unmade, ...spread])]
    .filter((cohort) => cohort !== nowhere)
    .sort();
}

/** Days a family looks back or ahead of a cohort: windows run from any hour of a day, so one more than they are long. */
function windowDays({
  parameters: { organisation },
}: KpiSettings): Readonly<Partial<Record<Family, number>>> {
  const { repeat_window_days, first_contact_window_days } = organisation;
  return { repeats: 1 + Math.max(Number(repeat_window_days), Number(first_contact_window_days)), agents: 1 };
}

/** Every cohort the family could be made of. */
async function cohortsOf(family: Family, draft: Draft): Promise<readonly string[]> {
  const all = await Promise.all(factsRead(family).map((fact) => draft.pointers(fact)));
  return [...new Set(all.flat().map(({ partition }) => partition.cohort as string))].sort();
}

/** Cohorts at most so many days from one of these, these included. */
async function around(
  cohorts: readonly string[],
  days: number,
  family: Family,
  draft: Draft,
): Promise<readonly string[]> {
  if (days === 0) return cohorts;
  const near = new Set<string>();
  for (const cohort of cohorts)
    for (let shift = -days; shift <= days; shift++) near.add(addDays(cohort, shift));
  return (await cohortsOf(family, draft)).filter((cohort) => near.has(cohort));
}

/** Days of the family's table that an older definition made. */
async function outdated(family: string, print: string, draft: Draft): Promise<readonly string[]> {
  const known = await draft.pointers("kpi_daily");
  return known
    .filter(
      (pointer) => pointer.partition.family === family && pointer.location && pointer.fingerprint !== print,
    )
    .map((pointer) => pointer.partition.period_start as string);
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
  await inPieces(draft, cohorts, async (some) => {
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

/** The family's components that have rows, by cohort. */
async function madeOf(family: string, draft: Draft): Promise<ReadonlyMap<string, Pointer>> {
  const known = (await draft.pointers("components")).filter(
    (pointer) => pointer.partition.family === family && pointer.location,
  );
  return new Map(known.map((pointer) => [pointer.partition.cohort as string, pointer]));
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
  await inPieces(draft, days, async (some) => {
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
  for (const [grain, table] of [
    ["week", "kpi_weekly"],
    ["month", "kpi_monthly"],
  ] as const) {
    // Which zone is beside the point: only the calendar is asked.
    const periods = new Map(
      days.map((day) => periodOf(grain, day, "UTC")).map((period) => [period.start, period]),
    );
    await inPieces(draft, [...periods.keys()].sort(), async (some) => {
      const within = some.flatMap((start) => daysOf(periods.get(start) as Period)).sort();
      const params = { family, days: within, fingerprint: print };
      await draft.write({ query: query(`rollups/${table}`), params }, table, starting(family, some), print);
    });
  }
}

const starting = (family: string, starts: readonly string[]) =>
  starts.map((start) => ({ family, period_start: start }));

const piecesAtOnce = 4;

/** As many at a time as the warehouse likes to write at once: what it reads for them is then read once. */
async function inPieces<Item>(
  draft: Draft,
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<void>,
): Promise<void> {
  const size = Math.min(draft.partitionsAtOnce, Math.max(1, items.length));
  const pieces = Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
  const worker = async () => {
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) await work(piece);
  };
  await Promise.all(Array.from({ length: piecesAtOnce }, worker));
}
