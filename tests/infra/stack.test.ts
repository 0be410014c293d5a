import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { publishedTables } from "../../functions/adapters/aws/glue-shape.ts";
import { tables } from "../../queries/tables.ts";
import { resources, type Statement, statementsOf, templateOf } from "./stack.ts";

let template: Template;
beforeAll(() => {
  template = templateOf();
});
const all = (type: string) => resources(template, type).map(([, { Properties }]) => Properties);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

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

describe("what roles may do", () => {
  test("no action holds a star, and nothing is granted by leaving something out", () => {
    const statements = statementsOf(template);
    expect(statements.length).toBeGreaterThan(40);
    for (const [role, statement] of statements)
      for (const action of listOf(statement.Action)) expect(`${role}: ${action}`).not.toContain("*");
    for (const [, statement] of statements) {
      expect(statement).not.toHaveProperty("NotAction");
      expect(statement).not.toHaveProperty("NotResource");
    }
  });

  test("only the sending rate is asked of everything", () => {
    const wide = statementsOf(template).filter(([, { Resource }]) => listOf(Resource).includes("*"));
    expect([...new Set(wide.flatMap(([, { Action }]) => listOf(Action)))]).toEqual(["ses:GetSendQuota"]);
  });

  test("no role has a policy of AWS's, and each is one function's, or the schedule's", () => {
    const roles = resources(template, "AWS::IAM::Role");
    expect(roles.flatMap(([, { Properties }]) => Properties.ManagedPolicyArns ?? [])).toEqual([]);
    const assumed = roles.map(([, { Properties }]) =>
      Properties.AssumeRolePolicyDocument.Statement.map(
        (one: Statement) => (one.Principal as { Service: string }).Service,
      ).join(),
    );
    expect(assumed.sort()).toEqual([...Array(6).fill("lambda.amazonaws.com"), "scheduler.amazonaws.com"]);
  });

  test("emails leave only from the sender's domain", () => {
    const sending = statementsOf(template).filter(([, { Action }]) =>
      listOf(Action).includes("ses:SendRawEmail"),
    );
    expect(sending.map(([role]) => role.replace(/Role.*/, "")).sort()).toEqual([
      "Feedback",
      "Open",
      "Send",
      "Tick",
    ]);
    for (const [, { Condition }] of sending)
      expect(Condition).toEqual({ StringLike: { "ses:FromAddress": "*@example.org" } });
  });

  test("who opens links reads pages and state, and no row of data", () => {
    const open = statementsOf(template).filter(([role]) => role.startsWith("OpenRole"));
    const read = open.filter(([, { Action }]) => listOf(Action).includes("s3:GetObject"));
    const prefixes = read.flatMap(
      ([, { Resource }]) => JSON.stringify(Resource).match(/\/[a-z]+\/\*/g) ?? [],
    );
    expect(prefixes.sort()).toEqual(["/archive/*", "/config/*", "/state/*"]);
    const services = open.flatMap(([, { Action }]) => listOf(Action).map((one) => String(one).split(":")[0]));
    expect([...new Set(services)].sort()).toEqual(["logs", "s3", "ses"]);
  });
});

describe("the functions", () => {
  test("are Node 24 on arm64, each with a log of three months of its own", () => {
    const functions = all("AWS::Lambda::Function");
    expect(functions.map(({ FunctionName }) => FunctionName).sort()).toEqual([
      "raport-compute",
      "raport-feedback",
      "raport-land",
      "raport-open",
      "raport-send",
      "raport-tick",
    ]);
    for (const { Runtime, Architectures, LoggingConfig } of functions) {
      expect({ Runtime, Architectures }).toEqual({ Runtime: "nodejs24.x", Architectures: ["arm64"] });
      expect(LoggingConfig.LogFormat).toBe("JSON");
    }
    for (const { RetentionInDays } of all("AWS::Logs::LogGroup")) expect(RetentionInDays).toBe(90);
    expect(new Set(functions.map(({ LoggingConfig }) => JSON.stringify(LoggingConfig.LogGroup))).size).toBe(
      6,
    );
  });

  test("are tried once: the next tick finds what failed, and no event waits longer than that", () => {
    const invoked = all("AWS::Lambda::EventInvokeConfig");
    expect(invoked).toHaveLength(6);
    for (const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age } of invoked)
      expect({ retries, age }).toEqual({ retries: 0, age: 300 });
  });

  test("end before a lease of theirs does", () => {
    // functions/deployed/lease.ts holds leases for 960 seconds.
    for (const { Timeout } of all("AWS::Lambda::Function")) expect(Timeout).toBeLessThanOrEqual(900);
  });

  test("have no address of their own, and only the links of emails are routes", () => {
    template.resourceCountIs("AWS::Lambda::Url", 0);
    expect(
      all("AWS::ApiGatewayV2::Route")
        .map(({ RouteKey }) => RouteKey)
        .sort(),
    ).toEqual([
      "GET /desk.css",
      "GET /open/{proxy+}",
      "GET /robots.txt",
      "GET /unsubscribe/{token}",
      "POST /unsubscribe/{token}",
    ]);
  });

  test("of the links may run twenty at once; in an account of ten nothing is set aside", () => {
    const set = (one: Template) =>
      resources(one, "AWS::Lambda::Function").flatMap(
        ([
          ,
          {
            Properties: { FunctionName, ReservedConcurrentExecutions },
          },
        ]) =>
          ReservedConcurrentExecutions === undefined
            ? []
            : [`${FunctionName} ${ReservedConcurrentExecutions}`],
      );
    expect(set(template)).toEqual(["raport-open 20", "raport-feedback 10"]);
    expect(set(templateOf({ setsAside: false }))).toEqual([]);
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
