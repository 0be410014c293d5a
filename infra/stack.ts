/** Everything Raport is on AWS, in the order data meet it. */

import { type App, CfnOutput, Stack, Tags } from "aws-cdk-lib";
import type { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import { bucketsText } from "../functions/core/bucket.ts";
import { functionName } from "../functions/core/stack-name.ts";
import { front, serve } from "./front.ts";
import { placesOf } from "./grants.ts";
import { lake } from "./lake.ts";
import { hear, mail } from "./mail.ts";
import { type FunctionName, functionNames } from "./reach.ts";
import type { Settings } from "./settings.ts";
import { warehouse } from "./warehouse.ts";
import { watch } from "./watch.ts";
import { deadLetters, schedule, work } from "./work.ts";

export function raportStack(app: App, settings: Settings): Stack {
  const { name } = settings;
  const stack = new Stack(app, "RaportStack", {
    stackName: name,
    description: "Raport: customer-service reports people can trust.",
  });
  Tags.of(stack).add("raport", name);
  const bucket = lake(stack);
  const { workgroup, database, scratch } = warehouse(stack, bucket, settings);
  const { identity, configurationSet } = mail(stack, settings);
  const { api, url, target } = front(stack, settings);
  const queue = deadLetters(stack);
  const places = placesOf(stack, {
    bucketArn: bucket.bucketArn,
    workgroup,
    database,
    scratch,
    identity: settings.senderDomain,
    configurationSet,
    deadLetters: queue.queueArn,
    secrets: `raport/${name}`,
    buckets: settings.buckets,
    functionName: (one) => functionName(name, one),
  });
  const environment = {
    RAPORT_STACK: name,
    RAPORT_BUCKET: bucket.bucketName,
    RAPORT_DATABASE: database,
    RAPORT_WORKGROUP: workgroup,
    RAPORT_CONFIGURATION_SET: configurationSet,
    RAPORT_URL: url,
    RAPORT_SENDER_DOMAIN: settings.senderDomain,
    ...(settings.buckets.length > 0 && { RAPORT_BUCKETS: bucketsText(settings.buckets) }),
    RAPORT_TICK: functionName(name, "tick"),
    RAPORT_LAND: functionName(name, "land"),
    RAPORT_COMPUTE: functionName(name, "compute"),
    RAPORT_SEND: functionName(name, "send"),
  };
  const functions = Object.fromEntries(
    functionNames.map((one) => [one, work(stack, one, { settings, places, environment })]),
  ) as Readonly<Record<FunctionName, Lambda>>;
  schedule(stack, functions.tick, queue);
  hear(stack, functions.feedback, configurationSet, queue);
  serve(api, functions.open);
  watch(stack, { settings, functions, queue, workgroup });
  const records = identity.dkimRecords.map(({ name: left, value }, at) => [
    `Dkim${at + 1}`,
    `${left} CNAME ${value}`,
  ]);
  told(stack, {
    ...Object.fromEntries(records),
    Bucket: `s3://${bucket.bucketName}`,
    Url: url,
    ...(target !== undefined && { DomainTarget: target }),
  });
  return stack;
}

/** What an operator needs after a deployment. */
function told(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
