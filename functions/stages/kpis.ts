/** Changed cohorts -> their components -> the days, weeks and months they changed. */

import { query } from "../../queries/index.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { kpis as catalogue } from "../core/kpi.ts";
import { daysOf, type Period, periodOf } from "../core/period.ts";
import { fingerprintText } from "../core/query.ts";
import type { Pointer } from "../core/warehouse.ts";
import type { Draft } from "../ports.ts";
import type { Progress } from "./compute.ts";

export interface Rebuilt {
  /** Cohorts whose components were made again. */
  readonly cohorts: readonly string[];
  /** Days whose sums changed. */
  readonly days: readonly string[];
}

/** The files in queries/kpis, one per family. */
export const families: readonly string[] = [...new Set(catalogue.map(({ family }) => family))].sort();

/** What a family's rows mean: its SQL, how it is summed and read back, and everything its facts were made with. */
export function familyFingerprint(family: string, facts: string): string {
  const sql = [`kpis/${family}`, "rollups/kpi_daily", "rollups/kpi_weekly", "rollups/kpi_monthly"];
  return fingerprint([facts, ...sql.map((name) => fingerprintText(query(name).text))]);
}

/** Makes the components of the changed cohorts again, and of those an older definition made, and sums what they touch. */
export async function rebuildKpis(
  input: { readonly cohorts: readonly string[]; readonly facts: string },
  draft: Draft,
  progress: Progress,
): Promise<Rebuilt> {
  const cohorts = new Set<string>();
  const days = new Set<string>();
  for (const family of families) {
    const print = familyFingerprint(family, input.facts);
    const dirty = await dirtyCohorts(family, input.cohorts, print, draft);
    if (dirty.length === 0) continue;
    progress(`${family}: components of ${dirty.length.toLocaleString("en")} days`);
    const changed = await writeComponents(family, dirty, print, draft);
    for (const day of await outdated(family, print, draft)) changed.add(day);
    progress(`${family}: sums of ${changed.size.toLocaleString("en")} days, their weeks and months`);
    await writeSums(family, [...changed].sort(), print, draft);
    for (const cohort of dirty) cohorts.add(cohort);
    for (const day of changed) days.add(day);
  }
  return { cohorts: [...cohorts].sort(), days: [...days].sort() };
}

async function dirtyCohorts(
  family: string,
  changed: readonly string[],
  print: string,
  draft: Draft,
): Promise<readonly string[]> {
  const older = [...(await componentsOf(family, draft))]
    .filter(([, pointer]) => pointer.fingerprint !== print)
    .map(([cohort]) => cohort);
  return [...new Set([...changed, ...older])].sort();
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
  family: string,
  cohorts: readonly string[],
  print: string,
  draft: Draft,
): Promise<Set<string>> {
  const before = await componentsOf(family, draft);
  draft.attach(
    "components_before",
    [...before.values()].map((pointer): Pointer => ({ ...pointer, table: "components_before" })),
  );
  await inPieces(draft, cohorts, async (some) => {
    const partitions = some.map((cohort) => ({ family, cohort }));
    const select = { query: query(`kpis/${family}`), params: { cohorts: some } };
    await draft.write(select, "components", partitions, print);
  });
  const after = await componentsOf(family, draft);
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
async function componentsOf(family: string, draft: Draft): Promise<ReadonlyMap<string, Pointer>> {
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
