/** Alarms, who hears of them, and one page that shows how it goes. */

import { ArnFormat, Duration, type Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TextWidget,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Function as Lambda } from "aws-cdk-lib/aws-lambda";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { MetricName } from "../functions/core/metrics.ts";
import { type AlarmText, alarms, type Measured } from "./alarms.ts";
import type { FunctionName } from "./reach.ts";
import type { Settings } from "./settings.ts";

export interface Watched {
  readonly settings: Pick<Settings, "name" | "alarmsTo" | "dashboard">;
  readonly functions: Readonly<Record<FunctionName, Lambda>>;
  readonly queue: IQueue;
  readonly workgroup: string;
}

export function watch(stack: Stack, watched: Watched): void {
  const { name, alarmsTo } = watched.settings;
  const topic = new Topic(stack, "Alarms", { topicName: `${name}-alarms`, enforceSSL: true });
  topic.addToResourcePolicy(publishing(stack, topic.topicArn, name));
  if (alarmsTo !== undefined) topic.addSubscription(new EmailSubscription(alarmsTo));
  for (const one of alarms) {
    const alarm = alarmOf(stack, one, watched);
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }
  if (watched.settings.dashboard) dashboard(stack, watched);
}

/** A topic that has a policy takes nothing from alarms that it does not name, and an alarm that is not heard shows nowhere. */
function publishing(stack: Stack, topicArn: string, name: string): PolicyStatement {
  const alarmsOf = stack.formatArn({
    service: "cloudwatch",
    resource: "alarm",
    resourceName: `${name}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new PolicyStatement({
    sid: "AlarmsOfThisStack",
    principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: {
      ArnLike: { "aws:SourceArn": alarmsOf },
      StringEquals: { "aws:SourceAccount": stack.account },
    },
  });
}

function alarmOf(
  stack: Stack,
  { name, measured, minutes, threshold, mustSpeak, impact }: AlarmText,
  watched: Watched,
): Alarm {
  const id = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return new Alarm(stack, `Alarm${id}`, {
    alarmName: `${watched.settings.name}-${name}`,
    alarmDescription: `${impact} What to do: docs/operate.md, "${name}".`,
    metric: metricOf(measured, Duration.minutes(minutes), watched),
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: mustSpeak ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
}

function metricOf(measured: Measured, period: Duration, watched: Watched): IMetric {
  const { settings, functions, queue, workgroup } = watched;
  if (measured.kind === "own") return own(settings.name, measured.metric, measured.statistic, period);
  // Lambda sends it of each invocation, 1 or 0: the least is 1 where all failed, and there is none where none ran.
  if (measured.kind === "failed ticks") return functions.tick.metricErrors({ period, statistic: "Minimum" });
  if (measured.kind === "dead letters")
    return queue.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum" });
  return new Metric({
    namespace: "AWS/Athena",
    metricName: "ProcessedBytes",
    dimensionsMap: { WorkGroup: workgroup },
    statistic: "Sum",
    period,
  });
}

/** `service` is how powertools names the installation. */
const own = (name: string, metricName: MetricName, statistic: string, period: Duration) =>
  new Metric({ namespace: "Raport", metricName, dimensionsMap: { service: name }, statistic, period });

function dashboard(stack: Stack, watched: Watched): void {
  const { functions, queue } = watched;
  const { name } = watched.settings;
  const [quarter, hour, day] = [Duration.minutes(15), Duration.hours(1), Duration.days(1)];
  const graph = (title: string, left: readonly IMetric[]) =>
    new GraphWidget({ title, left: [...left], width: 8 });
  const page = new Dashboard(stack, "Dashboard", { dashboardName: name, defaultInterval: Duration.days(7) });
  page.addWidgets(
    new TextWidget({
      markdown: `# ${name}\nWhat each line means and what to do: docs/operate.md.`,
      width: 24,
      height: 2,
    }),
  );
  page.addWidgets(
    graph("Emails sent", [own(name, "EmailsSent", "Sum", hour)]),
    graph("Late reports", [own(name, "LateReports", "Maximum", quarter)]),
    graph("Ticks", [functions.tick.metricInvocations({ period: hour })]),
  );
  page.addWidgets(
    graph("Quarantined rows, percent of a run", [own(name, "QuarantinedShare", "Maximum", hour)]),
    graph("Bytes read by Athena a day", [metricOf({ kind: "scanned bytes" }, day, watched)]),
    graph("Dead letters", [queue.metricApproximateNumberOfMessagesVisible({ period: hour })]),
  );
  page.addWidgets(
    graph(
      "Errors",
      Object.values(functions).map((one) => one.metricErrors({ period: hour })),
    ),
    graph(
      "Longest run, milliseconds",
      Object.values(functions).map((one) => one.metricDuration({ period: hour, statistic: "Maximum" })),
    ),
  );
}
