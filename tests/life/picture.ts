/** Everything an installation keeps, as its readers get at it, and where it is not what it was. */

import type { TableName } from "../../functions/core/warehouse.ts";
import type { Lake, Ports } from "../../functions/ports.ts";
import type { Plan } from "../../functions/stages/plan.ts";
import { tables } from "../../queries/tables.ts";
import { queryOf } from "../home.ts";
import { committed } from "../journey/outcome.ts";
import type { Living } from "./places.ts";

export interface Picture {
  /** Rows of each partition of each published table: `table partition` -> rows as text, sorted. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
  /** Objects as they stand, byte for byte: what was sent and archived, the configs, raw batches. */
  readonly kept: Readonly<Record<string, string>>;
  /** Who left, whose links were ended, what links are signed with, what reports were sent. */
  readonly state: Readonly<Record<string, string>>;
}

const keptBelow = ["archive/", "sent/", "config/", "raw/"];
const stateBelow = [
  "state/keys.json",
  "state/installed.json",
  "state/suppressed/",
  "state/unsubscribed/",
  "state/revoked/",
];

export async function pictureOf({ lake, warehouse }: Ports): Promise<Picture> {
  return {
    rows: await rowsOf(warehouse),
    kept: await textsBelow(lake, keptBelow),
    state: await textsBelow(lake, stateBelow),
  };
}

/** By partition, so that one that reads as another's does not go unnoticed. */
async function rowsOf(warehouse: Ports["warehouse"]): Promise<Picture["rows"]> {
  return warehouse.read(async (reader) => {
    const found: Record<string, string[]> = {};
    for (const table of committed) {
      for (const { partition } of await reader.pointers(table)) found[nameOf(table, partition)] = [];
      const columns = tables[table].columns.map(({ name }) => name);
      const query = queryOf(`select ${columns.join(", ")} from ${table}`, [table]);
      for await (const row of reader.rows({ query, params: {} })) {
        const partition = Object.fromEntries(tables[table].partitionedBy.map((name) => [name, row[name]]));
        found[nameOf(table, partition)]?.push(JSON.stringify(row));
      }
    }
    return Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.sort()]));
  });
}

const nameOf = (table: TableName, partition: Readonly<Record<string, unknown>>) =>
  [table, ...tables[table].partitionedBy.map((name) => partition[name])].join(" ");

async function textsBelow(lake: Lake, prefixes: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const prefix of prefixes)
    for await (const { key } of lake.list(prefix))
      found[key] = Buffer.from((await lake.get(key))?.body ?? []).toString("base64");
  return found;
}

/** Parquet files that no pointer of the catalog names, with their bytes. */
export async function unnamed(
  lake: Lake,
): Promise<readonly { readonly key: string; readonly size: number }[]> {
  const stored = await lake.get("state/catalog.json");
  const { tables: pointed } = JSON.parse(Buffer.from(stored?.body ?? []).toString()) as {
    readonly tables: Readonly<Record<string, Readonly<Record<string, { readonly location: string }>>>>;
  };
  const named = Object.values(pointed)
    .flatMap((of) => Object.values(of))
    .flatMap(({ location }) => location.split("\n").map((one) => one.replace(/\*\.parquet$/, "")));
  const found = [];
  for (const prefix of ["facts/", "kpi/"])
    for await (const { key, size } of lake.list(prefix))
      if (!named.some((one) => key === one || (one.endsWith("/") && key.startsWith(one))))
        found.push({ key, size });
  return found;
}

/** What is not as it was, in a line each: of time and a sweep nothing may be. */
export async function faultsSince(before: Picture, living: Living): Promise<readonly string[]> {
  const ports = living.ports();
  const read = await pictureOf(ports).catch((error: unknown) => String(error));
  if (typeof read === "string") return [`the tables cannot be read: ${read}`];
  return [
    ...different("rows of", before.rows, read.rows),
    ...different("object", before.kept, read.kept),
    ...different("state", before.state, read.state),
    ...(await pageFaults(ports.lake)),
    ...living.mirrorFaults(),
  ];
}

function different(
  what: string,
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.entries(before)
    .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key]))
    .map(([key]) => `${what} ${key} ${key in now ? "changed" : "is gone"}`);
}

/** Each report is archived as it was frozen when it was sent. */
async function pageFaults(lake: Lake): Promise<readonly string[]> {
  const faults: string[] = [];
  for await (const { key } of lake.list("sent/")) {
    const [, report, period, name] = key.split("/");
    if (name !== "plan.json") continue;
    const { variants } = JSON.parse(Buffer.from((await lake.get(key))?.body ?? []).toString()) as Plan;
    if (variants.length === 0) faults.push(`${key} holds nothing`);
    for (const { id, page, csv, model } of variants) {
      const folder = `archive/${report}/${period}/${id === "" ? "" : `${id}/`}`;
      const [html, table] = [await lake.get(`${folder}index.html`), await lake.get(`${folder}kpis.csv`)];
      if (Buffer.from(html?.body ?? []).toString() !== page)
        faults.push(`${folder}index.html is not as sent`);
      if (Buffer.from(table?.body ?? []).toString() !== csv) faults.push(`${folder}kpis.csv is not as sent`);
      if (model.period.name !== period) faults.push(`${key} is of another period`);
    }
  }
  return faults;
}
