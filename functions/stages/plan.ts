/** What a report on a period says: its model, frozen with the rendered bytes by whoever claims the period first. */

import { renderCsv, renderDigest, renderPage } from "../../templates/index.ts";
import type { Config, Recipient, ReportConfig } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import type { ReportModel, SourceModel } from "../core/model.ts";
import { type Period, periodOf } from "../core/period.ts";
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
import type { Lake, Ports, Reader } from "../ports.ts";
import { archivePath, sentFolder } from "./places.ts";
import { coverageOf, operatingOf, readExclusions, readValues } from "./values.ts";

/** What a plan is made of. */
export interface PlanInput {
  readonly config: Config;
  readonly state: State;
  readonly period: Period;
  readonly now: string;
  /** Where the archive is found: a URL without its closing slash. */
  readonly archive: string;
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

/** The plan in force, made and claimed now if there is none. */
export async function planned(
  report: ReportConfig,
  input: PlanInput,
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
  input: PlanInput,
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

const encode = (text: string) => new TextEncoder().encode(text);
