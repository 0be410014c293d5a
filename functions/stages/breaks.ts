/** Reads where the series of KPIs break, from the catalog alone: it knows which sources the facts of each day are from. */

import { adds } from "../../queries/index.ts";
import { readSince } from "../core/begin.ts";
import type { Config, Source } from "../core/config.ts";
import type { State } from "../core/due.ts";
import { factNames } from "../core/facts.ts";
import type { Kpi } from "../core/kpi.ts";
import { addDays, localDate } from "../core/period.ts";
import { remembered } from "../core/remembered.ts";
import { breaksOf, feedingFacts, type SourceBreak, type ToldDays } from "../core/series-breaks.ts";
import type { VendorType } from "../core/source.ts";
import type { Reader } from "../ports.ts";

/** Where the sources begin to tell of the KPIs, or tell of them no more. */
export async function readBreaks(
  { sources, organisation, holidays }: Pick<Config, "sources" | "organisation" | "holidays">,
  dataUntil: string | null,
  landed: State["sources"],
  reader: Reader,
): Promise<readonly SourceBreak[]> {
  const told = await readTold(reader);
  const days = (id: string) => Object.values(told).flatMap((of) => of[id] ?? []);
  const last = sources.flatMap(({ id }) => days(id)).reduce((so, day) => (day > so ? day : so), "1900-01-01");
  const since = sources.flatMap((source) => {
    const day = readSince(source, landed[source.id], [...new Set(days(source.id))]);
    return day === undefined ? [] : [[source.id, day] as const];
  });
  const byId = new Map(sources.map((source) => [source.id, source]));
  return breaksOf({
    told,
    until: dataUntil === null ? addDays(last, 1) : localDate(dataUntil, organisation.zone),
    since: Object.fromEntries(since),
    holidays,
    continues: Object.fromEntries(
      sources.flatMap(({ id, continues }) => (continues === undefined ? [] : [[id, continues]])),
    ),
    adds: (id, kpi) => isPart(byId.get(id), kpi),
  });
}

async function readTold(reader: Reader): Promise<ToldDays> {
  const facts = factNames.filter((fact) => fact !== "members");
  return Object.fromEntries(
    await Promise.all(
      facts.map(async (fact) => {
        const days: Record<string, string[]> = {};
        for (const { lists = [], partition, rows } of await reader.pointers(fact))
          if (rows > 0)
            for (const source of lists) {
              const known = days[source] ?? [];
              days[source] = known;
              known.push(String(partition.cohort));
            }
        return [fact, days] as const;
      }),
    ),
  );
}

/** Of own mappings nobody knows which columns they leave empty. */
function isPart(source: Source | undefined, kpi: Kpi): boolean {
  if (source === undefined || source.type === "files") return true;
  if (feedingFacts(kpi.family).some((fact) => source.mappings[fact] !== undefined)) return true;
  return addedBy(`${source.type} ${kpi.id}`);
}

/** What the text of a vendor's queries says does not change while it runs. */
const addedBy = remembered((key: string) => {
  const [type = "", id = ""] = key.split(" ");
  return adds(type as VendorType, { id });
});
