/** What one more day costs: the bytes its queries are given to read, on a long history and on a short one. */

import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { QueryLog } from "../../functions/adapters/local/duckdb.ts";
import { newDayExport } from "./contacts.ts";
import { take } from "./run.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { type Figure, inMegabytes } from "./table.ts";

const floor = 1.1;
/** The one query that looks through all history; it needs only these columns. */
const lookUp = "facts/old_cohorts";
const looked = ["source", "contact_id", "cohort"];

interface Day {
  readonly rest: number;
  readonly lookUp: number;
  readonly looked: number;
  readonly catalog: number;
  readonly queries: readonly QueryLog[];
}

export async function measureNewDay(folder: string, perDay: number): Promise<readonly Figure[]> {
  const long = await dayAfter(await sceneOf(folder, "400-days", 400, perDay));
  const short = await dayAfter(await sceneOf(folder, "130-days", 130, perDay));
  const against = (what: string, pick: (day: Day) => number): Figure => ({
    what,
    measured: inMegabytes(pick(long)),
    baseline: inMegabytes(pick(short)),
    ratio: pick(long) / pick(short),
  });
  const rest = against("A new day after 400 days, against after 130: bytes read", (day) => day.rest);
  return [
    { ...rest, floor: `${floor}x`, met: (rest.ratio ?? 0) <= floor },
    against(`  apart: the key look-up (${lookUp}), whole files`, (day) => day.lookUp),
    against(`  apart: the columns it reads (${looked.join(", ")})`, (day) => day.looked),
    against("  apart: the catalog of files", (day) => day.catalog),
    ...[...new Set(long.queries.map(({ name }) => name))]
      .filter((name) => name !== lookUp)
      .map((name) => against(`    ${name}`, (day) => bytesOf(day.queries, name)))
      .filter(({ measured }) => measured !== inMegabytes(0)),
  ];
}

async function dayAfter({ places, perDay }: Scene): Promise<Day> {
  await take("land", places);
  await take("compute", places);
  const looked = await columnBytes(places.home);
  const catalog = statSync(join(places.home, "state/catalog.json")).size;
  writeFileSync(join(places.inbox, "new-day.csv"), newDayExport(perDay));
  await take("land", places);
  const queries = (await take("compute", places)).queries ?? [];
  const all = queries.reduce((sum, { bytes }) => sum + bytes, 0);
  const apart = bytesOf(queries, lookUp);
  return { rest: all - apart, lookUp: apart, looked, catalog, queries };
}

const bytesOf = (queries: readonly QueryLog[], name: string): number =>
  queries.filter((query) => query.name === name).reduce((sum, { bytes }) => sum + bytes, 0);

/** Bytes of the looked-up columns in the files that hold the contacts. */
async function columnBytes(home: string): Promise<number> {
  const { tables } = JSON.parse(readFileSync(join(home, "state/catalog.json"), "utf8")) as {
    readonly tables: { readonly contacts: Readonly<Record<string, { readonly location: string }>> };
  };
  const files = new Set(Object.values(tables.contacts).map(({ location }) => `'${join(home, location)}'`));
  const database = await (await DuckDBInstance.create()).connect();
  const names = looked.map((name) => `'${name}'`).join(", ");
  const result = await database.runAndReadAll(
    `SELECT CAST(sum(total_compressed_size) AS double) FROM parquet_metadata([${[...files].join(", ")}])
     WHERE path_in_schema IN (${names})`,
  );
  database.closeSync();
  return Number(result.getRows()[0]?.[0] ?? 0);
}
