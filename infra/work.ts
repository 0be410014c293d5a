/** The functions, what they are told and how they are run; the schedule that wakes the first of them. */

import { Duration, RemovalPolicy, type Stack, Validations } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as Lambda, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { functionName } from "../functions/core/stack-name.ts";
import { bundle } from "./bundle.ts";
import { logGroupName, type Places, roleOf } from "./grants.ts";
import type { FunctionName } from "./reach.ts";
import type { Settings } from "./settings.ts";
import { sizes } from "./sizes.ts";

export interface Work {
  readonly settings: Pick<Settings, "name" | "senderDomain" | "setsAside" | "buckets">;
  readonly places: (own: FunctionName) => Places;
  readonly environment: Readonly<Record<string, string>>;
}

export function work(stack: Stack, name: FunctionName, { settings, places, environment }: Work): Lambda {
  const { seconds, megabytes, atOnce } = sizes[name];
  const id = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const called = functionName(settings.name, name);
  const logGroup = new LogGroup(stack, `${id}Log`, {
    logGroupName: logGroupName(called),
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new Lambda(stack, id, {
    functionName: called,
    description: descriptions[name],
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: "index.handler",
    code: Code.fromAsset(bundle(name).folder),
    role: roleOf(stack, name, { ...settings, places: places(name) }),
    timeout: Duration.seconds(seconds),
    memorySize: megabytes,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    environment: { ...environment, POWERTOOLS_SERVICE_NAME: settings.name, POWERTOOLS_LOG_LEVEL: "INFO" },
    // What failed is found missing by the next tick. An event that waited longer is answered by that tick, too.
    retryAttempts: 0,
    maxEventAge: Duration.minutes(5),
    ...(settings.setsAside && atOnce !== undefined && { reservedConcurrentExecutions: atOnce }),
  });
}

const descriptions: Readonly<Record<FunctionName, string>> = {
  tick: "Every five minutes: starts what is due.",
  land: "Lands what is new in one source.",
  compute: "Brings the tables up to everything that has landed.",
  send: "Sends one report on one period.",
  open: "Opens the links of emails: archived reports, and unsubscribing.",
  feedback: "Takes in what SES tells of messages.",
};

/** Where what could not be delivered or taken in is kept, for two weeks. */
export function deadLetters(stack: Stack): Queue {
  const queue = new Queue(stack, "DeadLetters", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: "AwsSolutions-SQS3",
    reason:
      "It is the dead-letter queue itself: what comes here raises an alarm and is looked at by a person.",
  });
  return queue;
}

/** One schedule for everything: what is due is decided by the config, at each tick. */
export function schedule(stack: Stack, tick: Lambda, queue: Queue): void {
  const role = new Role(stack, "ScheduleRole", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
    description: "Lets the schedule of Raport wake its tick.",
    inlinePolicies: {
      Reach: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [tick.functionArn] }),
          new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
        ],
      }),
    },
  });
  new CfnSchedule(stack, "EveryFiveMinutes", {
    description: "Wakes Raport, which then looks what is due.",
    scheduleExpression: "rate(5 minutes)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: tick.functionArn,
      roleArn: role.roleArn,
      input: "{}",
      deadLetterConfig: { arn: queue.queueArn },
      // A tick that could not be delivered is made up for by the next one.
      retryPolicy: { maximumRetryAttempts: 1, maximumEventAgeInSeconds: 300 },
    },
  });
}
