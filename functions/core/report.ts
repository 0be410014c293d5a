/** KPI values + targets -> the model of one report. Every comparison, verdict and status is decided here. Pure. */

import { lastYearOf, previousOf, type Span } from "./against.ts";
import { isCut, toldSince, wholeOf } from "./begin.ts";
import { breakdownsOf, reasonsOf } from "./breakdowns.ts";
import { change, isPercentile, judgeAll, percentileError, statusOf, worstFirst } from "./compare.ts";
import type { Benchmark, ComparisonKind, Config, ReportConfig, Scope, Target } from "./config.ts";
import { concerns, isFew, withoutPlace } from "./discreet.ts";
import { isCount } from "./evidence.ts";
import { furtherOf, spansShown } from "./further.ts";
import { type KpiId, kpiOf } from "./kpi.ts";
import type { Change, FurtherModel, KpiModel, PeriodModel, ReportModel, SourceModel } from "./model.ts";
import type { Brand } from "./organisation.ts";
import { addDays, type Period, previous, sameLastYear, trailing } from "./period.ts";
import { periodsSaid, restatementsOf } from "./restatements.ts";
import { type DayValues, type Entry, sampleOf, spanSample } from "./samples.ts";
import { isKept, isShown } from "./scope.ts";
import { settingsOf } from "./settled.ts";
import { daysBefore, unusualDays } from "./unusual.ts";
import { type Coverage, changesUntil, stateOf, type Values } from "./values.ts";

export interface ReportInput {
  readonly report: ReportConfig;
  readonly organisation: {
    readonly name: string;
    readonly zone: string;
    readonly smallestGroup?: number;
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

const trendLength = 13;

/** Every period whose values a report of `period` shows. */
export function periodsShown(period: Period): readonly Period[] {
  const recent = trailing(period, trendLength);
  return [...recent, ...recent.map(sameLastYear)];
}

/** The periods of which a report shows every breakdown, and those it restates. */
export function periodsBroken(period: Period): readonly Period[] {
  return [period, previous(period), sameLastYear(period), ...periodsSaid(period)];
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

export function buildReport(given: ReportInput): ReportModel {
  const input: ReportInput = { ...given, ...wholeOf(given) };
  const { report, organisation, period, sources, exclusions, link, generation, settings, scope } = input;
  const asked = report.kpis.map((id) => kpiOf(id) as Entry);
  const entries = asked.filter((kpi) => isShown(kpi, scope));
  const notKept = asked.filter((kpi) => !isShown(kpi, scope)).map(({ id }) => id);
  const kpis = judged(
    entries.map((kpi) => kpiModel(kpi, input)),
    settings,
  );
  return {
    version: 1,
    report: { id: report.id, title: report.title, template: report.template, owner: report.owner ?? null },
    organisation: {
      ...{ name: organisation.name, zone: organisation.zone, currency: settings.currency },
      ...(Object.keys(organisation.brand ?? {}).length > 0 && { brand: organisation.brand as Brand }),
    },
    period: periodModel(period),
    kpis,
    attention: worstFirst(kpis).map(({ id }) => id),
    restatements: restatementsOf(entries, period, given.values, input.earlier ?? []).map((one) =>
      scope ? withoutPlace(one) : one,
    ),
    anomalies: entries
      .flatMap((kpi) => unusualDays(kpi, period, input.days ?? noDays, settings))
      .filter(
        ({ kpi, day }) => !scope || !isFew(kpi, day, input.days ?? noDays, organisation.smallestGroup ?? 0),
      ),
    reasons: reasonsOf(input),
    breakdowns: breakdownsOf(input),
    sources,
    exclusions,
    dataUntil: input.coverage.dataUntil,
    comparisons: report.comparisons,
    ...(scope && { scope }),
    ...(notKept.length > 0 && { notKept }),
    link,
    generation,
  };
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

const noDays: DayValues = () => undefined;

function kpiModel(kpi: Entry, input: ReportInput): KpiModel {
  const { period, values, coverage, settings, days = noDays } = input;
  const now = values.at(kpi.id, period);
  // How many a whole organisation should have is no aim of a part of it.
  const isOfWhole = input.scope != null && isCount(kpi);
  const aim = isOfWhole ? undefined : input.targets[kpi.id];
  const target = inForce(aim, period);
  const benchmark: Benchmark | undefined = isOfWhole ? undefined : settings.benchmarks[kpi.id];
  const value = now?.value ?? null;
  const settled = settingsOf(kpi, settings.parameters);
  const lastDay = changesUntil(kpi.id, period, settings.parameters);
  return {
    id: kpi.id,
    name: kpi.name,
    unit: kpi.unit,
    direction: kpi.direction,
    definition: kpi.definition,
    state: stateOf(kpi.id, period, now, coverage, settings.parameters),
    ...(lastDay !== null && { changesUntil: lastDay }),
    value,
    numerator: now?.numerator ?? null,
    denominator: now?.denominator ?? null,
    fingerprint: now?.fingerprint ?? "",
    ...(Object.keys(settled).length > 0 && { parameters: settled }),
    previous: against(kpi, previousOf(period, settings.comparison.previousDay), input),
    lastYear: input.report.comparisons.includes("last_year")
      ? against(kpi, lastYearOf(period, settings.comparison.lastYear), input)
      : notAsked(period),
    further: furtherOf(kpi, {
      ...{ period, values, days, settings: settings.comparison, begins: coverage.begins ?? null },
      events: settings.events.filter((event) =>
        concerns(event, input.scope, values.members("channel", [period, previous(period)])),
      ),
      ...(benchmark && { benchmark }),
      ...(aim && { target: aim }),
    }).filter(({ kind }) => input.report.comparisons.includes(nameOf(kind))),
    members: (["channel", "department", "reason"] as const).flatMap((by) =>
      isKept(kpi, by, input.scope)
        ? values.members(by, [period], kpi.id).flatMap((member) => {
            const one = values.at(kpi.id, period, by, member);
            return one ? [{ by, member, numerator: one.numerator, denominator: one.denominator }] : [];
          })
        : [],
    ),
    target,
    status: statusOf(value, target, isPercentile(kpi) ? percentileError : 0),
    trend: trailing(period, trendLength).map((one) => ({
      period: one.name,
      value: values.at(kpi.id, one)?.value ?? null,
      lastYear: input.report.comparisons.includes("last_year")
        ? (values.at(kpi.id, sameLastYear(one))?.value ?? null)
        : null,
    })),
  };
}

/** Of a comparison the report does not make. */
function notAsked(period: Period): Change {
  return {
    against: periodModel(sameLastYear(period)),
    value: null,
    change: null,
    verdict: "unknown",
    isAsked: false,
  };
}

/** What a report's list of comparisons calls it. */
function nameOf(kind: FurtherModel["kind"]): ComparisonKind {
  return kind === "event" ? "events" : kind === "milestone" ? "milestones" : kind;
}

/** A target counts from its own day on. */
function inForce(target: Target | undefined, period: Period): Target | null {
  return target === undefined || (target.from !== undefined && target.from > period.start) ? null : target;
}

function against(kpi: Entry, other: Period | Span | null, input: ReportInput): Change {
  const { period, values, days = noDays, settings, coverage } = input;
  const now = sampleOf(kpi, period, values, days);
  if (other === null) {
    return {
      against: periodModel(sameLastYear(period)),
      value: null,
      change: null,
      verdict: "unknown",
      withheld: "last year has no such week",
    };
  }
  const whole = "startsAt" in other;
  const spanned = () => (isCut(other, coverage.begins) ? undefined : spanSample(kpi, other, days));
  const before = whole ? sampleOf(kpi, other, values, days) : spanned();
  return {
    against: whole ? periodModel(other) : spanModel(other, period),
    ...toldSince(change(kpi, now, before, settings.comparison), other, coverage.begins),
  };
}

function periodModel({ grain, start, end, name, startsAt, endsAt }: Period): PeriodModel {
  return { grain, start, end, name, startsAt, endsAt };
}

/** Days that are no period of the calendar are called by the first of them. */
function spanModel({ start, end }: Span, { grain }: Period): PeriodModel {
  return { grain, start, end, name: start, startsAt: `${start}T00:00:00Z`, endsAt: `${end}T00:00:00Z` };
}
