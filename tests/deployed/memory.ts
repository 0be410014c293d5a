/** The AWS in memory that runs are killed on (tests/journey/cloud), with a stack deployed in it. */

import { openCloud } from "../journey/cloud/cloud.ts";
import { putObject } from "../journey/cloud/world.ts";
import type { Aws, Declared, Properties } from "./aws.ts";

export async function awsInMemory({ bucket, databases, tables }: Declared): Promise<Aws> {
  const cloud = await openCloud();
  const { world, url } = cloud;
  world.buckets.add(bucket);
  for (const database of databases) world.databases.add(database);
  for (const { database, input } of tables)
    world.tables.set(`${database}/${input.Name}`, { input, version: 0 });
  return {
    services: { s3: url, glue: url, ses: url, athena: url },
    put: async (path, body) => void putObject(world, path, body),
    get: async (path) => world.objects.get(path)?.body,
    async locationOf(database, table) {
      const { StorageDescriptor } = world.tables.get(`${database}/${table}`)?.input ?? {};
      const location = (StorageDescriptor as Properties | undefined)?.Location;
      return location === undefined ? undefined : String(location);
    },
    messages: () =>
      world.accepted.map(({ parameters }) => ({
        to: parameters["Destinations.member.1"] ?? "",
        tag: parameters["Tags.member.1.Value"] ?? "",
        raw: Buffer.from(parameters["RawMessage.Data"] ?? "", "base64"),
      })),
    close: cloud.close,
  };
}
