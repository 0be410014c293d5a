/** Raw batches -> staged rows, judged -> contacts and quarantine, cohort by cohort. */

import { query } from "../../queries/index.ts";
import type { Config, Source } from "../core/config.ts";
import { QueryError } from "../core/errors.ts";
import {
  completeMapping,
  mappingError,
  mappingFault,
  mappingProblems,
  mappingQuery,
} from "../core/mapping.ts";
import { bind, compose, type Query } from "../core/query.ts";
import type { Draft, Row, Warehouse } from "../ports.ts";
import type { Progress } from "./compute.ts";
import type { SourceBatches } from "./land.ts";

/** What became of one source's new rows. */
export interface Staging {
  readonly source: string;
  /** Partition of staged_contacts its rows are in. */
  readonly run: string;
  /** Last batch included. */
  readonly batch: number;
  /** Rows the landing counted. */
  readonly landed: number;
  readonly mapped: number;
  readonly quarantined: number;
  readonly latestEventAt: string | null;
}

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
  const select = {
    query: compose(query("staging/contacts"), {
      raw: query("staging/raw"),
      mapping: mappingQuery(source.mapping.file, source.mapping.text),
      mapped: await mapped(source, warehouse),
      raw_rows: query("staging/raw_rows"),
    }),
    params: { feed, batches, run: partition, row_zone: source.zone, zone: config.organisation.zone },
  };
  await draft.write(select, "staged_contacts", [{ run: partition }]).catch((error: unknown) => {
    throw mappingFault(source.mapping.file, error) ?? error;
  });
  const [counts] = await all(draft.rows({ query: query("staging/counts"), params: { runs: [partition] } }));
  return {
    source: source.id,
    run: partition,
    batch: manifests.at(-1)?.batch ?? 0,
    landed: rows,
    mapped: Number(counts?.mapped ?? 0),
    quarantined: Number(counts?.quarantined ?? 0),
    latestEventAt: (counts?.latest_event_at as string | null | undefined) ?? null,
  };
}

/** The mapping with every column it may have left out; throws QueryError naming each thing that is wrong with it. */
export async function mapped(source: Pick<Source, "id" | "mapping">, warehouse: Warehouse): Promise<Query> {
  const { file, text } = source.mapping;
  const mapping = mappingQuery(file, text);
  if (mapping.text.trim() === "")
    throw new QueryError(
      `${file}: the mapping is empty. Write a select over raw; \`npm run raport -- init\` shows one.`,
    );
  const described = compose(mapping, { raw: query("staging/raw") });
  const params = { feed: `${source.id}/contacts`, batches: [batchName(1)] };
  let columns: readonly { readonly name: string; readonly type: string }[];
  try {
    // Engines differ in whose case they keep, and none of them tells names apart by it.
    const found = await warehouse.describe({ query: described, params });
    columns = found.map(({ name, type }) => ({ name: name.toLowerCase(), type }));
  } catch (error) {
    // An engine that cannot be reached says nothing about the mapping.
    if (!(error instanceof QueryError)) throw error;
    throw mappingError(file, mapping, bind(described, params), error);
  }
  const problems = mappingProblems(source.mapping, columns);
  if (problems.length > 0) throw new QueryError(problems.join("\n"));
  return completeMapping(columns);
}

/** Merges the staged rows into contacts and quarantine. The cohorts rewritten, sorted. */
export async function mergeFacts(
  staging: readonly Staging[],
  draft: Draft,
  progress: Progress,
): Promise<readonly string[]> {
  if (staging.length === 0) return [];
  const runs = staging.map(({ run }) => run);
  const touched = new Set<string>();
  for (const name of ["facts/new_cohorts", "facts/old_cohorts"])
    for await (const row of draft.rows({ query: query(name), params: { runs } }))
      touched.add(String(row.cohort));
  const cohorts = [...touched].sort();
  progress(`contacts of ${cohorts.length.toLocaleString("en")} days`);
  if (cohorts.length > 0)
    await draft.write(
      { query: query("facts/contacts"), params: { runs, cohorts } },
      "contacts",
      cohorts.map((cohort) => ({ cohort })),
    );
  const sources = staging.map(({ source }) => source);
  await draft.write(
    { query: query("facts/quarantine"), params: { runs, sources, cohorts } },
    "quarantine",
    sources.map((home) => ({ home })),
  );
  return cohorts;
}

const batchName = (batch: number) => String(batch).padStart(9, "0");

export async function all(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  return Array.fromAsync(rows);
}
