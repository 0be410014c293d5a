/**
 * New raw batches -> contacts -> components -> KPI tables -> checks -> one commit. Nothing is published unless every
 * check is empty; running again after any crash does what is still missing.
 */

import { query, tables } from "../../queries/index.ts";
import type { Config, Source } from "../core/config.ts";
import { HeldError } from "../core/errors.ts";
import type { FactName } from "../core/facts.ts";
import { factNames, facts as factOf } from "../core/facts.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { type Family, families } from "../core/kpi.ts";
import { addDays, localDate } from "../core/period.ts";
import { fingerprintText } from "../core/query.ts";
import { typedQuery } from "../core/typed.ts";
import { factsGiven } from "../core/vendors.ts";
import type { Consumed, Pointer, TableName } from "../core/warehouse.ts";
import type { Ports, Reader } from "../ports.ts";
import { check } from "./checks.ts";
import { restatedFrom } from "./dirty.ts";
import { familyFingerprint } from "./events.ts";
import { type Staging, stageSources } from "./facts.ts";
import { landingSettings } from "./journal.ts";
import { rebuildKpis } from "./kpis.ts";
import { type SourceBatches, unconsumed } from "./land.ts";
import { mappingsOf, unusedOf } from "./mappings.ts";
import { mergeFacts } from "./merge.ts";

export interface Computed {
  /** Nothing was new: nothing was written. */
  readonly unchanged: boolean;
  readonly generation: number;
  /** Everything was made again from raw, because what the facts are made with changed. */
  readonly rebuilt: boolean;
  readonly landed: number;
  readonly mapped: number;
  readonly quarantined: number;
  /** Rows of vendors that are knowingly made into nothing. */
  readonly unused: number;
  readonly cohorts: number;
  readonly days: number;
}

export type Progress = (message: string) => void;

const committed: readonly TableName[] = [
  ...factNames,
  "quarantine",
  "components",
  "kpi_daily",
  "kpi_weekly",
  "kpi_monthly",
];

/** Brings the tables up to everything landed. Throws HeldError when a check finds rows; hold the compute lease. */
export async function compute(
  input: {
    readonly config: Config;
    readonly run: string;
    /** Give the definitions in force to the days from here on, however old; without it, to the latest. */
    readonly backfillFrom?: string;
    /** Make everything again from raw. */
    readonly rebuild?: boolean;
  },
  ports: Pick<Ports, "lake" | "warehouse">,
  progress: Progress = () => undefined,
): Promise<Computed> {
  const { config } = input;
  const draft = await ports.warehouse.draft(input.run);
  const facts = factsFingerprint(config);
  const rebuilt = draft.state.generation > 0 && (input.rebuild === true || draft.state.facts !== facts);
  if (rebuilt) for (const table of committed) await draft.clear(table);
  const consumed = rebuilt ? {} : draft.state.consumed;

  const fresh = await freshBatches(config, consumed, ports);
  if (rebuilt) requireSomething(config, draft.state.consumed, fresh);
  const staging = await stageSources(
    { config, run: draft.run, batches: fresh },
    draft,
    ports.warehouse,
    progress,
  );
  const cohorts = await mergeFacts(staging, draft, progress);
  const lastDay = lastDayOf([...Object.values(consumed), ...staging], config.organisation.zone);
  const restateFrom = input.backfillFrom ?? restatedSince(lastDay);
  const kpis = await rebuildKpis({ cohorts, facts, settings: config, lastDay, restateFrom }, draft, progress);
  const changed = fresh.length > 0 || rebuilt || kpis.days.length > 0;
  const totals = total(staging);
  if (!changed) {
    // A worker that died after its commit left what it replaced. Without it nothing would remove that before new data come.
    await ports.warehouse.sweep("unswept");
    return { unchanged: true, generation: draft.state.generation, rebuilt, ...totals, cohorts: 0, days: 0 };
  }

  progress("running the checks");
  await check({ staging, cohorts: kpis.cohorts, days: kpis.days }, draft);
  progress("publishing");
  await draft.commit(advanced(consumed, staging), facts);
  await ports.warehouse.sweep();
  return {
    unchanged: false,
    generation: draft.state.generation + 1,
    rebuilt,
    ...totals,
    cohorts: new Set(Object.values(cohorts).flat()).size,
    days: kpis.days.length,
  };
}

/** So many days back a changed definition is applied at once. */
const restateDays = 35;

/** The first day of the month that lies so far back, so that a whole month has one definition. */
function restatedSince(lastDay: string): string {
  return `${addDays(lastDay, -restateDays - 3).slice(0, 7)}-01`;
}

/** A local day that no event lies after: what may lie ahead is not asked for by the hour. */
function lastDayOf(sources: readonly { readonly latestEventAt: string | null }[], zone: string): string {
  const latest = sources.reduce<string | null>((so, { latestEventAt }) => later(so, latestEventAt), null);
  return addDays(localDate(latest ?? "1970-01-02T00:00:00Z", zone), 3);
}

/** Everything the facts are made with: staging and fact SQL, mappings, landing settings, zones. */
export function factsFingerprint(config: Config): string {
  const sources = [...config.sources].sort((a, b) => (a.id < b.id ? -1 : 1));
  const told = factNames.filter((fact) => sources.some((source) => factsGiven(source).includes(fact)));
  return fingerprint([
    config.organisation.zone,
    ...["staging/raw", "staging/raw_rows", "staging/taken", "facts/quarantine"].map((name) =>
      fingerprintText(query(name).text),
    ),
    ...told.flatMap((fact) => factSql(fact).map(fingerprintText)),
    ...(told.includes("status_changes") ? [fingerprintText(query("facts/derived").text)] : []),
    ...(told.includes("members") ? [fingerprintText(query("staging/directory").text)] : []),
    ...(told.includes("costs") ? [config.currency] : []),
    ...(told.includes("surveys")
      ? [config.parameters.organisation.satisfaction_scale, config.parameters.organisation.effort_scale].map(
          String,
        )
      : []),
    ...sources.flatMap((source) => [
      source.id,
      source.zone,
      source.contactsIn,
      String(source.keepsComments),
      landingSettings(source),
      ...mappingsOf(source).flatMap(([fact, { text }]) => [fact, fingerprintText(text)]),
      ...(source.type === "files" ? [] : vendorParts(source)),
    ]),
  ]);
}

/** What of a vendor decides what its rows are made into, beside its mappings. */
function vendorParts(source: Exclude<Source, { readonly type: "files" }>): readonly string[] {
  return [
    fingerprintText(unusedOf(source)?.text ?? ""),
    JSON.stringify(Object.entries(source.settings).sort()),
  ];
}

function factSql(fact: FactName): readonly string[] {
  const everyColumn = new Set(factOf[fact].columns.map(({ name }) => name));
  return [
    typedQuery(fact, everyColumn).text,
    query(`staging/${fact}`).text,
    query(`facts/${fact}`).text,
    // Of tables made without it, nobody knows which days a source tells of.
    tables[fact].lists ?? "",
  ];
}

/** Whether the tables were made with other SQL, mappings, settings or zones than those in force. */
export async function tablesOutdated(config: Config, reader: Reader): Promise<boolean> {
  const facts = factsFingerprint(config);
  if (reader.state.generation === 0) return false;
  if (reader.state.facts !== facts) return true;
  const prints = new Map<string, string>(
    families.map((family) => [family, familyFingerprint(family, config, facts)]),
  );
  const since = restatedSince(lastDayOf(Object.values(reader.state.consumed), config.organisation.zone));
  const older = ({ partition, location, fingerprint: print }: Pointer) =>
    location !== "" &&
    print !== prints.get(partition.family as string) &&
    (partition.period_start as string) >= restatedFrom(partition.family as Family, since);
  return (await reader.pointers("kpi_daily")).some(older);
}

/** A rebuild that would find nothing of a source that had rows is a mistake in its settings: the tables stay as they are. */
function requireSomething(
  config: Config,
  had: Readonly<Record<string, Consumed>>,
  fresh: readonly SourceBatches[],
): void {
  const lost = config.sources
    .map(({ id }) => id)
    .filter((id) => (had[id]?.landed ?? 0) > 0 && !fresh.some(({ source }) => source === id));
  if (lost.length === 0) return;
  throw new HeldError(
    `The run is held: with the settings in force nothing of ${lost.join(", ")} has landed, so the rows it had would be lost. ` +
      "Readers keep the tables they had. Mend the source in the config, or its files, and run again.",
  );
}

async function freshBatches(
  config: Config,
  consumed: Readonly<Record<string, Consumed>>,
  ports: Pick<Ports, "lake">,
): Promise<readonly SourceBatches[]> {
  const all = await Promise.all(
    config.sources.map((source) => unconsumed(ports.lake, source.id, consumed[source.id]?.batch ?? 0)),
  );
  return all.filter(({ manifests }) => manifests.length > 0);
}

function total(staging: readonly Staging[]): Pick<Computed, "landed" | "mapped" | "quarantined" | "unused"> {
  const sum = (pick: (one: Staging) => number) => staging.reduce((so, one) => so + pick(one), 0);
  return {
    landed: sum((one) => one.landed),
    mapped: sum((one) => one.mapped),
    quarantined: sum((one) => one.quarantined),
    unused: sum((one) => one.unused ?? 0),
  };
}

function advanced(
  consumed: Readonly<Record<string, Consumed>>,
  staging: readonly Staging[],
): Record<string, Consumed> {
  const next: Record<string, Consumed> = { ...consumed };
  for (const one of staging) {
    const before = next[one.source];
    const unused = (before?.unused ?? 0) + (one.unused ?? 0);
    next[one.source] = {
      batch: one.batch,
      landed: (before?.landed ?? 0) + one.landed,
      mapped: (before?.mapped ?? 0) + one.mapped,
      quarantined: (before?.quarantined ?? 0) + one.quarantined,
      ...(unused > 0 && { unused }),
      latestEventAt: later(before?.latestEventAt ?? null, one.latestEventAt),
    };
  }
  return next;
}

const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a);
