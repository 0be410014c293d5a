import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type FactName, factNames, facts } from "../../functions/core/facts.ts";
import { parseQuery } from "../../functions/core/query.ts";
import { prelude } from "../../queries/index.ts";
import { casesAliveOn, remembering } from "../../world/cases.ts";
import { dayOf, nightly } from "../../world/exports.ts";

interface Written {
  readonly id: string;
  readonly path: string;
  readonly key: string;
  readonly version?: string;
  readonly contacts_in?: string;
  readonly mapping: string | Readonly<Record<string, string>>;
}

const read = (path: string) => readFileSync(new URL(`../../config/${path}`, import.meta.url), "utf8");
const sources: readonly Written[] = parse(read("exports.yaml")).sources;
const mapped = sources.flatMap(({ mapping, ...source }) =>
  typeof mapping === "string"
    ? []
    : Object.entries(mapping).map(([fact, file]) => ({ ...source, fact, file })),
);

/** The last day of a month, so that the costs are there too. */
const date = "2026-10-31";
const day = dayOf(date, "northwind", casesAliveOn(date, "northwind", remembering()));
const exportOf = (path: string) => nightly.find(({ name }) => path.includes(`/${name}-`));

/** The mapping's rows for these bodies. */
async function rowsOf(text: string, bodies: readonly object[]) {
  const connection: DuckDBConnection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    await connection.run(prelude());
    await connection.run(
      `create table raw as select '1/a.csv:' || r.n as row_id, 'k' as key, 'v1' as version, 'upsert' as op,
         json_extract($bodies, '$[' || r.n || ']')::varchar as body, 1 as batch from range($count) as r(n)`,
      { bodies: JSON.stringify(bodies), count: bodies.length },
    );
    const reader = await connection.runAndReadAll(text);
    return { rows: reader.getRowObjectsJson(), types: reader.columnTypes().map(String) };
  } finally {
    connection.closeSync();
  }
}

test("the config of exports maps every fact once but those that files seldom have", () => {
  const rare = ["members", "status_changes"];
  expect(["contacts", ...mapped.map(({ fact }) => fact), ...rare].sort()).toEqual([...factNames].sort());
  for (const source of mapped) expect(source.contacts_in).toBe("northwind");
});

test("each source names columns its export has", () => {
  for (const { path, key, version } of mapped) {
    const columns = exportOf(path)?.columns;
    expect(columns?.[0]).toBe(key);
    if (version !== undefined) expect(columns).toContain(version);
  }
});

test("each mapping gives only columns of its fact, those it needs among them, as text", async () => {
  for (const { fact, file, path } of mapped) {
    const { columns } = facts[fact as FactName];
    const bodies = exportOf(path)?.recordsOn(day) ?? [];
    const { rows, types } = await rowsOf(read(file), bodies);
    expect(rows).toHaveLength(bodies.length);
    expect(rows.length).toBeGreaterThan(8);
    const names = Object.keys(rows[0] ?? {});
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    const needed = columns.filter(({ required }) => required).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(needed));
    expect(new Set(types)).toEqual(new Set(["VARCHAR"]));
    for (const row of rows) for (const name of needed) expect(row[name]).not.toBeNull();
  }
});

test("each mapping reads every column of its export", async () => {
  for (const { file, path, version } of mapped) {
    const text = read(file);
    for (const column of exportOf(path)?.columns ?? []) {
      if (column !== version) expect(text).toContain(`'$.${column}'`);
    }
  }
});

test("empty cells are mapped to nothing, not to empty text", async () => {
  for (const { file, path, version } of mapped) {
    const empty = Object.fromEntries((exportOf(path)?.columns ?? []).map((column) => [column, " "]));
    const { rows } = await rowsOf(read(file), [empty]);
    const { row_id, version: newest, is_deleted, ...rest } = rows[0] ?? {};
    expect({ row_id, newest, is_deleted }).toEqual({
      row_id: "1/a.csv:0",
      newest: "v1",
      is_deleted: "false",
    });
    expect(new Set(Object.values(rest))).toEqual(new Set([null]));
    expect(version === undefined || version === "updated_at").toBe(true);
  }
});

test("each mapping's header says what it answers and what it reads", () => {
  for (const { file } of mapped) {
    const query = parseQuery(file.replace(/^.*\/|\.sql$/g, ""), read(file));
    expect(query.question).toMatch(/^What .*\?$/);
    expect(query.inputs).toEqual(["raw"]);
  }
});
