/** One KPI of a report: its value, how its target stands, and everything it is held against. */

import { lastYearOf, previousOf, type Span } from "./against.ts";
import { isCut, isYoungStock, toldSince, untilWhole } from "./begin.ts";
import { change, statusOf } from "./compare.ts";
import type { Benchmark, ComparisonKind, Target } from "./config.ts";
import { concerns } from "./discreet.ts";
import { isCount } from "./evidence.ts";
import { furtherOf } from "./further.ts";
import type { Change, FurtherModel, KpiModel, PeriodModel } from "./model.ts";
import { type Period, previous, sameLastYear, trailing } from "./period.ts";
import { type ReportInput, trendLength } from "./report.ts";
import { type DayValues, type Entry, sampleOf, spanSample } from "./samples.ts";
import { isKept } from "./scope.ts";
import { acrossBreaks } from "./series-breaks.ts";
import { settingsOf } from "./settled.ts";
import { changesUntil, stateOf } from "./values.ts";

export const noDays: DayValues = () => undefined;

export function kpiModel(kpi: Entry, input: ReportInput): KpiModel {
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
      ? againstLastYear(kpi, lastYearOf(period, settings.comparison.lastYear), input)
      : notAsked(period),
    further: furtherOf(kpi, {
      ...{ period, values, days, settings: settings.comparison, begins: coverage.begins ?? null },
      ...(coverage.breaks && { breaks: coverage.breaks }),
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
    status: statusOf(value, target),
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

function againstLastYear(kpi: Entry, other: Period | Span | null, input: ReportInput): Change {
  const told = against(kpi, other, input);
  const isYoung = other !== null && told.value !== null && isYoungStock(kpi, other, input.coverage.begins);
  return isYoung ? { against: told.against, ...untilWhole } : told;
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
  const compared = acrossBreaks(kpi, period, other, coverage.breaks);
  return {
    against: whole ? periodModel(other) : spanModel(other, period),
    ...toldSince(change(compared, now, before, settings.comparison), other, coverage.begins),
  };
}

export function periodModel({ grain, start, end, name, startsAt, endsAt }: Period): PeriodModel {
  return { grain, start, end, name, startsAt, endsAt };
}

/** Days that are no period of the calendar are called by the first of them. */
function spanModel({ start, end }: Span, { grain }: Period): PeriodModel {
  return { grain, start, end, name: start, startsAt: `${start}T00:00:00Z`, endsAt: `${end}T00:00:00Z` };
}
