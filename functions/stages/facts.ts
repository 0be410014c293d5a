/** Raw batches -> staged rows, judged. */

import { query } from "../../queries/index.ts";
import type { Config, Source } from "../core/config.ts";
import type { FactName } from "../core/facts.ts";
import type { Manifest } from "../core/landing.ts";
import { mappingFault } from "../core/mapping.ts";
import { compose, type Query } from "../core/query.ts";
import { factsGiven } from "../core/vendors.ts";
import { type ParamValue, type Pointer, type Select, stagedTable } from "../core/warehouse.ts";
import type { Draft, Row, Warehouse } from "../ports.ts";
import type { Progress } from "./compute.ts";
import { type Lacking, lackingIn } from "./lacking.ts";
import type { SourceBatches } from "./land.ts";
import {
  batchName,
  type FactMapping,
  factQuery,
  feedOf,
  givenColumns,
  mappingsOf,
  settingsFor,
  unusedOf,
  unusedQuery,
} from "./mappings.ts";
import { piecesOf } from "./pieces.ts";

/** What became of one source's new rows. */
export interface Staging {
  readonly source: string;
  /** Partitions of the staged tables its rows are in. */
  readonly runs: readonly string[];
  /** Last batch included. */
  readonly batch: number;
  /** What its mappings make of it. */
  readonly facts: readonly FactName[];
  /** Rows the landing counted. */
  readonly landed: number;
  readonly mapped: number;
  readonly quarantined: number;
  /** Of a vendor: rows that are knowingly made into nothing. */
  readonly unused?: number;
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
  const feed = feedOf(source);
  const limits = { items: objectsAtOnce, weight: draft.rawBytesAtOnce, weightOf: bytesOf };
  const pieces = piecesOf(manifests.flatMap(shares), limits).map((some, index) => ({
    landed: landedIn(some, feed),
    run: [run, source.id, ...(index === 0 ? [] : [index + 1])].join("."),
  }));
  const runs = pieces.map((piece) => piece.run);
  const known = { feed, runs, ...saidOf(source, config) };
  const mappings = mappingsOf(source);
  const beside = config.sources.filter(({ contactsIn }) => contactsIn === source.id).flatMap(factsGiven);
  await stageFacts(source, mappings, { known, pieces, beside }, draft, warehouse);
  const [counts] = await all(draft.rows(ofJudged("staging/counts", { runs })));
  let unused = 0;
  for (const piece of pieces)
    unused += await countUnused(source, { ...known, ...of(piece, draft), runs: [piece.run] }, draft);
  draft.attach("landed", landedIn(manifests, feed));
  const batches = manifests.map(({ batch }) => batchName(batch));
  const lacking = Number(counts?.empty ?? 0) > 0 ? await lackingIn(source, feed, batches, draft) : [];
  return {
    source: source.id,
    runs,
    batch: manifests.at(-1)?.batch ?? 0,
    facts: mappings.map(([fact]) => fact),
    landed: rows,
    mapped: Number(counts?.mapped ?? 0),
    quarantined: Number(counts?.quarantined ?? 0),
    unused,
    lacking,
    latestEventAt: (counts?.latest_event_at as string | null | undefined) ?? null,
  };
}

const bytesOf = ({ objects }: Manifest) => objects.reduce((sum, { bytes }) => sum + bytes, 0);

/** A statement names every object it reads, twice, and Athena takes no statement of more than 262,144 bytes. */
const objectsAtOnce = 1_000;

/** A batch by its objects: what is mapped of a row is in that row alone. */
const shares = (one: Manifest): readonly Manifest[] =>
  one.objects.length < 2
    ? [one]
    : one.objects.map((object) => ({ ...one, rows: object.rows, objects: [object] }));

/** The objects of some batches, or of shares of them, as partitions of the raw table. */
function landedIn(some: readonly Manifest[], feed: string): readonly Pointer[] {
  return [...Map.groupBy(some, ({ batch }) => batch)].map(([batch, parts]) => ({
    table: "landed",
    partition: { feed, batch: batchName(batch) },
    location: parts.flatMap(({ objects }) => objects.map(({ key }) => key)).join("\n"),
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    bytes: parts.reduce((sum, part) => sum + bytesOf(part), 0),
  }));
}

/** Objects that are mapped together, and the partition of the staged tables that takes what they give. */
interface Piece {
  readonly landed: readonly Pointer[];
  readonly run: string;
}

/** What a query is told of a piece, which is all that the raw table now holds. */
function of({ landed, run }: Piece, draft: Draft): Known {
  draft.attach("landed", landed);
  return { run, batches: landed.map(({ partition }) => String(partition.batch)) };
}

type Known = Readonly<Record<string, ParamValue>>;

/** What the config says to the staging of a source. */
function saidOf(source: Source, config: Config): Known {
  const mappings = mappingsOf(source).map(([, mapping]) => mapping);
  const unused = unusedOf(source);
  return {
    ...settingsFor(source, unused ? [...mappings, unused] : mappings),
    source: source.id,
    row_zone: source.zone,
    of_answers: "path" in source ? 0 : 1,
    zone: config.organisation.zone,
    contact_source: source.contactsIn,
    keep_comments: source.keepsComments ? 1 : 0,
    currency: config.currency,
    satisfaction_scale: Number(config.parameters.organisation.satisfaction_scale),
    effort_scale: Number(config.parameters.organisation.effort_scale),
  };
}

/**
 * One fact after the other of every piece: members first, which the mappings of the others may read, and last the one that
 * answers for rows that none of them takes, when what they took is staged.
 */
async function stageFacts(
  source: Source,
  mappings: readonly FactMapping[],
  /** `beside`: the facts that are told of its contacts, by whichever source. */
  {
    known,
    pieces,
    beside,
  }: { readonly known: Known; readonly pieces: readonly Piece[]; readonly beside: readonly FactName[] },
  draft: Draft,
  warehouse: Warehouse,
): Promise<void> {
  const [answering] = mappings;
  const unused = unusedOf(source);
  const place = (one: FactMapping) => (one === answering ? 1 : one[0] === "members" ? -1 : 0);
  const ordered = mappings.toSorted((one, other) => place(one) - place(other));
  const named = ordered.some(([fact]) => fact === "members") ? await draft.pointers("members") : [];
  draft.attach(
    "known_members",
    named.map((pointer) => ({ ...pointer, table: "known_members" })),
  );
  for (const one of ordered) {
    const [fact, mapping] = one;
    const given = new Set([...(await givenColumns(source, fact, mapping, warehouse)), ...beside]);
    const others = one === answering ? { isStaged: mappings.length > 1, unused } : undefined;
    const asked = factQuery(fact, mapping, given, others);
    for (const piece of pieces) {
      const select = withParams(asked, { ...known, ...of(piece, draft), leftover: others ? 1 : 0 });
      await draft.write(select, stagedTable(fact), [{ run: piece.run }]).catch((error: unknown) => {
        throw mappingFault(mapping.file, error) ?? error;
      });
    }
  }
}

/** How many rows of a vendor are knowingly made into nothing. */
async function countUnused(source: Source, known: Known, draft: Draft): Promise<number> {
  const unused = unusedOf(source);
  if (unused === undefined) return 0;
  const [found] = await all(draft.rows(withParams(unusedQuery(unused), known)));
  return Number(found?.unused ?? 0);
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

export async function all(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  return Array.fromAsync(rows);
}
