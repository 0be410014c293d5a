/** Which cohorts of a family must be made again: what new rows changed, and what an older definition made. */

import { query } from "../../queries/index.ts";
import { type FactName, factNames } from "../core/facts.ts";
import { type Family, familyFacts, type Kpi, kpis } from "../core/kpi.ts";
import { addDays } from "../core/period.ts";
import type { Pointer } from "../core/warehouse.ts";
import type { Draft } from "../ports.ts";
import type { KpiSettings } from "./events.ts";
import { type Cohorts, nowhere } from "./facts.ts";
import { monthsToSpread, readsSums } from "./months.ts";

const running: ReadonlySet<Family> = new Set(
  (kpis as readonly Kpi[])
    .filter(({ kind }) => kind === "running" || kind === "running_share")
    .map(({ family }) => family),
);

/** The first day that gets the definition in force. What stands open is a sum of all days: it cannot change halfway. */
export function restatedFrom(family: Family, from = ""): string {
  return running.has(family) ? "" : from;
}

/** Cohorts an older definition made that name one of these days, or might from `from` on. */
export async function olderCohorts(
  family: Family,
  print: string,
  from: string,
  days: ReadonlySet<string>,
  draft: Draft,
): Promise<readonly string[]> {
  return (await draft.pointers("components"))
    .filter(({ partition, fingerprint }) => partition.family === family && fingerprint !== print)
    .filter(
      ({ location, lists, partition }) =>
        lists?.some((day) => days.has(day)) || (!location && String(partition.cohort) >= from),
    )
    .map(({ partition }) => partition.cohort as string)
    .sort();
}

/** Whether anything of what the family cannot do without has landed. */
export async function isFed(family: Family, draft: Draft): Promise<boolean> {
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

export async function dirtyCohorts(
  family: Family,
  { cohorts, settings }: { readonly cohorts: Cohorts; readonly settings: KpiSettings },
  handled: ReadonlySet<string>,
  draft: Draft,
): Promise<readonly string[]> {
  const known = await madeOf(family, draft);
  const changed = factsRead(family).flatMap((fact) => cohorts[fact] ?? []);
  // A new definition of a family that had no rows yet, or a family that is new, is made of all there is.
  const unmade = known.size === 0 ? await cohortsOf(family, draft) : [];
  const seen = factsReadAround(family).flatMap((fact) => cohorts[fact] ?? []);
  const widened = await around(seen, windowDays(settings)[family] ?? 0, family, draft);
  const spread = readsSums(family) ? await monthsToSpread(handled, draft) : [];
  return [...new Set([...changed, ...widened, ...unmade, ...spread])]
    .filter((cohort) => cohort !== nowhere)
    .sort();
}

/** Days a family looks back or ahead of a cohort: windows run from any hour of a day, so one more than they are long. */
export function windowDays({
  parameters: { organisation },
}: KpiSettings): Readonly<Partial<Record<Family, number>>> {
  const { repeat_window_days, first_contact_window_days } = organisation;
  return { repeats: 1 + Math.max(Number(repeat_window_days), Number(first_contact_window_days)), agents: 1 };
}

/** Every cohort the family could be made of. */
async function cohortsOf(family: Family, draft: Draft): Promise<readonly string[]> {
  return [...(await rowsOf(family, draft)).keys()].sort();
}

/** How many rows of facts the family is made of, by cohort. */
export async function rowsOf(family: Family, draft: Draft): Promise<ReadonlyMap<string, number>> {
  const all = await Promise.all(factsRead(family).map((fact) => draft.pointers(fact)));
  const sums = new Map<string, number>();
  for (const { partition, rows } of all.flat())
    sums.set(partition.cohort as string, (sums.get(partition.cohort as string) ?? 0) + rows);
  return sums;
}

/** Cohorts at most so many days from one of these, these included. */
export async function around(
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
export async function outdated(family: string, print: string, draft: Draft): Promise<readonly string[]> {
  const known = await draft.pointers("kpi_daily");
  return known
    .filter(
      (pointer) => pointer.partition.family === family && pointer.location && pointer.fingerprint !== print,
    )
    .map((pointer) => pointer.partition.period_start as string);
}

/** The family's components that have rows, by cohort. */
export async function madeOf(family: string, draft: Draft): Promise<ReadonlyMap<string, Pointer>> {
  const known = (await draft.pointers("components")).filter(
    (pointer) => pointer.partition.family === family && pointer.location,
  );
  return new Map(known.map((pointer) => [pointer.partition.cohort as string, pointer]));
}
