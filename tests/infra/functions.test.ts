import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, test } from "vitest";
import { reachPage } from "../../infra/generate.ts";
import { functionNames, reach } from "../../infra/reach.ts";
import { resources, type Statement, statementsOf, templateOf } from "./stack.ts";

let template: Template;
beforeAll(() => {
  template = templateOf();
});
const all = (type: string) => resources(template, type).map(([, { Properties }]) => Properties);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

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

  test("docs/reach.md says what they are made of", () => {
    expect(readFileSync(join(import.meta.dirname, "../../docs/reach.md"), "utf8")).toBe(reachPage);
    const granted = statementsOf(template).filter(([role]) => !role.startsWith("ScheduleRole"));
    expect(granted).toHaveLength(functionNames.reduce((sum, name) => sum + reach[name].length, 0));
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
    const names = sending.map(([role]) => role.replace(/Role.*/, ""));
    expect([...new Set(names)].sort()).toEqual(["Feedback", "Open", "Send", "Tick"]);
    for (const [, { Condition }] of sending)
      expect(Condition).toEqual({ StringLike: { "ses:FromAddress": "*@example.org" } });
  });

  test("in SES's sandbox, too, where it asks for the identity of whom an email goes to", () => {
    const send = statementsOf(template).filter(
      ([role, { Action }]) => role.startsWith("SendRole") && listOf(Action).includes("ses:SendRawEmail"),
    );
    const text = JSON.stringify(send.map(([, { Resource }]) => Resource));
    expect(text.match(/:(?:identity|configuration-set)\/[^"]+/g)).toEqual([
      ":identity/example.org",
      ":configuration-set/raport",
      ":identity/*",
    ]);
  });

  test("only who lands reads tokens of sources, and only those below the stack's own name", () => {
    const reading = statementsOf(template).filter(([, { Action }]) =>
      listOf(Action).some((one) => /^(secretsmanager|ssm|kms):/.test(String(one))),
    );
    expect(reading.map(([role, { Action }]) => [role.replace(/Role.*/, ""), Action])).toEqual([
      ["Land", "secretsmanager:GetSecretValue"],
      ["Land", "ssm:GetParameter"],
    ]);
    const places = reading.map(
      ([, { Resource }]) => JSON.stringify(Resource).match(/:(?:secret:|parameter)[^"]*/)?.[0],
    );
    expect(places).toEqual([":secret:raport/raport/*", ":parameter/raport/raport/*"]);
  });

  const ofOthers = (made: Template) =>
    statementsOf(made)
      .map(([role, statement]) => ({ role: role.replace(/Role.*/, ""), ...statement }))
      .filter(({ Resource }) => JSON.stringify(Resource).includes(":s3:::"))
      .map(({ role, Action, Resource, Condition }) => ({
        ...{ role, action: Action, on: JSON.stringify(Resource).match(/:s3:::[^"]*/g) },
        ...(Condition !== undefined && { if: Condition }),
      }));

  test("only who lands reads a bucket of the organisation's own, and below the prefix of a source alone", () => {
    expect(ofOthers(template)).toEqual([
      {
        role: "Land",
        action: "s3:ListBucket",
        on: [":s3:::care-records"],
        if: { StringLike: { "s3:prefix": ["connect/*"] } },
      },
      { role: "Land", action: "s3:GetObject", on: [":s3:::care-records/connect/*"] },
    ]);
    const tick = all("AWS::Lambda::Function").find(({ FunctionName }) => FunctionName === "raport-tick");
    expect(tick.Environment.Variables.RAPORT_BUCKETS).toBe("s3://care-records/connect%2F");
  });

  test("each bucket has its own prefixes, and where no source names one nothing is granted or told", () => {
    const buckets = [
      { bucket: "one", prefix: "a/" },
      { bucket: "two", prefix: "" },
      { bucket: "one", prefix: "b c/x-" },
    ];
    expect(ofOthers(templateOf({ buckets }))).toEqual([
      {
        role: "Land",
        action: "s3:ListBucket",
        on: [":s3:::one"],
        if: { StringLike: { "s3:prefix": ["a/*", "b c/x-*"] } },
      },
      {
        role: "Land",
        action: "s3:ListBucket",
        on: [":s3:::two"],
        if: { StringLike: { "s3:prefix": ["*"] } },
      },
      { role: "Land", action: "s3:GetObject", on: [":s3:::one/a/*", ":s3:::two/*", ":s3:::one/b c/x-*"] },
    ]);
    const none = templateOf({ buckets: [] });
    expect(ofOthers(none)).toEqual([]);
    expect(JSON.stringify(none)).not.toContain("RAPORT_BUCKETS");
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
      "HEAD /desk.css",
      "HEAD /open/{proxy+}",
      "HEAD /robots.txt",
      "HEAD /unsubscribe/{token}",
      "POST /open/{proxy+}",
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
