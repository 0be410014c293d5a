/**
 * What Athena's statements give, worked out by DuckDB: the text as the adapter sends it, with the house's own translation
 * (queries/duckdb.sql) before it, over the files that the tables named in it list. The same text over the same bytes is
 * worked out once: whoever asks again is given what was found then.
 */

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { prelude } from "../../../queries/index.ts";
import { ExecutionError } from "../../engines/athena/errors.ts";
import { type GlueTable, type Input, type Outcome, pathsBelow, type World } from "./world.ts";

export interface Duckdb {
  /** Rows of a select, or the files of one that is unloaded by `partitionedBy`. */
  outcome(world: World, sql: string, partitionedBy?: readonly string[]): Promise<Outcome>;
  /** How often it was asked, and how often it had to work. */
  readonly counts: { asked: number; worked: number };
  close(): void;
}

export async function duckdb(): Promise<Duckdb> {
  const folder = mkdtempSync(join(tmpdir(), "raport-cloud-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "800MB" });
  const database = await instance.connect();
  await database.run(prelude());
  const known = new Map<string, Promise<Outcome>>();
  const counts = { asked: 0, worked: 0 };
  // Views are shared, so one statement at a time.
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(act);
    last = next.catch(() => undefined);
    return next;
  };

  const work = async (
    sources: readonly Source[],
    sql: string,
    partitionedBy: readonly string[] | undefined,
  ) => {
    counts.worked += 1;
    for (const source of sources) await database.run(viewOf(source, folder));
    if (!partitionedBy) return { rows: await rowsOf(database, sql) };
    return { files: await filesOf(database, sql, partitionedBy, join(folder, `unload-${counts.worked}`)) };
  };

  return {
    counts,
    async outcome(world, sql, partitionedBy) {
      counts.asked += 1;
      try {
        const sources = sourcesOf(world, sql);
        const key = keyOf(sources, sql, partitionedBy);
        const result = known.get(key) ?? alone(() => work(sources, sql, partitionedBy));
        known.set(key, result);
        return await result;
      } catch (error) {
        if (error instanceof ExecutionError) return { error };
        return { error: new ExecutionError("SYNTAX_ERROR", String(error)) };
      }
    },
    close() {
      database.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A table as it is named in a statement, and what its files hold. */
interface Source {
  readonly name: string;
  readonly columns: readonly Input[];
  readonly isJson: boolean;
  readonly files: readonly { readonly path: string; readonly etag: string; readonly body: Buffer }[];
}

function sourcesOf(world: World, sql: string): readonly Source[] {
  const names = new Set([...sql.matchAll(/"(\w+)"\."(\w+)"/g)].map(([name]) => name));
  return [...names].map((name) => {
    const [database, table] = name.replaceAll('"', "").split(".");
    const known = world.tables.get(`${database}/${table}`);
    if (!known) throw new ExecutionError("TABLE_NOT_FOUND", `Table ${name} does not exist`);
    return sourceOf(world, name, known);
  });
}

/** The objects at the table's location name its files, as for Hive's symbolic links. */
function sourceOf(world: World, name: string, { input }: GlueTable): Source {
  const storage = input.StorageDescriptor as Input;
  const location = String(storage.Location).replace("s3://", "");
  const lines = pathsBelow(world, location).flatMap((path) =>
    String(world.objects.get(path)?.body).split("\n").filter(Boolean),
  );
  const files = lines.map((line) => {
    const stored = world.objects.get(line.replace("s3://", ""));
    if (!stored)
      throw new ExecutionError(
        "HIVE_CANNOT_OPEN_SPLIT",
        `Error opening Hive split ${line}: it does not exist`,
      );
    return { path: line, etag: stored.etag.replaceAll('"', ""), body: stored.body };
  });
  const serde = JSON.stringify(storage.SerdeInfo);
  return { name, columns: storage.Columns as readonly Input[], isJson: /json/i.test(serde), files };
}

/** Files of Parquet by what is in them; those of JSON also by their paths, which a statement may ask for. */
function keyOf(
  sources: readonly Source[],
  sql: string,
  partitionedBy: readonly string[] | undefined,
): string {
  let text = sql;
  for (const { name, columns, isJson, files } of sources) {
    const told = files.map(({ path, etag }) => (isJson ? `${path} ${etag}` : etag));
    text = text.replaceAll(
      name,
      `<${createHash("sha256")
        .update(JSON.stringify([columns, told]))
        .digest("hex")}>`,
    );
  }
  return JSON.stringify([text, partitionedBy ?? null]);
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function viewOf({ name, columns, isJson, files }: Source, folder: string): string {
  const [schema] = name.split(".");
  const names = columns.map((column) => `"${column.Name}"`);
  const head = `CREATE SCHEMA IF NOT EXISTS ${schema}; CREATE OR REPLACE VIEW ${name} AS`;
  const empty = columns.map(({ Name, Type }) => `CAST(NULL AS ${Type}) AS "${Name}"`).join(", ");
  if (files.length === 0) return `${head} SELECT ${empty}, '' AS "$path" WHERE false`;
  const kept = files.map((file) => ({
    ...file,
    local: keep(file, folder, isJson ? "ndjson.gz" : "parquet"),
  }));
  if (!isJson) {
    const paths = kept.map(({ local }) => quoted(local)).join(", ");
    return `${head} SELECT ${names.join(", ")} FROM read_parquet([${paths}], hive_partitioning = false)`;
  }
  const shape = names.map((column) => `${column}: 'VARCHAR'`).join(", ");
  const reads = kept.map(
    ({ local, path }) =>
      `SELECT ${names.join(", ")}, ${quoted(path)} AS "$path" FROM read_json(${quoted(local)}, columns = {${shape}}, format = 'newline_delimited', compression = 'gzip', hive_partitioning = false)`,
  );
  return `${head} ${reads.join(" UNION ALL ")}`;
}

function keep({ etag, body }: Source["files"][number], folder: string, ending: string): string {
  const path = join(folder, `${etag}.${ending}`);
  if (!existsSync(path)) writeFileSync(path, body);
  return path;
}

/** Rows as Trino's protocol gives them, under Trino's names of the types. */
async function rowsOf(database: DuckDBConnection, sql: string) {
  const result = await database.runAndReadAll(sql);
  const types = result.columnTypes().map((type) => typeNames[String(type)] ?? String(type).toLowerCase());
  const columns = result.columnNames().map((name, at) => ({ name, type: types[at] as string }));
  const rows = result.getRows().map((row) => row.map(cell));
  return { columns, rows, header: true, updateCount: 0 };
}

/** The sum of many bigints is a bigint in Trino. */
const typeNames: Readonly<Record<string, string>> = { TIMESTAMP: "timestamp(3)", HUGEINT: "bigint" };

function cell(value: DuckDBValue): unknown {
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value instanceof DuckDBTimestampValue)
    return new Date(Number(value.micros / 1000n)).toISOString().replace("T", " ").replace("Z", "");
  return value;
}

async function filesOf(
  database: DuckDBConnection,
  sql: string,
  partitionedBy: readonly string[],
  folder: string,
): Promise<readonly (readonly [string, Buffer])[]> {
  mkdirSync(folder);
  await database.run(
    `COPY (${sql}\n) TO ${quoted(folder)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (${partitionedBy.join(", ")}))`,
  );
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path)] as const;
  });
  rmSync(folder, { recursive: true });
  return files;
}
