/** The least that any computing of KPIs must do: read each column they need once, and do nothing with it. */

import { globSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { FactName } from "../../functions/core/facts.ts";
import { query, queryNames } from "../../queries/index.ts";
import { tables } from "../../queries/tables.ts";
import { factsMade } from "./facts.ts";

/** Hashes every needed column of every fact of a home, with the threads and the memory the product gives itself. */
export async function scanFacts(home: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "800MB" });
  const database = await instance.connect();
  let rows = 0;
  for (const fact of factsMade) {
    const hashes = neededColumns(fact).map((name) => `bit_xor(hash(${name}))`);
    const files = globSync(join(home, "facts", fact, "**/*.parquet")).map((path) => `'${path}'`);
    const result = await database.runAndReadAll(
      `SELECT count(*), ${hashes.join(", ")} FROM read_parquet([${files.join(", ")}], hive_partitioning = false)`,
    );
    rows += Number(result.getRows()[0]?.[0] ?? 0);
  }
  database.closeSync();
  return rows;
}

/** Columns of the fact that any query in queries/kpis names. */
function neededColumns(fact: FactName): readonly string[] {
  const texts = queryNames
    .filter((name) => name.startsWith("kpis/"))
    .map(query)
    .filter(({ reads }) => reads.some(({ table }) => table === fact))
    .map(({ text }) => text.replaceAll(/--.*/g, ""));
  return tables[fact].columns
    .map(({ name }) => name)
    .filter((name) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)));
}
