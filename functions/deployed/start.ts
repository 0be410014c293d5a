/** The other functions of this installation, begun by what they do. */

import type { Workers } from "../adapters/aws/workers.ts";
import { setting } from "./home.ts";

let workers: Promise<Workers> | undefined;

const variables = {
  tick: "RAPORT_TICK",
  land: "RAPORT_LAND",
  compute: "RAPORT_COMPUTE",
  send: "RAPORT_SEND",
} as const;

/** Has another function begin, by what it does. How that is done is loaded with the first one: most ticks start none. */
export async function start(
  worker: keyof typeof variables,
  event: Readonly<Record<string, string>> = {},
): Promise<void> {
  workers ??= loaded();
  await (await workers).start(setting(variables[worker]), event);
}

async function loaded(): Promise<Workers> {
  const { lambdaClient, lambdaWorkers } = await import("../adapters/aws/workers.ts");
  return lambdaWorkers(lambdaClient());
}
