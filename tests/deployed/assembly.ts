/** What `npx cdk synth` leaves, read as a deployment would: every function's folder, environment, time and role. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll } from "vitest";
import type { Statement } from "./policy.ts";

export const account = "111122223333";
export const region = "us-east-1";
export const bucket = "raport-lake";
export const url = "https://links.example.org";

export interface Deployed {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly statements: readonly Statement[];
}

export interface Assembly {
  /** By the functions' names in the account: `raport-tick`. */
  readonly functions: ReadonlyMap<string, Deployed>;
  /** Resources of a type with what is not known before a deployment filled in. */
  resources(type: string): readonly Resource[];
}

type Resource = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties: Resource }>>;

const root = resolve(import.meta.dirname, "../..");

/** Synthesizes the stack for this config, as `npx cdk synth` does. The assembly is removed after the file's tests. */
export function assembled(config: string): Assembly {
  const out = mkdtempSync(join(tmpdir(), "raport-assembly-"));
  afterAll(() => rmSync(out, { recursive: true, force: true }));
  const { status, stderr } = spawnSync(process.execPath, [join(root, "infra/app.ts")], {
    cwd: root,
    encoding: "utf8",
    env: {
      PATH: process.env.PATH ?? "",
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ config }),
      CDK_VALIDATION: "false",
    },
  });
  if (status !== 0) throw new Error(`The stack was not synthesized:\n${stderr}`);
  const { Resources: all } = JSON.parse(readFileSync(join(out, "RaportStack.template.json"), "utf8")) as {
    readonly Resources: Resources;
  };
  const resources = (type: string) =>
    Object.values(all).flatMap((one) => (one.Type === type ? [filled(one.Properties, all) as Resource] : []));
  const roles = new Map(
    Object.entries(all).flatMap(([id, { Type, Properties }]) =>
      Type === "AWS::IAM::Role" ? [[arnOf("iam", `role/${id}`), statementsOf(filled(Properties, all))]] : [],
    ),
  );
  const functions = resources("AWS::Lambda::Function").map((one) => [
    String(one.FunctionName),
    {
      folder: join(out, `asset.${(one.Code as { readonly S3Key: string }).S3Key.replace(".zip", "")}`),
      environment: (one.Environment as { readonly Variables: Readonly<Record<string, string>> }).Variables,
      seconds: Number(one.Timeout),
      statements: roles.get(String(one.Role)) ?? [],
    },
  ]);
  return { resources, functions: new Map(functions as [string, Deployed][]) };
}

function statementsOf(role: unknown): readonly Statement[] {
  const { Policies } = role as {
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  };
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

export const arnOf = (service: string, resource: string) =>
  service === "s3" ? `arn:aws:s3:::${resource}` : `arn:aws:${service}:${region}:${account}:${resource}`;

const pseudo: Readonly<Record<string, string>> = {
  "AWS::AccountId": account,
  "AWS::Partition": "aws",
  "AWS::Region": region,
  "AWS::URLSuffix": "amazonaws.com",
};

/** The value with its references filled in, as CloudFormation does. */
function filled(value: unknown, all: Resources): unknown {
  if (Array.isArray(value)) return value.map((one) => filled(one, all));
  if (typeof value !== "object" || value === null) return value;
  const { Ref: ref, "Fn::GetAtt": attribute, "Fn::Join": join } = value as Readonly<Record<string, unknown>>;
  if (typeof ref === "string") return pseudo[ref] ?? nameOf(ref, all);
  if (Array.isArray(attribute)) return attributeOf(String(attribute[0]), String(attribute[1]), all);
  if (Array.isArray(join)) return (filled(join[1], all) as readonly unknown[]).join(String(join[0]));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, all)]));
}

function nameOf(id: string, all: Resources): string {
  const { Type, Properties } = all[id] ?? {};
  if (Type === "AWS::S3::Bucket") return bucket;
  return String(Properties?.FunctionName ?? Properties?.Name ?? id);
}

function attributeOf(id: string, attribute: string, all: Resources): string {
  if (attribute === "ApiEndpoint") return url;
  const service = { "AWS::S3::Bucket": "s3", "AWS::IAM::Role": "iam", "AWS::Lambda::Function": "lambda" };
  const of = service[all[id]?.Type as keyof typeof service] ?? "any";
  const name = nameOf(id, all);
  return arnOf(of, of === "iam" ? `role/${id}` : of === "lambda" ? `function:${name}` : name);
}
