import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prelude } from "../../queries/index.ts";
import { expressions } from "./expressions.ts";

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(prelude());
});
afterAll(() => connection.closeSync());

async function cell(sql: string): Promise<unknown> {
  return (await (await connection.run(sql)).getRows())[0]?.[0];
}

test.each(expressions)("%s is %s", async (expression, value, type) => {
  const found = await cell(`SELECT CAST(v AS varchar) FROM (SELECT ${expression} AS v)`);
  expect(found).toBe(value);
  if (type) expect(await cell(`SELECT typeof(${expression})`)).toBe(type);
});

describe("over rows", () => {
  const rows = (select: string) => connection.run(select).then((result) => result.getRows());
  const numbers = "(VALUES (1), (NULL), (2)) AS t(x)";

  test("count_if is a bigint and skips NULL", async () => {
    expect(await rows(`SELECT count_if(x > 0), typeof(count_if(x > 0)) FROM ${numbers}`)).toEqual([
      [2n, "BIGINT"],
    ]);
  });

  test("count_if works over a window", async () => {
    expect(await rows(`SELECT DISTINCT count_if(x > 1) OVER () FROM ${numbers}`)).toEqual([[1n]]);
  });

  test.each(["ASC", "DESC"])("NULL sorts last, %s", async (direction) => {
    expect((await rows(`SELECT x FROM ${numbers} ORDER BY x ${direction}`)).at(-1)).toEqual([null]);
  });

  test("days explode over a change of clocks, both ends included", async () => {
    const days = await rows(
      `SELECT CAST(CAST(t.d AS date) AS varchar) FROM (SELECT DATE '2024-03-30' AS a, DATE '2024-04-01' AS b) AS s
       CROSS JOIN UNNEST(sequence(s.a, s.b, INTERVAL '1' DAY)) AS t(d) ORDER BY 1`,
    );
    expect(days).toEqual([["2024-03-30"], ["2024-03-31"], ["2024-04-01"]]);
  });
});
