/**
 * Every file of queries/ and every mapping gives the same rows on Trino and on DuckDB, its text unchanged: all that the
 * product asks of its engine while it does the work of queries/work.ts, and what queries/derived.ts makes of that.
 */

import { rmSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queryNames } from "../../queries/index.ts";
import { openDatabase } from "../queries/memory-draft.ts";
import { engines } from "./engines.ts";
import { compared, type Outcome } from "./queries/compared.ts";
import { addSpoiltChecks, addStagingInputs, advice, mappingNames } from "./queries/derived.ts";
import { type TrinoLake, trinoLake } from "./queries/lake.ts";
import { type Recorded, recorder } from "./queries/recorded.ts";
import { addVendorMappings } from "./queries/vendors.ts";
import { type Work, work } from "./queries/work.ts";

let done: Work | undefined;
let lake: TrinoLake | undefined;
let database: DuckDBConnection;
let runs: ReadonlyMap<string, readonly Recorded[]>;
const outcomes = new Map<string, readonly Outcome[]>();

beforeAll(async () => {
  database = await openDatabase();
  const all = recorder();
  done = await work(all);
  addStagingInputs(all);
  addVendorMappings(all);
  await addSpoiltChecks(all, database);
  runs = new Map(
    [...queryNames, ...mappingNames].map((name) => [
      name,
      all.recorded.filter(({ select: { query } }) => query.name === name || query.parts?.some(isOf(name))),
    ]),
  );
  lake = await trinoLake(engines(), `equal_${process.pid}`);
  await lake.fill(all.recorded);
});

afterAll(async () => {
  const all = [...outcomes.values()].flat();
  const rows = all.reduce((sum, one) => sum + one.rows, 0);
  const bad = all.filter(({ unequal }) => unequal.length > 0).length;
  for (const line of done?.skipped ?? []) console.log(`skipped: ${line}`);
  console.log(
    `${outcomes.size} queries, ${all.length} runs, ${rows.toLocaleString("en")} rows ${bad > 0 ? `compared, ${bad} runs unequal` : "equal"}`,
  );
  await lake?.drop();
  for (const folder of done?.folders ?? []) rmSync(folder, { recursive: true, force: true });
  database?.closeSync();
});

const names = [...queryNames, ...mappingNames].map((name) => [name] as const);

/** A part is called by its file, or by what it is called in the query that reads it: open_hours is calendar/open_hours. */
const isOf = (name: string) => (part: string) => part === name || name.endsWith(`/${part}`);

describe("the same rows on both engines", () => {
  test.each(names)("%s", async (name) => {
    const made = await compared(runs.get(name) ?? [], { database, trino: engines().trino, lake: lake! });
    outcomes.set(name, made);
    expect(made.flatMap(({ unequal }) => unequal).slice(0, 10)).toEqual([]);
    const rows = made.reduce((sum, one) => sum + one.rows, 0);
    expect(rows, advice(name)).toBeGreaterThan(0);
  });
});

test.each(mappingNames)("%s finds a value for each of its columns", (name) => {
  const made = outcomes.get(name) ?? [];
  const filled = new Set(made.flatMap((one) => one.filled));
  expect(
    made.flatMap((one) => one.names).filter((column) => !filled.has(column)),
    advice(name),
  ).toEqual([]);
});
