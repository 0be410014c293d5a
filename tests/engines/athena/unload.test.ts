import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StopQueryExecutionCommand } from "@aws-sdk/client-athena";
import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engines } from "../engines.ts";
import { trino } from "../statements.ts";
import { endless, type Session, session } from "./session.ts";
import { unloadOf } from "./wrapper.ts";

let here: Session;
beforeAll(async () => {
  here = await session();
});
afterAll(() => here.close());

const byPlace = "WITH (format = 'PARQUET', compression = 'ZSTD', partitioned_by = ARRAY['place'])";
const wrapped = (select: string, to: string) =>
  `UNLOAD (${select}) TO 's3://${here.bucket}/${to}/' ${byPlace}`;
const results = () => ({ ResultConfiguration: { OutputLocation: `s3://${here.bucket}/results` } });

async function body(key: string): Promise<Uint8Array> {
  const { Body } = await here.s3.send(new GetObjectCommand({ Bucket: here.bucket, Key: key }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}

async function manifest(location = ""): Promise<string[]> {
  const text = new TextDecoder().decode(await body(location.replace(`s3://${here.bucket}/`, "")));
  return text.split("\n").filter((line) => line !== "");
}

test("every partition is a folder of Parquet files, NULL one too, and the manifest names them", async () => {
  const select =
    "SELECT * FROM (VALUES (1, 'a', 0), (2, 'b', 0), (3, NULL, 7), (4, 'd', NULL)) t (n, name, place)";
  const {
    Status,
    Statistics,
    QueryExecutionId = "",
    ...execution
  } = await here.run(wrapped(select, "parts"), results());
  expect(Status?.StateChangeReason).toBeUndefined();
  const keys = await here.keys("parts/");
  const folders = keys.map((key) => key.slice(0, key.lastIndexOf("/")));
  // The default name sorts after digits: "0" and "7" are before "_".
  expect(folders).toEqual(["parts/place=0", "parts/place=7", "parts/place=__HIVE_DEFAULT_PARTITION__"]);
  const location = `s3://${here.bucket}/results/${QueryExecutionId}-manifest.csv`;
  expect(Statistics?.DataManifestLocation).toBe(location);
  expect(await manifest(location)).toEqual(keys.map((key) => `s3://${here.bucket}/${key}`));
  expect([execution.StatementType, execution.SubstatementType]).toEqual(["DML", "UNLOAD"]);
  const { UpdateCount, ResultSet } = await here.page(QueryExecutionId);
  expect([UpdateCount, ResultSet?.Rows]).toEqual([4, []]);
  expect(await readings(keys[0] as string)).toEqual([
    { n: 1, name: "a", compression: "ZSTD" },
    { n: 2, name: "b", compression: "ZSTD" },
  ]);
});

/** The rows of a Parquet file, by another engine than the one that wrote it. */
async function readings(key: string) {
  const folder = await mkdtemp(join(tmpdir(), "unload-"));
  const file = join(folder, "file.parquet");
  await writeFile(file, await body(key));
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT *, (SELECT any_value(compression) FROM parquet_metadata('${file}')) AS compression FROM '${file}' ORDER BY n`,
  );
  const rows = reader.getRowObjects();
  connection.closeSync();
  instance.closeSync();
  await rm(folder, { recursive: true });
  return rows;
}

test("no rows are no files, and an empty manifest", async () => {
  const { Status, Statistics } = await here.run(
    wrapped("SELECT 1 AS n, 2 AS place WHERE false", "none"),
    results(),
  );
  expect(Status?.State).toBe("SUCCEEDED");
  expect(await here.keys("none/")).toEqual([]);
  expect(await manifest(Statistics?.DataManifestLocation)).toEqual([]);
});

test("a destination that holds anything is refused, and keeps what it holds", async () => {
  await here.s3.send(new PutObjectCommand({ Bucket: here.bucket, Key: "full/deep/old", Body: "old" }));
  const { Status } = await here.run(wrapped("SELECT 1 AS n, 2 AS place", "full"));
  expect(Status?.State).toBe("FAILED");
  expect(Status?.StateChangeReason).toMatch(/^HIVE_PATH_ALREADY_EXISTS: .*s3:\/\/athena-[^/]+\/full\/$/);
  expect(Status?.AthenaError).toMatchObject({ ErrorCategory: 2, Retryable: false });
  expect(await here.keys("full/")).toEqual(["full/deep/old"]);
  // A neighbour whose name begins alike is another folder.
  expect((await here.run(wrapped("SELECT 1 AS n, 2 AS place", "ful"))).Status?.State).toBe("SUCCEEDED");
});

test("a hundred partitions are written, a hundred and one fail and leave their files", async () => {
  const many = (count: number) => `SELECT n, n AS place FROM UNNEST(sequence(1, ${count})) t (n)`;
  const [most, more] = await Promise.all([
    here.run(wrapped(many(100), "most"), results()),
    here.run(wrapped(many(101), "more"), results()),
  ]);
  expect(most.Status?.StateChangeReason).toBeUndefined();
  expect(await here.keys("most/")).toHaveLength(100);
  const location = `s3://${here.bucket}/results/${more.QueryExecutionId}-manifest.csv`;
  expect(more.Status?.StateChangeReason).toBe(
    `HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets. If a data manifest file was generated at '${location}', you may need to manually clean the data from locations specified in the manifest. Athena will not delete data in your account.`,
  );
  expect(more.Statistics?.DataManifestLocation).toBeUndefined();
  expect(await here.keys("more/")).toHaveLength(101);
});

const tricky = `
-- UNLOAD (SELECT ')') TO 's3://other/' WITH (
WITH "a) TO 'b'" AS (
  SELECT ') TO ''s3://other/'' WITH (' AS "na""me)", 1 AS unload /* ) TO ' ( */
)
SELECT "na""me)" AS name, unload AS place -- )'"
FROM "a) TO 'b'"
WHERE (1 = (1)) AND '/*' <> '--' AND '' = '' /* " */
`;

test("a select may hold what looks like the wrapper's end in texts, names and comments", async () => {
  const sql = `/* ( */ unload -- (\n(${tricky}) to 's3://${here.bucket}/tricky' with (partitioned_by = array['place'], format = 'parquet', compression = 'zstd');\n-- )`;
  expect((await here.run(sql)).Status?.StateChangeReason).toBeUndefined();
  const [key = ""] = await here.keys("tricky/");
  expect(key).toMatch(/^tricky\/place=1\/[^/]+$/);
  const text = new TextDecoder("latin1").decode(await body(key));
  expect(text.slice(0, 4)).toBe("PAR1");
});

test("a quote in the destination is written twice", () => {
  const sql = "UNLOAD (SELECT 1 AS n) TO 's3://b/it''s/here' WITH (format = 'ORC')";
  expect(unloadOf(sql)).toEqual({
    select: "        SELECT 1 AS n",
    bucket: "b",
    prefix: "it's/here/",
    format: "ORC",
    compression: "GZIP",
    partitionedBy: [],
  });
  expect(unloadOf("SELECT 'UNLOAD'")).toBeUndefined();
});

test("an error in the select is placed where the caller wrote it", async () => {
  const sql = wrapped("SELECT 1 AS n,\n nosuch AS place FROM (VALUES 1) t (x)", "placed");
  expect((await here.run(sql)).Status?.StateChangeReason).toMatch(
    /^COLUMN_NOT_FOUND: line 2:2: Column 'nosuch'/,
  );
  // `UNLOAD (` is 8 characters, `SELECT ` 7 more, and the column is the next.
  const first = wrapped("SELECT nosuch, 1 AS place FROM (VALUES 1) t (x)", "placed");
  expect((await here.run(first)).Status?.StateChangeReason).toMatch(/^COLUMN_NOT_FOUND: line 1:16:/);
  await expect(here.start(wrapped("SELECT 1 n,\n FROM t", "placed"))).rejects.toMatchObject({
    AthenaErrorCode: "MALFORMED_QUERY",
    message: expect.stringMatching(/^line 2:2: mismatched input 'FROM'/),
  });
});

test("a column without a name cannot be written", async () => {
  const { Status } = await here.run(wrapped("SELECT 1, 2 AS place", "unnamed"));
  expect(Status?.StateChangeReason).toBe(
    "MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1",
  );
});

test("an UNLOAD that is stopped ends as cancelled, and its destination can be listed", async () => {
  const id = await here.start(wrapped(endless.replace("AS n", "AS n, 1 AS place"), "stopped"), results());
  await here.until(id, (state) => state === "RUNNING");
  await here.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  const { Status, Statistics } = await here.ended(id);
  expect(Status?.State).toBe("CANCELLED");
  expect(Statistics?.DataManifestLocation).toBeUndefined();
  expect(await here.keys("stopped/")).toEqual([]);
});

test("an UNLOAD that fails while it writes can leave a torn file, which the next one stumbles over", async () => {
  const torn = await session({ orphans: true });
  const to = (place: string) => wrapped("SELECT 1 / x AS n, 2 AS place FROM (VALUES 0) t (x)", place);
  expect((await torn.run(to("torn"))).Status?.StateChangeReason).toMatch(/^DIVISION_BY_ZERO: /);
  expect((await torn.run(to("torn"))).Status?.StateChangeReason).toMatch(/^HIVE_PATH_ALREADY_EXISTS: /);
  // What fails before it runs writes nothing.
  await torn.run(wrapped("SELECT nosuch, 2 AS place", "untouched"));
  await torn.close();
  expect(await here.keys("untouched/")).toEqual([]);
  const [key = "", ...others] = await here.keys("torn/");
  expect([new TextDecoder().decode(await body(key)), others]).toEqual(["PAR1", []]);
});

test("the table that an UNLOAD was written by is gone, whether it succeeded, failed or was stopped", async () => {
  const { rows } = await trino(engines().trino, "SHOW TABLES FROM unload.sink");
  const left = new Set(rows.map(([name]) => name));
  const names = here.front.log.executions.map(({ id }) => `u_${id.replaceAll("-", "")}`);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => left.has(name))).toEqual([]);
});

const select = "UNLOAD (SELECT 1 AS n)";
// The select above has 22 characters, " TO 's3://b/p/'" 15, " WITH (format = " 16 and "'PARQUET')" 10: 53 before the
// value, 63 with it, and LIMIT begins after one more.
const refused: readonly (readonly [string, string])[] = [
  [`${select} TO 's3://b/p/' WITH (format = 'PARQUET', sorted_by = ARRAY['n'])`, "sorted_by"],
  [`${select} TO 's3://b/p/' WITH (compression = 'ZSTD')`, "Unsupported format for UNLOAD: none given"],
  [`${select} TO 's3://b/p/' WITH (format = 'CSV')`, "Unsupported format for UNLOAD: CSV"],
  [`${select} TO 's3://b/p/' WITH (format = 'PARQUET', compression = 'BROTLI')`, "BROTLI"],
  [`${select} TO 's3://b/p/' WITH (format = PARQUET)`, "line 1:54: mismatched input 'PARQUET'"],
  [
    `${select}\n INTO 's3://b/p/' WITH (format = 'PARQUET')`,
    "line 2:2: mismatched input 'INTO'. Expecting: 'TO'",
  ],
  [`${select} TO 'file:///p/' WITH (format = 'PARQUET')`, "Expecting: an S3 location"],
  [`${select} TO 's3://b/p/' WITH (format = 'PARQUET') LIMIT 1`, "line 1:65: mismatched input 'LIMIT'"],
  [`${select} TO 's3://b/p/'`, "mismatched input '<EOF>'"],
  ["UNLOAD (SELECT ')' TO 's3://b/p/' WITH (format = 'PARQUET')", "mismatched input"],
  ["UNLOAD SELECT 1 TO 's3://b/p/' WITH (format = 'PARQUET')", "line 1:8: mismatched input 'SELECT'"],
];

test.each(refused)("%s is refused", async (sql, message) => {
  await expect(here.start(sql)).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: expect.stringContaining(message),
  });
});
