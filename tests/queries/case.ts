/** A case: a folder of rows. What goes in, the files of the real pipeline that make something of it, what must come out. */

import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import type { RawRecord } from "../../functions/connectors/connector.ts";
import { csvReader } from "../../functions/connectors/csv.ts";
import { optionalColumns, requiredColumns } from "../../functions/core/mapping.ts";
import type { Warehouse } from "../../functions/ports.ts";
import { check } from "../../functions/stages/checks.ts";
import { mergeFacts, stageSources } from "../../functions/stages/facts.ts";
import { rebuildKpis } from "../../functions/stages/kpis.ts";
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
}

const usual = { zone: "Europe/Budapest", landed_at: "2027-01-01T00:00:00Z" };

export interface Case {
  readonly folder: string;
  /** The folder above: a KPI, or `staging`. */
  readonly about: string;
  /** The folder's name, in words. */
  readonly fact: string;
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
      const settings = { ...usual, ...(JSON.parse(given) as Partial<Settings>) };
      return {
        folder,
        about: basename(join(folder, "..")),
        fact: basename(folder).replaceAll("_", " "),
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
 * is a batch and a run of its own, in name order; mapping.sql stands in for the plain mapping of its columns.
 */
export async function built({ folder, settings }: Case, database: DuckDBConnection): Promise<MemoryDraft> {
  const draft = await memoryDraft(database);
  const files = globSync("contacts*.csv", { cwd: folder }).sort();
  for (const [index, file] of files.entries()) {
    const text = read(folder, file);
    const header = (text.split("\n")[0] ?? "").split(",");
    const records = recordsOf(file, header, text);
    await land(draft, index + 1, records, settings);
    await computeBatch(draft, index + 1, records.length, mappingOf(folder, header), settings);
  }
  return draft;
}

function recordsOf(file: string, header: readonly string[], text: string): readonly RawRecord[] {
  const version = header.includes("version") ? "version" : undefined;
  const reader = csvReader({ file, encoding: "utf-8", key: "contact_id", version, personal: [] });
  return reader({ text, line: 1, invalid: [], last: true });
}

function mappingOf(folder: string, header: readonly string[]): string {
  if (existsSync(join(folder, "mapping.sql"))) return read(folder, "mapping.sql");
  const known: readonly string[] = [...requiredColumns, ...optionalColumns];
  const columns = header
    .filter((name) => known.includes(name))
    .map((name) => `json_extract_scalar(body, '$.${name}') as ${name}`);
  return `select row_id, ${columns.join(", ")} from raw`;
}

async function land(draft: MemoryDraft, batch: number, records: readonly RawRecord[], settings: Settings) {
  const rows = records.map(({ key, version, op, page, body }) => {
    const cells = ["helpdesk", "", "contacts", key, version, "", op, settings.landed_at, "run", page, body];
    return [...cells, "helpdesk/contacts", String(batch).padStart(9, "0")];
  });
  if (rows.length > 0)
    await draft.execute(
      `insert into landed values ${rows.map((cells) => `(${cells.map(quoted)})`).join(", ")}`,
    );
}

async function computeBatch(
  draft: MemoryDraft,
  batch: number,
  rows: number,
  mapping: string,
  { zone, row_zone }: Settings,
): Promise<void> {
  const config = configOf(zone, [
    sourceOf({ zone: row_zone, mapping: { file: "mapping.sql", text: mapping } }),
  ]);
  const manifest = {
    batch,
    source: "helpdesk",
    stream: "contacts",
    run: "run",
    objects: [],
    rows,
    files: [],
  };
  const batches = [{ source: "helpdesk", manifests: [manifest] }];
  const silent = () => undefined;
  const staging = await stageSources(
    { config, run: `run-${batch}`, batches },
    draft,
    draft as unknown as Warehouse,
    silent,
  );
  const cohorts = await mergeFacts(staging, draft, silent);
  const made = await rebuildKpis({ cohorts, facts: "facts" }, draft, silent);
  await check({ staging, cohorts: made.cohorts, days: made.days }, draft);
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
