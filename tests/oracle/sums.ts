/** What is said of one moment and place, added up by period and breakdown, and made into values last. */

import { type Calendar, dateOf } from "./calendar.ts";
import type { Places } from "./facts.ts";
import { allGrains, ranked } from "./grains.ts";
import type { Period } from "./periods.ts";

export interface OracleRow {
  readonly kpi: string;
  readonly period: "day" | "week" | "month";
  /** First local day. */
  readonly start: string;
  readonly by: string;
  /** Two of them as `one / other`; `(not stated)` for what nobody said. */
  readonly member: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
}

/** How the value comes from the sums. */
export type Kind = "count" | "ratio" | "points" | "p50" | "p90" | "largest" | "per_day" | "mix" | "running";

export interface Measure {
  readonly kpi: string;
  readonly kind: Kind;
  /** Of a mix: the KPI whose value in all it is a part of; contacts opened unless said. */
  readonly of?: string;
  /** Breakdowns it is kept by; all that are asked for when left out. */
  readonly by?: readonly string[];
}

interface Sum {
  numerator: number;
  denominator: number;
  values: number[];
}

/** By breakdown, member and number of the period. */
type Kept = Map<string, Map<string, (Sum | undefined)[]>>;

export class Sums {
  readonly periods: readonly Period[];
  readonly calendar: Calendar;
  readonly grains: readonly string[];
  readonly #measures = new Map<string, Measure>();
  readonly #kept = new Map<string, Kept>();
  readonly #indexes = new Map<number, readonly number[]>();
  readonly #first: number;
  readonly #last: number;
  readonly #members = new WeakMap<Places, ReadonlyMap<string, string>>();

  constructor(calendar: Calendar, periods: readonly Period[], grains: readonly string[] = allGrains) {
    this.calendar = calendar;
    this.periods = periods;
    this.grains = grains;
    this.#first = Math.min(...periods.map(({ start }) => start));
    this.#last = Math.max(...periods.map(({ end }) => end - 1));
    periods.forEach(({ start, end }, index) => {
      for (let day = start; day < end; day += 1) {
        this.#indexes.set(day, [...(this.#indexes.get(day) ?? []), index]);
      }
    });
  }

  /** Every KPI is declared once, with how it is made; what is never added stays without rows. */
  declare(...measures: readonly Measure[]): void {
    for (const measure of measures) {
      if (this.#measures.has(measure.kpi)) throw new RangeError(`${measure.kpi} is declared twice`);
      this.#measures.set(measure.kpi, measure);
      this.#kept.set(measure.kpi, new Map());
    }
  }

  /** Something that happened at an instant. */
  add(kpi: string, at: number, places: Places, numerator: number, denominator = 0): void {
    const indexes = this.#indexes.get(this.calendar.day(at));
    if (indexes) this.#put(kpi, indexes, this.calendar.hour(at), places, numerator, denominator);
  }

  /** Something that belongs to a local day as a whole. */
  addDay(kpi: string, day: number, places: Places, numerator: number, denominator = 0): void {
    const indexes = this.#indexes.get(day);
    if (indexes) this.#put(kpi, indexes, null, places, numerator, denominator);
  }

  /** The periods whose last day is one of these. */
  periodsEnding(from: number, to: number): readonly number[] {
    const found: number[] = [];
    for (let day = Math.max(from, this.#first); day <= Math.min(to, this.#last); day += 1) {
      for (const index of this.#indexes.get(day) ?? []) {
        if (this.periods[index]?.end === day + 1) found.push(index);
      }
    }
    return found;
  }

  /** What is so at the end of these periods, of something that began at an instant. */
  stand(
    kpi: string,
    at: number,
    indexes: readonly number[],
    places: Places,
    numerator: number,
    denominator = 0,
  ) {
    this.#put(kpi, indexes, this.calendar.hour(at), places, numerator, denominator);
  }

  #put(
    kpi: string,
    indexes: readonly number[],
    hour: string | null,
    places: Places,
    numerator: number,
    denominator: number,
  ): void {
    const measure = this.#measures.get(kpi);
    const kept = this.#kept.get(kpi);
    if (!measure || !kept) throw new RangeError(`${kpi} is not declared`);
    const names = this.#membersOf(places);
    const collects = measure.kind === "p50" || measure.kind === "p90" || measure.kind === "largest";
    const own = measure.by ?? (measure.kind === "p50" || measure.kind === "p90" ? ranked : allGrains);
    for (const grain of this.grains.filter((each) => own.includes(each))) {
      const member = grain === "hour" ? (hour ?? notStated) : (names.get(grain) ?? notStated);
      const sums = found(found(kept, grain, newMap), member, () => new Array(this.periods.length));
      for (const index of indexes) {
        const sum = sums[index] ?? { numerator: 0, denominator: 0, values: collects ? [] : none };
        sums[index] = sum;
        sum.numerator += numerator;
        sum.denominator += denominator;
        if (collects) sum.values.push(numerator);
      }
    }
  }

  /** Most facts share the places of few contacts, so each is spelt once. */
  #membersOf(places: Places): ReadonlyMap<string, string> {
    let names = this.#members.get(places);
    if (!names) {
      names = new Map(this.grains.map((grain) => [grain, memberOf(grain, places)]));
      this.#members.set(places, names);
    }
    return names;
  }

  /** The rows of every KPI. `days`: how many days of a period count for a mean per day. */
  rows(days: (period: Period) => number): readonly OracleRow[] {
    const rows: OracleRow[] = [];
    const starts = this.periods.map(({ start }) => dateOf(start));
    const counted = this.periods.map(days);
    for (const measure of this.#measures.values()) {
      const kept = this.#kept.get(measure.kpi) ?? new Map();
      const whole = wholesOf(this.#kept.get(measure.of ?? "contacts_opened"));
      for (const [by, members] of kept as Kept) {
        for (const [member, sums] of members) {
          sums.forEach((sum, index) => {
            const period = this.periods[index];
            if (!sum || !period) return;
            const { kpi, kind } = measure;
            const made = madeOf(kind, sum, {
              days: counted[index] ?? 0,
              whole: whole[index]?.numerator ?? 0,
            });
            rows.push({ kpi, period: period.grain, start: starts[index] ?? "", by, member, ...made });
          });
        }
      }
    }
    return rows;
  }
}

function wholesOf(opened: Kept | undefined): readonly (Sum | undefined)[] {
  return opened?.get("all")?.get("all") ?? [];
}

const none: number[] = [];
const newMap = () => new Map();

function found<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

const notStated = "(not stated)";

function memberOf(grain: string, places: Places): string {
  if (grain === "all") return "all";
  const parts = grain.split("_x_").map((part) => places[part as keyof Places] ?? notStated);
  return parts.join(" / ");
}

type Made = Pick<OracleRow, "numerator" | "denominator" | "value">;

function madeOf(kind: Kind, sum: Sum, of: { readonly days: number; readonly whole: number }): Made {
  const { numerator, denominator, values } = sum;
  const ratio = (below: number, times = 1): Made => ({
    numerator,
    denominator: below,
    value: below === 0 ? null : (times * numerator) / below,
  });
  switch (kind) {
    case "count":
      return { numerator, denominator: null, value: numerator };
    case "running":
      return { numerator, denominator: null, value: numerator };
    case "ratio":
      return ratio(denominator);
    case "points":
      return ratio(denominator, 100);
    case "per_day":
      return ratio(of.days);
    case "mix":
      return ratio(of.whole);
    case "largest":
      return {
        numerator: null,
        denominator: values.length,
        value: values.reduce((most, one) => Math.max(most, one)),
      };
    case "p50":
      return { numerator: null, denominator: values.length, value: nearestRank(values, 0.5) };
    case "p90":
      return { numerator: null, denominator: values.length, value: nearestRank(values, 0.9) };
  }
}

/** The smallest value that at least this share of all values do not exceed. */
function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? null;
}
