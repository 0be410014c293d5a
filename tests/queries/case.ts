/** A case: a folder of rows. What goes in, the files of the real pipeline that make something of it, what must come out. */

import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import { csvReader } from "../../functions/connectors/csv.ts";
import {
  type BusinessHours,
  type Settings as CoreSettings,
  type Dimension,
  type Source,
  usualSettings,
} from "../../functions/core/config.ts";
import { type FactName, factNames, facts } from "../../functions/core/facts.ts";
import { type Family, kpiOf } from "../../functions/core/kpi.ts";
import { mappingColumns } from "../../functions/core/mapping.ts";
import { type Parameters, usualParameters } from "../../functions/core/parameters.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { check } from "../../functions/stages/checks.ts";
import { stageSources } from "../../functions/stages/facts.ts";
import { rebuildKpis } from "../../functions/stages/kpis.ts";
import { mergeFacts } from "../../functions/stages/merge.ts";
import { configOf } from "../home.ts";
import { sourceOf } from "../memory.ts";
import { type MemoryDraft, memoryDraft } from "./memory-draft.ts";

/** A row of a CSV, as text by column. */
export type Cells = Readonly<Record<string, string>>;

export interface Settings {
  /** The organisation's zone, and that of times without one. */
  readonly zone: string;
  readonly row_zone: string;
  /** When every row landed, and up to when the data are complete. */
  readonly landed_at: string;
  /** Of core/parameters.ts, where a case needs other values than the usual ones. */
  readonly parameters?: Partial<Parameters["organisation"]>;
  readonly by_channel?: Parameters["byChannel"];
  readonly by_department?: Parameters["byDepartment"];
  readonly business_hours?: BusinessHours;
  readonly dimensions?: readonly Dimension[];
  readonly currency?: string;
}

const usual = { zone: "Europe/Budapest", landed_at: "2027-01-01T00:00:00Z" };

export interface Case {
  readonly folder: string;
  /** The folder above: a KPI, or `staging`. */
  readonly about: string;
  /** The folder's name, in words. */
  readonly fact: string;
  /** Of a staging case: whose staged table it is about. */
  readonly staged: FactName;
  readonly settings: Settings;
  readonly expected: readonly Cells[];
}

/** Every folder below this one that holds an expected.csv, sorted. */
export function cases(): readonly Case[] {
  return globSync("*/*/expected.csv", { cwd: import.meta.dirname })
    .sort()
    .map((path) => {
      const folder = join(import.meta.dirname, path, "..");
      const given = existsSync(join(folder, "params.json")) ? read(folder, "params.json") : "{}";
      const { fact: staged = "contacts", ...rest } = JSON.parse(given) as Partial<Settings> & {
        readonly fact?: FactName;
      };
      const settings = { ...usual, ...rest };
      return {
        folder,
        about: basename(join(folder, "..")),
        fact: basename(folder).replaceAll("_", " "),
        staged,
        settings: { row_zone: settings.zone, ...settings },
        expected: parse(read(folder, "expected.csv"), {
          columns: true,
          comment: "#",
          comment_no_infix: true,
        }) as Cells[],
      };
    });
}

/**
 * Runs what is in the folder through reading, mapping, staging, facts, components, sums and checks. Each contacts*.csv
 * is a batch and a run of its own, in name order; messages*.csv and the other facts, each a source of its own, come with
 * the contacts of the same place in the order. mapping.sql stands in for the plain mapping of the contacts' columns.
 */
export async function built(one: Case, database: DuckDBConnection): Promise<MemoryDraft> {
  const draft = await memoryDraft(database);
  const runs = Math.max(...factNames.map((fact) => filesOf(one, fact).length));
  for (let run = 0; run < runs; run++) {
    const files = factNames.flatMap((fact) => {
      const file = filesOf(one, fact)[run];
      return file === undefined ? [] : bySource(exported(one, fact, file));
    });
    for (const { source, records } of files) await land(draft, source.id, run + 1, records, one.settings);
    await computeBatch(draft, run + 1, files, one);
  }
  return draft;
}

/** The exports of one fact, in name order. */
export const filesOf = ({ folder }: Case, fact: FactName) => globSync(`${fact}*.csv`, { cwd: folder }).sort();

/** The source a fact's exports are of: what belongs to contacts belongs to those of the helpdesk. */
export const sourceIdOf = (fact: FactName) => (fact === "contacts" ? "helpdesk" : fact.replaceAll("_", "-"));

interface Exported {
  readonly source: Source;
  readonly records: readonly RawRecord[];
}

function exported({ folder, settings }: Case, fact: FactName, file: string): Exported {
  const text = read(folder, file);
  const header = (text.split("\n")[0] ?? "").split(",");
  const version = header.includes("version") ? "version" : undefined;
  const reader = csvReader({
    file,
    encoding: "utf-8",
    key: facts[fact].id,
    version,
    personal: [],
    hashed: [],
  });
  const mapping = { file: "mapping.sql", text: mappingOf(folder, fact, header) };
  return {
    source: sourceOf({
      id: sourceIdOf(fact),
      zone: settings.row_zone,
      mappings: { [fact]: mapping },
      contactsIn: "helpdesk",
    }),
    records: reader({ text, line: 1, invalid: [], last: true }),
  };
}

/** The rows of each source, where a column `source` names another one. */
function bySource({ source, records }: Exported): readonly Exported[] {
  const sourceIn = ({ body }: RawRecord) => (JSON.parse(body) as Cells).source ?? source.id;
  const named = Map.groupBy(records, sourceIn);
  if (named.size === 0) return [{ source, records }];
  return [...named].map(([id, own]) => ({ source: { ...source, id }, records: own }));
}

function mappingOf(folder: string, fact: FactName, header: readonly string[]): string {
  if (fact === "contacts" && existsSync(join(folder, "mapping.sql"))) return read(folder, "mapping.sql");
  return plainMapping(fact, header);
}

/** Selects what of an export's header a mapping of this fact may have. */
export function plainMapping(fact: FactName, header: readonly string[]): string {
  const columns = header
    .filter((name) => mappingColumns(fact).includes(name))
    .map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`);
  return `select row_id, ${columns.join(", ")} from raw`;
}

/** Puts records where a landing would, as one batch of their source. */
export async function land(
  draft: MemoryDraft,
  source: string,
  batch: number,
  records: readonly RawRecord[],
  settings: Pick<Settings, "landed_at">,
) {
  const rows = records.map(({ key, version, op, page, body }) => {
    const cells = [source, "", "contacts", key, version, "", op, settings.landed_at, "run", page, body];
    return [...cells, `${source}/contacts`, String(batch).padStart(9, "0")];
  });
  if (rows.length > 0)
    await draft.execute(
      `insert into landed values ${rows.map((cells) => `(${cells.map(quoted)})`).join(", ")}`,
    );
}

async function computeBatch(
  draft: MemoryDraft,
  batch: number,
  files: readonly Exported[],
  { settings, about }: Case,
): Promise<void> {
  const sources = files.map(({ source }) => source);
  const config = { ...configOf(settings.zone, sources), ...settingsOf(settings) };
  const [stream, run] = ["contacts", "run"];
  const batches = files.map(({ source, records: { length: rows } }) => ({
    source: source.id,
    manifests: [{ batch, source: source.id, stream, run, objects: [], rows, files: [] }],
  }));
  const silent = () => undefined;
  const staging = await stageSources(
    { config, run: `run-${batch}`, batches },
    draft,
    draft as unknown as Warehouse,
    silent,
  );
  const cohorts = await mergeFacts(staging, draft, silent);
  const lastDay = settings.landed_at.slice(0, 10);
  // All families are made elsewhere; here, of three hundred cases, each makes what it is about.
  const families = familiesOf(about);
  const input = { cohorts, facts: "facts", settings: config, lastDay, families };
  const made = await rebuildKpis(input, draft, silent);
  const counted = families.includes("volume") ? made.cohorts : [];
  await check({ staging, cohorts: counted, days: made.days }, draft);
}

function familiesOf(about: string): readonly Family[] {
  const family = kpiOf(about)?.family;
  if (family === undefined) return [];
  return family === "costs" ? ["handling", "costs"] : [family];
}

/** What the case says of its organisation, over what is usual. */
export function settingsOf(settings: Settings): CoreSettings {
  return {
    ...usualSettings,
    dimensions: settings.dimensions ?? ["location", "product", "queue"],
    currency: settings.currency ?? usualSettings.currency,
    businessHours: settings.business_hours ?? null,
    parameters: {
      organisation: {
        ...usualParameters.organisation,
        ...(settings.parameters as Parameters["organisation"]),
      },
      byChannel: { ...usualParameters.byChannel, ...settings.by_channel },
      byDepartment: settings.by_department ?? {},
    },
  };
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
