/** The tables in Glue as queries/tables.ts has them, and the Athena workgroup that reads and writes them. */

import type { Stack } from "aws-cdk-lib";
import { CfnWorkGroup } from "aws-cdk-lib/aws-athena";
import { CfnDatabase, CfnTable } from "aws-cdk-lib/aws-glue";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { newTable, publishedTables } from "../functions/adapters/aws/glue-shape.ts";
import type { Settings } from "./settings.ts";

export interface Warehouse {
  readonly workgroup: string;
  readonly database: string;
  readonly scratch: string;
}

export function warehouse(
  stack: Stack,
  bucket: Bucket,
  { name, mostBytesPerQuery }: Pick<Settings, "name" | "mostBytesPerQuery">,
): Warehouse {
  const database = name.replaceAll("-", "_");
  const scratch = `${database}_scratch`;
  const published = databaseOf(
    stack,
    "Database",
    database,
    "What Raport publishes: facts, KPIs and what they are summed from.",
  );
  databaseOf(stack, "Scratch", scratch, "What single queries of Raport read. Never looked at.");
  for (const table of publishedTables) {
    const made = tableOf(stack, database, newTable(table, bucket.bucketName));
    made.addResourceDependency(published);
  }
  workgroup(stack, bucket, name, mostBytesPerQuery);
  return { workgroup: name, database, scratch };
}

function databaseOf(stack: Stack, id: string, name: string, description: string): CfnDatabase {
  return new CfnDatabase(stack, id, { catalogId: stack.account, databaseInput: { name, description } });
}

/** Glue's own words begin with capitals, those of the CDK do not. */
function tableOf(stack: Stack, databaseName: string, table: ReturnType<typeof newTable>): CfnTable {
  const {
    Name = "",
    Description = "",
    TableType = "",
    Parameters = {},
    PartitionKeys = [],
    StorageDescriptor = {},
  } = table;
  const {
    Columns = [],
    Location = "",
    InputFormat = "",
    OutputFormat = "",
    SerdeInfo = {},
  } = StorageDescriptor;
  const columns = (of: typeof Columns) =>
    of.map((one) => ({ name: one.Name ?? "", type: one.Type ?? "", comment: one.Comment ?? "" }));
  const id = Name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return new CfnTable(stack, `Table${id}`, {
    catalogId: stack.account,
    databaseName,
    tableInput: {
      name: Name,
      description: Description,
      tableType: TableType,
      parameters: Parameters,
      partitionKeys: columns(PartitionKeys),
      storageDescriptor: {
        columns: columns(Columns),
        location: Location,
        inputFormat: InputFormat,
        outputFormat: OutputFormat,
        serdeInfo: { serializationLibrary: SerdeInfo.SerializationLibrary ?? "" },
      },
    },
  });
}

/** Its settings hold whatever a client asks for: where answers go, that they are encrypted, and how much one query may read. */
function workgroup(stack: Stack, bucket: Bucket, name: string, mostBytesPerQuery: number): void {
  new CfnWorkGroup(stack, "Workgroup", {
    name,
    description: "Queries of Raport.",
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: mostBytesPerQuery,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: bucket.s3UrlForObject("results/"),
        expectedBucketOwner: stack.account,
        encryptionConfiguration: { encryptionOption: "SSE_S3" },
      },
    },
  });
}
