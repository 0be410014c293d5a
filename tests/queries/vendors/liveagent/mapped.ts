/** Records of LiveAgent through its own mappings, as staging runs them. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { type FactName, facts } from "../../../../functions/core/facts.ts";
import { bind } from "../../../../functions/core/query.ts";
import { builtInFacts } from "../../../../functions/core/vendors.ts";
import { queries } from "../../../../queries/index.ts";

export interface Landed {
  readonly stream: string;
  readonly key?: string;
  readonly version?: string;
  readonly op?: string;
  readonly body: object | string;
}

export type Row = Readonly<Record<string, string | null>>;

export type Mapped = Readonly<Partial<Record<FactName, readonly Row[]>>> & {
  /** Rows in no mapping and not known to be unused, and rows in both. */
  readonly lost: readonly string[];
  readonly twice: readonly string[];
};

/** Whom records name. */
export const directory: readonly Landed[] = [
  { stream: "agents", body: { id: "u7", name: "Anna Kovács", status: "A" } },
  { stream: "departments", body: { department_id: "d1", name: "Billing" } },
  { stream: "tags", body: { id: "g1", name: "vip|gold", is_archived: "N" } },
  { stream: "tags", body: { id: "g9", name: "reason: Refund", is_archived: "Y" } },
];

const columns = "row_id source stream key version op batch page body".split(" ");
const ofMembers = "kind member_id native_id name team is_active".split(" ");

/** What every mapping makes of one batch of them; the row_id of the first record is 000001. */
export async function mapped(
  database: DuckDBConnection,
  records: readonly Landed[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Mapped> {
  const rows = records.map(({ stream, key = "", version = "", op = "upsert", body }, index) => {
    const row_id = String(index + 1).padStart(6, "0");
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return { row_id, source: "desk", stream, key, version, op, batch: "1", page: row_id, body: text };
  });
  await table(database, "raw", columns, rows);
  const run = async (name: string): Promise<readonly Row[]> => {
    const { inputs: _, ...query } = queries[`vendors/liveagent/${name}`]!;
    const params = Object.fromEntries(Object.keys(query.params).map((one) => [one, settings[one] ?? ""]));
    return (await database.runAndReadAll(bind(query, params))).getRowObjectsJson() as Row[];
  };
  await table(database, "members", ofMembers, newest(await run("members"), "member_id"));
  const told: Partial<Record<FactName, readonly Row[]>> = {};
  const taken = new Set<string>();
  for (const fact of builtInFacts.liveagent) {
    const all = await run(fact);
    for (const { row_id } of all) taken.add(row_id ?? "");
    told[fact] = newest(all, facts[fact].id);
  }
  const unused = new Set((await run("unused")).map(({ row_id }) => row_id ?? ""));
  return {
    ...told,
    lost: rows.filter(({ row_id }) => !taken.has(row_id) && !unused.has(row_id)).map(({ body }) => body),
    twice: rows.filter(({ row_id }) => taken.has(row_id) && unused.has(row_id)).map(({ body }) => body),
  };
}

async function table(
  database: DuckDBConnection,
  name: string,
  names: readonly string[],
  rows: readonly object[],
) {
  await database.run(
    `create or replace table ${name} as select unnest(from_json($rows::json, $shape), recursive := true)`,
    {
      rows: JSON.stringify(rows),
      shape: JSON.stringify([Object.fromEntries(names.map((one) => [one, "varchar"]))]),
    },
  );
}

/** Of every id the newest version: of two that sort alike the one landed last. */
function newest(rows: readonly Row[], id: string): readonly Row[] {
  const rank = (row: Row) => `${row.version} ${row.row_id}`;
  const found = new Map<string, Row>();
  for (const row of rows) {
    const known = found.get(row[id] ?? "");
    if (known === undefined || rank(known) < rank(row)) found.set(row[id] ?? "", row);
  }
  return [...found.values()].toSorted((a, b) => ((a.row_id ?? "") < (b.row_id ?? "") ? -1 : 1));
}
