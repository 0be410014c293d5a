/** What a deployment is given: the config whose sender it mails for and whose buckets it reads, and `-c` of the CDK for the rest. */

import { domainToASCII } from "node:url";
import type { Node } from "constructs";
import { loadConfig } from "../config/index.ts";
import { type BucketReach, bucketReach } from "../functions/core/bucket.ts";
import { InputError } from "../functions/core/errors.ts";
import { nearest } from "../functions/core/spelling.ts";
import { isStackName } from "../functions/core/stack-name.ts";

export interface Settings {
  readonly name: string;
  /** Domain of the sender, which SES is to verify. */
  readonly senderDomain: string;
  /** What its sources have in buckets of the organisation's own, which the stack is to read. */
  readonly buckets: readonly BucketReach[];
  /** Who hears of alarms. */
  readonly alarmsTo?: string;
  /** A name of your own for the links, and the certificate for it. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
  /** Athena ends a query that reads more. */
  readonly mostBytesPerQuery: number;
  /** Three are free in each account; every further one costs more than all the rest of the stack. */
  readonly dashboard: boolean;
  /** False in accounts that may run only ten functions at once, where nothing can be set aside. */
  readonly setsAside: boolean;
}

const gigabyte = 1_000_000_000;

/** What `-c` may say. */
const names = [
  "config",
  "alarms",
  "name",
  "domain",
  "certificate",
  "most_gigabytes_per_query",
  "dashboard",
  "set_aside",
] as const;

/** Throws InputError or ConfigError with what to put right. */
export async function settingsOf(node: Node): Promise<Settings> {
  refuseMisspelt(node);
  requireConfig(node);
  const given = (name: (typeof names)[number]): string | undefined => {
    const value: unknown = node.tryGetContext(name);
    return value === undefined || value === "" ? undefined : String(value);
  };
  const { organisation, sources } = await loadConfig(given("config") ?? "config/raport.yaml");
  const alarmsTo = address(given("alarms"));
  return {
    name: stackName(given("name") ?? "raport"),
    senderDomain: domainToASCII(organisation.sender.address.split("@").at(-1) ?? ""),
    buckets: sources.flatMap((source) => ("path" in source ? (bucketReach(source.path) ?? []) : [])),
    ...(alarmsTo !== undefined && { alarmsTo }),
    ...domainOf(given("domain"), given("certificate")),
    mostBytesPerQuery: gigabytes(given("most_gigabytes_per_query") ?? "20"),
    dashboard: isWanted("dashboard", given("dashboard")),
    setsAside: isWanted("set_aside", given("set_aside")),
  };
}

/** A word the CDK does not know it keeps silent about, and then nobody would get alarms. Its own words are many, and unlike ours. */
function refuseMisspelt(node: Node): void {
  const known: readonly string[] = names;
  for (const name of Object.keys(node.getAllContext() as object)) {
    const meant = known.includes(name) ? undefined : nearest(name, known);
    if (meant !== undefined)
      throw new InputError(`-c ${name}=...: there is no such setting; did you mean ${meant}?`);
  }
}

/** Of the project's own config the stack would be deployed by mistake: it would take another sender's identity away. */
function requireConfig(node: Node): void {
  const said = names.filter((name) => node.tryGetContext(name) !== undefined);
  if (said.length > 0 && !said.includes("config"))
    throw new InputError(
      `-c ${said[0]}=... without -c config=FILE: the stack would send as the example's sender. Name your config, or keep all of them in cdk.context.json.`,
    );
}

function isWanted(name: string, said = "yes"): boolean {
  if (said === "yes" || said === "no") return said === "yes";
  throw new InputError(`-c ${name}=${said}: write yes or no.`);
}

function address(text: string | undefined): string | undefined {
  if (text === undefined || /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text)) return text;
  throw new InputError(`-c alarms=${text}: write one address, such as you@example.org.`);
}

function stackName(name: string): string {
  // The scratch database of a stack `a` is `a_scratch`, and `primary` is the workgroup every account has.
  if (name === "primary" || name.endsWith("-scratch"))
    throw new InputError(
      `-c name=${name}: this name is taken by what AWS or another stack makes. Choose another one.`,
    );
  if (isStackName(name)) return name;
  throw new InputError(
    `-c name=${name}: a stack is named with small letters, digits and -, at most 30 of them, a letter first.`,
  );
}

function domainOf(name: string | undefined, certificateArn: string | undefined): Pick<Settings, "domain"> {
  if (name === undefined && certificateArn === undefined) return {};
  if (name === undefined || certificateArn === undefined)
    throw new InputError(
      "A domain of your own takes both -c domain=NAME and -c certificate=ARN, a certificate of that name in the same region.",
    );
  if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i.test(name))
    throw new InputError(`-c domain=${name}: write a name alone, such as reports.example.org.`);
  if (!/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/.test(certificateArn))
    throw new InputError(
      `-c certificate=${certificateArn}: write the ARN of a certificate of Certificate Manager, arn:aws:acm:REGION:ACCOUNT:certificate/ID.`,
    );
  return { domain: { name, certificateArn } };
}

function gigabytes(text: string): number {
  const number = Number(text);
  if (number >= 0.01 && number <= 7000) return Math.round(number * gigabyte);
  throw new InputError(`-c most_gigabytes_per_query=${text}: write a number from 0.01 to 7000.`);
}
