/**
 * One report for one period: its plan is frozen by whoever claims it first, then each recipient is claimed, sent to and
 * confirmed. Every worker sends from the plan, so a crash, a second worker or an edited config sends nothing twice.
 */

import { renderContacts, renderContactsCsv } from "../../templates/index.ts";
import { modelFile } from "../core/archived.ts";
import type { Place } from "../core/commands.ts";
import type { Config, ReportConfig } from "../core/config.ts";
import { InputError } from "../core/errors.ts";
import { ledgerName } from "../core/owed.ts";
import { requireClosed } from "../core/period.ts";
import type { Lake, Ports } from "../ports.ts";
import { type Delivery, deliver, type Worker } from "./deliver.ts";
import type { LeftOut } from "./ledger.ts";
import { type MessageInput, messageFor, messageId, variantNow } from "./message.ts";
import { notify } from "./notify.ts";
import { addressKey, archivePath, sentFolder } from "./places.ts";
import { type Plan, type PlanInput, type Planned, planned } from "./plan.ts";
import { archivedModel } from "./render.ts";
import { leftOut, namesOf } from "./suppressions.ts";
import { settleReport } from "./tick.ts";
import { noticeOf, verdictOf } from "./troubles.ts";

export interface SendInput extends PlanInput {
  readonly report: string;
  readonly worker: Worker;
  /** What the commands that owners are told have to name. */
  readonly place?: Place | undefined;
}

export interface Sent {
  readonly report: string;
  readonly period: string;
  readonly subject: string;
  readonly deliveries: readonly Delivery[];
}

type Post = Pick<Ports, "lake" | "mail">;

/** Sends what is still owed for the period. Throws InputError for a period still open. */
export async function send(
  input: SendInput,
  ports: Pick<Ports, "lake" | "warehouse" | "mail">,
): Promise<Sent> {
  const { config, period, now } = input;
  const report = reportOf(input.report, config);
  requireClosed(period, now);
  const plan = await planned(report, input, ports);
  await archive(ports.lake, report.id, period.name, plan);
  const ledger = ledgerName(report.id, input.state.reports[report.id], period);
  const names = namesOf(report, input.state.reports[report.id]);
  const about = { config, report, ledger, period: period.name, plan, archive: input.archive, names };
  const { deliveries, isOver, failures } = await sendEach(about, input, ports);
  if (isOver) await settleReport(ports.lake, report.id, period.name);
  if (failures.length > 0) throw failures[0];
  const subject = plan.variants[0]?.email.subject ?? "";
  return { report: report.id, period: period.name, subject, deliveries };
}

export function reportOf(id: string, config: Config): ReportConfig {
  const report = config.reports.find((one) => one.id === id);
  if (!report) throw new InputError(`There is no report "${id}" in the config.`);
  return report;
}

/** One after the other. What goes wrong with one reader is kept for the end: the others get theirs. */
async function sendEach(about: MessageInput, { worker, now, place }: SendInput, ports: Post) {
  const deliveries: Delivery[] = [];
  const failures: unknown[] = [];
  let isOver = true;
  for (const reader of about.plan.recipients)
    try {
      const delivery = await sendOne(reader, about, { ...worker, now }, ports);
      if (!delivery) continue;
      deliveries.push(delivery);
      if (!(await isSettled(delivery, reader, about, { worker, now, place }, ports))) isOver = false;
    } catch (error) {
      failures.push(error);
      isOver = false;
    }
  return { deliveries, isOver, failures };
}

/** Undefined when they are not in the config any more. */
async function sendOne(
  reader: Planned,
  about: MessageInput,
  worker: Worker & { readonly now: string },
  ports: Post,
): Promise<Delivery | undefined> {
  const variant = variantNow(reader, about);
  if (variant === undefined) return undefined;
  const address = addressKey(reader.address);
  const place = `${sentFolder(about.ledger, about.period)}${address}.json`;
  const out: LeftOut | undefined =
    variant === null ? "narrowed" : await leftOut(about.names, address, ports.lake);
  const outgoing =
    variant === null || out !== undefined
      ? { id: messageId(about, reader), leftOut: out ?? "narrowed" }
      : await messageFor(reader, variant, about, ports.lake);
  return deliver(outgoing, place, worker, ports);
}

/** Over, or its owner has been told: nobody needs to look at it again. */
async function isSettled(
  delivery: Delivery,
  reader: Planned,
  { config, report, period }: MessageInput,
  { worker, now, place }: Pick<SendInput, "worker" | "now" | "place">,
  ports: Post,
): Promise<boolean> {
  const verdict = verdictOf(delivery, worker.machineNow);
  if (verdict !== "told") return verdict === "over";
  const notice = noticeOf(delivery, reader, { report, period });
  if (!notice) return true;
  const { outcome } = await notify(notice, { config, now, worker, place }, ports);
  return outcome !== "failed" && outcome !== "busy";
}

/** Copies of the plan's pages, CSVs and models at their stable addresses, each scope's apart; written once. */
async function archive(lake: Lake, report: string, period: string, plan: Plan): Promise<void> {
  for (const variant of plan.variants) {
    const { id, page, csv, model } = variant;
    const folder = `archive/${archivePath(report, period, id)}`;
    for (const [name, text] of [
      ["index.html", page],
      ["kpis.csv", csv],
      ["contacts.html", renderContacts(model)],
      ["contacts.csv", renderContactsCsv(model)],
      [modelFile, JSON.stringify(archivedModel(plan, variant))],
    ] as const)
      if (text !== undefined && !(await lake.get(folder + name))) await lake.put(folder + name, encode(text));
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
