import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match, type Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { publishedTables } from "../../functions/adapters/aws/glue-shape.ts";
import { tables } from "../../queries/tables.ts";
import { resources, type Statement, templateOf } from "./stack.ts";

let template: Template;
beforeAll(() => {
  template = templateOf();
});
const all = (type: string) => resources(template, type).map(([, { Properties }]) => Properties);

describe("the bucket", () => {
  test("is public in no way", () => {
    const buckets = all("AWS::S3::Bucket");
    expect(buckets).toHaveLength(1);
    for (const {
      PublicAccessBlockConfiguration: block,
      AccessControl: control,
      OwnershipControls: owner,
    } of buckets) {
      expect(block).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(control).toBeUndefined();
      expect(owner.Rules).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    }
  });

  test("and the address of links are the ones of every version: under another id a new and empty one would come", () => {
    const idOf = (type: string) => resources(template, type).map(([id]) => id);
    expect(idOf("AWS::S3::Bucket")).toEqual(["Lake5F1B88EA"]);
    expect(idOf("AWS::ApiGatewayV2::Api")).toEqual(["Front0087DB4F"]);
  });

  test("answers nobody who does not use TLS 1.2, whoever it is", () => {
    const [policy] = all("AWS::S3::BucketPolicy");
    const denials = (policy.PolicyDocument.Statement as Statement[]).filter(
      ({ Effect }) => Effect === "Deny",
    );
    expect(denials.map(({ Condition, Action, Principal }) => ({ Condition, Action, Principal }))).toEqual([
      { Condition: { Bool: { "aws:SecureTransport": "false" } }, Action: "s3:*", Principal: { AWS: "*" } },
      { Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } }, Action: "s3:*", Principal: { AWS: "*" } },
    ]);
    expect(policy.PolicyDocument.Statement).toHaveLength(2);
  });

  test("keeps earlier versions, outlives the stack, and lets nothing live grow too old", () => {
    const [[, bucket] = []] = resources(template, "AWS::S3::Bucket");
    expect(bucket?.DeletionPolicy).toBe("Retain");
    expect(bucket?.Properties.VersioningConfiguration).toEqual({ Status: "Enabled" });
    const rules = bucket?.Properties.LifecycleConfiguration.Rules as readonly Record<string, unknown>[];
    const ageing = rules.filter((rule) => "ExpirationInDays" in rule || "Transitions" in rule);
    expect(ageing.map(({ Prefix }) => Prefix)).toEqual(["results/"]);
    expect(rules.every(({ ExpirationDate }) => ExpirationDate === undefined)).toBe(true);
  });
});

test("the access log holds neither a path nor an address", () => {
  const [stage] = all("AWS::ApiGatewayV2::Stage");
  const told = [...stage.AccessLogSettings.Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
  expect(told).toEqual([
    "requestId",
    "requestTime",
    "routeKey",
    "status",
    "responseLatency",
    "responseLength",
  ]);
});

test("one schedule, every five minutes, and what it cannot deliver is kept", () => {
  const [one, ...more] = all("AWS::Scheduler::Schedule");
  expect(more).toEqual([]);
  expect(one.ScheduleExpression).toBe("rate(5 minutes)");
  expect(one.Target.DeadLetterConfig.Arn).toEqual({
    "Fn::GetAtt": [expect.stringMatching(/^DeadLetters/), "Arn"],
  });
  expect(one.Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 300 });
});

test("an event of SES that is lost to the function is kept for a person", () => {
  const kept = all("AWS::Lambda::EventInvokeConfig").filter(({ DestinationConfig }) => DestinationConfig);
  expect(kept).toHaveLength(1);
  expect(kept[0].FunctionName).toEqual({ Ref: expect.stringMatching(/^Feedback/) });
  const [rule] = all("AWS::Events::Rule");
  expect(rule.EventPattern.detail.mail.tags).toEqual({ "ses:configuration-set": ["raport"] });
  expect(rule.Targets[0].DeadLetterConfig.Arn).toEqual({
    "Fn::GetAtt": [expect.stringMatching(/^DeadLetters/), "Arn"],
  });
});

test("the workgroup holds its own limits, whatever a client asks for", () => {
  const [{ WorkGroupConfiguration: held }] = all("AWS::Athena::WorkGroup");
  expect(held.EnforceWorkGroupConfiguration).toBe(true);
  expect(held.BytesScannedCutoffPerQuery).toBe(20_000_000_000);
  expect(held.ResultConfiguration.EncryptionConfiguration).toEqual({ EncryptionOption: "SSE_S3" });
});

test("every published table is there with every column, those it is partitioned by last", () => {
  const made = all("AWS::Glue::Table").map(({ TableInput }) => TableInput);
  const named = (columns: readonly { Name: string }[]) => columns.map(({ Name }) => Name);
  expect(
    made.map(({ Name, PartitionKeys, StorageDescriptor }) => [
      Name,
      named(StorageDescriptor.Columns),
      named(PartitionKeys),
    ]),
  ).toEqual(
    publishedTables.map((name) => {
      const { columns, partitionedBy } = tables[name];
      const stored = columns.map((column) => column.name).filter((column) => !partitionedBy.includes(column));
      return [name, stored, partitionedBy];
    }),
  );
});

test("every alarm says what it means for readers and reaches somebody, also when it is over", () => {
  const alarms = all("AWS::CloudWatch::Alarm");
  expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual([
    "raport-dead-letters",
    "raport-held-tables",
    "raport-late-report",
    "raport-missed-tick",
    "raport-quarantined-rows",
    "raport-scanned-bytes",
    "raport-unknown-delivery",
  ]);
  for (const { AlarmDescription, AlarmActions, OKActions } of alarms) {
    expect(AlarmDescription).toMatch(/^[A-Z].{60,}\. What to do: docs\/operate\.md, "[a-z-]+"\.$/);
    expect([AlarmActions.length, OKActions.length]).toEqual([1, 1]);
  }
  const told = all("AWS::SNS::Subscription").map(({ Endpoint, Protocol }) => `${Protocol} ${Endpoint}`);
  expect(told).toEqual(["email operator@example.org"]);
});

test("the topic takes what this stack's alarms publish, and nothing without TLS", () => {
  const [{ PolicyDocument: policy }] = all("AWS::SNS::TopicPolicy");
  const [allowed, ...more] = (policy.Statement as Statement[]).filter(({ Effect }) => Effect === "Allow");
  expect(more).toEqual([]);
  expect(allowed).toMatchObject({
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
  });
  const condition = JSON.stringify(allowed?.Condition);
  for (const { AlarmName, AlarmActions } of all("AWS::CloudWatch::Alarm")) {
    expect(AlarmActions).toEqual([allowed?.Resource]);
    expect(AlarmName).toMatch(/^raport-/);
  }
  expect(condition).toContain(':alarm:raport-*"');
  expect(policy.Statement).toContainEqual(
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  );
});

test("what to do about every alarm is written down under its name", () => {
  const operate = readFileSync(join(import.meta.dirname, "../../docs/operate.md"), "utf8");
  const sections = [...operate.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => `raport-${name}`);
  expect(sections.sort()).toEqual(
    all("AWS::CloudWatch::Alarm")
      .map(({ AlarmName }) => AlarmName)
      .sort(),
  );
});

test("a tick is missed when every one of half an hour failed, or none ran: Lambda counts both for nothing", () => {
  template.hasResourceProperties("AWS::CloudWatch::Alarm", {
    AlarmName: "raport-missed-tick",
    Namespace: "AWS/Lambda",
    MetricName: "Errors",
    Dimensions: [{ Name: "FunctionName", Value: { Ref: Match.stringLikeRegexp("^Tick") } }],
    Statistic: "Minimum",
    Period: 1800,
    EvaluationPeriods: 1,
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 0,
    TreatMissingData: "breaching",
  });
});

test("nothing that CloudWatch asks for by the metric is turned on beside Raport's own", () => {
  for (const { ReputationOptions } of all("AWS::SES::ConfigurationSet"))
    expect(ReputationOptions).toEqual({ ReputationMetricsEnabled: false });
  for (const { EventDestination } of all("AWS::SES::ConfigurationSetEventDestination"))
    expect(EventDestination).not.toHaveProperty("CloudWatchDestination");
});

test("there is a dashboard, and none for who pays for it and wants none", () => {
  template.resourceCountIs("AWS::CloudWatch::Dashboard", 1);
  const without = templateOf({ dashboard: false });
  without.resourceCountIs("AWS::CloudWatch::Dashboard", 0);
  expect(resources(without, "AWS::CloudWatch::Alarm")).toHaveLength(all("AWS::CloudWatch::Alarm").length);
});

test("silence is an alarm where ticks are missed, and nowhere else", () => {
  const missing = all("AWS::CloudWatch::Alarm").map(
    ({ AlarmName, TreatMissingData }) => `${AlarmName} ${TreatMissingData}`,
  );
  expect(missing.filter((one) => !one.endsWith(" notBreaching"))).toEqual(["raport-missed-tick breaching"]);
});

test("with a domain of its own the links begin with it", () => {
  const certificateArn =
    "arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";
  const own = templateOf({ domain: { name: "reports.example.org", certificateArn } });
  own.hasResourceProperties("AWS::ApiGatewayV2::DomainName", { DomainName: "reports.example.org" });
  own.hasResourceProperties("AWS::Lambda::Function", {
    FunctionName: "raport-send",
    Environment: { Variables: { RAPORT_URL: "https://reports.example.org" } },
  });
});
