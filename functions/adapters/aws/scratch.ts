/**
 * Tables over just the files a query is to read: a text object that lists them, and a table in the scratch database whose
 * location holds that object. Named by what is in them, so the same files are the same table, whoever asks.
 */

import { createHash } from "node:crypto";
import {
  AlreadyExistsException,
  BatchDeleteTableCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  type GlueClient,
  paginateGetTables,
} from "@aws-sdk/client-glue";
import { tables } from "../../../queries/tables.ts";
import { QueryError } from "../../core/errors.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import type { Lake } from "../../ports.ts";
import { hiveType, jsonLinks, parquetLinks } from "./hive.ts";
import { explained } from "./refusals.ts";
import { glueService } from "./services.ts";
import { isNamedByPath } from "./statements.ts";

export interface Scratch {
  /** `"database"."table"` over the pointers' files. */
  over(table: TableName, pointers: readonly Pointer[], generation: number): Promise<string>;
  /** Removes what was made for generations before this one, whose readers and writers are all told to begin again. */
  sweep(generation: number): Promise<void>;
}

const folder = "scratch/";
const tableName = /^g(\d+)_/;

/** `bucket`: where the lake's objects are; `database`: a Glue database that holds nothing else. */
export function scratchTables(
  lake: Lake,
  glue: GlueClient,
  { bucket, database }: { readonly bucket: string; readonly database: string },
): Scratch {
  const made = new Map<string, Promise<void>>();

  const make = async (name: string, table: TableName, files: string): Promise<void> => {
    await lake.put(`${folder}${name}/files`, new TextEncoder().encode(files));
    const TableInput = { Name: name, ...shapeOf(table, `s3://${bucket}/${folder}${name}/`) };
    const command = new CreateTableCommand({ DatabaseName: database, TableInput });
    await explained(glueService, `make a table in the Glue database ${database}`, () =>
      unlessThere(glue.send(command)),
    );
  };

  return {
    async over(table, pointers, generation) {
      const keys = [...new Set(pointers.flatMap((pointer) => filesOf(table, pointer)))].sort();
      const files = keys.map((key) => `s3://${bucket}/${key}\n`).join("");
      const hash = createHash("sha256").update(`${JSON.stringify(tables[table].columns)}\n${files}`);
      const name = `g${generation}_${table}_${hash.digest("hex").slice(0, 24)}`;
      const known = made.get(name) ?? make(name, table, files);
      made.set(name, known);
      // One that failed is tried again by whoever asks next.
      await known.catch((error) => {
        made.delete(name);
        throw error;
      });
      return `"${database}"."${name}"`;
    },
    async sweep(generation) {
      const isOld = (name: string) => Number(tableName.exec(name)?.[1] ?? Number.NaN) < generation;
      const old: string[] = [];
      await explained(glueService, `remove tables of the Glue database ${database}`, async () => {
        for await (const { TableList = [] } of paginateGetTables(
          { client: glue },
          { DatabaseName: database },
        ))
          for (const { Name = "" } of TableList) if (isOld(Name)) old.push(Name);
        for (let from = 0; from < old.length; from += 100) {
          const TablesToDelete = old.slice(from, from + 100);
          await glue.send(new BatchDeleteTableCommand({ DatabaseName: database, TablesToDelete }));
        }
      });
      // After the tables: a listing without its table is found again, a table without its listing would read nothing.
      for await (const { key } of lake.list(folder))
        if (isOld(key.slice(folder.length))) await lake.remove(key);
      for (const name of made.keys()) if (isOld(name)) made.delete(name);
    },
  };
}

/** Makes the scratch database exist. */
export async function prepareScratch(glue: GlueClient, database: string): Promise<void> {
  const DatabaseInput = {
    Name: database,
    Description: "What single queries of Raport read. Never looked at.",
  };
  const command = new CreateDatabaseCommand({ DatabaseInput });
  await explained(glueService, `make the Glue database ${database}`, () => unlessThere(glue.send(command)));
}

async function unlessThere(making: Promise<unknown>): Promise<void> {
  await making.catch((error: unknown) => {
    if (!(error instanceof AlreadyExistsException)) throw error;
  });
}

function filesOf(table: TableName, pointer: Pointer): readonly string[] {
  const keys = pointer.location.split("\n");
  const odd = table === "landed" ? keys.find((key) => !isNamedByPath(key, pointer)) : undefined;
  if (odd !== undefined)
    throw new QueryError(
      `${odd} is not where batch ${pointer.partition.batch} of ${pointer.partition.feed} lies.`,
    );
  return keys;
}

/** A table of symbolic links: Athena reads the files that the text objects at its location name. */
function shapeOf(table: TableName, location: string) {
  const { columns, partitionedBy } = tables[table];
  const isRaw = table === "landed";
  const stored = columns.filter(({ name }) => !(isRaw && partitionedBy.includes(name)));
  return {
    TableType: "EXTERNAL_TABLE",
    Parameters: { EXTERNAL: "TRUE" },
    StorageDescriptor: {
      Columns: stored.map(({ name, type }) => ({ Name: name, Type: hiveType(type) })),
      Location: location,
      ...(isRaw ? jsonLinks : parquetLinks),
    },
  };
}
