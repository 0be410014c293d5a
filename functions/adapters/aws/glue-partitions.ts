/** Moving partitions of one Glue table, a hundred in a call, each to where its pointer says. */

import {
  BatchCreatePartitionCommand,
  BatchUpdatePartitionCommand,
  type ErrorDetail,
  type GlueClient,
  type PartitionInput,
  type Table,
} from "@aws-sdk/client-glue";
import { tables } from "../../../queries/tables.ts";
import { StorageError } from "../../core/errors.ts";
import type { Pointer, TableName } from "../../core/warehouse.ts";
import { emptyFolderOf, filesAt } from "./glue-shape.ts";

/** Where partitions are moved, and how long to wait before the next attempt (from 1) of what was throttled. */
export interface Mover {
  readonly client: GlueClient;
  readonly database: string;
  readonly bucket: string;
  readonly pause: (attempt: number) => Promise<void>;
}

/** Entries Glue takes in one call. */
const together = 100;
const attempts = 8;

/** Points partitions of the table, which Glue has told as `known`. Throws StorageError with the partition Glue refused. */
export async function pointPartitions(
  mover: Mover,
  known: Table,
  table: TableName,
  pointers: readonly Pointer[],
): Promise<void> {
  const partitions = partitionsOf(pointers, known, mover.bucket);
  for (let from = 0; from < partitions.length; from += together)
    await settle(mover, table, partitions.slice(from, from + together));
}

async function settle(mover: Mover, table: TableName, partitions: readonly PartitionInput[]): Promise<void> {
  let waiting = partitions;
  for (let attempt = 1; ; attempt++) {
    const { missing, again } = await update(mover, table, waiting);
    waiting = [...again, ...(await create(mover, table, missing))];
    if (waiting.length === 0) return;
    if (attempt === attempts)
      throw new StorageError(
        `Glue did not take ${told(table, waiting[0]?.Values)} in ${attempts} attempts. Run again later; if it is often so, ask AWS for a higher request rate.`,
      );
    await mover.pause(attempt);
  }
}

/** `missing` must be created first; `again`: throttled. */
async function update(
  { client, database }: Mover,
  table: TableName,
  partitions: readonly PartitionInput[],
): Promise<Readonly<Record<"missing" | "again", readonly PartitionInput[]>>> {
  const Entries = partitions.map((input) => ({ PartitionValueList: input.Values, PartitionInput: input }));
  const command = new BatchUpdatePartitionCommand({ DatabaseName: database, TableName: table, Entries });
  const { Errors = [] } = await client.send(command);
  const missing: PartitionInput[] = [];
  const again: PartitionInput[] = [];
  for (const { PartitionValueList, ErrorDetail } of Errors) {
    const input = entryOf(table, partitions, PartitionValueList, ErrorDetail);
    if (ErrorDetail?.ErrorCode === "EntityNotFoundException") missing.push(input);
    else again.push(passingOnly(table, input, ErrorDetail));
  }
  return { missing, again };
}

/** Those that must be tried again: throttled, or there by now, and then to be updated. */
async function create(
  { client, database }: Mover,
  table: TableName,
  partitions: readonly PartitionInput[],
): Promise<readonly PartitionInput[]> {
  if (partitions.length === 0) return [];
  const PartitionInputList = [...partitions];
  const command = new BatchCreatePartitionCommand({
    DatabaseName: database,
    TableName: table,
    PartitionInputList,
  });
  const { Errors = [] } = await client.send(command);
  return Errors.map(({ PartitionValues, ErrorDetail }) => {
    const input = entryOf(table, partitions, PartitionValues, ErrorDetail);
    const isThere = ErrorDetail?.ErrorCode === "AlreadyExistsException";
    return isThere ? input : passingOnly(table, input, ErrorDetail);
  });
}

/** The last pointer of each partition, as Glue takes it. */
function partitionsOf(pointers: readonly Pointer[], known: Table, bucket: string): PartitionInput[] {
  const partitions = pointers.map(
    (pointer): PartitionInput => ({
      Values: tables[pointer.table].partitionedBy.map((column) => pointer.partition[column] ?? ""),
      StorageDescriptor: filesAt(known, locationOf(pointer, bucket)),
      Parameters: {
        numRows: String(pointer.rows),
        ...(pointer.fingerprint === undefined ? {} : { fingerprint: pointer.fingerprint }),
      },
    }),
  );
  return [...new Map(partitions.map((one) => [JSON.stringify(one.Values), one])).values()];
}

function locationOf({ table, partition, location }: Pointer, bucket: string): string {
  if (location === "") return emptyFolderOf(bucket, table);
  const folders = new Set(location.split("\n").map((key) => key.slice(0, key.lastIndexOf("/") + 1)));
  const [folder = "", ...others] = folders;
  if (folder && others.length === 0) return `s3://${bucket}/${folder}`;
  throw new StorageError(
    `${told(table, Object.values(partition))} has files in ${folders.size} folders, and Glue can name one. Rebuild the tables.`,
  );
}

function entryOf(
  table: TableName,
  partitions: readonly PartitionInput[],
  values: readonly string[] | undefined,
  detail: ErrorDetail | undefined,
): PartitionInput {
  const found = partitions.find(({ Values }) => JSON.stringify(Values) === JSON.stringify(values));
  if (found) return found;
  throw refused(table, values, detail);
}

/** What Glue itself asks to try again. */
const passing =
  /^(Throttling|ThrottlingException|InternalServiceException|InternalServerError|OperationTimeoutException|ConcurrentModificationException|ServiceUnavailable)$/;

function passingOnly(
  table: TableName,
  input: PartitionInput,
  detail: ErrorDetail | undefined,
): PartitionInput {
  if (passing.test(detail?.ErrorCode ?? "")) return input;
  throw refused(table, input.Values, detail);
}

function refused(table: TableName, values: readonly string[] | undefined, detail: ErrorDetail | undefined) {
  const { ErrorCode = "an error without a code", ErrorMessage = "Glue does not say why" } = detail ?? {};
  return new StorageError(
    `Glue refused ${told(table, values)}: ${ErrorCode}: ${ErrorMessage}. Mend what it names, then run again: the rest is not lost.`,
  );
}

const told = (table: TableName, values: readonly string[] = []) =>
  `the partition ${JSON.stringify(values)} of ${table}`;
