/** What Glue must know of a published table, and what a table that is there already lacks of it. */

import type { Column, StorageDescriptor, Table, TableInput } from "@aws-sdk/client-glue";
import { type Column as OurColumn, tables } from "../../../queries/tables.ts";
import { StorageError } from "../../core/errors.ts";
import { factNames } from "../../core/facts.ts";
import type { TableName } from "../../core/warehouse.ts";
import { hiveType, parquet } from "./hive.ts";

/** The tables other tools may read; what a run stages and lands is its own business. */
export const publishedTables = [
  ...factNames,
  "quarantine",
  "components",
  "kpi_daily",
  "kpi_weekly",
  "kpi_monthly",
] as const satisfies readonly TableName[];

/** Where the table's files are, and below it the place that never holds one. */
export const folderOf = (bucket: string, table: TableName) =>
  `s3://${bucket}/${tables[table].prefix}/${table}/`;
export const emptyFolderOf = (bucket: string, table: TableName) => `${folderOf(bucket, table)}empty/`;

/** The table as Glue takes it when there is none yet. */
export function newTable(table: TableName, bucket: string): TableInput {
  const { stored, parts } = columnsOf(table);
  return {
    Name: table,
    Description: tables[table].comment,
    TableType: "EXTERNAL_TABLE",
    Parameters: { EXTERNAL: "TRUE", classification: "parquet" },
    PartitionKeys: parts,
    StorageDescriptor: { ...parquet, Columns: stored, Location: folderOf(bucket, table) },
  };
}

/**
 * The table that is there with every column of ours, or undefined when it has them all. Columns it lacks come last, and
 * none is moved, retyped or removed. Throws StorageError when a column of ours has another type there.
 */
export function mended(table: TableName, known: Table): TableInput | undefined {
  const { stored, parts } = columnsOf(table);
  const found = known.StorageDescriptor?.Columns ?? [];
  const keys = known.PartitionKeys ?? [];
  if (keys.map(({ Name }) => Name).join() !== parts.map(({ Name }) => Name).join())
    throw foreign(known, `is partitioned by ${keys.map(({ Name }) => Name).join(", ") || "nothing"}`);
  const columns = merged(known, found, stored);
  const partitionKeys = merged(known, keys, parts);
  if (same(columns, found) && same(partitionKeys, keys) && known.Description === tables[table].comment)
    return undefined;
  const { Owner, Retention, TableType, Parameters, StorageDescriptor } = known;
  return {
    Name: table,
    Description: tables[table].comment,
    ...(Owner === undefined ? {} : { Owner }),
    ...(Retention === undefined ? {} : { Retention }),
    TableType,
    Parameters,
    PartitionKeys: partitionKeys,
    StorageDescriptor: { ...StorageDescriptor, Columns: columns },
  };
}

/** Files described as the table describes its own, so a partition knows exactly the columns the table had when it was pointed. */
export function filesAt(known: Table, location: string): StorageDescriptor {
  return { ...known.StorageDescriptor, Location: location };
}

function columnsOf(table: TableName): { readonly stored: Column[]; readonly parts: Column[] } {
  const { columns, partitionedBy } = tables[table];
  const inGlue = ({ name, type, comment }: OurColumn): Column => ({
    Name: name,
    Type: hiveType(type),
    Comment: comment,
  });
  return {
    stored: columns.filter(({ name }) => !partitionedBy.includes(name)).map(inGlue),
    parts: partitionedBy.map((part) => inGlue(columns.find(({ name }) => name === part) as OurColumn)),
  };
}

function merged(known: Table, found: readonly Column[], ours: readonly Column[]): Column[] {
  const byName = new Map(ours.map((column) => [column.Name, column]));
  const kept = found.map((column) => {
    const mine = byName.get(column.Name);
    if (mine && mine.Type !== column.Type)
      throw foreign(known, `has ${column.Name} as ${column.Type}, and Raport writes it as ${mine.Type}`);
    return mine ? { ...column, Comment: mine.Comment } : column;
  });
  const names = new Set(found.map(({ Name }) => Name));
  return [...kept, ...ours.filter(({ Name }) => !names.has(Name))];
}

function same(one: readonly Column[], other: readonly Column[]): boolean {
  const told = (columns: readonly Column[]) =>
    JSON.stringify(columns.map(({ Name, Type, Comment }) => [Name, Type, Comment ?? ""]));
  return told(one) === told(other);
}

function foreign({ DatabaseName, Name }: Table, what: string): StorageError {
  return new StorageError(
    `The Glue table ${DatabaseName}.${Name} ${what}. Drop that table in Glue (its files stay in S3) and rebuild, or name another Glue database in the config.`,
  );
}
