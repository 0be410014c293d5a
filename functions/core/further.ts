/** What a value is held against beside the period before and last year. */

import { aroundEvent, type Pair, type Span, toDate, trailingBefore } from "./against.ts";
import { isCut, toldSince } from "./begin.ts";
import { change, isPercentile } from "./compare.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { Benchmark, OrganisationEvent, Target } from "./config.ts";
import { dayMix } from "./daymix.ts";
import type { FurtherModel, SpanModel } from "./model.ts";
import { addDays, daysOf, type Period } from "./period.ts";
import { pooled } from "./pooled.ts";
import { type DayValues, type Entry, sampleOf, spanSample } from "./samples.ts";
import { acrossBreaks, breaksBetween, type SourceBreak } from "./series-breaks.ts";
import type { Values } from "./values.ts";

export interface FurtherInput {
  readonly period: Period;
  readonly values: Values;
  readonly days: DayValues;
  readonly settings: ComparisonSettings;
  readonly events: readonly OrganisationEvent[];
  /** When the data begin: what starts before is not whole, and compared with nothing. */
  readonly begins?: string | null;
  readonly breaks?: readonly SourceBreak[];
  readonly benchmark?: Benchmark;
  readonly target?: Target;
}

/** An event is looked at for so long after it. */
const remembered = 84;

/** The spans of days a report compares, beside whole periods: what must be read of the daily tables. */
export function spansShown(period: Period, events: readonly OrganisationEvent[]): readonly Span[] {
  const last = addDays(period.end, -1);
  const pairs = [...datesOf(last), ...recent(events, last).map(({ pair }) => pair)];
  return pairs.flatMap(({ now, before }) => [now, before]);
}

/** Each comparison that can be made; those that cannot say why. */
export function furtherOf(kpi: Entry, input: FurtherInput): readonly FurtherModel[] {
  const { period, values, days, settings } = input;
  const now = sampleOf(kpi, period, values, days);
  const before = trailingBefore(period, settings.trailing);
  const samples = before.map((one) => sampleOf(kpi, one, values, days));
  const last = addDays(period.end, -1);
  const whole = spanOf({ start: period.start, end: period.end });
  const earlier = { start: before[0]?.start ?? period.start, end: period.start };
  const trailing: FurtherModel = {
    kind: "trailing",
    title: String(settings.trailing),
    now: { ...whole, value: now?.value ?? null },
    against: spanOf(earlier),
    ...change(acrossBreaks(kpi, period, earlier, input.breaks), now, pooled(kpi, samples), settings),
  };
  return [
    // Percentiles of several periods together need the contacts themselves: there is nothing to hold them against.
    ...(isPercentile(kpi) ? [] : [trailing]),
    ...(["month", "quarter"] as const).flatMap((grain) =>
      paired(kpi, `${grain}_to_date`, "", toDate(grain, last), input),
    ),
    ...recent(input.events, last).flatMap(({ event, pair }) =>
      paired(kpi, "event", event.title, pair, input),
    ),
    ...weekdays(kpi, input),
    ...steps(kpi, now?.value ?? null, input),
  ];
}

const datesOf = (last: string): readonly Pair[] => [toDate("month", last), toDate("quarter", last)];

function recent(events: readonly OrganisationEvent[], last: string) {
  return events
    .filter(({ on }) => on <= last && addDays(on, remembered) > last)
    .flatMap((event) => {
      const pair = aroundEvent(event, last);
      return pair ? [{ event, pair }] : [];
    });
}

function paired(
  kpi: Entry,
  kind: FurtherModel["kind"],
  title: string,
  pair: Pair,
  input: FurtherInput,
): readonly FurtherModel[] {
  if (isCut(pair.now, input.begins)) return [];
  const before = isCut(pair.before, input.begins) ? undefined : spanSample(kpi, pair.before, input.days);
  const now = spanSample(kpi, pair.now, input.days);
  const compared = change(
    acrossBreaks(kpi, pair.now, pair.before, input.breaks),
    now,
    before,
    input.settings,
  );
  return [
    {
      kind,
      title,
      now: { ...spanOf(pair.now), value: now?.value ?? null },
      against: spanOf(pair.before),
      ...toldSince(compared, pair.before, input.begins),
    },
  ];
}

/** How much of a month's change other weekdays made: weeks hold the same ones. */
function weekdays(kpi: Entry, { period, days, settings, breaks }: FurtherInput): readonly FurtherModel[] {
  if (kpi.kind !== "count" || kpi.unit !== "count" || period.grain !== "month") return [];
  const before = trailingBefore(period, 1)[0] as Period;
  if (breaksBetween(breaks, kpi.id, period, before).length > 0) return [];
  const counts = (one: Period) =>
    daysOf(one).map((day) => ({ day, count: days(kpi.id, day)?.value ?? Number.NaN }));
  const mix = dayMix(counts(period), counts(before));
  if (!mix || Number.isNaN(mix.underlying)) return [];
  return [
    {
      kind: "weekday_mix",
      title: "",
      now: { ...spanOf(period), value: mix.expected + mix.underlying },
      against: spanOf(before),
      value: mix.expected,
      change: mix.underlyingShare,
      verdict: Math.abs(mix.underlyingShare ?? 0) < settings.smallestRelative ? "unchanged" : "neutral",
    },
  ];
}

/** What others reach, and the next step on the way to the target: a distance, no test. */
function steps(
  kpi: Entry,
  value: number | null,
  { period, benchmark, target }: FurtherInput,
): readonly FurtherModel[] {
  const milestone = target?.milestones?.find(({ by }) => by >= period.start);
  const whole = { ...spanOf(period), value };
  const distance = (
    kind: "benchmark" | "milestone",
    title: string,
    to: number,
    better: "up" | "down" | "none",
  ): FurtherModel => {
    const off = value === null ? null : value - to;
    const reached =
      off === 0 || better === "none" ? "neutral" : (off ?? 0) > 0 === (better === "up") ? "better" : "worse";
    return {
      kind,
      title,
      now: whole,
      against: spanOf(period),
      value: to,
      change:
        off === null
          ? null
          : kpi.unit === "share" || kpi.unit === "points"
            ? off
            : to === 0
              ? null
              : off / Math.abs(to),
      verdict: value === null ? "unknown" : reached,
      ...(value === null && { withheld: "no data" as const }),
    };
  };
  const direction = kpi.direction === "band" ? "none" : kpi.direction;
  return [
    ...(benchmark ? [distance("benchmark", benchmark.source, benchmark.value, direction)] : []),
    ...(milestone?.atMost !== undefined
      ? [distance("milestone", milestone.by, milestone.atMost, "down")]
      : []),
    ...(milestone?.atLeast !== undefined
      ? [distance("milestone", milestone.by, milestone.atLeast, "up")]
      : []),
  ];
}

const spanOf = ({ start, end }: Span): SpanModel => ({ start, end });
