/** The files of a home as tables of Trino: linked into one folder per table, of which a query names those it reads. */

import { createHash } from "node:crypto";
import { copyFileSync, globSync, linkSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { aliased, emptySource } from "../../../functions/adapters/aws/statements.ts";
import type { Pointer, TableName } from "../../../functions/core/warehouse.ts";
import { tables } from "../../../queries/tables.ts";
import type { Engines } from "../engines.ts";
import { trino, trinoVersion } from "../statements.ts";
import type { Recorded } from "./recorded.ts";

export interface TrinoLake {
  /** Makes the files of all these readable; once. */
  fill(recorded: readonly Recorded[]): Promise<void>;
  /** The text of a select unchanged, below what its tables are read from. */
  statement(one: Recorded, text: string): string;
  /** Removes the tables, and the links to their files. */
  drop(): Promise<void>;
}

/** `name` is the schema it makes, below the folder of the engines. */
export async function trinoLake(engines: Engines, name: string): Promise<TrinoLake> {
  const old = Number(await trinoVersion(engines.trino)) < 400;
  const folder = join(engines.files, name);
  const root = old ? `file://${engines.files}` : "local://";
  const run = (sql: string) => trino(engines.trino, sql, { catalog: "unload" });
  const filled = new Set<TableName>();
  const paths = new Map<string, string>();

  const create = async (table: TableName) => {
    const names = new Set(table === "landed" ? tables[table].partitionedBy : []);
    const columns = tables[table].columns
      .filter((column) => !names.has(column.name))
      .map((column) => `"${column.name}" ${column.type}`);
    const json = old ? "JSON" : "OPENX_JSON";
    await run(`CREATE TABLE ${name}.${table} (${columns.join(", ")})
      WITH (external_location = '${root}/${name}/${table}', format = '${table === "landed" ? json : "PARQUET"}')`);
    for (const [path] of (await run(`SELECT DISTINCT "$path" FROM ${name}.${table}`)).rows)
      paths.set(basename(String(path)), String(path));
    filled.add(table);
  };

  return {
    async fill(recorded) {
      await run(`CREATE SCHEMA ${name}`);
      const linked = new Set<TableName>();
      for (const { home, select, reading } of recorded)
        for (const [read, pointers = []] of Object.entries(reading))
          for (const file of pointers.flatMap((pointer) => filesOf(home, pointer))) {
            const table = stored(select.standIns?.[read as TableName] ?? (read as TableName));
            mkdirSync(join(folder, table), { recursive: true });
            link(file, join(folder, table, linkName(file)));
            linked.add(table);
          }
      for (const table of linked) await create(table);
    },
    statement({ home, select, reading }, text) {
      const sources = Object.entries(reading).map(([read, pointers = []]) => {
        const table = stored(select.standIns?.[read as TableName] ?? (read as TableName));
        const known = pointers.filter((pointer) =>
          filesOf(home, pointer).some((file) => paths.has(linkName(file))),
        );
        if (known.length === 0 || !filled.has(table)) return [read, emptySource(read as TableName)];
        return [
          read,
          source(`${name}.${table}`, read as TableName, known, (pointer) =>
            filesOf(home, pointer).flatMap((file) => paths.get(linkName(file)) ?? []),
          ),
        ];
      });
      return aliased(text, Object.fromEntries(sources));
    },
    async drop() {
      for (const table of filled) await run(`DROP TABLE ${name}.${table}`);
      await run(`DROP SCHEMA ${name}`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Tables of the same columns share one of Trino's. */
const stored = (table: TableName): TableName =>
  table === "components_before" ? "components" : table === "known_members" ? "members" : table;

const linkName = (file: string) =>
  `${createHash("sha256").update(file).digest("hex").slice(0, 24)}.${file.endsWith(".gz") ? "json.gz" : "parquet"}`;

function filesOf(home: string, { location }: Pointer): readonly string[] {
  if (location.endsWith("/*.parquet")) return globSync(join(home, location));
  return location.split("\n").map((file) => join(home, file));
}

function link(file: string, to: string): void {
  try {
    linkSync(file, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EXDEV") copyFileSync(file, to);
    else if (code !== "EEXIST") throw error;
  }
}

/** Rows of the files pointed at; of a file that holds more, those of the partitions pointed at. */
function source(
  from: string,
  table: TableName,
  pointers: readonly Pointer[],
  pathsOf: (pointer: Pointer) => readonly string[],
): string {
  if (table === "landed")
    return pointers.map((pointer) => batch(from, pointer, pathsOf(pointer))).join(" UNION ALL ");
  const columns = tables[table].columns.map(({ name }) => `"${name}"`).join(", ");
  const byFile = Map.groupBy(pointers, ({ location }) => location);
  const isWhole = (pointer: Pointer) => {
    const rows = (byFile.get(pointer.location) ?? []).reduce((sum, one) => sum + one.rows, 0);
    return pointer.sharedRows === undefined || rows === pointer.sharedRows;
  };
  const whole = pointers.filter(isWhole).flatMap(pathsOf);
  const partly = pointers.filter((pointer) => !isWhole(pointer));
  const key = tables[table].partitionedBy.map((column) => `CAST("${column}" AS varchar)`).join(" || '/' || ");
  const keys = partly.flatMap((pointer) => {
    const part = tables[table].partitionedBy.map((column) => pointer.partition[column]).join("/");
    return pathsOf(pointer).map((path) => `${path}|${part}`);
  });
  return [
    ...(whole.length > 0 ? [`SELECT ${columns} FROM ${from} WHERE "$path" IN (${list(whole)})`] : []),
    ...(keys.length > 0
      ? [
          `SELECT ${columns} FROM ${from} WHERE "$path" IN (${list(partly.flatMap(pathsOf))}) AND "$path" || '|' || ${key} IN (${list(keys)})`,
        ]
      : []),
  ].join(" UNION ALL ");
}

function batch(from: string, { partition }: Pointer, paths: readonly string[]): string {
  const columns = tables.landed.columns.map(({ name }) =>
    tables.landed.partitionedBy.includes(name) ? `'${partition[name]}' AS ${name}` : `"${name}"`,
  );
  return `SELECT ${columns.join(", ")} FROM ${from} WHERE "$path" IN (${list(paths)})`;
}

const list = (texts: readonly string[]) =>
  [...new Set(texts)].map((text) => `'${text.replaceAll("'", "''")}'`).join(", ");
