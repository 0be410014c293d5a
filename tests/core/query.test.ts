import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { QueryError } from "../../functions/core/errors.ts";
import { bind, compose, type ParamType, parseQuery } from "../../functions/core/query.ts";
import type { ParamValue } from "../../functions/core/warehouse.ts";

const touched = `-- Which cohorts do the new rows touch?
--
-- grain   one row per cohort
-- reads   staged_contacts by run = {run} and cohort_on in {cohorts},
--         contacts
-- params  {run} text, {zone} zone, {cohorts} dates
-- windows none
-- traps   a comment may speak of {anything};
--         and go on here
SELECT '{run} and ''{zone}''' AS literal, {run} AS run /* {nothing} */
FROM staged_contacts -- {run}
WHERE zone = {zone} AND cohort_on IN ({cohorts})
`;

const plain = (select: string, params = "none", reads = "none") =>
  `-- What is it?\n--\n-- reads ${reads}\n-- params ${params}\n${select}\n`;

const one = (type: ParamType, value: ParamValue) =>
  bind(parseQuery("x", plain("SELECT {it} AS it", `{it} ${type}`)), { it: value }).split("\n")[4];

describe("reading a file", () => {
  test("the header gives question, reads and params", () => {
    const query = parseQuery("facts/touched", touched);
    expect(query.question).toBe("Which cohorts do the new rows touch?");
    expect(query.params).toEqual({ run: "text", zone: "zone", cohorts: "dates" });
    expect(query.reads).toEqual([
      { table: "staged_contacts", by: { run: "run", cohort_on: "cohorts" } },
      { table: "contacts", by: {} },
    ]);
    expect(query.inputs).toBeUndefined();
  });

  test("a name that is no table is an input", () => {
    expect(parseQuery("x", plain("SELECT 1 AS a FROM raw", "none", "raw, contacts")).inputs).toEqual(["raw"]);
  });

  test.each([
    ["no question", "SELECT 1", /x\.sql:1: .*question/],
    ["a field where the question should be", "-- reads none\n-- params none\nSELECT 1", /:1: .*question/],
    ["no reads", "-- What?\n-- params none\nSELECT 1", /no `reads` line/],
    ["no params", "-- What?\n-- reads none\nSELECT 1", /no `params` line/],
    ["an unknown type", plain("SELECT {a}", "{a} number"), /:4: cannot read `\{a\} number`/],
    ["the same param twice", plain("SELECT {a}", "{a} text, {a} date"), /:4: \{a\} is declared twice/],
    ["a param never used", plain("SELECT '{a}' -- {a}", "{a} text"), /\{a\} is declared but never used/],
    ["a placeholder not declared", plain("SELECT 1,\n  {b}"), /:6: \{b\} is not among the params/],
    ["a param named like a property of every object", plain("SELECT {constructor}"), /not among the params/],
    ["a placeholder inside quotes' reach", plain("SELECT 'a'{a}", "{a} text"), /needs a space/],
    ["two placeholders side by side", plain("SELECT {a}{a}", "{a} text"), /needs a space/],
    ["a stray brace", plain("SELECT { a }"), /`\{` does not belong/],
    ["a second statement", plain("SELECT 1; SELECT 2"), /`;` does not belong/],
    ["a quote left open", plain("SELECT 'a"), /`'` does not belong/],
    ["a comment left open", plain("SELECT 1 /* a"), /`\/\*` does not belong/],
    ["a table twice", plain("SELECT 1", "none", "contacts, contacts"), /:3: contacts is listed twice/],
    ["a limit by nothing declared", plain("SELECT 1", "none", "contacts by day = {a}"), /\{a\} is not among/],
    ["= with a list", plain("SELECT {a}", "{a} dates", "contacts by day = {a}"), /use `in` with a list/],
    ["a limit on an input", plain("SELECT {a}", "{a} text", "raw by day = {a}"), /raw is not a table/],
    [
      "nonsense in reads",
      plain("SELECT 1", "none", "contacts where x"),
      /:3: cannot read `contacts where x`/,
    ],
  ])("%s is refused, with file and line", (_, text, message) => {
    expect(() => parseQuery("x", text)).toThrow(QueryError);
    expect(() => parseQuery("x", text)).toThrow(message);
  });
});

describe("binding", () => {
  test("placeholders are replaced, but not in comments and literals", () => {
    const sql = bind(parseQuery("x", touched), {
      run: "it's",
      zone: "Europe/Budapest",
      cohorts: ["2024-02-29"],
    });
    expect(
      sql.slice(sql.indexOf("SELECT")),
    ).toBe(`SELECT '{run} and ''{zone}''' AS literal, 'it''s' AS run /* {nothing} */
FROM staged_contacts -- {run}
WHERE zone = 'Europe/Budapest' AND cohort_on IN (DATE '2024-02-29')
`);
  });

  test("a value is never read again as a placeholder or a replacement pattern", () => {
    const query = parseQuery("x", plain("SELECT {a} AS a, {b} AS b", "{a} text, {b} text"));
    expect(bind(query, { a: "{b}", b: "$& $1 $'" })).toContain("SELECT '{b}' AS a, '$& $1 $''' AS b");
  });

  test.each<[ParamType, ParamValue, string]>([
    ["date", "2024-01-01", "DATE '2024-01-01'"],
    ["dates", ["2024-01-01", "2024-12-31"], "DATE '2024-01-01', DATE '2024-12-31'"],
    ["dates", [], "CAST(NULL AS date)"],
    ["timestamp", "2024-01-01T00:00:00Z", "TIMESTAMP '2024-01-01 00:00:00'"],
    ["timestamp", "2024-01-01T23:59:59.000Z", "TIMESTAMP '2024-01-01 23:59:59'"],
    ["timestamp", "2024-01-01T23:59:59.250Z", "TIMESTAMP '2024-01-01 23:59:59.250'"],
    ["text", "a'b", "'a''b'"],
    ["texts", ["a", "b'"], "'a', 'b'''"],
    ["texts", [], "CAST(NULL AS varchar)"],
    ["integer", 42, "42"],
    ["integer", -0, "0"],
    ["integer", -5, "(-5)"],
    ["integer", Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["zone", "America/Argentina/Buenos_Aires", "'America/Argentina/Buenos_Aires'"],
    ["table", "kpi_daily", "kpi_daily"],
  ])("a %s %j becomes %s", (type, value, sql) => {
    expect(one(type, value)).toBe(`SELECT ${sql} AS it`);
  });

  test.each<[ParamType, ParamValue]>([
    ["date", "2024-02-30"],
    ["date", "2024-1-1"],
    ["date", "2024-01-01'"],
    ["date", 20240101],
    ["dates", "2024-01-01"],
    ["dates", ["2024-01-01", "2023-02-29"]],
    ["timestamp", "2024-01-01 00:00:00"],
    ["timestamp", "2024-01-01T24:00:00Z"],
    ["timestamp", "2024-01-01T00:00:00+02:00"],
    ["timestamp", "2024-01-01T00:00:00.123456Z"],
    ["text", 1],
    ["text", "a\u0000b"],
    ["text", "a\nb"],
    ["text", "\ud800"],
    ["texts", ["fine", "a\u0085b"]],
    ["integer", 1.5],
    ["integer", Number.NaN],
    ["integer", 2 ** 53],
    ["integer", "1"],
    ["zone", "Europe/Nowhere"],
    ["zone", "+02:00"],
    ["zone", "UTC' OR '1'='1"],
    ["table", "contacts; DROP TABLE contacts"],
    ["table", "users"],
  ])("a %s does not take %j, and the message does not repeat it", (type, value) => {
    expect(() => one(type, value)).toThrow(QueryError);
    expect(() => one(type, value)).toThrow(/^queries\/x\.sql: the value of parameter \{it\}/);
  });

  test("a missing and an unknown value are named", () => {
    const query = parseQuery("kpis/volume", plain("SELECT {a} AS a", "{a} text"));
    expect(() => bind(query, {})).toThrow("queries/kpis/volume.sql: parameter {a} (text) has no value.");
    expect(() => bind(query, { a: "x", b: "y" })).toThrow(
      "queries/kpis/volume.sql: it has no parameter {b}.",
    );
  });

  test("any text comes back from DuckDB as it was", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const query = parseQuery(
      "x",
      plain("SELECT {a} AS a -- '\n, '{a}' AS b, {b} AS c", "{a} text, {b} text"),
    );
    const nasty = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^['"\\$;{}ab*/-]*$/));
    const printable = nasty.filter((text) => !/\p{Cc}/u.test(text) && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(printable, printable, async (a, b) => {
        const rows = await (await connection.run(bind(query, { a, b }))).getRows();
        expect(rows).toEqual([[a, "{a}", b]]);
      }),
      { numRuns: 300 },
    );
    connection.closeSync();
  });
});

describe("composing", () => {
  const raw = parseQuery(
    "staging/raw",
    plain("SELECT body FROM landed WHERE run = {run}", "{run} text", "landed by run = {run}"),
  );
  const mapped = parseQuery(
    "mapping.sql",
    plain("SELECT body AS it FROM raw WHERE {zone} <> ''", "{zone} zone", "raw"),
  );
  const main = parseQuery(
    "staging/contacts",
    plain("SELECT it FROM mapped WHERE {run} = {run} -- the end", "{run} text", "mapped, contacts"),
  );

  test("the names supplied are no longer read, everything else is", () => {
    const whole = compose(main, { raw, mapped });
    expect(whole.inputs).toBeUndefined();
    expect(whole.params).toEqual({ run: "text", zone: "zone" });
    expect(whole.reads).toEqual([
      { table: "landed", by: { run: "run" } },
      { table: "contacts", by: {} },
    ]);
    expect(whole.name).toBe("staging/contacts");
  });

  test("the text runs, also where a part ends in a comment", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(
      "CREATE TABLE landed AS SELECT 'r1' AS run, 'hello' AS body UNION ALL SELECT 'r2', 'no'",
    );
    const sql = bind(compose(main, { raw, mapped }), { run: "r1", zone: "UTC" });
    expect(await (await connection.run(sql)).getRows()).toEqual([["hello"]]);
    connection.closeSync();
  });

  test("an input still missing is refused when bound", () => {
    expect(() => bind(main, { run: "r" })).toThrow("queries/staging/contacts.sql: mapped must be supplied");
    expect(() => bind(compose(main, { mapped }), { run: "r", zone: "UTC" })).toThrow("raw must be supplied");
  });

  test("an input reads only inputs given before it", () => {
    expect(compose(main, { mapped, raw }).inputs).toEqual(["raw"]);
  });

  test("a table supplied as an input stands for the table", () => {
    const reader = parseQuery("x", plain("SELECT 1 AS a FROM contacts", "none", "contacts, kpi_daily"));
    const fake = parseQuery("y", plain("SELECT 1 AS id"));
    expect(compose(reader, { contacts: fake }).reads).toEqual([{ table: "kpi_daily", by: {} }]);
  });

  test("a table two parts read is limited only by what both agree on", () => {
    const a = parseQuery(
      "a",
      plain("SELECT {run}, {day}", "{run} text, {day} date", "contacts by run = {run} and day = {day}"),
    );
    const b = parseQuery("b", plain("SELECT {run} FROM a", "{run} text", "a, contacts by run = {run}"));
    expect(compose(b, { a }).reads).toEqual([{ table: "contacts", by: { run: "run" } }]);
  });

  test("one parameter name cannot have two types", () => {
    const other = parseQuery("other", plain("SELECT {run} AS x", "{run} date"));
    expect(() => compose(main, { mapped: other })).toThrow(/\{run\} is a text here, but a date/);
  });
});
