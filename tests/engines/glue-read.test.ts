/** What other tools read through Glue: Trino's own connector, over the published tables. */

import { CreateDatabaseCommand, CreateTableCommand } from "@aws-sdk/client-glue";
import { expect, test } from "vitest";
import { newTable, publishedTables } from "../../functions/adapters/aws/glue-shape.ts";
import { tables } from "../../queries/tables.ts";
import { gluePlace, pointerTo } from "./glue-place.ts";

const day = (cohort: string) => ({ cohort });
const contacts = (rows: readonly string[]) => rows.map((contact_id) => ({ source: "desk", contact_id }));

test("every published table is there with every column, its type and its comment, and holds nothing", async () => {
  const place = await gluePlace();
  await place.glue().prepare();
  const counts = publishedTables.map((table) => `SELECT count(*) FROM ${table}`).join(" UNION ALL ");
  expect(await place.read(counts)).toEqual(publishedTables.map(() => [0]));
  for (const table of publishedTables) {
    const described = await place.read(`DESCRIBE ${table}`);
    // Hive keeps milliseconds of an instant, and calls 32 bits an integer as Trino does.
    const typeOf = (type: string) => (type === "timestamp" ? "timestamp(3)" : type);
    const { columns, partitionedBy } = tables[table];
    expect(new Map(described.map(([name, type, , comment]) => [name, [type, comment]]))).toEqual(
      new Map(columns.map(({ name, type, comment }) => [name, [typeOf(type), comment]])),
    );
    const keys = described.filter(([, , extra]) => extra === "partition key").map(([name]) => name);
    expect(keys).toEqual(partitionedBy);
  }
});

test("the rows of every type come back, by partition", async () => {
  const place = await gluePlace();
  await place.glue().prepare();
  const row = {
    source: "desk",
    contact_id: "1",
    is_deleted: "false",
    opened_at: "2026-11-02 09:30:00.25",
    opened_on: "2026-11-02",
    channel: "Árvíz",
  };
  const sums = {
    kpi: "a",
    grain: "all",
    bucket: "7",
    numerator: "9007199254740993",
    total: "5",
    sum_of_squares: "0.5",
  };
  await place.parquet("facts/contacts/run=a-1-0/place=0/f", "contacts", [row]);
  await place.parquet("kpi/kpi_daily/run=a-1-1/place=0/f", "kpi_daily", [sums]);
  await place
    .glue()
    .point([
      pointerTo("contacts", day("2026-11-02"), "facts/contacts/run=a-1-0/place=0/f"),
      pointerTo(
        "kpi_daily",
        { family: "volume", period_start: "2026-11-02" },
        "kpi/kpi_daily/run=a-1-1/place=0/f",
      ),
    ]);
  expect(
    await place.read(
      "SELECT contact_id, is_deleted, CAST(opened_at AS varchar), opened_on, channel, cohort, resolved_at FROM contacts",
    ),
  ).toEqual([["1", false, "2026-11-02 09:30:00.250", "2026-11-02", "Árvíz", "2026-11-02", null]]);
  expect(
    await place.read(
      "SELECT bucket, CAST(numerator AS varchar), total, sum_of_squares, family, period_start FROM kpi_daily WHERE period_start = DATE '2026-11-02'",
    ),
  ).toEqual([[7, "9007199254740993", 5, 0.5, "volume", "2026-11-02"]]);
});

test("a moved pointer reads the new rows, an emptied partition none, the others stay", async () => {
  const place = await gluePlace();
  const glue = place.glue();
  await glue.prepare();
  const read = () => place.read("SELECT cohort, contact_id FROM contacts ORDER BY 1, 2");
  const at = (run: string, cohort: string) => `facts/contacts/run=${run}/place=${cohort}/f`;
  for (const cohort of ["2026-11-01", "2026-11-02", "2026-11-03"])
    await place.parquet(at("a", cohort), "contacts", contacts(["old"]));
  await glue.point(
    ["2026-11-01", "2026-11-02", "2026-11-03"].map((cohort) =>
      pointerTo("contacts", day(cohort), at("a", cohort)),
    ),
  );
  expect(await read()).toHaveLength(3);
  await place.parquet(`${at("b", "2026-11-02")}1`, "contacts", contacts(["new", "newer"]));
  await place.parquet(`${at("b", "2026-11-02")}2`, "contacts", contacts(["newest"]));
  const both = `${at("b", "2026-11-02")}1\n${at("b", "2026-11-02")}2`;
  const moved = [
    pointerTo("contacts", day("2026-11-02"), both, 3),
    pointerTo("contacts", day("2026-11-03"), "", 0),
    pointerTo("contacts", day("2026-11-04"), "", 0),
  ];
  const rows = [
    ["2026-11-01", "old"],
    ["2026-11-02", "new"],
    ["2026-11-02", "newer"],
    ["2026-11-02", "newest"],
  ];
  await glue.point(moved);
  expect(await read()).toEqual(rows);
  await glue.point(moved);
  expect(await read()).toEqual(rows);
});

test("a column that came later is NULL where a partition is older, and read where it is not", async () => {
  const place = await gluePlace();
  const { client, database, bucket } = place;
  await client.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  // As an earlier Raport made it: without `reason`, in the midst of the columns, and without the last one.
  const later = ["reason", "agent"];
  const before = newTable("contacts", bucket);
  const shape = before.StorageDescriptor!;
  const Columns = shape.Columns!.filter(({ Name = "" }) => !later.includes(Name));
  const TableInput = { ...before, StorageDescriptor: { ...shape, Columns } };
  await client.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  const [old, recent] = ["facts/contacts/run=a/place=0/f", "facts/contacts/run=b/place=0/f"];
  await place.parquet(old, "contacts", [{ contact_id: "1", department: "north" }], later);
  await place.glue().point([pointerTo("contacts", day("2026-11-01"), old)]);
  await place.glue().prepare();
  await place.parquet(recent, "contacts", [
    { contact_id: "2", department: "south", reason: "refund", agent: "ann" },
  ]);
  await place.glue().point([pointerTo("contacts", day("2026-11-02"), recent)]);

  const [older, newer] = await place.partitions("contacts");
  expect(older?.columns).toEqual(Columns.map(({ Name }) => Name));
  expect(newer?.columns).toEqual([...older!.columns, ...later]);
  expect(
    await place.read("SELECT contact_id, department, reason, agent FROM contacts ORDER BY contact_id"),
  ).toEqual([
    ["1", "north", null, null],
    ["2", "south", "refund", "ann"],
  ]);
  expect(await place.read("SELECT contact_id FROM contacts WHERE reason IS NULL")).toEqual([["1"]]);
  expect(await place.read("SELECT count(*) FROM contacts WHERE agent = 'ann'")).toEqual([[1]]);
});

test("a partition of any name is read by that name", async () => {
  const place = await gluePlace();
  await place.glue().prepare();
  const homes = [
    "it's",
    "a=b/c d",
    "100 %25",
    'say "x"',
    "Ő:日本\t;",
    "*?#[x]",
    "..",
    "__proto__",
    "a/",
    "a",
  ];
  const pointers = [];
  for (const [index, home] of homes.entries()) {
    const key = `facts/quarantine/run=a/place=${index}/f`;
    await place.parquet(key, "quarantine", [{ record_id: String(index) }]);
    pointers.push(pointerTo("quarantine", { home }, key));
  }
  await place.glue().point(pointers);
  await place.glue().point(pointers);
  expect(
    await place.read("SELECT home, record_id FROM quarantine ORDER BY CAST(record_id AS integer)"),
  ).toEqual(homes.map((home, index) => [home, String(index)]));
  // A filter on a partition is Glue's to judge: Trino hands it a quote bare, and moto reads a tab as spaces.
  const plain = homes.filter((home) => !/['\t]/.test(home));
  const one = await place.read(
    `SELECT home, record_id FROM quarantine WHERE home IN (${plain.map((home) => `'${home}'`).join(", ")})`,
  );
  expect(new Map(one.map(([home, id]) => [home, id]))).toEqual(
    new Map(plain.map((home) => [home, String(homes.indexOf(home))])),
  );
});
