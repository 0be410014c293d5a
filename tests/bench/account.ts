/** An account in which the functions find a config and, so far, no data; and an event for each of them. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { loadFiles } from "../../config/index.ts";
import { s3Lake } from "../../functions/adapters/aws/s3.ts";
import { putInForce, versionOf } from "../../functions/stages/config-versions.ts";
import type { FunctionName } from "../../infra/reach.ts";
import { httpRequest, mailEvent } from "../deployed/payloads.ts";
import { openCloud } from "../journey/cloud/cloud.ts";
import { copyOf } from "../journey/cloud/world.ts";

const bucket = "raport-bench";

export const events: Readonly<Record<FunctionName, unknown>> = {
  tick: {},
  land: { source: "northwind" },
  compute: {},
  send: { report: "weekly-support", period: "2026-W46" },
  open: httpRequest("GET", "/open/nobody/"),
  feedback: mailEvent("Delivery", "weekly-support/2026-W46/nobody", "2026-11-16T07:10:00.000Z"),
};

const config = join(import.meta.dirname, "../../config/exports.yaml");
const access = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" };

export interface Account {
  readonly environment: Readonly<Record<string, string>>;
  /** Makes it what it was at first. */
  restore(): void;
  close(): Promise<void>;
}

export async function openAccount(): Promise<Account> {
  const cloud = await openCloud();
  cloud.world.buckets.add(bucket);
  const client = new S3Client({
    endpoint: cloud.url,
    forcePathStyle: true,
    region: access.AWS_REGION,
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  });
  const version = await versionOf(config, await loadFiles(config), false);
  await putInForce(version, undefined, "2026-11-16T00:00:00Z", s3Lake({ client, bucket }));
  client.destroy();
  const kept = copyOf(cloud.world);
  const started = createServer((_, response) => response.writeHead(202).end());
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const names = ["BUCKET", "DATABASE", "WORKGROUP", "CONFIGURATION_SET", "STACK"];
  return {
    environment: {
      ...access,
      AWS_ENDPOINT_URL: cloud.url,
      AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(started.address() as AddressInfo).port}`,
      ...Object.fromEntries(names.map((name) => [`RAPORT_${name}`, bucket])),
      ...Object.fromEntries(Object.keys(events).map((name) => [`RAPORT_${name.toUpperCase()}`, name])),
      RAPORT_URL: "https://links.example.org",
      POWERTOOLS_SERVICE_NAME: "raport",
    },
    restore: () => cloud.restore(kept),
    async close() {
      started.closeAllConnections();
      await new Promise((resolve) => started.close(resolve));
      await cloud.close();
    },
  };
}
