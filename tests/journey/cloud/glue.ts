/** Glue of a world, as far as Raport asks for it: databases, tables with versions, partitions by the hundred. */

import { Refused } from "./http.ts";
import type { GlueTable, Input, World } from "./world.ts";

type Operation = (world: World, input: Input) => unknown;

const word = (input: Input, name: string) => String(input[name] ?? "");
const list = (input: Input, name: string) => (input[name] ?? []) as readonly Input[];
const pathOf = (input: Input, name = "Name") => `${word(input, "DatabaseName")}/${word(input, name)}`;
const missing = (what: string) => new Refused("EntityNotFoundException", `${what} not found`);
const there = (what: string) => new Refused("AlreadyExistsException", `${what} already exists`);

/** What it answers, undefined where it knows no such operation. */
export function glue(world: World, name: string, input: Input): unknown {
  return Object.hasOwn(operations, name) ? operations[name]?.(world, input) : undefined;
}

const operations: Readonly<Record<string, Operation>> = {
  CreateDatabase(world, input) {
    const name = word(input.DatabaseInput as Input, "Name");
    if (world.databases.has(name)) throw there(name);
    world.databases.add(name);
    return {};
  },
  GetDatabase(world, input) {
    const name = word(input, "Name");
    if (!world.databases.has(name)) throw missing(name);
    return { Database: { Name: name } };
  },
  CreateTable(world, input) {
    const table = input.TableInput as Input;
    const path = `${word(input, "DatabaseName")}/${word(table, "Name")}`;
    if (!world.databases.has(word(input, "DatabaseName"))) throw missing(word(input, "DatabaseName"));
    if (world.tables.has(path)) throw there(path);
    world.tables.set(path, { input: table, version: 0 });
    return {};
  },
  GetTable: (world, input) => ({ Table: told(pathOf(input), found(world, pathOf(input))) }),
  UpdateTable(world, input) {
    const table = input.TableInput as Input;
    const path = `${word(input, "DatabaseName")}/${word(table, "Name")}`;
    const { version } = found(world, path);
    if (input.VersionId !== undefined && input.VersionId !== String(version))
      throw new Refused("ConcurrentModificationException");
    world.tables.set(path, { input: table, version: version + 1 });
    return {};
  },
  GetTables(world, input) {
    const database = word(input, "DatabaseName");
    if (!world.databases.has(database)) throw missing(database);
    const all = [...world.tables].filter(([path]) => path.startsWith(`${database}/`));
    const from = Number(input.NextToken ?? 0);
    const TableList = all.slice(from, from + 100).map(([path, table]) => told(path, table));
    return { TableList, ...(from + 100 < all.length ? { NextToken: String(from + 100) } : {}) };
  },
  BatchDeleteTable(world, input) {
    const names = (input.TablesToDelete ?? []) as readonly string[];
    const gone = names.filter((name) => !world.tables.delete(`${word(input, "DatabaseName")}/${name}`));
    const ErrorDetail = { ErrorCode: "EntityNotFoundException" };
    return { Errors: gone.map((TableName) => ({ TableName, ErrorDetail })) };
  },
  BatchCreatePartition(world, input) {
    found(world, pathOf(input, "TableName"));
    const Errors = list(input, "PartitionInputList").flatMap((partition) => {
      const path = partitionPath(input, partition.Values);
      if (world.partitions.has(path)) return [failure(partition.Values, "AlreadyExistsException")];
      world.partitions.set(path, partition);
      return [];
    });
    return { Errors: Errors.map(({ values, ...rest }) => ({ PartitionValues: values, ...rest })) };
  },
  BatchUpdatePartition(world, input) {
    found(world, pathOf(input, "TableName"));
    const Errors = list(input, "Entries").flatMap(({ PartitionValueList, PartitionInput }) => {
      const path = partitionPath(input, PartitionValueList);
      if (!world.partitions.has(path)) return [failure(PartitionValueList, "EntityNotFoundException")];
      world.partitions.set(path, PartitionInput as Input);
      return [];
    });
    return { Errors: Errors.map(({ values, ...rest }) => ({ PartitionValueList: values, ...rest })) };
  },
};

const partitionPath = (input: Input, values: unknown) =>
  `${pathOf(input, "TableName")}/${JSON.stringify(values)}`;

const failure = (values: unknown, ErrorCode: string) => ({
  values,
  ErrorDetail: { ErrorCode, ErrorMessage: ErrorCode },
});

function found(world: World, path: string): GlueTable {
  const table = world.tables.get(path);
  if (!table) throw missing(path);
  return table;
}

function told(path: string, { input, version }: GlueTable) {
  const [DatabaseName] = path.split("/");
  return { ...input, DatabaseName, VersionId: String(version) };
}
