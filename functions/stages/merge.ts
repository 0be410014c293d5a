/** Staged rows -> facts and quarantine, cohort by cohort. */

import { query } from "../../queries/index.ts";
import { type FactName, factNames, facts } from "../core/facts.ts";
import { compose } from "../core/query.ts";
import type { Draft } from "../ports.ts";
import type { Progress } from "./compute.ts";
import { type Cohorts, nowhere, ofJudged, type Staging } from "./facts.ts";
import { lackingTable } from "./lacking.ts";

/** Merges the staged rows into the facts and the quarantine. The cohorts written again, by fact. */
export async function mergeFacts(
  staging: readonly Staging[],
  draft: Draft,
  progress: Progress,
): Promise<Cohorts> {
  if (staging.length === 0) return {};
  const runs = staging.flatMap((one) => one.runs);
  const found = new Map<string, Set<string>>();
  for (const name of ["facts/new_cohorts", "facts/old_cohorts"])
    for await (const row of draft.rows({ query: query(name), params: { runs } }))
      found.set(String(row.fact), (found.get(String(row.fact)) ?? new Set()).add(String(row.cohort)));
  const staged = new Set(staging.flatMap((one) => one.facts));
  const written: Partial<Record<FactName, readonly string[]>> = {};
  const changedBefore = await changedIn(draft);
  for (const fact of factNames) {
    const cohorts = new Set(found.get(fact));
    if (
      facts[fact].belongsTo === "contact" &&
      (staged.has(fact) || (await draft.pointers(fact)).length > 0)
    ) {
      // A contact that moved takes what belongs to it along; one that is new may be waited for.
      for (const cohort of found.get("contacts") ?? []) cohorts.add(cohort);
      if (cohorts.size > 0) cohorts.add(nowhere);
    }
    if (cohorts.size === 0) continue;
    const sorted = [...cohorts].sort();
    progress(`${fact.replaceAll("_", " ")} of ${sorted.length.toLocaleString("en")} days`);
    await draft.write(
      { query: query(`facts/${fact}`), params: { runs, cohorts: sorted } },
      fact,
      sorted.map((cohort) => ({ cohort })),
    );
    written[fact] = sorted;
  }
  const derived = await derive(written, changedBefore, draft);
  if (derived.length > 0) written.contacts = [...new Set([...(written.contacts ?? []), ...derived])].sort();
  await writeQuarantine(staging, written, draft);
  return written;
}

/** Cohorts with status changes. */
async function changedIn(draft: Draft): Promise<readonly string[]> {
  const pointers = await draft.pointers("status_changes");
  return pointers.filter(({ rows }) => rows > 0).map(({ partition }) => String(partition.cohort));
}

/** Puts what status changes tell, or told before, into the contacts of the cohorts where either was written. Which those are. */
async function derive(
  written: Cohorts,
  changedBefore: readonly string[],
  draft: Draft,
): Promise<readonly string[]> {
  const changed = new Set([...changedBefore, ...(await changedIn(draft))]);
  const both = new Set([...(written.status_changes ?? []), ...(written.contacts ?? [])]);
  const cohorts = new Set([...both].filter((cohort) => changed.has(cohort)));
  // What waits there belongs to no contact yet, and a deletion that says nothing has no state.
  cohorts.delete(nowhere);
  const sorted = [...cohorts].sort();
  if (sorted.length === 0) return [];
  await draft.write(
    { query: query("facts/derived"), params: { cohorts: sorted } },
    "contacts",
    sorted.map((cohort) => ({ cohort })),
  );
  return sorted;
}

async function writeQuarantine(staging: readonly Staging[], written: Cohorts, draft: Draft): Promise<void> {
  const runs = staging.flatMap((one) => one.runs);
  const sources = staging.map(({ source }) => source);
  const cohorts = [...new Set(Object.values(written).flat())].sort();
  const judged = ofJudged("facts/quarantine", { runs, sources, cohorts });
  const lacking = lackingTable(staging.flatMap((one) => one.lacking ?? []));
  await draft.write(
    { ...judged, query: compose(judged.query, { lacking }) },
    "quarantine",
    sources.map((home) => ({ home })),
  );
}
