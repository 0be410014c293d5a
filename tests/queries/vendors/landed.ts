/** Records of a source read from a folder, through its vendor's own mappings: what each fact of the newest version says. */

import type { DuckDBConnection } from "@duckdb/node-api";
import type { Connector, RawRecord } from "../../../functions/connectors/connector.ts";
import { redact } from "../../../functions/connectors/redact.ts";
import type { DropType, VendorSettings } from "../../../functions/core/config.ts";
import { type FactName, facts } from "../../../functions/core/facts.ts";
import { bind } from "../../../functions/core/query.ts";
import { builtInFacts } from "../../../functions/core/vendors.ts";
import { queries } from "../../../queries/index.ts";

export type Told = Readonly<Record<string, string | null>>;

export interface Landed extends RawRecord {
  readonly stream: string;
}

/** A hash that tests can read. */
export const hashed = (text: string): string => `h:${text}`;

/** The records of every stream, redacted as the landing does. */
export function redacted(
  connector: Connector,
  read: Readonly<Record<string, readonly RawRecord[]>>,
): Landed[] {
  return connector.streams.flatMap(({ name, personal }) =>
    (read[name] ?? []).map((record) => ({
      ...record,
      stream: name,
      body: personal === null ? record.body : redact(record.body, personal, hashed),
    })),
  );
}

/** What each mapping makes of the records; of every id the newest version, and rows that nothing takes. */
export async function toldBy(
  type: DropType,
  database: DuckDBConnection,
  records: readonly Landed[],
  settings: VendorSettings = {},
) {
  const rows = records
    .filter(({ op }) => op !== "reject")
    .map(({ stream, key, version, op, page, body }, n) => ({
      ...{ row_id: `${String(n + 1).padStart(9, "0")}`, source: "calls", stream, key, version, op },
      ...{ batch: "1", page, body },
    }));
  const columns = "row_id source stream key version op batch page body".split(" ");
  await database.run(
    `create or replace table raw as select unnest(from_json($rows::json, $shape), recursive := true)`,
    {
      rows: JSON.stringify(rows),
      shape: JSON.stringify([Object.fromEntries(columns.map((name) => [name, "varchar"]))]),
    },
  );
  const run = async (name: string): Promise<Told[]> => {
    const { inputs: _, ...query } = queries[`vendors/${type}/${name}`]!;
    const params = Object.fromEntries(Object.keys(query.params).map((one) => [one, settings[one] ?? ""]));
    return (await database.runAndReadAll(bind(query, params))).getRowObjectsJson() as Told[];
  };
  const taken = new Set((await run("unused")).map(({ row_id }) => row_id));
  const told: Partial<Record<FactName, readonly Told[]>> = {};
  for (const fact of builtInFacts[type]) {
    const all = await run(fact);
    for (const { row_id } of all) taken.add(row_id ?? "");
    told[fact] = newestOf(all, facts[fact].id);
  }
  const lost = rows.filter(({ row_id }) => !taken.has(row_id)).map(({ body }) => body);
  return { ...told, lost } as Readonly<Record<FactName, readonly Told[]>> & {
    readonly lost: readonly string[];
  };
}

function newestOf(rows: readonly Told[], id: string): readonly Told[] {
  const rank = (row: Told) => `${row.version} ${row.row_id}`;
  const newest = new Map<string, Told>();
  for (const row of rows) {
    const known = newest.get(row[id] ?? "");
    if (known === undefined || rank(known) < rank(row)) newest.set(row[id] ?? "", row);
  }
  return [...newest.values()].filter(({ is_deleted }) => is_deleted !== "true");
}
