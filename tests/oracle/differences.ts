/** Where two sets of KPI rows do not say the same. */

import type { OracleRow } from "./sums.ts";

/** A row as the pipeline gives it; what `kpis --json` prints has these and more. */
export type PipelineRow = OracleRow;

export interface Difference {
  readonly key: string;
  readonly pipeline: string;
  readonly oracle: string;
}

export interface Scope {
  /** Only these KPIs and breakdowns; all of the oracle's when left out. */
  readonly kpis?: readonly string[];
  readonly grains?: readonly string[];
}

/**
 * Empty when every value is the same: counts and sums exactly up to rounding of doubles, percentiles within the 1 % of
 * their histogram. Where a count has no row it is 0, and where a ratio has none it has no value.
 */
export function differences(
  pipeline: readonly PipelineRow[],
  oracle: readonly OracleRow[],
  scope: Scope = {},
): readonly Difference[] {
  const isAsked = ({ kpi, by }: OracleRow) =>
    (scope.kpis?.includes(kpi) ?? true) && (scope.grains?.includes(by) ?? true);
  const [own, other] = [pipeline.filter(isAsked), oracle.filter(isAsked)];
  const [given, wanted] = [kindsOf(own), kindsOf(other)];
  const found: Difference[] = [...wanted]
    .filter((kind) => !given.has(kind))
    .map((key) => ({ key, pipeline: "no row at all", oracle: "rows" }));
  const [got, expected] = [index(own), index(other)];
  for (const key of new Set([...got.keys(), ...expected.keys()])) {
    const [left, right] = [got.get(key), expected.get(key)];
    const kind = kindOf(left ?? right);
    // Said once above; and breakdowns the oracle was not asked for are nobody's mistake.
    if (!given.has(kind) || !wanted.has(kind)) continue;
    if (!isSame(left, right)) found.push({ key, pipeline: said(left), oracle: said(right) });
  }
  return found;
}

const kindOf = (row: OracleRow | undefined) => `${row?.kpi} by ${row?.by}`;
const kindsOf = (rows: readonly OracleRow[]) => new Set(rows.map(kindOf));

function index(rows: readonly OracleRow[]): ReadonlyMap<string, OracleRow> {
  return new Map(rows.map((row) => [[row.kpi, row.period, row.start, row.by, row.member].join(" | "), row]));
}

function isSame(own: OracleRow | undefined, other: OracleRow | undefined): boolean {
  if (!own || !other) return isNothing(own ?? other);
  if (/_p[59]0$/.test(own.kpi))
    return isClose(own.denominator, other.denominator) && isWithinHistogram(own.value, other.value);
  // Money is allocated in whole millionths, so a sum of many parts may be off by some of them.
  const least = own.kpi.startsWith("cost_") ? 1e-3 : 1e-9;
  return (
    isClose(own.value, other.value, least) &&
    isClose(own.numerator, other.numerator, least) &&
    isClose(own.denominator, other.denominator)
  );
}

/** A row that says what no row says: a count of nothing, or a ratio of nothing. */
function isNothing(row: OracleRow | undefined): boolean {
  if (!row || row.value === null) return true;
  return row.value === 0 && row.numerator === 0 && (row.denominator === null || isMixOrDay(row.kpi));
}

const isMixOrDay = (kpi: string) =>
  ["channel_share", "reason_share", "transfer_reason_share", "contacts_per_day"].includes(kpi);

function isClose(one: number | null, other: number | null, least = 1e-9): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= least + 1e-9 * Math.max(Math.abs(one), Math.abs(other));
}

function isWithinHistogram(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= Math.max(0.5, 0.01 * Math.abs(other));
}

function said(row: OracleRow | undefined): string {
  return row ? `${row.numerator} / ${row.denominator} = ${row.value}` : "no row";
}
