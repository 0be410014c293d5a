/** A deployed stack by its name: its tick knows the bucket, the database and all else that the stack is made of. */

import { environmentOf } from "./adapters/aws/told.ts";
import { lambdaClient } from "./adapters/aws/workers.ts";
import { InputError } from "./core/errors.ts";
import { functionName } from "./core/stack-name.ts";
import type { Environment } from "./home.ts";

export interface Stack {
  /** `s3://BUCKET` */
  readonly home: string;
  /** What its functions are told. */
  readonly environment: Environment;
}

const needed = [
  "RAPORT_BUCKET",
  "RAPORT_DATABASE",
  "RAPORT_WORKGROUP",
  "RAPORT_CONFIGURATION_SET",
  "RAPORT_URL",
];

/** Throws InputError where this account has no such stack in this region, or one that is not of Raport. */
export async function stackNamed(name: string): Promise<Stack> {
  const client = lambdaClient();
  const tick = functionName(name, "tick");
  const environment = await environmentOf(tick, client);
  if (environment === undefined)
    throw new InputError(
      `There is no stack of Raport called ${name} in ${await client.config.region()}: it would have a function ${tick}. ` +
        "Correct the name, or set AWS_PROFILE and AWS_REGION to where it was deployed; aws cloudformation describe-stacks lists what is there.",
    );
  const missing = needed.filter((variable) => !environment[variable]);
  if (missing.length > 0)
    throw new InputError(
      `The stack ${name} is not one of Raport, or of another version: its function ${tick} is not told ${missing.join(", ")}. Correct the name, or deploy the stack again.`,
    );
  return { home: `s3://${environment.RAPORT_BUCKET}`, environment };
}
