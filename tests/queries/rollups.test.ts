/** One event that says everything, and one that says nothing: every breakdown has both, under its own names. */

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cell, rowsQuery } from "../../functions/core/inputs.ts";
import { type Grain, grains, histogramGrains } from "../../functions/core/kpis/entry.ts";
import { bind, compose } from "../../functions/core/query.ts";
import { prelude, query } from "../../queries/index.ts";

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(prelude());
});
afterAll(() => connection.closeSync());

/** Said once with 3 of 4 in bucket 7, and once with 1 of 1 in bucket 8 by nobody, nowhere. */
const events = rowsQuery(
  "events",
  {
    cohort: "date",
    day: "date",
    kpi: "varchar",
    bucket: "bigint",
    hour: "bigint",
    channel: "varchar",
    department: "varchar",
    agent: "varchar",
    reason: "varchar",
    location: "varchar",
    product: "varchar",
    queue: "varchar",
    numerator: "bigint",
    denominator: "bigint",
    n: "bigint",
    total: "bigint",
    sum_of_squares: "double",
    largest: "bigint",
  },
  [
    event(7, [9, "chat", "Sales", "Ann", "Billing", "Oslo", "Router", "Line 1"], [3, 4, 1, 90, 8100, 90]),
    event(8, [null, null, null, null, null, null, null, null], [1, 1, 1, 10, 100, 10]),
  ],
);

function event(bucket: number, said: readonly Cell[], counted: readonly Cell[]): readonly Cell[] {
  return ["2026-11-16", "2026-11-17", "answered", bucket, ...said, ...counted];
}

const kept = rowsQuery(
  "kept",
  { kpi: "varchar", grain: "varchar" },
  grains.map((grain) => ["answered", grain]),
);

type Breakdown = readonly [grain: Grain, member: string | null, second: string | null];

const everywhere: readonly Breakdown[] = [
  ["all", null, null],
  ["hour", "09", null],
  ["channel", "chat", null],
  ["department", "Sales", null],
  ["agent", "Ann", null],
  ["reason", "Billing", null],
  ["department_x_hour", "Sales", "09"],
  ["department_x_channel", "Sales", "chat"],
  ["department_x_agent", "Sales", "Ann"],
  ["department_x_reason", "Sales", "Billing"],
  ["channel_x_hour", "chat", "09"],
  ["channel_x_agent", "chat", "Ann"],
  ["channel_x_reason", "chat", "Billing"],
];

const byDimension: readonly Breakdown[] = [
  ["location", "Oslo", null],
  ["product", "Router", null],
  ["queue", "Line 1", null],
  ["department_x_location", "Sales", "Oslo"],
  ["department_x_product", "Sales", "Router"],
  ["department_x_queue", "Sales", "Line 1"],
  ["channel_x_location", "chat", "Oslo"],
  ["channel_x_product", "chat", "Router"],
  ["channel_x_queue", "chat", "Line 1"],
];

test.each([
  ["components", everywhere],
  ["components_by_dimension", [...everywhere, ...byDimension]],
] as const)("%s sums every breakdown under its own names", async (name, breakdowns) => {
  const unsaid = (member: string | null) => (member === null ? null : "(not stated)");
  const expected = breakdowns.flatMap(([grain, member, second]) => {
    const bucketOf = (bucket: bigint) => (histogramGrains.includes(grain) ? bucket : null);
    return [
      [grain, member, second, bucketOf(7n), 3n, 4n, 1n, 90n, 8100, 90n],
      [grain, unsaid(member), unsaid(second), bucketOf(8n), 1n, 1n, 1n, 10n, 100, 10n],
    ];
  });
  // Of all, without a bucket, both would be one row; all keeps its histogram, so they stay apart.
  expect(sorted(await rowsOf(name))).toEqual(sorted(expected));
});

test("of all breakdowns the KPIs name, none is without a pass", () => {
  const made = [...everywhere, ...byDimension].map(([grain]) => grain);
  expect(grains.filter((grain) => !made.includes(grain))).toEqual([]);
});

async function rowsOf(name: string): Promise<readonly unknown[][]> {
  const text = bind(compose(query(`rollups/${name}`), { kept, events }), { family: "queues" });
  const columns =
    "grain, member, member_2, bucket, numerator, denominator, n, total, sum_of_squares, largest";
  return (await connection.run(`SELECT ${columns} FROM (${text})`)).getRows();
}

const sorted = (rows: readonly unknown[][]) =>
  rows.map((row) => row.map((cell) => String(cell)).join(" | ")).sort();
