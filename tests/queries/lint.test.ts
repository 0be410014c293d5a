import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FactName, factNames } from "../../functions/core/facts.ts";
import { mappingColumns, mappingProblems } from "../../functions/core/mapping.ts";
import { bind, parseQuery, type Query } from "../../functions/core/query.ts";
import { typedQuery } from "../../functions/core/typed.ts";
import { builtInFacts } from "../../functions/core/vendors.ts";
import { type TableName, tableNames } from "../../functions/core/warehouse.ts";
import { prelude, queries, queryNames } from "../../queries/index.ts";
import { tables } from "../../queries/tables.ts";
import { rules } from "./lint/cases.ts";
import { lintQuery, lintSql, sampleValues } from "./lint.ts";

let product: DuckDBConnection;
let sample: DuckDBConnection;
let vendor: DuckDBConnection;

beforeAll(async () => {
  product = await open();
  for (const name of tableNames) await product.run(`CREATE TABLE ${name} (${columnsOf(name)})`);
  await createInputs(product);
  sample = await open();
  await sample.run(`CREATE TABLE contacts (contact_id varchar, customer_id varchar, channel varchar, queue varchar,
    started_at timestamp, ended_at timestamp, opened_on date, closed_on date, wait_s integer, talk_s integer,
    score double, abandoned boolean, body varchar)`);
});
beforeAll(async () => {
  // A vendor's mapping sees what staging gives it, and no table.
  vendor = await open();
  for (const name of ["landed", "known_members", "staged_members"] as const)
    await vendor.run(`CREATE TABLE ${name} (${columnsOf(name)})`);
  await createFrom(vendor, "raw", queries["staging/raw"]!);
  await createFrom(vendor, "members", queries["staging/directory"]!);
});
afterAll(() => {
  product.closeSync();
  vendor.closeSync();
  sample.closeSync();
});

const columnsOf = (name: TableName) =>
  tables[name].columns.map((column) => `"${column.name}" ${column.type}`).join(", ");

async function open(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(prelude());
  return connection;
}

const sums =
  "numerator bigint, denominator bigint, n bigint, total bigint, sum_of_squares double, largest bigint";
const places =
  "channel varchar, department varchar, agent varchar, reason varchar, location varchar, product varchar, queue varchar";

/** What queries read that is no table: rows the config or the catalogue give, and what other queries give. */
const inputs: Readonly<Record<string, string>> = {
  events: `cohort date, day date, kpi varchar, hour bigint, ${places}, bucket bigint, ${sums}`,
  kept: "kpi varchar, grain varchar",
  wanted: "kpi varchar, measure varchar, kind varchar, grain varchar, scale double",
  period_days: "period_start date, days bigint",
  limits: "parameter varchar, scope varchar, member varchar, amount bigint, word varchar",
  lacking: "source varchar, fact varchar, batch varchar, file varchar, problem varchar, says varchar",
  schedules: "department varchar, schedule varchar",
  opening_hours: "schedule varchar, zone varchar, weekday bigint, from_minute bigint, to_minute bigint",
  closed_days: "schedule varchar, day date",
};

async function createInputs(connection: DuckDBConnection): Promise<void> {
  for (const [name, columns] of Object.entries(inputs))
    await connection.run(`CREATE TABLE ${name} (${columns})`);
  const given = {
    raw: "staging/raw",
    raw_rows: "staging/raw_rows",
    unused: "staging/raw_rows",
    judged: "staging/judged",
    open_hours: "calendar/open_hours",
    waiting: "values/waiting",
  };
  for (const [input, name] of Object.entries(given)) await createFrom(connection, input, queries[name]!);
  await connection.run("CREATE TABLE elsewhere (row_id varchar)");
  for (const fact of factNames) {
    const columns = mappingColumns(fact).map((name) => `${name} varchar`);
    await connection.run(`CREATE OR REPLACE TABLE mapping (${columns.join(", ")})`);
    await createFrom(connection, `typed_${fact}`, typed(fact));
  }
}

async function createFrom(connection: DuckDBConnection, table: string, query: Query): Promise<void> {
  await connection.run(`CREATE TABLE ${table} AS ${bind(alone(query), sampleValues(query))} LIMIT 0`);
}

const alone = ({ inputs: _, ...query }: Query): Query => query;

const typed = (fact: FactName) => typedQuery(fact, new Set(mappingColumns(fact)));

/** What is typed differs from fact to fact. */
async function seesTyped(fact: string): Promise<void> {
  await product.run(`CREATE OR REPLACE VIEW typed AS SELECT * FROM typed_${fact}`);
}

const ofVendors = queryNames.filter((name) => name.startsWith("vendors/"));
const ours = queryNames.filter((name) => !ofVendors.includes(name));

describe("queries/", () => {
  test.each(ours.map((name) => [name] as const))("%s means the same to both engines", async (name) => {
    if (queries[name]!.inputs?.includes("typed")) await seesTyped(name.split("/")[1]!);
    expect(await lintQuery(product, queries[name]!)).toEqual([]);
  });

  test.each(ofVendors.map((name) => [name] as const))("%s means the same to both engines", async (name) => {
    expect(await lintQuery(vendor, queries[name]!)).toEqual([]);
  });

  test.each(
    ofVendors.flatMap((name) => {
      const fact = factNames.find((one) => name.endsWith(`/${one}`));
      return fact === undefined ? [] : [[name, fact] as const];
    }),
  )("%s gives columns of its fact, as text", async (name, fact) => {
    const found = await vendor.runAndReadAll(
      `DESCRIBE ${bind(alone(queries[name]!), sampleValues(queries[name]!))}`,
    );
    const columns = found.getRowObjectsJson().map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type),
    }));
    const { text } = queries[name]!;
    expect(mappingProblems({ file: `${name}.sql`, text }, fact, columns)).toEqual([]);
  });

  test("what is built in for a vendor are the files in its folder", () => {
    for (const [type, builtIn] of Object.entries(builtInFacts)) {
      const files = ofVendors.flatMap((name) => name.split(`vendors/${type}/`)[1] ?? []).sort();
      expect([type, ...files]).toEqual([type, ...(builtIn.length > 0 ? [...builtIn, "unused"].sort() : [])]);
    }
  });

  test.each(factNames)("how %s are read means the same to both engines", async (fact) => {
    const columns = mappingColumns(fact).map((name) => `${name} varchar`);
    await product.run(`CREATE OR REPLACE TABLE mapping (${columns.join(", ")})`);
    const sql = bind(alone(typed(fact)), sampleValues(typed(fact)));
    expect(await lintSql(product, sql)).toEqual([]);
  });
});

const whole = (sql: string) => (/^(SELECT|WITH|INSERT)/.test(sql) ? sql : `SELECT ${sql} AS x FROM contacts`);
const codes = async (sql: string) => (await lintSql(sample, whole(sql))).map(({ code }) => code);

const mappings = join(import.meta.dirname, "../../config/mappings");

test.each(globSync("*.sql", { cwd: mappings }))(
  "the mapping %s means the same to both engines",
  async (file) => {
    expect(await lintSql(product, readFileSync(join(mappings, file), "utf8"))).toEqual([]);
  },
);

describe("the rules", () => {
  test.each(rules)("%s refuses: %s", async (code, wrong) => {
    expect(await codes(wrong)).toContain(code);
  });

  test.each(rules.map(([code, , right]) => [code, right] as const))("%s accepts: %s", async (_, right) => {
    expect(await lintSql(sample, whole(right))).toEqual([]);
  });

  test("a problem names its line", async () => {
    const problems = await lintSql(sample, "SELECT\n  channel,\n  wait_s / talk_s AS x\nFROM contacts");
    expect(problems).toMatchObject([{ code: "D1", line: 3 }]);
  });

  test("a mark excuses its own line from its own rule", async () => {
    const sql = (mark: string) =>
      `SELECT\n  wait_s / talk_s AS x,${mark}\n  talk_s / wait_s AS y\nFROM contacts`;
    const found = async (mark: string) =>
      (await lintSql(sample, sql(mark))).map(({ code, line }) => [code, line]);
    expect(await found(" -- lint:allow D1")).toEqual([["D1", 3]]);
    expect(await found(" -- lint:allow D2")).toEqual([
      ["D1", 2],
      ["D1", 3],
    ]);
  });
});

describe("the header", () => {
  const header = (lines: string) =>
    parseQuery("x", `${lines}\nSELECT channel FROM contacts WHERE queue = {q}\n`);
  const messages = async (lines: string) =>
    (await lintQuery(sample, header(lines))).map(({ message }) => message);
  const complete =
    "-- Which channels?\n-- grain one row per contact\n-- reads contacts\n-- params {q} text\n-- windows none";

  test("a complete one passes", async () => {
    expect(await messages(complete)).toEqual([]);
  });

  test("a question, a grain and the windows are needed", async () => {
    expect(await messages("-- Channels.\n-- reads contacts\n-- params {q} text")).toEqual([
      "the first line is a question",
      "the header has no `grain` line",
      "the header has no `windows` line",
    ]);
  });

  test("reads says what is read, no more and no less", async () => {
    expect(await messages(complete.replace("reads contacts", "reads kpi_daily"))).toEqual([
      "it reads contacts, the header does not say so",
      "the header says it reads kpi_daily, it does not",
    ]);
  });
});
