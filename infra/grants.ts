/** A function's role: what infra/reach.ts grants it, statement by statement, and nothing else. */

import { type Stack, Validations } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { BucketReach } from "../functions/core/bucket.ts";
import { type FunctionName, type Grant, type Place, reach } from "./reach.ts";

/** The ARNs of each place in this stack. */
export type Places = (place: Place) => readonly string[];

interface Within {
  readonly places: Places;
  readonly senderDomain: string;
  readonly buckets: readonly BucketReach[];
}

export function roleOf(stack: Stack, name: FunctionName, within: Within): Role {
  const { places } = within;
  const statements = reach[name].flatMap((grant) => statementsOf(stack, grant, within));
  const role = new Role(stack, `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
    description: `What the function ${name} of Raport may do; docs/reach.md says why.`,
    inlinePolicies: { Reach: new PolicyDocument({ statements }) },
  });
  acknowledgeStars(stack, role, name, places);
  return role;
}

/** Every resource that holds a star is a finding of its own, and is answered with what the grant is for. */
function acknowledgeStars(stack: Stack, role: Role, name: FunctionName, places: Places): void {
  for (const { on, why } of reach[name])
    for (const place of on)
      for (const resource of places(place))
        if (resource.endsWith("*"))
          Validations.of(role).acknowledge({
            id: `AwsSolutions-IAM5[Resource::${plainly(stack.resolve(resource))}]`,
            reason: `${kindOf(place)}: ${why}.`,
          });
}

function kindOf(place: Place): string {
  if (place === "everything") return "An action that knows no resource";
  if (place === "verified addresses") return "Whom SES may write to while it is in its sandbox";
  if (place === "secrets" || place === "parameters")
    return "Tokens of sources below one name of the stack's own";
  if (place === "objects of sources") return "Objects below the prefix that the path of a source spells out";
  if (place === "log") return "Streams of the function's own log";
  return place.startsWith("lake/")
    ? "Objects below one prefix of the stack's bucket"
    : "Tables of one database of the stack";
}

/** What is not known before the deployment, as findings write it: `<Lake.Arn>/state/*`. */
export function plainly(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Readonly<Record<string, unknown>>;
  if (typeof ref === "string") return `<${ref}>`;
  if (Array.isArray(attribute)) return `<${attribute.join(".")}>`;
  const [separator, parts] = join as readonly [string, readonly unknown[]];
  return parts.map(plainly).join(separator);
}

/** None where there is nothing to grant it on; of what holds below prefixes one for each bucket. */
function statementsOf(
  stack: Stack,
  { actions, on, fromSender, underPrefix }: Grant,
  { places, senderDomain, buckets }: Within,
): readonly PolicyStatement[] {
  const grant = (resources: readonly string[], conditions?: Readonly<Record<string, unknown>>) =>
    new PolicyStatement({
      actions: [...actions],
      resources: [...resources],
      ...(conditions && { conditions: { StringLike: conditions } }),
    });
  if (underPrefix)
    return [...Map.groupBy(buckets, ({ bucket }) => bucket)].map(([bucket, own]) =>
      grant([bucketArnOf(stack, bucket)], {
        "s3:prefix": [...new Set(own.map(({ prefix }) => `${prefix}*`))],
      }),
    );
  const resources = on.flatMap((place) => places(place));
  if (resources.length === 0) return [];
  return [grant(resources, fromSender && { "ses:FromAddress": `*@${senderDomain}` })];
}

const bucketArnOf = (stack: Stack, bucket: string) => `arn:${stack.partition}:s3:::${bucket}`;

/** Places of one stack by their names. */
export function placesOf(
  stack: Stack,
  names: {
    readonly bucketArn: string;
    readonly workgroup: string;
    readonly database: string;
    readonly scratch: string;
    readonly identity: string;
    readonly configurationSet: string;
    readonly deadLetters: string;
    /** What the names of its secrets begin with: `raport/NAME`. */
    readonly secrets: string;
    readonly buckets: readonly BucketReach[];
    readonly functionName: (name: FunctionName) => string;
  },
): (own: FunctionName) => Places {
  const arn = (service: string, resource: string) =>
    `arn:${stack.partition}:${service}:${stack.region}:${stack.account}:${resource}`;
  const { bucketArn, workgroup, database, scratch, identity, configurationSet } = names;
  const fixed: Readonly<Record<string, readonly string[]>> = {
    lake: [bucketArn],
    workgroup: [arn("athena", `workgroup/${workgroup}`)],
    catalog: [arn("glue", "catalog")],
    database: [arn("glue", `database/${database}`)],
    tables: [arn("glue", `table/${database}/*`)],
    "scratch database": [arn("glue", `database/${scratch}`)],
    "default database": [arn("glue", "database/default")],
    "scratch tables": [arn("glue", `table/${scratch}/*`)],
    sender: [arn("ses", `identity/${identity}`)],
    "verified addresses": [arn("ses", "identity/*")],
    "configuration set": [arn("ses", `configuration-set/${configurationSet}`)],
    "dead letters": [names.deadLetters],
    // The star is also the end that Secrets Manager gives every name.
    secrets: [arn("secretsmanager", `secret:${names.secrets}/*`)],
    parameters: [arn("ssm", `parameter/${names.secrets}/*`)],
    "buckets of sources": [...new Set(names.buckets.map(({ bucket }) => bucketArnOf(stack, bucket)))],
    "objects of sources": [
      ...new Set(names.buckets.map(({ bucket, prefix }) => `${bucketArnOf(stack, bucket)}/${prefix}*`)),
    ],
    everything: ["*"],
  };
  return (own) => (place) => {
    if (place === "log") return [arn("logs", `log-group:${logGroupName(names.functionName(own))}:*`)];
    if (place.startsWith("lake/")) return [`${bucketArn}/${place.slice("lake/".length)}`];
    return fixed[place] ?? [arn("lambda", `function:${names.functionName(place as FunctionName)}`)];
  };
}

export const logGroupName = (functionName: string) => `/raport/${functionName}`;
