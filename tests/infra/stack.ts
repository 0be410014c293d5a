/** The stack as CloudFormation gets it, and a way to ask it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { Settings } from "../../infra/settings.ts";
import { raportStack } from "../../infra/stack.ts";

// Whether CloudFormation takes it is looked at by `npx cdk synth`; here it would take most of the time.
process.env.CDK_VALIDATION = "false";

export const usual: Settings = {
  name: "raport",
  senderDomain: "example.org",
  buckets: [{ bucket: "care-records", prefix: "connect/" }],
  alarmsTo: "operator@example.org",
  mostBytesPerQuery: 20_000_000_000,
  dashboard: true,
  setsAside: true,
};

/** What the CDK's command gives the app beside `-c`: by this its library decides between its old and its new ways. */
export const { context } = JSON.parse(readFileSync(join(import.meta.dirname, "../../cdk.json"), "utf8")) as {
  readonly context: Readonly<Record<string, unknown>>;
};

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's own shapes, looked at here and nowhere else.
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}

export function templateOf(settings: Partial<Settings> = {}): Template {
  return Template.fromStack(raportStack(new App({ context }), { ...usual, ...settings }));
}

/** Every resource of the type, by its logical id. */
export function resources(template: Template, type: string): readonly (readonly [string, Resource])[] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Every statement of every role, with the role it is in. */
export function statementsOf(template: Template): readonly (readonly [string, Statement])[] {
  const roles = resources(template, "AWS::IAM::Role").flatMap(([id, { Properties }]) =>
    (Properties.Policies ?? []).flatMap((policy: { PolicyDocument: { Statement: Statement[] } }) =>
      policy.PolicyDocument.Statement.map((statement) => [id, statement] as const),
    ),
  );
  const apart = [
    ...resources(template, "AWS::IAM::Policy"),
    ...resources(template, "AWS::IAM::ManagedPolicy"),
  ];
  return [
    ...roles,
    ...apart.flatMap(([id, { Properties }]) =>
      Properties.PolicyDocument.Statement.map((statement: Statement) => [id, statement] as const),
    ),
  ];
}
