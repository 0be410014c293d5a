/**
 * One report for one period: its plan is frozen by whoever claims it first, then each recipient is claimed, sent to and
 * confirmed. Every worker sends from the plan, so a crash, a second worker or an edited config sends nothing twice.
 */

import { createHash } from "node:crypto";
import { renderCsv, renderDigest, renderPage } from "../../templates/index.ts";
import type { Config, Recipient, ReportConfig } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import { InputError } from "../core/errors.ts";
import type { ReportModel, SourceModel } from "../core/model.ts";
import { type Period, periodOf, requireClosed } from "../core/period.ts";
import {
  buildReport,
  daysCompared,
  grainsShown,
  kpisRead,
  periodsBroken,
  periodsShown,
} from "../core/report.ts";
import { periodsSaid } from "../core/restatements.ts";
import { dayValuesOf } from "../core/samples.ts";
import { parseStored } from "../core/stored.ts";
import { valuesOf } from "../core/values.ts";
import type { Lake, Message, Ports, Reader } from "../ports.ts";
import { type Delivery, deliver, type Worker } from "./deliver.ts";
import { settleReport } from "./tick.ts";
import { coverageOf, operatingOf, readExclusions, readValues } from "./values.ts";

export interface SendInput {
  readonly config: Config;
  readonly state: State;
  readonly report: string;
  readonly period: Period;
  readonly now: string;
  readonly worker: Worker;
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
}

export interface Sent {
  readonly report: string;
  readonly period: string;
  readonly subject: string;
  readonly deliveries: readonly Delivery[];
}

/** Everything about a send that must never change once it began. */
export interface Plan {
  readonly v: 1;
  readonly plannedAt: string;
  readonly configVersion: string;
  readonly model: ReportModel;
  readonly recipients: readonly Recipient[];
  readonly email: { readonly subject: string; readonly html: string; readonly text: string };
  readonly page: string;
  readonly csv: string;
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

/** The plan in force, made and claimed now if there is none. */
async function planned(
  report: ReportConfig,
  input: SendInput,
  ports: Pick<Ports, "lake" | "warehouse">,
): Promise<Plan> {
  const key = `${sentFolder(report.id, input.period.name)}plan.json`;
  const known = await ports.lake.get(key);
  if (known) return parseStored<Plan>(key, known.body);
  const earlier = await saidBefore(report.id, input.period, ports.lake);
  const model = await ports.warehouse.read((reader) => modelOf(report, input, reader, earlier));
  const plan: Plan = {
    v: 1,
    plannedAt: input.now,
    configVersion: input.config.version,
    model,
    recipients: report.to,
    email: renderDigest(model),
    page: renderPage(model),
    csv: renderCsv(model),
  };
  await ports.lake.claim(key, encode(JSON.stringify(plan)));
  const won = await ports.lake.get(key);
  return won ? parseStored<Plan>(key, won.body) : plan;
}

/** The model of a report on one period, read from one generation. */
export async function modelOf(
  report: ReportConfig,
  input: Pick<SendInput, "config" | "state" | "period" | "now" | "archive">,
  reader: Reader,
  earlier: readonly ReportModel[] = [],
): Promise<ReportModel> {
  const { config, state, period, now } = input;
  const sources = config.sources.filter(({ id }) => report.sources.includes(id));
  const models = sources.map((source): SourceModel => {
    const consumed = reader.state.consumed[source.id];
    return {
      id: source.id,
      completeUntil: sourceUntil(source, config, { ...state, warehouse: reader.state }, now),
      landed: consumed?.landed ?? 0,
      mapped: consumed?.mapped ?? 0,
      quarantined: consumed?.quarantined ?? 0,
    };
  });
  const until = models.map(({ completeUntil }) => completeUntil);
  const coverage = await coverageOf(config, until, reader);
  const kpis = kpisRead(report);
  const asked = { kpis, isOperating: operatingOf(config) };
  const days = daysCompared(period, config).map((day) => periodOf("day", day, period.zone));
  const daily = await readValues(reader, "day", days, { ...asked, grains: ["all"] });
  const values = [
    ...(await readValues(reader, period.grain, periodsShown(period), { ...asked, grains: ["all"] })),
    ...(await readValues(reader, period.grain, periodsBroken(period), {
      ...asked,
      grains: grainsShown.filter((grain) => grain !== "all"),
    })),
  ];
  return buildReport({
    report,
    organisation: config.organisation,
    period,
    values: valuesOf(values, coverage),
    days: dayValuesOf(valuesOf(daily, coverage), period.zone),
    coverage,
    targets: config.targets,
    settings: config,
    earlier,
    sources: models,
    exclusions: await readExclusions(reader, report.sources),
    link: `${input.archive}/${archivePath(report.id, period.name)}index.html`,
    generation: reader.state.generation,
  });
}

/** The models of this report that were frozen for the periods before, oldest first. */
export async function saidBefore(
  report: string,
  period: Period,
  lake: Pick<Lake, "get">,
): Promise<readonly ReportModel[]> {
  const plans = await Promise.all(
    periodsSaid(period).map(async ({ name }) => {
      const key = `${sentFolder(report, name)}plan.json`;
      const stored = await lake.get(key);
      return stored && parseStored<Plan>(key, stored.body).model;
    }),
  );
  return plans.filter((model) => model !== undefined);
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

/** Addresses are personal: they never appear in a key. */
export function addressKey(address: string): string {
  return createHash("sha256").update(address.toLowerCase()).digest("hex").slice(0, 16);
}

const archivePath = (report: string, period: string) => `${report}/${period}/`;
const sentFolder = (report: string, period: string) => `sent/${report}/${period}/`;
const encode = (text: string) => new TextEncoder().encode(text);
