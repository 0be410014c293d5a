/** What a config may not say where a deployed stack is to go by it: its functions could do none of it. */

import { domainToASCII } from "node:url";
import type { Loaded } from "../../config/index.ts";
import { type BucketReach, bucketReach, bucketsIn } from "../core/bucket.ts";
import { ConfigError } from "../core/errors.ts";
import { requireSes } from "../deployed/mail.ts";
import type { Place } from "./place.ts";

/** Throws ConfigError, or InputError for a mail server. Of a home there is nothing to require. */
export function requireDeployable(
  { config, placed }: Loaded,
  { stack, environment }: Pick<Place, "stack" | "environment">,
): void {
  if (stack === undefined) return;
  requireSes(config);
  const { sender, url } = config.organisation;
  const [domain, own] = [environment?.RAPORT_SENDER_DOMAIN, environment?.RAPORT_URL ?? "its own address"];
  const foreign = domain !== undefined && domainOf(sender.address) !== domain;
  const open = url !== undefined && !/^https:/i.test(url);
  const readable = environment && bucketsIn(environment.RAPORT_BUCKETS);
  const problems = placed([
    ...config.sources.flatMap((source, index) => {
      const wanted = "path" in source ? bucketReach(source.path) : undefined;
      if (!wanted || !readable || readable.some((one) => covers(one, wanted))) return [];
      const message = `the stack ${stack} may not read s3://${wanted.bucket}/${wanted.prefix}; deploy the stack with this config first (npx cdk deploy -c config=...), then push`;
      return [{ path: ["sources", index, "path"], message }];
    }),
    ...(foreign
      ? [
          {
            path: ["organisation", "sender", "address"],
            message: `the stack ${stack} may send from ${domain} alone, so nothing would leave; write an address there, or deploy the stack with this config first (npx cdk deploy -c config=...)`,
          },
        ]
      : []),
    ...(open
      ? [
          {
            path: ["organisation", "url"],
            message: `links of a stack lead there by https; leave it out, and they lead to ${own}`,
          },
        ]
      : []),
  ]);
  if (problems.length > 0) throw new ConfigError(problems);
}

const covers = (may: BucketReach, wanted: BucketReach) =>
  may.bucket === wanted.bucket && wanted.prefix.startsWith(may.prefix);

const domainOf = (address: string) => domainToASCII(address.split("@").at(-1) ?? "");
