/**
 * One report for one period: its plan is frozen by whoever claims it first, then each recipient is claimed, sent to and
 * confirmed. Every worker sends from the plan, so a crash, a second worker or an edited config sends nothing twice.
 */

import type { Config, Recipient } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { requireClosed } from "../core/period.ts";
import type { Lake, Message, Ports } from "../ports.ts";
import { type Delivery, deliver, type Worker } from "./deliver.ts";
import { addressKey, archivePath, sentFolder } from "./places.ts";
import { type Plan, type PlanInput, planned } from "./plan.ts";
import { settleReport } from "./tick.ts";

export interface SendInput extends PlanInput {
  readonly report: string;
  readonly worker: Worker;
}

export interface Sent {
  readonly report: string;
  readonly period: string;
  readonly subject: string;
  readonly deliveries: readonly Delivery[];
}

/** Sends what is still owed for the period. Throws InputError for a period still open. */
export async function send(
  input: SendInput,
  ports: Pick<Ports, "lake" | "warehouse" | "mail">,
): Promise<Sent> {
  const { config, period, now } = input;
  const report = config.reports.find(({ id }) => id === input.report);
  if (!report) throw new InputError(`There is no report "${input.report}" in the config.`);
  requireClosed(period, now);
  const plan = await planned(report, input, ports);
  await archive(ports.lake, report.id, period.name, plan);
  const current = new Set(report.to.map(({ address }) => address.toLowerCase()));
  const deliveries: Delivery[] = [];
  for (const recipient of plan.recipients) {
    if (!current.has(recipient.address.toLowerCase())) continue;
    const place = `${sentFolder(report.id, period.name)}${addressKey(recipient.address)}.json`;
    deliveries.push(await deliver(message(recipient, plan, config), place, { ...input.worker, now }, ports));
  }
  if (deliveries.every(({ outcome }) => outcome === "sent" || outcome === "unknown"))
    await settleReport(ports.lake, report.id, period.name);
  return { report: report.id, period: period.name, subject: plan.email.subject, deliveries };
}

/** Copies of the plan's page and CSV at their stable address; written once. */
async function archive(lake: Lake, report: string, period: string, plan: Plan): Promise<void> {
  const folder = `archive/${archivePath(report, period)}`;
  for (const [name, text] of [
    ["index.html", plan.page],
    ["kpis.csv", plan.csv],
  ] as const)
    if (!(await lake.get(folder + name))) await lake.put(folder + name, encode(text));
}

function message(recipient: Recipient, plan: Plan, config: Config): Message {
  const { sender, replyTo } = config.organisation;
  const { report, period } = plan.model;
  return {
    id: `${report.id}-${period.name}-${addressKey(recipient.address)}`,
    from: sender,
    to: recipient,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...plan.email,
    language: "en",
    date: plan.plannedAt,
    listId: report.id,
  };
}

const encode = (text: string) => new TextEncoder().encode(text);
