/** What a deployed function is told by its environment, and the ports that are made of it. */

import { bucketInbox } from "../adapters/aws/buckets.ts";
import { s3Inbox, s3Lake } from "../adapters/aws/s3.ts";
import { s3Client } from "../adapters/aws/s3-client.ts";
import { withBuckets } from "../adapters/buckets.ts";
import type { Place } from "../core/commands.ts";
import type { Config } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import type { Ports } from "../ports.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What this function was deployed with; throws InputError naming a variable that is not set. */
export function setting(name: string, env: Environment = process.env): string {
  const value = env[name];
  if (value) return value;
  throw new InputError(`The variable ${name} is not set. Deploy the stack again: it sets all of them.`);
}

// One client for as long as the sandbox lives: its connections stay open from one invocation to the next.
let s3: ReturnType<typeof s3Client> | undefined;

function placeOf(env: Environment) {
  s3 ??= s3Client();
  return { client: s3, bucket: setting("RAPORT_BUCKET", env) };
}

/** Raw exports, tables' files, state and sent mail, in the stack's bucket. */
export const lakeOf = (env: Environment = process.env): Ports["lake"] => s3Lake(placeOf(env));

let buckets: Ports["inbox"] | undefined;

/** Exports in the stack's bucket, and in those of the organisation's own that sources name. */
export const inboxOf = (env: Environment = process.env): Ports["inbox"] =>
  withBuckets(s3Inbox(placeOf(env)), async () => {
    buckets ??= bucketInbox();
    return buckets;
  });

/** What commands in an email to an owner have to name. */
export const stackPlace = (env: Environment = process.env): Place => ({
  stack: setting("RAPORT_STACK", env),
});

/** Where links lead when the config does not say: to the stack's own address. */
export function withUrl(config: Config, env: Environment = process.env): Config {
  const { organisation } = config;
  return organisation.url === undefined
    ? { ...config, organisation: { ...organisation, url: setting("RAPORT_URL", env) } }
    : config;
}
