/** Who may be the sender, how messages leave, and where SES tells what became of them. */

import { Duration, type Stack } from "aws-cdk-lib";
import { EventBus, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { CfnEventInvokeConfig, Function as Lambda } from "aws-cdk-lib/aws-lambda";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from "aws-cdk-lib/aws-ses";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Settings } from "./settings.ts";

export interface Mail {
  readonly identity: EmailIdentity;
  readonly configurationSet: string;
}

export function mail(stack: Stack, { name, senderDomain }: Pick<Settings, "name" | "senderDomain">): Mail {
  const set = new ConfigurationSet(stack, "ConfigurationSet", {
    configurationSetName: name,
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    // CloudWatch asks for each set's own as for custom metrics. Those of the account are free, and every bounce is heard below.
    reputationMetrics: false,
    suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
  set.addEventDestination("Events", {
    // EventBridge takes SES's events on the default bus only.
    destination: EventDestination.eventBus(EventBus.fromEventBusName(stack, "DefaultBus", "default")),
    events: [
      EmailSendingEvent.SEND,
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
    ],
  });
  const identity = new EmailIdentity(stack, "Sender", {
    identity: Identity.domain(senderDomain),
    // Where its records are not there yet, SES's own domain stands in.
    mailFromDomain: `bounces.${senderDomain}`,
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
  });
  return { identity, configurationSet: name };
}

/** Events of this configuration set, and of no other of the account, reach the function; one that is lost twice is kept. */
export function hear(stack: Stack, feedback: Lambda, configurationSet: string, queue: Queue): void {
  new Rule(stack, "MailEvents", {
    description: "What SES tells of the messages of Raport.",
    eventPattern: {
      source: ["aws.ses"],
      detail: { mail: { tags: { "ses:configuration-set": [configurationSet] } } },
    },
    targets: [
      new LambdaFunction(feedback, {
        deadLetterQueue: queue,
        retryAttempts: 3,
        maxEventAge: Duration.hours(1),
      }),
    ],
  });
  // Nobody finds an event missing, so one that failed is kept for a person.
  const invoked = feedback.node.findChild("EventInvokeConfig").node.defaultChild as CfnEventInvokeConfig;
  invoked.destinationConfig = { onFailure: { destination: queue.queueArn } };
}
