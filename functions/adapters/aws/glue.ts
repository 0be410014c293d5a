/** The published tables in Glue: a mirror of the catalog, for other tools that read with Athena. We never read it. */

import {
  CreateDatabaseCommand,
  CreateTableCommand,
  GetDatabaseCommand,
  GetTableCommand,
  type GlueClient,
  type Table,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { AccessError, StorageError } from "../../core/errors.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import type { Lake } from "../../ports.ts";
import { lakeCatalog } from "../catalog.ts";
import type { Catalog } from "../engine.ts";
import { partitionKey } from "../generations.ts";
import { pointPartitions } from "./glue-partitions.ts";
import { mended, newTable, publishedTables } from "./glue-shape.ts";
import { explained } from "./refusals.ts";
import { glueService } from "./services.ts";

export interface GlueTables {
  /**
   * Makes the database and every published table exist with every column of queries/tables.ts. Safe to repeat, also by
   * two at once. Throws StorageError when a table there cannot be made to fit.
   */
  prepare(): Promise<void>;
  /** Whether every published table is there. */
  isWhole(): Promise<boolean>;
  /**
   * Points each partition at the folder of its files, or at an empty place; afterwards every one of them is there. Safe to
   * repeat. Throws StorageError with the table and the partition. Wants `prepare` first.
   */
  point(pointers: readonly Pointer[]): Promise<void>;
}

export interface GlueSettings {
  readonly client: GlueClient;
  /** Holds nothing but the published tables. Lower-case letters, digits and `_`. */
  readonly database: string;
  readonly bucket: string;
  /** Waits before the next attempt (from 1) of what was throttled; by default twice as long each time. */
  readonly pause?: (attempt: number) => Promise<void>;
}

const attempts = 8;
/** Waits 0.2 s, 0.4 s .. 12.8 s. */
const twiceAsLong = (attempt: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, 100 * 2 ** attempt));

/** Throws StorageError when the database cannot be named so. */
export function glueTables({ client, database, bucket, pause = twiceAsLong }: GlueSettings): GlueTables {
  if (!/^[a-z0-9_]{1,255}$/.test(database))
    throw new AccessError(
      `${JSON.stringify(database)} cannot name a Glue database. Use lower-case letters, digits and _ in RAPORT_DATABASE.`,
    );
  const at = { DatabaseName: database };
  const tableCalled = async (name: TableName): Promise<Table | undefined> =>
    (await unless("EntityNotFoundException", client.send(new GetTableCommand({ ...at, Name: name }))))?.Table;

  async function prepareTable(name: TableName): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const known = await tableCalled(name);
      const wanted = known ? mended(name, known) : newTable(name, bucket);
      if (!wanted) return;
      // Only over the version that was read: another worker may be adding columns of its own.
      const write = known
        ? client.send(new UpdateTableCommand({ ...at, TableInput: wanted, VersionId: known.VersionId }))
        : client.send(new CreateTableCommand({ ...at, TableInput: wanted }));
      if (await unless(known ? "ConcurrentModificationException" : "AlreadyExistsException", write)) return;
      await pause(attempt);
    }
    throw new StorageError(
      `The Glue table ${database}.${name} was changed again and again while it was prepared. Run again.`,
    );
  }

  async function prepareDatabase(): Promise<void> {
    const known = client.send(new GetDatabaseCommand({ Name: database }));
    if (await unless("EntityNotFoundException", known)) return;
    const make = new CreateDatabaseCommand({ DatabaseInput: { Name: database } });
    await unless("AlreadyExistsException", client.send(make));
  }

  async function pointTable(name: TableName, pointers: readonly Pointer[]): Promise<void> {
    if (pointers.length === 0) return;
    const known = await tableCalled(name);
    if (!known)
      throw new StorageError(
        `The Glue table ${database}.${name} is missing. Run again; if it stays missing, look for what removes it.`,
      );
    await pointPartitions({ client, database, bucket, pause }, known, name, pointers);
  }

  return {
    isWhole: () =>
      explained(glueService, `prepare the Glue database ${database}`, async () => {
        const found = await Promise.all(publishedTables.map(tableCalled));
        return found.every((table) => table !== undefined);
      }),
    prepare: () =>
      explained(glueService, `prepare the Glue database ${database}`, async () => {
        await prepareDatabase();
        for (const name of publishedTables) await prepareTable(name);
      }),
    point: (pointers) =>
      explained(glueService, `move partitions in the Glue database ${database}`, async () => {
        for (const name of publishedTables)
          await pointTable(
            name,
            pointers.filter(({ table }) => table === name),
          );
      }),
  };
}

/**
 * The catalog of the lake, mirrored into Glue. Our own readers read the lake's object and nothing else; Glue is pointed
 * before it, so what the object says was applied is in Glue too, whoever died on the way. An older generation that comes
 * late moves nothing.
 */
export function glueCatalog(lake: Lake, glue: GlueTables): Catalog {
  const catalog = lakeCatalog(lake);
  return {
    ...catalog,
    async apply(pointers, generation) {
      if ((await catalog.applied()) >= generation) return;
      await glue.point(pointers);
      await catalog.apply(pointers, generation);
      // Glue cannot refuse a late writer: where another went on meanwhile, its pointers may just have been moved back.
      for (let seen = generation; ; ) {
        const now = await catalog.applied();
        if (now === seen) return;
        await glue.point(await current(catalog, pointers));
        seen = now;
      }
    },
  };
}

/** What the catalog says by now of the partitions of these pointers. */
async function current(catalog: Catalog, pointers: readonly Pointer[]): Promise<readonly Pointer[]> {
  const tables = [...new Set(pointers.map(({ table }) => table))];
  const known = (await Promise.all(tables.map((table) => catalog.pointers(table)))).flat();
  const keyOf = ({ table, partition }: Pointer) => `${table}/${partitionKey(table, partition)}`;
  const byKey = new Map(known.map((pointer) => [keyOf(pointer), pointer]));
  return pointers.map((pointer) => {
    const { table, partition } = pointer;
    return byKey.get(keyOf(pointer)) ?? { table, partition, location: "", rows: 0, bytes: 0 };
  });
}

/** What the call answers, or undefined when it fails with this error of Glue's. */
async function unless<T>(name: string, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}
