/**
 * When a report's data begin. A period before that is not owed; one that they begin within, and whatever else starts
 * before it, is not whole: four days of seven look like a whole week, and are none. Pure.
 */

import type { Comparison } from "./compare.ts";
import type { Config, ReportConfig, Source } from "./config.ts";
import type { State } from "./due.ts";
import type { Kpi } from "./kpi.ts";
import type { LandState } from "./landing.ts";
import { addDays, next, type Period, periodOf } from "./period.ts";
import type { DayValues } from "./samples.ts";
import type { Coverage, Values } from "./values.ts";
import { factsGiven } from "./vendors.ts";
import { firstDay } from "./volumes.ts";

type Known = Pick<State, "sources" | "volumes">;
type Days = Pick<Period, "start" | "end">;

/**
 * The first local day of which the report's contacts are known; null before there is any contact. Of daily files that
 * is the day of the first one: an older contact in it is a straggler, and no day of its own.
 */
export function dataBegin(
  report: Pick<ReportConfig, "sources">,
  config: Pick<Config, "sources">,
  state: Known,
): string | null {
  const first = firstDay(state.volumes);
  if (first === undefined) return null;
  const telling = config.sources.filter(
    (source) => report.sources.includes(source.id) && factsGiven(source).includes("contacts"),
  );
  const begins = telling.map(({ id, expects }) =>
    expects.kind === "daily" ? (firstFile(id, state) ?? first) : first,
  );
  return begins.sort()[0] ?? first;
}

/** Whoever asks for no report asks of all sources. */
export const everything = ({ sources }: Pick<Config, "sources">) => ({
  sources: sources.map(({ id }) => id),
});

/** The day of the first file; of one that brings the whole past with it, the first day of that. */
function firstFile(source: string, { sources, volumes }: Known): string | undefined {
  const dates = Object.values(sources[source]?.files ?? {}).flatMap(({ date }) =>
    date === null ? [] : [date],
  );
  const day = dates.sort()[0];
  if (day === undefined) return undefined;
  const perDay = (days: readonly string[]) =>
    days.reduce((sum, one) => sum + (volumes.get(one) ?? 0), 0) / days.length;
  const week = [0, 1, 2, 3, 4, 5, 6];
  const before = week.map((count) => addDays(day, -1 - count));
  const known = week.map((count) => addDays(day, count)).filter((one) => one <= (dates.at(-1) as string));
  return perDay(before) * 2 >= perDay(known) && perDay(before) > 0 ? firstDay(volumes) : day;
}

/**
 * The day from which on a source is read, where something says so: the config, or the first of its daily files, unless
 * that brings the past with it. `days` are those it tells anything of.
 */
export function readSince(
  source: Source,
  landed: LandState | undefined,
  days: readonly string[],
): string | undefined {
  if ("since" in source) return source.since;
  if (source.expects.kind !== "daily") return undefined;
  const day = firstDate(landed);
  if (day === undefined) return undefined;
  const within = (start: string, end: string) => days.filter((one) => one >= start && one < end).length;
  const [before, after] = [within(addDays(day, -7), day), within(day, addDays(day, 7))];
  return before > 0 && before * 2 >= after ? undefined : day;
}

function firstDate(landed: LandState | undefined): string | undefined {
  return Object.values(landed?.files ?? {})
    .flatMap(({ date }) => (date === null ? [] : [date]))
    .sort()[0];
}

/** Whether these days ended before the data begin. */
export const isBeforeData = ({ end }: Pick<Period, "end">, begins: string | null | undefined) =>
  begins != null && end <= begins;

/** Whether these days begin before the data do. */
export const isCut = ({ start }: Pick<Period, "start">, begins: string | null | undefined) =>
  begins != null && start < begins;

/** The first period of which the data know every day. */
export function firstWhole({ grain, zone }: Pick<Period, "grain" | "zone">, begins: string): Period {
  const period = periodOf(grain, begins, zone);
  return period.start === begins ? period : next(period);
}

/** Values of periods that are whole, and of the report's own one. */
function wholeValues(values: Values, own: Period, begins: string | null | undefined): Values {
  if (begins == null) return values;
  const isTold = (period: Period) => period.start === own.start || !isCut(period, begins);
  return {
    at: (kpi, period, by, member) => (isTold(period) ? values.at(kpi, period, by, member) : undefined),
    members: (by, periods, kpi) => values.members(by, periods.filter(isTold), kpi),
    isHidden: (kpi, period, by, member) =>
      isTold(period) && (values.isHidden?.(kpi, period, by, member) ?? false),
  };
}

function wholeDays(days: DayValues, begins: string | null | undefined): DayValues {
  return begins == null ? days : (kpi, day) => (day < begins ? undefined : days(kpi, day));
}

/** What a report says something of: no period and no day that the data do not know whole, but for its own period. */
export function wholeOf({
  period,
  values,
  days,
  coverage: { begins },
}: {
  readonly period: Period;
  readonly values: Values;
  readonly days?: DayValues;
  readonly coverage: Pick<Coverage, "begins">;
}): { readonly values: Values; readonly days?: DayValues } {
  return {
    values: wholeValues(values, period, begins),
    ...(days && { days: wholeDays(days, begins) }),
  };
}

/** The comparison, which says it where the data begin in the midst of what it is with. */
export function toldSince<Told extends Comparison>(
  compared: Told,
  other: Days,
  begins: string | null | undefined,
): Told {
  const isWithin = isCut(other, begins) && !isBeforeData(other, begins);
  return isWithin && compared.withheld === "no earlier data"
    ? { ...compared, withheld: "the data begin within it" }
    : compared;
}

/** So many days after the data begin hardly anything of before still stands open. */
const daysUntilWhole = 180;

/**
 * Whether a stock of then is too small to be held against: what was opened before the data began, and stood open still, is
 * not in it. Against the period before it may be: both lack nearly the same.
 */
export function isYoungStock(
  { kind }: Pick<Kpi, "kind">,
  { end }: Pick<Days, "end">,
  begins: string | null | undefined,
): boolean {
  return (
    (kind === "running" || kind === "running_share") &&
    begins != null &&
    end <= addDays(begins, daysUntilWhole)
  );
}

/** The comparison with such a one: none. */
export const untilWhole: Comparison = {
  ...{ value: null, change: null, verdict: "unknown" },
  withheld: "the data begin less than half a year before it",
};
