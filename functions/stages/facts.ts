/** Raw batches -> staged rows, judged -> facts and quarantine, cohort by cohort. */

import { query } from "../../queries/index.ts";
import type { Config, Source } from "../core/config.ts";
import { type FactName, factNames, facts } from "../core/facts.ts";
import { mappingFault } from "../core/mapping.ts";
import { compose, type Query } from "../core/query.ts";
import { type ParamValue, type Select, stagedTable } from "../core/warehouse.ts";
import type { Draft, Row, Warehouse } from "../ports.ts";
import type { Progress } from "./compute.ts";
import { type Lacking, lackingIn, lackingTable } from "./lacking.ts";
import type { SourceBatches } from "./land.ts";
import { batchName, factQuery, givenColumns, mappingsOf } from "./mappings.ts";

/** What became of one source's new rows. */
export interface Staging {
  readonly source: string;
  /** Partition of the staged tables its rows are in. */
  readonly run: string;
  /** Last batch included. */
  readonly batch: number;
  /** What its mappings make of it. */
  readonly facts: readonly FactName[];
  /** Rows the landing counted. */
  readonly landed: number;
  readonly mapped: number;
  readonly quarantined: number;
  /** Needed columns that whole files do not have. */
  readonly lacking?: readonly Lacking[];
  readonly latestEventAt: string | null;
}

/** Cohorts that were written again, sorted, by fact. */
export type Cohorts = Readonly<Partial<Record<FactName, readonly string[]>>>;

/** Where facts lie that name a contact which has not landed. */
export const nowhere = "1900-01-01";

/** Maps, types and judges the new rows of every source. Throws QueryError with the place in a mapping that is wrong. */
export async function stageSources(
  input: { readonly config: Config; readonly run: string; readonly batches: readonly SourceBatches[] },
  draft: Draft,
  warehouse: Warehouse,
  progress: Progress,
): Promise<readonly Staging[]> {
  const staged: Staging[] = [];
  for (const batches of input.batches) {
    const source = input.config.sources.find(({ id }) => id === batches.source);
    if (!source) continue;
    const rows = batches.manifests.reduce((sum, manifest) => sum + manifest.rows, 0);
    progress(`${source.id}: reading ${rows.toLocaleString("en")} new rows`);
    staged.push(await stageSource(source, batches, rows, input, draft, warehouse));
  }
  return staged;
}

async function stageSource(
  source: Source,
  { manifests }: SourceBatches,
  rows: number,
  { config, run }: { readonly config: Config; readonly run: string },
  draft: Draft,
  warehouse: Warehouse,
): Promise<Staging> {
  const feed = `${source.id}/contacts`;
  const batches = manifests.map(({ batch }) => batchName(batch));
  draft.attach(
    "landed",
    manifests.map(({ batch, objects, rows: count }) => ({
      table: "landed",
      partition: { feed, batch: batchName(batch) },
      location: objects.map(({ key }) => key).join("\n"),
      rows: count,
      bytes: objects.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
  );
  const partition = `${run}.${source.id}`;
  const known: Readonly<Record<string, ParamValue>> = {
    feed,
    batches,
    run: partition,
    row_zone: source.zone,
    zone: config.organisation.zone,
    contact_source: source.contactsIn,
    keep_comments: source.keepsComments ? 1 : 0,
    currency: config.currency,
    satisfaction_scale: Number(config.parameters.organisation.satisfaction_scale),
    effort_scale: Number(config.parameters.organisation.effort_scale),
  };
  const mappings = mappingsOf(source);
  for (const [index, [fact, mapping]] of mappings.entries()) {
    const given = await givenColumns(source, fact, mapping, warehouse);
    const others = mappings.filter((_, other) => index === 0 && other !== 0).map(([, other]) => other);
    const select = withParams(factQuery(fact, mapping, given, others), {
      ...known,
      leftover: index === 0 ? 1 : 0,
    });
    await draft.write(select, stagedTable(fact), [{ run: partition }]).catch((error: unknown) => {
      throw mappingFault(mapping.file, error) ?? error;
    });
  }
  const [counts] = await all(draft.rows(ofJudged("staging/counts", { runs: [partition] })));
  const lacking = Number(counts?.empty ?? 0) > 0 ? await lackingIn(source, feed, batches, draft) : [];
  return {
    source: source.id,
    run: partition,
    batch: manifests.at(-1)?.batch ?? 0,
    facts: mappings.map(([fact]) => fact),
    landed: rows,
    mapped: Number(counts?.mapped ?? 0),
    quarantined: Number(counts?.quarantined ?? 0),
    lacking,
    latestEventAt: (counts?.latest_event_at as string | null | undefined) ?? null,
  };
}

/** A query that reads what became of the new rows, by whatever they were mapped to. */
export function ofJudged(name: string, params: Readonly<Record<string, ParamValue>>): Select {
  return { query: compose(query(name), { judged: query("staging/judged") }), params };
}

/** The select with those of `known` it asks for. */
export function withParams(asked: Query, known: Readonly<Record<string, ParamValue>>): Select {
  const params = Object.entries(known).filter(([name]) => Object.hasOwn(asked.params, name));
  return { query: asked, params: Object.fromEntries(params) };
}

/** Merges the staged rows into the facts and the quarantine. The cohorts written again, by fact. */
export async function mergeFacts(
  staging: readonly Staging[],
  draft: Draft,
  progress: Progress,
): Promise<Cohorts> {
  if (staging.length === 0) return {};
  const runs = staging.map(({ run }) => run);
  const found = new Map<string, Set<string>>();
  for (const name of ["facts/new_cohorts", "facts/old_cohorts"])
    for await (const row of draft.rows({ query: query(name), params: { runs } }))
      found.set(String(row.fact), (found.get(String(row.fact)) ?? new Set()).add(String(row.cohort)));
  const staged = new Set(staging.flatMap((one) => one.facts));
  const written: Partial<Record<FactName, readonly string[]>> = {};
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
  const sources = staging.map(({ source }) => source);
  const cohorts = [...new Set(Object.values(written).flat())].sort();
  const judged = ofJudged("facts/quarantine", { runs, sources, cohorts });
  const lacking = lackingTable(staging.flatMap((one) => one.lacking ?? []));
  await draft.write(
    { ...judged, query: compose(judged.query, { lacking }) },
    "quarantine",
    sources.map((home) => ({ home })),
  );
  return written;
}

export async function all(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  return Array.fromAsync(rows);
}
