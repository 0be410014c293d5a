/** KPI values + targets -> the model of one report. Every comparison, verdict and status is decided here. Pure. */

import { lastYearOf, periodLastYear, previousOf, type Span } from "./against.ts";
import { wholeOf } from "./begin.ts";
import { judgeAll, worstFirst } from "./compare.ts";
import type { Config, ReportConfig, Scope, Target } from "./config.ts";
import { isFew, withoutPlace } from "./discreet.ts";
import { spansShown } from "./further.ts";
import { hoursOf } from "./hours.ts";
import { type KpiId, kpiOf } from "./kpi.ts";
import type { Change, KpiModel, ReportModel, SourceModel } from "./model.ts";
import { narrativeOf } from "./narrative.ts";
import type { Brand } from "./organisation.ts";
import { addDays, type Period, previous, sameLastYear, trailing } from "./period.ts";
import { kpiModel, noDays, periodModel } from "./report-kpi.ts";
import { periodsSaid, restatementsOf } from "./restatements.ts";
import type { DayValues, Entry } from "./samples.ts";
import { isShown } from "./scope.ts";
import { type SourceBreak, withoutNames } from "./series-breaks.ts";
import { toldOf } from "./team.ts";
import { toDateOf } from "./to-date.ts";
import { daysBefore, unusualDays } from "./unusual.ts";
import type { Coverage, Values } from "./values.ts";

export interface ReportInput {
  readonly report: ReportConfig;
  readonly organisation: {
    readonly name: string;
    readonly zone: string;
    readonly smallestGroup?: number;
    readonly reasonOwners?: Readonly<Record<string, string>>;
    readonly brand?: Brand;
  };
  readonly period: Period;
  readonly values: Values;
  /** Values of single days; without it nothing is known of how days scatter. */
  readonly days?: DayValues;
  readonly coverage: Coverage;
  readonly targets: Readonly<Partial<Record<KpiId, Target>>>;
  readonly settings: Pick<
    Config,
    "comparison" | "currency" | "parameters" | "events" | "holidays" | "benchmarks"
  >;
  /** Models of this report's earlier periods, as they were sent. */
  readonly earlier?: readonly ReportModel[];
  readonly sources: readonly SourceModel[];
  readonly exclusions: readonly { readonly reason: string; readonly rows: number }[];
  readonly link: string;
  readonly generation: number;
  /** The part of the whole that `values`, `days` and `earlier` are of; without it, everything. */
  readonly scope?: Scope | null;
}

export const trendLength = 13;

/** Every period whose values a report of `period` shows. */
export function periodsShown(period: Period): readonly Period[] {
  const recent = trailing(period, trendLength);
  return [...recent, ...recent.map(sameLastYear)];
}

/** The periods of which a report shows every breakdown, and those it restates. */
export function periodsBroken(
  period: Period,
  { comparison }: Pick<ReportInput["settings"], "comparison">,
): readonly Period[] {
  const before = previousOf(period, comparison.previousDay);
  const year = periodLastYear(period, comparison.lastYear);
  return [period, before, ...(year ? [year] : []), ...periodsSaid(period)];
}

/** Every local day whose values a report compares, sorted. */
export function daysCompared(
  period: Period,
  { comparison, events }: ReportInput["settings"],
): readonly string[] {
  const other = lastYearOf(period, comparison.lastYear);
  const spans: readonly Span[] = [
    { start: addDays(period.start, -daysBefore), end: period.end },
    previousOf(period, comparison.previousDay),
    ...(other ? [other] : []),
    ...trailing(previous(period), comparison.trailing),
    ...spansShown(period, events),
  ];
  const days = new Set<string>();
  for (const { start, end } of spans) for (let day = start; day < end; day = addDays(day, 1)) days.add(day);
  return [...days].sort();
}

/** The KPIs a report shows, each change judged beside all others that it tells. */
export function judgedKpis(given: ReportInput): readonly KpiModel[] {
  const input = told(given);
  const models = entriesOf(input).map((kpi) => kpiModel(kpi, input));
  return judged(models, input.settings);
}

const told = (given: ReportInput): ReportInput => ({
  ...given,
  ...wholeOf(given),
  coverage: coverageFor(given),
});

const entriesOf = ({ report, scope }: Pick<ReportInput, "report" | "scope">) =>
  report.kpis.map((id) => kpiOf(id) as Entry).filter((kpi) => isShown(kpi, scope));

export function buildReport(given: ReportInput): ReportModel {
  const input = told(given);
  const { report, organisation, period, sources, exclusions, link, generation, settings, scope } = input;
  const entries = entriesOf(input);
  const notKept = report.kpis.filter((id) => !entries.some((kpi) => kpi.id === id));
  const kpis = judgedKpis(given);
  const { breaks } = input.coverage;
  const attention = worstFirst(kpis).map(({ id }) => id);
  return {
    version: 1,
    report: { id: report.id, title: report.title, template: report.template, owner: report.owner ?? null },
    organisation: {
      ...{ name: organisation.name, zone: organisation.zone, currency: settings.currency },
      ...(Object.keys(organisation.brand ?? {}).length > 0 && { brand: organisation.brand as Brand }),
    },
    period: periodModel(period),
    kpis,
    attention,
    ...narrativeOf({ kpis, attention }, input),
    restatements: restatementsOf(entries, period, given.values, input.earlier ?? []).map((one) =>
      scope ? withoutPlace(one) : one,
    ),
    anomalies: entries
      .flatMap((kpi) => unusualDays(kpi, period, input.days ?? noDays, { ...settings, breaks }))
      .filter(
        ({ kpi, day }) => !scope || !isFew(kpi, day, input.days ?? noDays, organisation.smallestGroup ?? 0),
      ),
    ...(report.template === "board" && {
      toDate: toDateOf(entries, {
        ...{ period, values: input.values, comparison: settings.comparison },
        begins: input.coverage.begins ?? null,
        ...(breaks && { breaks }),
      }),
    }),
    ...(report.template === "operations" &&
      period.grain === "day" && { hours: hoursOf({ ...input, ...organisation }) }),
    ...toldOf(input, kpis),
    sources,
    ...(breaks && breaks.length > 0 && { breaks: breaksIn(breaks, kpis) }),
    exclusions,
    dataUntil: input.coverage.dataUntil,
    comparisons: report.comparisons,
    ...(scope && { scope }),
    ...(notKept.length > 0 && { notKept }),
    link,
    generation,
  };
}

/** Who sees a part of the whole is told of no source by name. */
function coverageFor({ coverage, scope }: ReportInput): Coverage {
  return scope && coverage.breaks ? { ...coverage, breaks: withoutNames(coverage.breaks) } : coverage;
}

function breaksIn(breaks: readonly SourceBreak[], kpis: readonly KpiModel[]): readonly SourceBreak[] {
  const shown = new Set(kpis.map(({ id }) => id));
  return breaks
    .map((one) => ({ ...one, kpis: one.kpis.filter((id) => shown.has(id)) }))
    .filter((one) => one.kpis.length > 0);
}

/** Of all changes a report tells some look like changes by chance: they are told so together. */
function judged(kpis: readonly KpiModel[], { comparison }: ReportInput["settings"]): readonly KpiModel[] {
  const changes = judgeAll(
    kpis.flatMap(({ previous: one, lastYear }) => [one, lastYear]),
    comparison,
  );
  return kpis.map((kpi, index) => ({
    ...kpi,
    previous: changes[2 * index] as Change,
    lastYear: changes[2 * index + 1] as Change,
  }));
}
