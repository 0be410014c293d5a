/** How many threads DuckDB is given, which no row tells: two are half as much again of the processor for the same few rows. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { duckdb } from "../../functions/adapters/local/duckdb.ts";
import type { Reading } from "../../functions/core/warehouse.ts";
import { tables } from "../../queries/tables.ts";
import { queryOf } from "../home.ts";

const root = mkdtempSync(join(tmpdir(), "raport-threads-"));
const engine = duckdb(root);
afterAll(async () => {
  await engine.close();
  rmSync(root, { recursive: true, force: true });
});

/** So many costs, of which nothing but the month is known. */
async function costs(rows: number): Promise<Reading> {
  const cells = tables.costs.columns.map(({ name, type }) =>
    tables.costs.partitionedBy.includes(name)
      ? `CAST('2026-11-01' AS ${type}) AS ${name}`
      : `CAST(NULL AS ${type}) AS ${name}`,
  );
  const query = queryOf(`select ${cells.join(", ")} from range(${rows})`, []);
  const target = { table: "costs", place: `facts/costs/run=${rows}`, partitions: [], generation: 1 } as const;
  return { costs: await engine.write({ query, params: {} }, {}, target) };
}

async function threadsFor(rows: number): Promise<unknown> {
  const text = "select current_setting('threads') as threads, count(*) as found from costs";
  const query = queryOf(text, ["costs"]);
  const [row] = await Array.fromAsync(engine.rows({ query, params: {} }, await costs(rows), 1));
  expect(row?.found).toBe(rows);
  return row?.threads;
}

test("few rows are given one thread, many two, and the few after them one again", async () => {
  expect(await threadsFor(19_999)).toBe(1);
  expect(await threadsFor(20_000)).toBe(2);
  expect(await threadsFor(5)).toBe(1);
});
