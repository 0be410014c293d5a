/** What the prelude promises is what Trino does, and what the lint accepts means the same to both engines. */

import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expressions } from "../queries/expressions.ts";
import { rules } from "../queries/lint/cases.ts";
import { openDatabase } from "../queries/memory-draft.ts";
import { engines } from "./engines.ts";
import { differences, onDuckdb, onTrino } from "./queries/rows.ts";

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database?.closeSync());

const both = async (sql: string) =>
  [await onTrino(engines().trino, sql), await onDuckdb(database, sql)] as const;

describe("Trino's value", () => {
  test.each(expressions)("%s is %s", async (expression, value, type) => {
    const { rows, types } = await onTrino(engines().trino, `SELECT ${expression} AS v`);
    const found = rows[0]?.[0] ?? null;
    // As the list writes doubles: 3.0.
    const isWhole = types[0] === "double" && Number.isInteger(found);
    expect(found === null ? null : `${found}${isWhole ? ".0" : ""}`).toBe(value);
    if (type) expect(types[0]?.toUpperCase()).toBe(type);
  });
});

/** Contacts as the lint's examples know them, with a NULL and a nought where they may hurt. */
const contacts = `WITH contacts (contact_id, customer_id, channel, queue, started_at, ended_at, opened_on, closed_on, wait_s,
  talk_s, score, abandoned, body) AS (VALUES
  ('a', 'x', 'voice-1', 'sales', TIMESTAMP '2024-03-30 23:30:00.000', TIMESTAMP '2024-03-31 00:10:00.000',
    DATE '2024-03-31', DATE '2024-04-02', 7, 2, 4.5E0, false, '{"a":{"b":["q"]},"a b":"c","n":"7.9"}'),
  ('b', 'x', 'Chat', 'help', TIMESTAMP '2024-10-27 00:59:59.250', TIMESTAMP '2024-10-27 01:00:00.000',
    DATE '2024-10-27', DATE '2024-10-27', -7, 0, -0.5E0, true, '{"n":"-1"}'),
  ('c', 'y', CAST(NULL AS varchar), 'help', TIMESTAMP '2024-01-01 00:00:00.000', CAST(NULL AS timestamp),
    DATE '2024-01-01', CAST(NULL AS date), CAST(NULL AS integer), 30, CAST(NULL AS double), CAST(NULL AS boolean), 'no json')
)`;

/** The example as one statement over those contacts. */
function over(example: string): string {
  if (/^WITH /.test(example)) return `${contacts}, ${example.slice(5)}`;
  return `${contacts}\n${/^SELECT /.test(example) ? example : `SELECT ${example} AS x FROM contacts`}`;
}

const accepted = [...new Set(rules.map(([, , right]) => right))];

describe("what the lint accepts", () => {
  test.each(accepted)("%s", async (example) => {
    expect(differences(...(await both(over(example))))).toEqual([]);
  });
});

describe("wall times in a zone", () => {
  const zones = ["Europe/Budapest", "Europe/London", "Europe/Dublin", "Europe/Helsinki", "America/New_York"];
  zones.push(
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "Atlantic/Azores",
  );
  zones.push("Asia/Tokyo", "Asia/Kathmandu", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland");
  zones.push("Pacific/Chatham", "Africa/Casablanca", "Antarctica/Troll", "UTC");

  test.each(zones)("of %s are the same instants, also where its clock jumps", async (zone) => {
    const sql = (year: number) => `SELECT wall,
        CAST(at_timezone(with_timezone(wall, '${zone}'), 'UTC') AS timestamp) AS instant,
        CAST(at_timezone(with_timezone(wall, 'UTC'), '${zone}') AS timestamp) AS shown
      FROM (SELECT date_add('minute', t.n * 30, TIMESTAMP '${year}-01-01 00:00:00.000') AS wall
        FROM UNNEST(sequence(0, 9999)) AS t(n) UNION ALL
        SELECT date_add('minute', t.n * 30, TIMESTAMP '${year}-07-20 00:00:00.000') AS wall
        FROM UNNEST(sequence(0, 7900)) AS t(n)) AS walls`;
    for (const year of [2017, 2024]) expect(differences(...(await both(sql(year))))).toEqual([]);
  });
});
