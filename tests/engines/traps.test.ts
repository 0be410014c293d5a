/** The comparison can fail: what the prelude mends is unequal without it, and what it cannot mend the lint refuses. */

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prelude } from "../../queries/index.ts";
import { lintSql } from "../queries/lint.ts";
import { engines } from "./engines.ts";
import { differences, onDuckdb, onTrino } from "./queries/rows.ts";

const rows = `WITH contacts (contact_id, channel, started_at, ended_at, wait_s) AS (VALUES
  ('a', 'Phone', TIMESTAMP '2024-01-01 23:59:59.000', TIMESTAMP '2024-01-02 00:00:01.000', 7),
  ('b', CAST(NULL AS varchar), TIMESTAMP '2024-01-01 00:00:00.000', CAST(NULL AS timestamp), CAST(NULL AS integer)))`;
const over = (expression: string) => `${rows} SELECT ${expression} AS x FROM contacts`;

async function open(text: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(text);
  return connection;
}

async function unequal(sql: string, connection: DuckDBConnection): Promise<readonly string[]> {
  return differences(await onTrino(engines().trino, sql), await onDuckdb(connection, sql));
}

let whole: DuckDBConnection;
let none: DuckDBConnection;
beforeAll(async () => {
  whole = await open(prelude());
  none = await open("SET TimeZone = 'UTC'");
});
afterAll(() => {
  whole?.closeSync();
  none?.closeSync();
});

describe("without the prelude the comparison reports", () => {
  test.each([
    ["an integer division", "wait_s / 2"],
    ["a difference of times across midnight", "date_diff('day', started_at, ended_at)"],
    ["a NULL in concat", "concat(channel, '!')"],
    ["the greatest of a NULL", "greatest(wait_s, 3)"],
    ["a day added to a day", "date_add('day', 1, date(started_at))"],
    ["text without a match", "regexp_extract(channel, 'x(.)', 1)"],
    ["every match replaced", "regexp_replace(channel, '[a-z]', '.')"],
    ["a tab around text", "length(trim(chr(9) || channel))"],
    ["a count's type", "count_if(wait_s > 1) OVER ()"],
  ])("%s", async (_, expression) => {
    expect(await unequal(over(expression), whole)).toEqual([]);
    const found = await unequal(over(expression), none).catch((error: unknown) => [String(error)]);
    expect(found).not.toEqual([]);
  });
});

test("a macro that is wrong by a second is reported with both rows", async () => {
  const broken = await open(
    `${prelude()}; CREATE OR REPLACE MACRO date_diff(u, a, b) AS system.main.date_sub(u, a, b) + 1;`,
  );
  const found = await unequal(over("date_diff('second', started_at, ended_at)"), broken);
  expect(found).toEqual(["Trino x=2\n   DuckDB x=3"]);
  broken.closeSync();
});

describe("what differs with the prelude is refused by the lint", () => {
  test.each([
    ["C1", "CAST(started_at AS varchar)"],
    ["C2", "CAST((wait_s - 2) * 0.5E0 AS integer)"],
    ["C5", "try_cast('1.5' AS integer)"],
    ["D3", "wait_s / 2.0"],
    ["T1", "date(started_at) + INTERVAL '1' DAY"],
    ["E1", "substr(channel, 0, 2)"],
  ])("%s: %s", async (code, expression) => {
    const found = await unequal(over(expression), whole).catch((error: unknown) => [String(error)]);
    expect(found).not.toEqual([]);
    expect((await lintSql(whole, over(expression))).map((problem) => problem.code)).toContain(code);
  });
});
