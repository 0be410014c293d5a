/** What a home says in the end, in a form that two homes share when nothing that matters differs. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Pointer, TableName } from "../../functions/core/warehouse.ts";
import { outboxOf } from "../../functions/local.ts";
import type { Ports, Reader } from "../../functions/ports.ts";
import { tables } from "../../queries/tables.ts";
import { parseEml } from "../contracts/eml.ts";
import { queryOf } from "../home.ts";

export const committed = [
  "contacts",
  "quarantine",
  "components",
  "kpi_daily",
  "kpi_weekly",
  "kpi_monthly",
] as const satisfies readonly TableName[];

export interface Outcome {
  /** Rows of each table as text, sorted. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  /** Partitions the catalog knows, with their rows, fingerprints and lists. */
  readonly partitions: Readonly<Record<string, readonly string[]>>;
  /** Every object below `archive/` and `sent/`, byte for byte. */
  readonly archive: Readonly<Record<string, string>>;
  readonly ledger: Readonly<Record<string, string>>;
  /** Every object below `state/`, without what names a worker. */
  readonly state: Readonly<Record<string, unknown>>;
  /** File name -> text. */
  readonly outbox: Readonly<Record<string, string>>;
}

/** Reads a home that is at rest. */
export async function outcomeOf(home: string, { lake, warehouse }: Ports): Promise<Outcome> {
  const read = await warehouse.read(async (reader) => ({
    tables: await perTable((table) => rowsOf(table, reader)),
    partitions: await perTable(async (table) => (await reader.pointers(table)).map(shown).sort()),
  }));
  return {
    ...read,
    archive: await objects(lake, "archive/"),
    ledger: await objects(lake, "sent/"),
    state: stateOf(await objects(lake, "state/")),
    outbox: outboxFiles(home),
  };
}

const perTable = async (look: (table: TableName) => Promise<readonly string[]>) =>
  Object.fromEntries(await Promise.all(committed.map(async (table) => [table, await look(table)] as const)));

async function rowsOf(table: TableName, reader: Reader): Promise<readonly string[]> {
  const columns = tables[table].columns.map(({ name }) => name);
  // When a bad row landed is the time of the machine, which differs from worker to worker; `now` does not.
  const compared = columns.filter((name) => name !== "fetched_at");
  const query = queryOf(`select ${compared.join(", ")} from ${table}`, [table]);
  const rows = await Array.fromAsync(reader.rows({ query, params: {} }));
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** Without its file, which is named after the run that wrote it, and the bytes, which times of landing are part of. */
export function shown({ partition, rows, sharedRows, lists, fingerprint }: Pointer): string {
  return JSON.stringify({ partition, rows, sharedRows, lists, fingerprint });
}

async function objects(lake: Ports["lake"], prefix: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const { key } of lake.list(prefix))
    found[key] = Buffer.from((await lake.get(key))?.body ?? []).toString();
  return found;
}

interface LandedState {
  readonly run: string;
  readonly last: { readonly run: string; readonly objects: readonly object[] } | null;
}

/** What is below `state/`, by key, without what names a worker. */
export function stateOf(found: Readonly<Record<string, string>>): Record<string, unknown> {
  const entries = Object.entries(found).flatMap(([key, text]): (readonly [string, unknown])[] => {
    // Who held a lease last, and until when, is all a lease says.
    if (key.startsWith("state/leases/")) return [];
    // Compared as `partitions`.
    if (key === "state/catalog.json") return [];
    // What links are signed with is made by chance, once.
    if (key === "state/keys.json") return [[key, (JSON.parse(text) as { keys: unknown[] }).keys.length]];
    const value = JSON.parse(text) as unknown;
    // When it was tried is the time of the machine.
    if (key.startsWith("state/attempts/")) return [[key, { ...(value as object), doneAt: null }]];
    return [[key, key.startsWith("state/sources/") ? withoutWorker(value as LandedState) : value]];
  });
  return Object.fromEntries(entries);
}

/** The run that landed a batch is part of its objects' keys and, in every line, of their bytes. Their rows stay. */
function withoutWorker({ run: _, last, ...state }: LandedState): object {
  if (last === null) return { ...state, last };
  const { run: __, objects: parts, ...manifest } = last;
  return { ...state, last: { ...manifest, rows: parts.map((part) => ("rows" in part ? part.rows : null)) } };
}

/** What readers see, whatever their links are signed with. */
function outboxFiles(home: string): Record<string, string> {
  const folder = outboxOf(home);
  const names = readdirSync(folder).filter((name) => name !== ".tmp");
  return Object.fromEntries(
    names.sort().map((name) => {
      const body = readFileSync(join(folder, name));
      return [name, withoutSignatures(name.endsWith(".eml") ? readableOf(body) : body.toString())];
    }),
  );
}

/** A message without the line between its parts, which depends on all that is in them. */
export function readableOf(body: Uint8Array): string {
  const { headers, parts } = parseEml(body);
  const kept = headers.filter(([name]) => name !== "content-type");
  return [...kept.map((header) => header.join(": ")), ...parts.map(({ content }) => content)].join("\n");
}

export const withoutSignatures = (text: string) =>
  text.replaceAll(
    /(\/(?:open|unsubscribe)\/)[0-9a-z]+\.([\w-]+)\.[\w-]+/g,
    (_, path: string, claims: string) => path + Buffer.from(claims, "base64url").toString(),
  );
