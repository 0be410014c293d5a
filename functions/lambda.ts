/**
 * What every deployed function has around its work: one line in the log for each outcome, metrics, a deadline before Lambda's
 * own, and errors that name nobody.
 */

import { randomUUID } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import middy from "@middy/core";
import { discreet } from "./core/logged.ts";
import type { MetricName } from "./core/metrics.ts";
import type { Owner } from "./ports.ts";

export { discreet };

/** What the work may know of its invocation. */
export interface Invocation {
  /** ISO UTC instant of whole seconds: decides periods. */
  readonly now: string;
  /** Decides leases and waits. */
  readonly machineNow: () => Date;
  readonly owner: Owner;
  /** Milliseconds before the signal. */
  readonly msLeft: () => number;
  /** Aborted while there is still time to end in order. */
  readonly signal: AbortSignal;
  /** A line beside that of the outcome: counts and ids, never a name, an address or a vendor's text. */
  readonly log: (message: string, fields: Fields) => void;
}

export type Fields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Outcome {
  /** In a word or two, for the log. */
  readonly outcome: string;
  readonly fields?: Fields;
  readonly metrics?: Readonly<Partial<Record<MetricName, number>>>;
  /** What the caller gets, where somebody waits for it. */
  readonly answer?: unknown;
}

/** `event` is what the trigger of this function sends. */
export type Job<Event> = (event: Event, invocation: Invocation) => Promise<Outcome>;

/** The part of Lambda's context that is used. */
interface Context {
  readonly functionName: string;
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** Enough to cancel a query, write down what is known and let go of leases. */
const endMilliseconds = 30_000;
/** Of a function that is short itself, a tenth of its time. */
const endShare = 0.1;

export function lambda<Event>(name: string, job: Job<Event>) {
  // The service of both is the installation, which the environment names.
  const logger = new Logger({ persistentKeys: { function: name } });
  const metrics = new Metrics({ namespace: "Raport" });
  const work = async (event: Event, context: Context): Promise<unknown> => {
    const { awsRequestId } = context;
    const began = performance.now();
    const since = () => ({ request: awsRequestId, milliseconds: Math.round(performance.now() - began) });
    try {
      const { outcome, fields, metrics: counted, answer } = await job(event, invocationOf(context, logger));
      logger.info(outcome, { ...fields, ...since() });
      // Zero is what silence means to the alarms, and CloudWatch asks for each hour in which a metric is sent.
      for (const [metric, value] of Object.entries(counted ?? {}).filter(([, value]) => value !== 0))
        metrics.addMetric(metric, metric.endsWith("Share") ? MetricUnit.Percent : MetricUnit.Count, value);
      return answer;
    } catch (error) {
      logger.error("failed", { error: nameOf(error), why: discreet(error), ...since() });
      // Not the error itself: Lambda logs what it is given, with its stack and whatever stands in its message.
      throw new Error(`${nameOf(error)}: ${discreet(error)}`);
    } finally {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    }
  };
  return middy(work, { timeoutEarlyInMillis: 1000 });
}

function invocationOf(context: Context, logger: Logger): Invocation {
  const left = context.getRemainingTimeInMillis();
  const kept = Math.min(endMilliseconds, left * endShare);
  return {
    now: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    machineNow: () => new Date(),
    owner: { token: randomUUID(), host: `lambda ${context.functionName}`, pid: process.pid, startedAt: "" },
    msLeft: () => context.getRemainingTimeInMillis() - kept,
    signal: AbortSignal.timeout(Math.max(1, Math.round(left - kept))),
    log: (message, fields) => logger.info(message, fields),
  };
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "Error");
