/** Records of Zendesk's interface through its own mappings, as staging runs them. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { type FactName, factNames } from "../../../../functions/core/facts.ts";
import { bind } from "../../../../functions/core/query.ts";
import { builtInFacts } from "../../../../functions/core/vendors.ts";
import { queries } from "../../../../queries/index.ts";

export interface Landed {
  readonly stream: string;
  readonly body: object | string;
  readonly version?: string;
  readonly op?: "upsert" | "delete";
}

export type Mapped = Readonly<Record<FactName, readonly Readonly<Record<string, unknown>>[]>> & {
  /** Rows in no mapping and not known to be unused, and rows in both. */
  readonly lost: readonly string[];
  readonly twice: readonly string[];
};

/** What every mapping makes of one batch of them; the row_id of the first record is 1. */
export async function mapped(
  database: DuckDBConnection,
  records: readonly Landed[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Mapped> {
  await database.run(
    `create or replace table raw (row_id varchar, source varchar, stream varchar, key varchar, version varchar,
       op varchar, batch varchar, page varchar, body varchar)`,
  );
  for (const [index, { stream, body, version = "", op = "upsert" }] of records.entries())
    await database.run(
      "insert into raw values ($id, 'support', $stream, $id, $version, $op, '1', $id, $body)",
      {
        id: String(index + 1),
        stream,
        version,
        op,
        body: typeof body === "string" ? body : JSON.stringify(body),
      },
    );
  const run = async (name: string) => {
    const { inputs: _, ...query } = queries[`vendors/zendesk/${name}`]!;
    const params = Object.fromEntries(Object.keys(query.params).map((key) => [key, settings[key] ?? ""]));
    const rows = (await database.runAndReadAll(bind(query, params))).getRowObjectsJson();
    return rows.sort((a, b) => Number(a.row_id) - Number(b.row_id));
  };
  await database.run(
    "create or replace table members (kind varchar, member_id varchar, native_id varchar, name varchar, team varchar, is_active varchar)",
  );
  const members = await run("members");
  for (const each of members)
    await database.run("insert into members values ($kind, $id, $native, $name, null, null)", {
      kind: String(each.kind),
      id: String(each.member_id),
      native: String(each.native_id),
      name: each.name === null ? null : String(each.name),
    });
  const facts = await Promise.all(
    factNames.map(
      async (fact) => [fact, builtInFacts.zendesk.includes(fact) ? await run(fact) : []] as const,
    ),
  );
  const taken = new Set(facts.flatMap(([, rows]) => rows.map(({ row_id }) => String(row_id))));
  const unused = new Set((await run("unused")).map(({ row_id }) => String(row_id)));
  const ids = records.map((_, index) => String(index + 1));
  return {
    ...(Object.fromEntries(facts) as unknown as Record<
      FactName,
      readonly Readonly<Record<string, unknown>>[]
    >),
    lost: ids.filter((id) => !taken.has(id) && !unused.has(id)),
    twice: ids.filter((id) => taken.has(id) && unused.has(id)),
  };
}
