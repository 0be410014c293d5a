import { CreateDatabaseCommand, CreateTableCommand } from "@aws-sdk/client-glue";
import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { javaDouble } from "./results.ts";
import { type Session, session } from "./session.ts";

let here: Session;
beforeAll(async () => {
  here = await session();
});
afterAll(() => here.close());

test("2,345 rows are three pages, the header once and counted as a row", async () => {
  const id = await here.start("SELECT x FROM UNNEST(sequence(1, 2345)) t (x) ORDER BY x");
  await here.ended(id);
  const pages = [await here.page(id)];
  for (let last = pages[0]; last?.NextToken; last = pages.at(-1))
    pages.push(await here.page(id, 1000, last.NextToken));
  const cells = pages.map(({ ResultSet }) =>
    (ResultSet?.Rows ?? []).map((row) => row.Data?.[0]?.VarCharValue),
  );
  // 1 header and 999 rows, 1,000 rows, and 2,345 - 999 - 1,000 = 346.
  expect(cells.map((page) => page.length)).toEqual([1000, 1000, 346]);
  expect(cells.map((page) => page[0])).toEqual(["x", "1000", "2000"]);
  expect(cells.map((page) => page.at(-1))).toEqual(["999", "1999", "2345"]);
});

test("a page has at most 1,000 rows, and a token that is none is refused", async () => {
  const id = await here.start("SELECT 1 AS n");
  await here.ended(id);
  await expect(here.page(id, 1001)).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "MaxResults is more than maximum allowed length 1000.",
  });
  await expect(here.page(id, 1000, "never given")).rejects.toMatchObject({ name: "InvalidRequestException" });
  // One row a page: the header, then the row, then no further page.
  const first = await here.page(id, 1);
  const second = await here.page(id, 1, first.NextToken);
  expect(second.ResultSet?.Rows).toEqual([{ Data: [{ VarCharValue: "1" }] }]);
  expect(second.NextToken).toBeUndefined();
});

test("a select without rows has its header", async () => {
  expect(await here.cells("SELECT 1 AS n, 'x' AS name WHERE false")).toEqual([["n", "name"]]);
});

const values: readonly (readonly [string, string, string | undefined])[] = [
  ["9223372036854775807", "bigint", "9223372036854775807"],
  ["-9223372036854775807", "bigint", "-9223372036854775807"],
  // 2^53 + 1, the first whole number no double holds.
  ["9007199254740993", "bigint", "9007199254740993"],
  ["1", "integer", "1"],
  ["CAST(7 AS smallint)", "smallint", "7"],
  ["true", "boolean", "true"],
  ["false", "boolean", "false"],
  ["0.1e0", "double", "0.1"],
  ["100e0", "double", "100.0"],
  ["1e7", "double", "1.0E7"],
  ["9999999e0", "double", "9999999.0"],
  ["1.5e300", "double", "1.5E300"],
  ["1e300", "double", "1.0E300"],
  ["0.001e0", "double", "0.001"],
  ["0.0001e0", "double", "1.0E-4"],
  ["-0e0", "double", "-0.0"],
  ["nan()", "double", "NaN"],
  ["infinity()", "double", "Infinity"],
  ["-infinity()", "double", "-Infinity"],
  ["real '1.5'", "float", "1.5"],
  ["DECIMAL '12.30'", "decimal", "12.30"],
  ["''", "varchar", ""],
  ["CAST(NULL AS varchar)", "varchar", undefined],
  ["CAST(NULL AS double)", "double", undefined],
  ["'a,\"b'", "varchar", 'a,"b'],
  ["DATE '2024-02-29'", "date", "2024-02-29"],
  ["CAST(TIMESTAMP '2024-02-29 01:02:03' AS timestamp(3))", "timestamp", "2024-02-29 01:02:03.000"],
  ["TIMESTAMP '2024-02-29 01:02:03.789'", "timestamp", "2024-02-29 01:02:03.789"],
  ["TIMESTAMP '2024-02-29 01:02:03.5 UTC'", "timestamp with time zone", "2024-02-29 01:02:03.5 UTC"],
  ["ARRAY[1, NULL, 3]", "array", "[1, null, 3]"],
  ["ARRAY['a, b', '']", "array", "[a, b, ]"],
  ["ARRAY[1e7, 2e0]", "array", "[1.0E7, 2.0]"],
  ["ROW(1, 'x')", "row", "{1, x}"],
  [
    'CAST(ROW(1, 2e0, NULL) AS row("a b" bigint, y double, "z,(" varchar))',
    "row",
    "{a b=1, y=2.0, z,(=null}",
  ],
  ["MAP(ARRAY['k'], ARRAY[ARRAY[1e0]])", "map", "{k=[1.0]}"],
  ["X'00ff'", "varbinary", "00 ff"],
];

test("every type has Athena's name, and its values are printed as Athena prints them", async () => {
  const list = values.map(([sql], at) => `${sql} AS c${at}`).join(",\n");
  const id = await here.start(`SELECT ${list}`);
  expect((await here.ended(id)).Status?.StateChangeReason).toBeUndefined();
  const { ResultSet, UpdateCount } = await here.page(id);
  const found = ResultSet?.ResultSetMetadata?.ColumnInfo?.map(({ Type }, at) => {
    return [values[at]?.[0], Type, ResultSet.Rows?.[1]?.Data?.[at]?.VarCharValue];
  });
  expect(found).toEqual(values);
  expect(UpdateCount).toBe(0);
  const nothing = values.findIndex(([, , printed]) => printed === undefined);
  expect(ResultSet?.Rows?.[1]?.Data?.[nothing]).toEqual({});
});

test("doubles change to exponents at a thousandth and at ten millions", () => {
  const printed = [0.001, 0.00099, 9999999.5, 12345678.5, 5e-324, -1.25].map(javaDouble);
  expect(printed).toEqual(["0.001", "9.9E-4", "9999999.5", "1.23456785E7", "5.0E-324", "-1.25"]);
});

test("a symlink table of Glue is read, and the bytes scanned are those of the files it names", async () => {
  const { bucket, glue, s3 } = here;
  const database = `db_${bucket.replaceAll("-", "_")}`;
  // 20,000 lines of `{"k":"<5 digits>","v":"<100 letters>"}` and a newline: 105 and 16 around them = 121 bytes each.
  const line = (at: number) => `{"k":"${String(at).padStart(5, "0")}","v":"${"v".repeat(100)}"}\n`;
  const Body = Array.from({ length: 20_000 }, (_, at) => line(at)).join("");
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "data/named.json", Body }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "data/unnamed.json", Body }));
  const links = `s3://${bucket}/data/named.json\n`;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "links/t/files", Body: links }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  const TableInput = {
    Name: "t",
    TableType: "EXTERNAL_TABLE",
    Parameters: { EXTERNAL: "TRUE" },
    StorageDescriptor: {
      Columns: ["k", "v"].map((Name) => ({ Name, Type: "string" })),
      Location: `s3://${bucket}/links/t`,
      InputFormat: "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
      OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
      SerdeInfo: { SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe" },
    },
  };
  await glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  const QueryExecutionContext = { Database: database, Catalog: "AwsDataCatalog" };
  const id = await here.start("SELECT count(*) AS n, max(k) AS k, min(v) AS v FROM t", {
    QueryExecutionContext,
  });
  const { Status, Statistics } = await here.ended(id);
  expect(Status?.StateChangeReason).toBeUndefined();
  const [, row] = (await here.page(id)).ResultSet?.Rows ?? [];
  expect(row?.Data?.map((datum) => datum.VarCharValue)).toEqual(["20000", "19999", "v".repeat(100)]);
  const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "data/named.json" }));
  expect(ContentLength).toBe(2_420_000);
  expect(Statistics?.DataScannedInBytes).toBeGreaterThan(2_420_000 * 0.9);
  expect(Statistics?.DataScannedInBytes).toBeLessThan(2_420_000 * 1.1);
  const missing = await here.run("SELECT * FROM nosuch", { QueryExecutionContext });
  expect(missing.Status?.StateChangeReason).toBe(
    `TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${database}.nosuch' does not exist`,
  );
});
