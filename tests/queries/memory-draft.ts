/** A draft over tables in memory: the real stages and the real SQL, without a file. Built again for every case. */

import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { plain } from "../../functions/adapters/local/values.ts";
import { bind } from "../../functions/core/query.ts";
import { type Pointer, type Select, type TableName, tableNames } from "../../functions/core/warehouse.ts";
import type { Draft, Row, Warehouse } from "../../functions/ports.ts";
import { prelude } from "../../queries/index.ts";
import { tables } from "../../queries/tables.ts";

export interface MemoryDraft extends Draft, Pick<Warehouse, "describe"> {
  /** Runs a statement of the test's own. */
  execute(sql: string): Promise<readonly Row[]>;
}

export async function openDatabase(): Promise<DuckDBConnection> {
  const database = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await database.run(prelude());
  return database;
}

/** What a query gives depends on its text alone: every draft's tables have the same columns. */
const described = new Map<string, readonly Row[]>();

/** Every table, empty. Partitions are rows of a table; attaching what is no file does nothing. */
export async function memoryDraft(database: DuckDBConnection): Promise<MemoryDraft> {
  const execute = async (sql: string): Promise<readonly Row[]> =>
    (await database.runAndReadAll(sql)).convertRowObjects(plain);
  const ask = async ({ query, params, standIns }: Select): Promise<string> => {
    for (const [name, table] of Object.entries(standIns ?? {}))
      await execute(`create or replace temp view ${name} as select * from ${table}`);
    return bind(query, params);
  };
  const prints = new Map<string, string>();
  const counted = new Map<TableName, Promise<readonly Pointer[]>>();
  for (const name of tableNames) {
    const columns = tables[name].columns.map((column) => `${column.name} ${column.type}`).join(", ");
    if (name !== "kpi_table") await execute(`create or replace table ${name} (${columns})`);
  }

  const countedIn = async (table: TableName): Promise<readonly Pointer[]> => {
    const { partitionedBy, lists } = tables[table];
    const parts = partitionedBy.map((column) => `cast(${column} as varchar)`);
    const rows = await execute(
      `select to_json([${parts.join(", ")}])::varchar as part, count(*) as n,
        ${lists ? `to_json(list(distinct cast(${lists} as varchar)))::varchar` : "null"} as listed from ${table} group by ${parts.join(", ")}`,
    );
    return rows.map((row): Pointer => {
      const part = JSON.parse(String(row.part)) as string[];
      const fingerprint = prints.get(`${table}/${part.join("/")}`);
      return {
        table,
        partition: Object.fromEntries(partitionedBy.map((column, n) => [column, part[n] ?? ""])),
        location: table,
        rows: Number(row.n),
        bytes: 0,
        ...(lists ? { lists: JSON.parse(String(row.listed)) as string[] } : {}),
        ...(fingerprint === undefined ? {} : { fingerprint }),
      };
    });
  };
  // The stages ask for the same pointers again and again; only a write changes them.
  const pointers = (table: TableName): Promise<readonly Pointer[]> => {
    const known = counted.get(table) ?? countedIn(table);
    counted.set(table, known);
    return known;
  };

  return {
    state: { generation: 0, pending: [], consumed: {}, facts: "" },
    run: "run",
    partitionsAtOnce: Number.POSITIVE_INFINITY,
    rowsAtOnce: Number.POSITIVE_INFINITY,
    rawBytesAtOnce: Number.POSITIVE_INFINITY,
    execute(sql) {
      counted.clear();
      return execute(sql);
    },
    pointers,
    attach() {},
    async *rows(select) {
      yield* await execute(await ask(select));
    },
    async clear(table) {
      counted.delete(table);
      await execute(`delete from ${table}`);
    },
    async write(select, table, partitions, fingerprint) {
      counted.delete(table);
      if (table === "components") counted.delete("components_before");
      const names = tables[table].columns.map(({ name }) => name).join(", ");
      await execute(`create or replace temp table written as select ${names} from (${await ask(select)}\n)`);
      if (table === "components")
        await execute("create or replace table components_before as select * from components");
      const { partitionedBy } = tables[table];
      for (const partition of partitions) {
        const same = partitionedBy.map((column) => `cast(${column} as varchar) = '${partition[column]}'`);
        await execute(`delete from ${table} where ${same.join(" and ")}`);
        const key = partitionedBy.map((column) => partition[column]).join("/");
        if (fingerprint !== undefined) prints.set(`${table}/${key}`, fingerprint);
      }
      await execute(`insert into ${table} by name select * from written`);
      if (table === "members")
        await execute("create or replace table known_members as select * from members");
      // The stages ask for pointers when they want them; counting partitions after every write is half the time.
      return [];
    },
    async commit() {},
    async describe(select) {
      const sql = `describe ${await ask(select)}`;
      const rows = described.get(sql) ?? (await execute(sql));
      described.set(sql, rows);
      return rows.map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
    },
  };
}
