/**
 * The AWS in memory that runs are killed on (tests/journey-killed-aws*.test.ts), beside moto and Trino: one whole run on
 * each makes the same kinds of requests and ends the same, to every row, page, ledger entry and message.
 */

import { randomBytes } from "node:crypto";
import { GetPartitionsCommand, GlueClient } from "@aws-sdk/client-glue";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishedTables } from "../../functions/adapters/aws/glue-shape.ts";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import type { AwsHome } from "../../functions/aws.ts";
import type { Centre } from "../journey/centre.ts";
import { centreIn } from "../journey/cloud/centre.ts";
import { type Cloud, openCloud } from "../journey/cloud/cloud.ts";
import { kindOf } from "../journey/cloud/kinds.ts";
import { type CloudOutcome, mirrorFaults, objectsBelow, outcomeOf } from "../journey/cloud/outcome.ts";
import { place, workersOn } from "../journey/cloud/workers.ts";
import { copyOf, emptyWorld, putObject, type World } from "../journey/cloud/world.ts";
import { front } from "./athena-places.ts";
import { clientOptions, freshBucket, s3Client } from "./clients.ts";
import { engines } from "./engines.ts";
import { type Mailroom, mailrooms } from "./mailroom.ts";
import { type FaultProxy, faultProxy } from "./proxy.ts";

const athena = front();
const room = mailrooms();
let cloud: Cloud;
let centre: Centre;
beforeAll(async () => {
  cloud = await openCloud();
  centre = await centreIn(cloud, "2026-11-11", "2026-11-15");
});
afterAll(() => cloud.close());

test("a run on the AWS in memory asks what it asks moto and Trino, and ends as it does there", async () => {
  const start = copyOf(cloud.world);
  const watched = await workersOn(cloud, centre).watched();
  const inMemory = await outcomeOf(cloud);

  const home = {
    ...place,
    bucket: await freshBucket(engines().moto),
    database: `db_${randomBytes(6).toString("hex")}`,
  };
  const lake = s3Lake({ client: s3Client(engines().moto), bucket: home.bucket });
  cloud.restore(start);
  for (const [key, text] of Object.entries(objectsBelow(cloud.world, "")))
    await lake.put(key, Buffer.from(text));
  const opened = await room();
  const kinds = await runThrough(home, opened);
  cloud.restore(await worldOf(home, opened));

  expect(kinds).toEqual([...new Set(watched.deaths.map(({ kind }) => kind))].sort());
  expect(mirrorFaults(cloud.world)).toEqual([]);
  expect(placeless(await outcomeOf(cloud), home)).toEqual(placeless(inMemory, place));
});

/** Files came into the two inboxes at two times, which a landing writes down; owners are told commands that name the bucket. */
const placeless = (outcome: CloudOutcome, { bucket }: Pick<AwsHome, "bucket">) =>
  JSON.parse(
    JSON.stringify(outcome)
      .replaceAll(`s3://${bucket}`, "s3://")
      .replaceAll(/"modifiedAt":"[^"]*"/g, '"modifiedAt":""')
      .replaceAll(/("etag":"[^-]*)-\d+"/g, '$1"'),
  ) as unknown;

/** One run on moto, Trino and a mailroom, through proxies; the kinds of its requests. */
async function runThrough(home: AwsHome, { url }: Mailroom): Promise<readonly string[]> {
  const kinds = new Set<string>();
  const proxies: FaultProxy[] = [];
  const before = async (target: string) => {
    const proxy = await faultProxy(target, {
      async around(asked, take) {
        kinds.add(kindOf(asked));
        await take();
        return true;
      },
    });
    proxies.push(proxy);
    return proxy.url;
  };
  const services = {
    AWS_ENDPOINT_URL_ATHENA: await before(athena().url),
    AWS_ENDPOINT_URL_SES: await before(url),
  };
  Object.assign(process.env, services);
  try {
    await workersOn(cloud, centre, home).run(await before(engines().moto));
  } finally {
    for (const name of Object.keys(services)) delete process.env[name];
    for (const proxy of proxies) await proxy.close();
  }
  return [...kinds].sort();
}

/** What moto and the mailroom hold by now, under the names of the bucket and database in memory. */
async function worldOf(home: AwsHome, { accepted }: Mailroom): Promise<World> {
  const world = emptyWorld();
  const lake = s3Lake({ client: s3Client(engines().moto), bucket: home.bucket });
  for await (const { key } of lake.list("")) {
    const body = Buffer.from((await lake.get(key))?.body ?? []);
    const named = key === "state/glue.json" ? String(body).replace(home.database, place.database) : body;
    putObject(world, `${place.bucket}/${key}`, Buffer.from(named));
  }
  const glue = new GlueClient(clientOptions(engines().moto));
  for (const table of publishedTables) {
    const asked = new GetPartitionsCommand({ DatabaseName: home.database, TableName: table });
    for (const { Values, Parameters, StorageDescriptor } of (await glue.send(asked)).Partitions ?? []) {
      const Location = StorageDescriptor?.Location?.replace(`s3://${home.bucket}/`, `s3://${place.bucket}/`);
      const partition = { Values, Parameters, StorageDescriptor: { ...StorageDescriptor, Location } };
      world.partitions.set(`${place.database}/${table}/${JSON.stringify(Values)}`, partition);
    }
  }
  for (const { messageId, parameters, raw } of accepted) {
    const data = Buffer.from(raw).toString("base64");
    world.accepted.push({ id: messageId, parameters: { ...parameters, "RawMessage.Data": data } });
  }
  return world;
}
