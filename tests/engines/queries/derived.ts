/** Selects the product runs only as parts of others, or that find rows only where data are bad: made from recorded ones. */

import { globSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quoted, view } from "../../../functions/adapters/local/views.ts";
import { factNames } from "../../../functions/core/facts.ts";
import { mappingQuery } from "../../../functions/core/mapping.ts";
import { compose, type Query } from "../../../functions/core/query.ts";
import type { Pointer, Reading, TableName } from "../../../functions/core/warehouse.ts";
import { query } from "../../../queries/index.ts";
import type { Recorder } from "./recorded.ts";

const mappings = "config/mappings";

/** Names of the mappings, as the runs over them are called. */
export const mappingNames: readonly string[] = globSync(`${mappings}/*.sql`).sort();

const stagings: readonly string[] = factNames.map((fact) => `staging/${fact}`);

/** staging/raw and staging/raw_rows are read by every fact's staging, a mapping reads staging/raw; the counts read what is judged, and the exclusions what waits; what is taken is of the same tables. */
export function addStagingInputs(recorder: Recorder): void {
  for (const one of recorder.recorded) {
    if (one.select.query.name === "staging/counts") {
      const { runs } = one.select.params as { runs: readonly string[] };
      recorder.add({ ...one, select: { query: query("staging/judged"), params: { runs } } });
      for (const run of runs)
        recorder.add({ ...one, select: { query: query("staging/taken"), params: { run } } });
    }
    if (one.select.query.name === "values/exclusions")
      recorder.add({ ...one, select: { query: query("values/waiting"), params: one.select.params } });
    if (!stagings.includes(one.select.query.name)) continue;
    const { feed, batches } = one.select.params as { feed: string; batches: readonly string[] };
    const add = (part: Query) => recorder.add({ ...one, select: { query: part, params: { feed, batches } } });
    for (const name of ["staging/raw", "staging/raw_rows"]) add(query(name));
    for (const file of mappingNames) {
      const mapping = mappingQuery(file, readFileSync(file, "utf8"));
      // Its own export, and whatever has the columns every case has.
      if (!one.during.startsWith("cases")) add(compose(mapping, { raw: query("staging/raw") }));
    }
  }
}

/** What good data become so that checks find something. A table not named here stays as it is. */
const spoilt: Readonly<Partial<Record<TableName, string>>> = {
  contacts:
    "SELECT * REPLACE (opened_at - INTERVAL 1 HOUR AS resolved_at) FROM contacts UNION ALL SELECT * FROM contacts",
  staged_contacts: "SELECT * FROM staged_contacts WHERE length(contact_id) % 2 = 0",
  kpi_daily:
    "SELECT * REPLACE (CASE WHEN grain = 'all' THEN numerator ELSE numerator + 1 END AS numerator) FROM kpi_daily",
};

/** Every check that ran in the journey, over spoilt tables. */
export async function addSpoiltChecks(recorder: Recorder, database: DuckDBConnection): Promise<void> {
  const checks = recorder.recorded.filter(
    ({ select, during }) => select.query.name.startsWith("checks/") && during === "the journey",
  );
  for (const [index, one] of checks.entries()) {
    const folder = `spoilt/${index}`;
    mkdirSync(join(one.home, folder), { recursive: true });
    const reading: Record<string, readonly Pointer[]> = {};
    for (const [name, pointers = []] of Object.entries(one.reading)) {
      const table = name as TableName;
      const location = `${folder}/${name}.parquet`;
      await database.run(view(one.home, table, pointers));
      await database.run(
        `COPY (${spoilt[table] ?? `SELECT * FROM ${table}`}) TO ${quoted(join(one.home, location))} (FORMAT parquet)`,
      );
      reading[name] = [{ table, partition: {}, location, rows: 1, bytes: 0 }];
    }
    recorder.add({ ...one, reading: reading as Reading, during: "spoilt tables" });
  }
}

/** What to do about a query nothing here gives rows. */
export function advice(name: string): string {
  if (name.startsWith("checks/"))
    return `No check found a row: say in \`spoilt\` of tests/engines/queries/${basename(import.meta.filename)} how a table it reads is spoilt.`;
  if (name.startsWith(mappings))
    return "No export here has what this mapping reads: add one to tests/engines/queries/work.ts.";
  return "Nothing here makes the product run it over rows: add a case folder to tests/queries/, or work to tests/engines/queries/work.ts.";
}
