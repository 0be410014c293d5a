/** Parts of a report's model: spans of days, and what one KPI is held against. */

import type { Basis } from "./evidence.ts";
import type { Interval } from "./intervals.ts";
import type { KpiId, Unit } from "./kpi.ts";
import type { SeriesBreak } from "./series-breaks.ts";
import type { Withheld } from "./withheld.ts";

export type Verdict = "better" | "worse" | "neutral" | "unchanged" | "unknown";

export interface PeriodModel {
  readonly grain: "day" | "week" | "month";
  /** First local day, and the first one after it. */
  readonly start: string;
  readonly end: string;
  /** `2026-W46`, `2026-11`, `2026-11-15`. */
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Against another period: `change` is relative for counts, times and money, a difference for shares and points. */
export interface Change {
  readonly against: PeriodModel;
  readonly value: number | null;
  readonly change: number | null;
  readonly verdict: Verdict;
  /** Why there is no change to show, when `change` is null. */
  readonly withheld?: Withheld;
  /** Of one withheld because the two are not from the same sources: which began or ended, and when. */
  readonly breaks?: readonly SeriesBreak[];
  /** How probable so large a difference is when nothing changed; absent where nothing tells how the values scatter. */
  readonly p?: number;
  /** The error of the difference in the KPI's own unit, and what it stands on. */
  readonly standardError?: number;
  readonly basis?: Basis;
  /** Between which bounds the change lies, in its own unit. */
  readonly interval?: Interval;
  /** False where the report does not make this comparison; then it says nothing of it. */
  readonly isAsked?: false;
  /** Large enough to matter, but it may well be chance. */
  readonly noise?: true;
}

/** Local days from `start` up to, and without, `end`. */
export interface SpanModel {
  readonly start: string;
  readonly end: string;
}

/** A comparison beside those with the period before and last year; `value` is that of what it is held against. */
export interface FurtherModel extends Omit<Change, "against"> {
  readonly kind:
    | "trailing"
    | "month_to_date"
    | "quarter_to_date"
    | "event"
    | "weekday_mix"
    | "benchmark"
    | "milestone";
  /** How many periods, the event, who says so, or by when. */
  readonly title: string;
  readonly now: SpanModel & { readonly value: number | null };
  readonly against: SpanModel;
}

/**
 * The months of a quarter or year so far, together; `value` is that of the same months of last year. Whether the change may
 * be chance is not judged: that needs the days, and these are whole months.
 */
export interface ToDateSpan extends Pick<Change, "value" | "change" | "withheld" | "breaks"> {
  readonly now: SpanModel & { readonly value: number | null };
  readonly against: SpanModel;
}

/** Null where the data begin within it. */
export interface ToDateModel {
  readonly kpi: KpiId;
  readonly quarter: ToDateSpan | null;
  readonly year: ToDateSpan | null;
}

/** A day of the period unlike the same weekday of the weeks before. */
export interface AnomalyModel {
  readonly kpi: KpiId;
  readonly day: string;
  readonly value: number;
  readonly usual: number;
  /** Of how many earlier days that is the middle. */
  readonly days: number;
  /** How many more were unusual themselves, and are left out of it. */
  readonly wild?: number;
}

/** What an earlier report said of its period, and what is true now. */
export interface RestatementModel {
  readonly kpi: KpiId;
  readonly name: string;
  readonly unit: Unit;
  readonly period: PeriodModel;
  readonly reported: number;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly fingerprint: string;
  readonly cause: {
    /** More was counted, less was, the same came out differently, or it is defined differently. */
    readonly kind: "late" | "withdrawn" | "revised" | "definition";
    /** By how many; absent of seconds, which are nothing to count. */
    readonly size?: number;
    /** Where most of it happened. */
    readonly place?: { readonly by: string; readonly member: string; readonly size: number };
  };
}
