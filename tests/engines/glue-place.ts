/** A bucket and a Glue database of a test's own, what is in them, and clients that die or are refused. */

import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetPartitionsCommand, GlueClient } from "@aws-sdk/client-glue";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { DuckDBInstance } from "@duckdb/node-api";
import { type GlueSettings, type GlueTables, glueTables } from "../../functions/adapters/aws/glue.ts";
import type { Pointer, TableName } from "../../functions/core/warehouse.ts";
import { tables } from "../../queries/tables.ts";
import { Kill } from "../memory.ts";
import { clientOptions, freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { trino } from "./statements.ts";

export interface GluePlace {
  readonly client: GlueClient;
  readonly bucket: string;
  readonly database: string;
  /** The tables by this client, or by the place's own; they wait for nothing. */
  glue(client?: GlueClient): GlueTables;
  /** What is in Glue of a table, in the order of the partitions' values. */
  partitions(table: TableName): Promise<readonly Partition[]>;
  /** What other tools read: rows of a select over the published tables. */
  read(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Puts a Parquet file of these rows; columns not named are NULL, those `without` are not in the file. */
  parquet(key: string, table: TableName, rows: readonly Cells[], without?: readonly string[]): Promise<void>;
}

type Cells = Readonly<Record<string, string>>;

export interface Partition {
  readonly values: readonly string[];
  readonly location: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
}

export async function gluePlace(settings: Partial<GlueSettings> = {}): Promise<GluePlace> {
  const { moto, trino: coordinator } = engines();
  const [client, s3, bucket] = [new GlueClient(clientOptions(moto)), s3Client(moto), await freshBucket(moto)];
  const database = `db_${randomBytes(6).toString("hex")}`;
  return {
    client,
    bucket,
    database,
    glue: (own = client) => glueTables({ client: own, database, bucket, pause: async () => {}, ...settings }),
    async partitions(table) {
      const given = new GetPartitionsCommand({ DatabaseName: database, TableName: table });
      const { Partitions = [] } = await client.send(given);
      const found = Partitions.map(({ Values = [], StorageDescriptor, Parameters = {} }) => ({
        values: Values,
        location: StorageDescriptor?.Location ?? "",
        parameters: Parameters,
        columns: (StorageDescriptor?.Columns ?? []).map(({ Name = "" }) => Name),
      }));
      return found.sort((a, b) => (a.values.join("\n") < b.values.join("\n") ? -1 : 1));
    },
    read: async (sql) => (await trino(coordinator, sql, { catalog: "lake", schema: database })).rows,
    async parquet(key, table, rows, without = []) {
      const body = await parquetOf(table, rows, without);
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    },
  };
}

/** A Parquet file of these rows; `turned`: its columns in the opposite order. */
export async function parquetOf(
  table: TableName,
  rows: readonly Cells[],
  without: readonly string[] = [],
  turned = false,
): Promise<Uint8Array> {
  const known = tables[table].columns.filter(({ name }) => !without.includes(name));
  const columns = turned ? known.toReversed() : known;
  const quoted = (text: string | undefined) =>
    text === undefined ? "NULL" : `'${text.replaceAll("'", "''")}'`;
  const selects = rows.map(
    (cells) =>
      `SELECT ${columns.map(({ name, type }) => `CAST(${quoted(cells[name])} AS ${type}) AS ${name}`).join(", ")}`,
  );
  const folder = await mkdtemp(join(tmpdir(), "raport-parquet-"));
  const instance = await DuckDBInstance.create();
  const database = await instance.connect();
  try {
    const path = join(folder, "rows.parquet");
    await database.run(
      `COPY (${selects.join(" UNION ALL ")}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
    );
    return await readFile(path);
  } finally {
    database.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true });
  }
}

/** A pointer of one file, or of none. */
export function pointerTo(
  table: TableName,
  partition: Readonly<Record<string, string>>,
  location: string,
  rows = 1,
  fingerprint?: string,
): Pointer {
  return { table, partition, location, rows, bytes: rows, ...(fingerprint ? { fingerprint } : {}) };
}

type Command = Parameters<GlueClient["send"]>[0];

/** The client, with what it is asked to do given to `instead` first; undefined means as usual. */
export function overruled(client: GlueClient, instead: (command: Command) => Promise<unknown>): GlueClient {
  const send = async (command: Command) => (await instead(command)) ?? client.send(command);
  return Object.assign(Object.create(client) as GlueClient, { send });
}

/** The client, whose owner dies before or after its call of this number (from 0) and does nothing ever after. */
export function dyingGlue(client: GlueClient, call: number, when: "before" | "after") {
  let calls = 0;
  const dying = overruled(client, async (command) => {
    const number = calls++;
    if (number > call || (number === call && when === "before")) throw new Kill(`killed at ${number}`);
    if (number < call) return undefined;
    await client.send(command);
    throw new Kill(`killed after ${number}`);
  });
  return { client: dying, died: () => calls > call };
}
