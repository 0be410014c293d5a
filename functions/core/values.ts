/** KPI values as the warehouse gives them, and what a missing row means. Pure. */

import type { FactName } from "./facts.ts";
import { type Family, familyFacts, type Grain, type Kpi, type KpiId, kpiOf, measureOf } from "./kpi.ts";
import type { State } from "./model.ts";
import { type ParameterId, type Parameters, usualParameters } from "./parameters.ts";
import { addDays, type Period, periodOf } from "./period.ts";
import type { SourceBreak } from "./series-breaks.ts";

export interface Value {
  readonly kpi: KpiId;
  /** First local day of the period. */
  readonly start: string;
  readonly by: Grain;
  /** `all`, a channel, a department, a reason, or two of them: `channel / reason`. */
  readonly member: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** Of a mean: the sum of the squares of what was averaged. */
  readonly sumOfSquares?: number | null;
  /** Of a percentile, which has its own way to know how sure it is. */
  readonly standardError?: number | null;
  readonly fingerprint: string;
}

/** What is known about the data a value stands on. */
export interface Coverage {
  /** First local day with a contact; null when there is none. */
  readonly firstDay: string | null;
  /** The first local day of which the contacts are known; periods that start before it are not whole. */
  readonly begins?: string | null;
  /** Every source is complete up to this instant; null when that cannot be said. */
  readonly dataUntil: string | null;
  /** What the sources tell of; without it, everything. */
  readonly facts?: readonly FactName[];
  /** Where a source begins to tell of a KPI, or tells of it no more; without it, nobody knows of any. */
  readonly breaks?: readonly SourceBreak[];
  /** The families anything was made of: a plan may not have all its vendor could tell; without it, all. */
  readonly made?: readonly Family[];
  /** Months, each by its first day, whose costs are in the figures; without it, all of them. */
  readonly costMonths?: readonly string[];
}

/** Looks values up; a count without a row is 0 where the data reach, and NULL where they do not, or where it is no number in any period. */
export interface Values {
  at(kpi: KpiId, period: Period, by?: Grain, member?: string): Value | undefined;
  /**
   * Members of a grain in any of the periods, most contacts opened in the first of them first, then by name. Reasons are
   * those of contacts or of transfers, as this KPI's are; without one, all.
   */
  members(by: Grain, periods: readonly Period[], kpi?: KpiId): readonly string[];
  /** Whether a value is kept from the reader; `at` does not tell it then. Without this, everything is told. */
  isHidden?(kpi: KpiId, period: Period, by: Grain, member: string): boolean;
}

/** Whether the organisation's sources tell of everything this KPI is made of. */
export function isTold({ family }: Pick<Kpi, "family">, told: Coverage["facts"]): boolean {
  return told === undefined || familyFacts[family].every((fact) => told.includes(fact));
}

export function valuesOf(rows: readonly Value[], coverage: Coverage): Values {
  const index = new Map(rows.map((row) => [key(row.kpi, row.start, row.by, row.member), row]));
  const counted = new Map<string, boolean>();
  for (const { kpi, by, member, numerator } of rows) {
    const of = key(kpi, "", by, member);
    counted.set(of, (counted.get(of) ?? false) || numerator !== null);
  }
  const reached = (period: Period) =>
    coverage.firstDay !== null &&
    period.end > coverage.firstDay &&
    coverage.dataUntil !== null &&
    isBefore(period.startsAt, coverage.dataUntil);
  return {
    at(kpi, period, by = "all", member = "all") {
      const row = index.get(key(kpi, period.start, by, member));
      if (row) return row;
      const entry = kpiOf(kpi);
      if (!entry || entry.optional || !reached(period)) return undefined;
      if (!isTold(entry, coverage.facts) || coverage.made?.includes(entry.family) === false) return undefined;
      // Of a quiet day nobody says more than of the others.
      if (counted.get(key(kpi, "", by, member)) === false) return undefined;
      const nothing = { kpi, start: period.start, by, member, numerator: 0, value: 0, fingerprint: "" };
      if (entry.kind === "count" || entry.kind === "running") return { ...nothing, denominator: null };
      // A member of the mix without a contact has no part of what there is.
      const whole = index.get(key(entry.measure ?? kpi, period.start, "all", "all"))?.value ?? 0;
      // All together are no member of a mix, so it has no value of them.
      const isMember = entry.kind === "mix" && by !== "all";
      return isMember && whole > 0 ? { ...nothing, denominator: whole } : undefined;
    },
    members(by, periods, kpi) {
      const starts = new Set(periods.map(({ start }) => start));
      const asked = rows.filter((row) => row.by === by && starts.has(row.start));
      const same = kpi && by.split("_x_").includes("reason") ? asked.filter(reasonsAsOf(kpi)) : asked;
      const names = new Set(same.map((row) => row.member));
      const first = periods[0];
      const counted = kpi !== undefined && hasOwnReasons(kpi) ? "transfers" : "contacts_opened";
      const opened = (member: string) =>
        (first && index.get(key(counted, first.start, by, member))?.value) || 0;
      return [...names].sort((a, b) => opened(b) - opened(a) || (a < b ? -1 : 1));
    },
  };
}

/** A member by its parts; one of two parts must not read like another one, whatever its parts hold. */
export function memberOf(parts: readonly string[]): string {
  const isOne = parts.length < 2;
  return parts.map((text) => (isOne || !text.includes(" / ") ? text : JSON.stringify(text))).join(" / ");
}

/** Whether the reasons of a KPI are those of transfers, which are other ones than those of contacts. */
export function hasOwnReasons(id: KpiId): boolean {
  return measureOf(kpiOf(id) as Kpi) === "transfers";
}

const reasonsAsOf = (id: KpiId) => (row: Value) => hasOwnReasons(row.kpi) === hasOwnReasons(id);

/** `open` where the data begin within the period or after it, and until they are complete past the period's end, `provisional` while the value may still move, else `final`. */
export function stateOf(
  kpi: KpiId,
  period: Period,
  value: Pick<Value, "numerator" | "denominator"> | undefined,
  coverage: Coverage,
  parameters: Parameters = usualParameters,
): State {
  if (coverage.begins != null && period.start < coverage.begins) return "open";
  if (coverage.dataUntil === null || isBefore(coverage.dataUntil, period.endsAt)) return "open";
  const catalogued = kpiOf(kpi);
  if (!catalogued) return "final";
  const ahead = daysAhead(catalogued, parameters) * 86_400_000;
  if (Date.parse(coverage.dataUntil) < Date.parse(period.endsAt) + ahead) return "provisional";
  if (catalogued.ofMonths && isTold(catalogued, coverage.facts) && !areMonthsKnown(period, coverage))
    return "provisional";
  const unfinished =
    value && value.numerator !== null && value.denominator !== null && value.numerator < value.denominator;
  return catalogued.matures && unfinished ? "provisional" : "final";
}

/** The last local day that may still move a value of the period by what its definition looks ahead for; null where none may. */
export function changesUntil(kpi: KpiId, period: Period, parameters: Parameters): string | null {
  const entry = kpiOf(kpi);
  const days = entry ? daysAhead(entry, parameters) : 0;
  return days === 0 ? null : addDays(period.end, days - 1);
}

/** So many days after a period a value may still move by what its definition looks ahead for. */
function daysAhead({ window, aheadWhere = {} }: Kpi, { organisation }: Parameters): number {
  if (window === undefined) return 0;
  const looks = Object.entries(aheadWhere).every(([id, value]) => organisation[id as ParameterId] === value);
  return looks ? Number(organisation[window]) : 0;
}

/** Whether each month the period touches is over and its cost there: before that, its days have no part of it, or not their last. */
function areMonthsKnown(period: Period, { dataUntil, costMonths }: Coverage): boolean {
  const months = [period.start, addDays(period.end, -1)].map((day) => periodOf("month", day, period.zone));
  return months.every(
    ({ start, endsAt }) =>
      dataUntil !== null && !isBefore(dataUntil, endsAt) && (costMonths?.includes(start) ?? true),
  );
}

/** The earliest of the instants; null as soon as one is not known. */
export function earliest(instants: readonly (string | null)[]): string | null {
  return instants.reduce(
    (least, one) => (least === null || one === null ? null : isBefore(one, least) ? one : least),
    instants[0] ?? null,
  );
}

/** Instants come with and without fractions of a second, so their texts do not compare. */
const isBefore = (one: string, other: string) => Date.parse(one) < Date.parse(other);

const key = (kpi: string, start: string, by: string, member: string) => `${kpi}\n${start}\n${by}\n${member}`;
