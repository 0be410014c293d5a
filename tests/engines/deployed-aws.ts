/** What a template declares, made in moto, with Trino behind Athena's protocol: for the journey of what is deployed. */

import {
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  GetTableCommand,
  GlueClient,
  type TableInput,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateConfigurationSetCommand, SESClient, VerifyDomainIdentityCommand } from "@aws-sdk/client-ses";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import type { Aws, Declared } from "../deployed/aws.ts";
import { openFront } from "./athena-places.ts";
import { clientOptions, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { openMailroom } from "./mailroom.ts";

export async function awsOnEngines(declared: Declared): Promise<Aws> {
  const { moto } = engines();
  const { bucket, workgroup } = declared;
  const glue = new GlueClient(clientOptions(moto));
  await declareBucket(moto, bucket);
  await declareTables(glue, declared);
  await declareSender(moto, declared);
  const lake = s3Lake({ client: s3Client(moto), bucket });
  const keyIn = (path: string) => path.slice(bucket.length + 1);
  const room = await openMailroom(moto);
  // Of the workgroup it takes the template's word: no other is known, and where answers go is not the caller's to say.
  const front = await openFront({ workGroups: [workgroup.name], output: workgroup.output });
  return {
    services: { s3: moto, glue: moto, ses: room.url, athena: front.url },
    put: (path, body) => lake.put(keyIn(path), body).then(() => undefined),
    async get(path) {
      const found = await lake.get(keyIn(path));
      return found && Buffer.from(found.body);
    },
    async locationOf(database, table) {
      const { Table } = await glue.send(new GetTableCommand({ DatabaseName: database, Name: table }));
      return Table?.StorageDescriptor?.Location;
    },
    messages: () =>
      room.accepted.map(({ parameters, raw }) => ({
        to: parameters["Destinations.member.1"] ?? "",
        tag: parameters["Tags.member.1.Value"] ?? "",
        raw,
      })),
    async close() {
      await front.close();
      await room.close();
      glue.destroy();
    },
  };
}

/** Empty, also where an earlier run used engines that are kept running. */
async function declareBucket(moto: string, bucket: string): Promise<void> {
  const client = s3Client(moto);
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const lake = s3Lake({ client, bucket });
  const left = await Array.fromAsync(lake.list(""));
  await Promise.all(left.map(({ key }) => lake.remove(key)));
}

async function declareTables(glue: GlueClient, { databases, tables }: Declared): Promise<void> {
  for (const Name of databases) {
    // With its tables, where an earlier run left it.
    await glue.send(new DeleteDatabaseCommand({ Name })).catch(() => {});
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  }
  for (const { database, input } of tables)
    await glue.send(
      new CreateTableCommand({ DatabaseName: database, TableInput: input as unknown as TableInput }),
    );
}

async function declareSender(moto: string, { identity, configurationSet }: Declared): Promise<void> {
  const ses = new SESClient(clientOptions(moto));
  await ses.send(new VerifyDomainIdentityCommand({ Domain: identity }));
  const named = new CreateConfigurationSetCommand({ ConfigurationSet: { Name: configurationSet } });
  // Another file's tests may have made it.
  await ses.send(named).catch(() => {});
  ses.destroy();
}
