/**
 * The sink of an UNLOAD. Trino has no such statement, so its rows are written by CREATE TABLE AS into an external table
 * of the catalog `unload`, on this machine's disk, and then put where Athena would have put them, named
 * `<partition>=<value>/<file>`. Not straight into moto's S3: Trino lists every partition's folder before it commits, and
 * moto looks through all objects of a bucket for each listing.
 */

import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import { ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { StatementError, type StatementOptions } from "../statements.ts";
import { ExecutionError, placed } from "./errors.ts";
import type { Rows } from "./results.ts";
import type { Unload } from "./wrapper.ts";

/** Runs one statement for the execution it belongs to: counted, and ended when the execution is stopped. */
export type Run = (sql: string, options?: StatementOptions) => Promise<Rows>;

export interface Sink {
  /** Letters and digits that no other execution has. */
  readonly name: string;
  readonly run: Run;
  /** For what must happen to a stopped execution too. */
  readonly always: Run;
  readonly s3: S3Client;
  /** The folder that Trino's catalog `unload` writes below. */
  readonly files: string;
  /** s3:// location of the data manifest. */
  readonly manifest: string | undefined;
  /** Does a failure while the rows are written leave a torn file? */
  readonly orphans: boolean;
}

const mostPartitions = 100;

/**
 * Writes the select's rows below the destination, which must be empty. Athena never deletes what a failed UNLOAD wrote;
 * Trino removes its own, so `orphans` puts a torn file in its place.
 */
export async function unload(wanted: Unload, sink: Sink): Promise<Rows> {
  const table = `unload.sink."u_${sink.name}"`;
  const location = `s3://${wanted.bucket}/${wanted.prefix}`;
  if ((await keysBelow(wanted, sink.s3, 1)).length > 0)
    // Athena's code; the name it gives the table it would have made could not be verified.
    throw new ExecutionError(
      "HIVE_PATH_ALREADY_EXISTS",
      `Target directory for table 'default.temp_table_${sink.name}' already exists: ${location}`,
    );
  await schema(sink.always);
  const place = `unload/${sink.name}`;
  const folder = join(sink.files, place);
  const written = await create(table, `local:///${place}`, wanted, sink);
  const keys = await putAll(folder, wanted, sink.s3);
  await rm(folder, { recursive: true, force: true });
  const folders = new Set(keys.map((key) => key.slice(0, key.lastIndexOf("/"))));
  // Trino counts per writer, and has several; Athena's limit is documented for the whole query.
  if (folders.size > mostPartitions) throw tooManyPartitions();
  if (sink.manifest) await putManifest(sink.manifest, wanted.bucket, keys, sink.s3);
  return { columns: [{ name: "rows", type: "bigint" }], rows: [], header: false, updateCount: written };
}

const putsAtOnce = 8;

/** Puts every file of the folder below the destination; their keys. */
async function putAll(folder: string, { bucket, prefix }: Unload, s3: S3Client): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name));
  const keys: string[] = [];
  const worker = async () => {
    for (let path = paths.pop(); path; path = paths.pop()) {
      const key = prefix + path.slice(folder.length + 1).replaceAll(sep, "/");
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(path) }));
      keys.push(key);
    }
  };
  await Promise.all(Array.from({ length: putsAtOnce }, worker));
  return keys.sort();
}

const tooManyPartitions = () =>
  new ExecutionError(
    "HIVE_TOO_MANY_OPEN_PARTITIONS",
    `Exceeded limit of ${mostPartitions} open writers for partitions/buckets`,
  );

async function create(table: string, location: string, wanted: Unload, sink: Sink): Promise<number> {
  const properties = [`external_location = ${quoted(location)}`, `format = '${wanted.format}'`];
  if (wanted.partitionedBy.length > 0)
    properties.push(`partitioned_by = ARRAY[${wanted.partitionedBy.map(quoted).join(", ")}]`);
  // One line before the select: errors are placed by counting it off again.
  const sql = `CREATE TABLE ${table} WITH (${properties.join(", ")}) AS\n${wanted.select}`;
  try {
    const session = { "unload.compression_codec": wanted.compression };
    const { rows } = await sink.run(sql, { session });
    return Number(rows[0]?.[0] ?? 0);
  } catch (error) {
    // Trino makes the folder with its first file, and no rows are no files.
    if (error instanceof StatementError && /External table location does not exist/.test(error.message))
      return 0;
    // An error with a place was found before anything ran.
    const wrote = !(error instanceof StatementError && error.line !== undefined);
    if (sink.orphans && wrote) await leaveOrphan(wanted, sink.s3);
    throw placed(error, 1);
  } finally {
    await sink.always(`DROP TABLE IF EXISTS ${table}`);
  }
}

async function schema(run: Run): Promise<void> {
  try {
    await run("CREATE SCHEMA IF NOT EXISTS unload.sink");
  } catch (error) {
    // Made by another just then.
    if (!(error instanceof StatementError && error.errorName === "SCHEMA_ALREADY_EXISTS")) throw error;
  }
}

async function keysBelow({ bucket, prefix }: Unload, s3: S3Client, most = Infinity): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key);
    token = page.NextContinuationToken;
  } while (token && keys.length < most);
  return keys;
}

async function leaveOrphan({ bucket, prefix, partitionedBy }: Unload, s3: S3Client): Promise<void> {
  const folders = partitionedBy.map((column) => `${column}=__HIVE_DEFAULT_PARTITION__/`).join("");
  const Key = `${prefix}${folders}${randomBytes(12).toString("hex")}`;
  // The first bytes of a Parquet file, and no more.
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.from("PAR1") }));
}

/** One line for every file; an empty object where nothing was written. */
async function putManifest(location: string, bucket: string, keys: readonly string[], s3: S3Client) {
  const [, to, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  const lines = keys.map((one) => `s3://${bucket}/${one}\n`);
  await s3.send(new PutObjectCommand({ Bucket: to, Key: key, Body: Buffer.from(lines.join("")) }));
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
