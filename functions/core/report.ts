/** KPI values + targets -> the model of one report. Every comparison, verdict and status is decided here. Pure. */

import { type Comparison, change, statusOf, worstFirst } from "./compare.ts";
import type { ReportConfig, Target } from "./config.ts";
import { kpis as catalogue, type Grain, type Kpi, type KpiId, kpiOf } from "./kpi.ts";
import type { BreakdownModel, Change, KpiModel, ReasonModel, ReportModel, SourceModel } from "./model.ts";
import { type Period, previous, sameLastYear, trailing } from "./period.ts";
import { type Coverage, stateOf, type Values } from "./values.ts";

export interface ReportInput {
  readonly report: ReportConfig;
  readonly organisation: { readonly name: string; readonly zone: string };
  readonly period: Period;
  readonly values: Values;
  readonly coverage: Coverage;
  readonly targets: Readonly<Partial<Record<KpiId, Target>>>;
  readonly sources: readonly SourceModel[];
  readonly exclusions: readonly { readonly reason: string; readonly rows: number }[];
  readonly link: string;
  readonly generation: number;
}

const trendLength = 13;
const topReasons = 5;

/** Every period whose values a report of `period` shows. */
export function periodsShown(period: Period): readonly Period[] {
  const recent = trailing(period, trendLength);
  return [...recent, ...recent.map(sameLastYear)];
}

export function buildReport(input: ReportInput): ReportModel {
  const { report, organisation, period, sources, exclusions, link, generation } = input;
  const kpis = report.kpis.map((id) => kpiModel(kpiOf(id) as Kpi & { id: KpiId }, input));
  return {
    version: 1,
    report: { id: report.id, title: report.title, template: report.template, owner: report.owner ?? null },
    organisation: { name: organisation.name, zone: organisation.zone },
    period: periodModel(period),
    kpis,
    attention: worstFirst(kpis).map(({ id }) => id),
    reasons: reasonsOf(input),
    breakdowns: (["channel", "department", "reason", "channel_x_reason"] as const).map((by) =>
      breakdown(by, input),
    ),
    sources,
    exclusions,
    dataUntil: input.coverage.dataUntil,
    link,
    generation,
  };
}

function kpiModel(
  kpi: Kpi & { readonly id: KpiId },
  { period, values, coverage, targets }: ReportInput,
): KpiModel {
  const now = values.at(kpi.id, period);
  const target = targets[kpi.id] ?? null;
  const against = (other: Period): Change => ({
    against: periodModel(other),
    ...compared(kpi, period, other, values),
  });
  const value = now?.value ?? null;
  return {
    id: kpi.id,
    name: kpi.name,
    unit: kpi.unit,
    direction: kpi.direction,
    definition: kpi.definition,
    state: stateOf(kpi.id, period, now, coverage),
    value,
    numerator: now?.numerator ?? null,
    denominator: now?.denominator ?? null,
    previous: against(previous(period)),
    lastYear: against(sameLastYear(period)),
    target,
    status: statusOf(value, target),
    trend: trailing(period, trendLength).map((one) => ({
      period: one.name,
      value: values.at(kpi.id, one)?.value ?? null,
      lastYear: values.at(kpi.id, sameLastYear(one))?.value ?? null,
    })),
  };
}

function compared(
  kpi: Kpi & { readonly id: KpiId },
  period: Period,
  other: Period,
  values: Values,
): Comparison {
  return change(kpi, values.at(kpi.id, period), values.at(kpi.id, other));
}

function reasonsOf({ period, values }: ReportInput): readonly ReasonModel[] {
  return values
    .members("reason", [period])
    .slice(0, topReasons)
    .map((reason) => {
      const now = values.at("contacts_opened", period, "reason", reason);
      const before = values.at("contacts_opened", previous(period), "reason", reason);
      const { change: moved } = change(kpiOf("contacts_opened") as Kpi, now, before);
      return {
        reason,
        contacts: now?.value ?? 0,
        share: values.at("reason_share", period, "reason", reason)?.value ?? null,
        previous: before?.value ?? null,
        change: moved,
      };
    })
    .filter(({ contacts }) => contacts > 0);
}

function breakdown(by: BreakdownModel["by"], { period, values }: ReportInput): BreakdownModel {
  const kpis = catalogue.filter((kpi) => (kpi.grains as readonly Grain[]).includes(by)).map(({ id }) => id);
  const [before, lastYear] = [previous(period), sameLastYear(period)];
  return {
    by,
    kpis,
    members: values.members(by, [period, before]).map((member) => ({
      member,
      values: Object.fromEntries(
        kpis.map((id) => [
          id,
          {
            value: values.at(id, period, by, member)?.value ?? null,
            previous: values.at(id, before, by, member)?.value ?? null,
            lastYear: values.at(id, lastYear, by, member)?.value ?? null,
          },
        ]),
      ),
    })),
  };
}

function periodModel({ grain, start, end, name, startsAt, endsAt }: Period) {
  return { grain, start, end, name, startsAt, endsAt };
}
