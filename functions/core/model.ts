/**
 * The model of one report: every number a reader will see, unformatted, with what it needs to be understood.
 * Frozen in the plan; email, archive page and CSV are all rendered from it and from nothing else.
 * Shares are fractions 0..1, durations seconds, instants ISO UTC, days `YYYY-MM-DD`.
 */

import type { ActionModel } from "./actions.ts";
import type { Causes } from "./causes.ts";
import type { ComparisonKind, Template } from "./config.ts";
import type { HoursModel } from "./hours.ts";
import type { Direction, Grain, KpiId, Unit } from "./kpi.ts";
import type { Lack } from "./lack.ts";
import type { ContactsModel } from "./listed.ts";
import type {
  AnomalyModel,
  Change,
  FurtherModel,
  PeriodModel,
  RestatementModel,
  ToDateModel,
  Verdict,
} from "./model-changes.ts";
import type { NarrativeModel } from "./narrative.ts";
import type { Brand, Locale } from "./organisation.ts";
import type { ParameterId } from "./parameters.ts";
import type { SeriesBreak, SourceBreak } from "./series-breaks.ts";
import type { Setting } from "./settled.ts";
import type { TeamModel } from "./team.ts";
import type { Withheld } from "./withheld.ts";

export type * from "./model-changes.ts";

export type State = "open" | "provisional" | "final";
export type Status = "on" | "near" | "off" | "none";

export interface KpiModel {
  readonly id: KpiId;
  readonly name: string;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly definition: string;
  readonly state: State;
  /** The last local day that may still move a provisional value by what its definition looks ahead for. */
  readonly changesUntil?: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** What defines the value; empty for a 0 that no row made. */
  readonly fingerprint?: string;
  /** What the organisation decided of its definition, `satisfaction_from` being 4. */
  readonly parameters?: Readonly<Partial<Record<ParameterId, Setting>>>;
  readonly previous: Change;
  readonly lastYear: Change;
  /** Everything else it is held against. */
  readonly further?: readonly FurtherModel[];
  /** What the value is made of by channel, department and reason: what a restatement looks for its cause in. */
  readonly members?: readonly {
    readonly by: Grain;
    readonly member: string;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[];
  readonly target: { readonly atMost?: number; readonly atLeast?: number } | null;
  readonly status: Status;
  /** Oldest first, ends with this period; null where there is no value. `lastYear` has the same length. */
  readonly trend: readonly {
    readonly period: string;
    readonly value: number | null;
    readonly lastYear: number | null;
  }[];
}

/** The three periods a breakdown shows. */
export const sides = ["value", "previous", "lastYear"] as const;
export type Side = (typeof sides)[number];

export interface FigureModel extends Readonly<Record<Side, number | null>> {
  /** Which of them are not told, because the group is small or would give a small one away. */
  readonly hidden?: readonly Side[];
  /** Which earlier periods it is not compared with, because one of both stands on too few contacts. */
  readonly few?: readonly Side[];
  /** Which earlier periods it is not compared with, because they are not from the same sources. */
  readonly apart?: readonly Side[];
  /** Since which of them the change is none: too small, or it may be chance. */
  readonly unclear?: readonly Side[];
  /** Of those, the ones that are large enough to matter, but may well be chance. */
  readonly noise?: readonly Side[];
  /** Of a department or an agent in a report for a team: how many the value is made of. */
  readonly n?: number;
  /** What the change since the period before is, and how the value stands against the target. */
  readonly verdict?: Verdict;
  readonly status?: Status;
  /** Of an agent: 1 is the best; absent of those with too little behind their value. */
  readonly rank?: number;
}

export interface MemberModel {
  readonly member: string;
  readonly values: Readonly<Partial<Record<KpiId, FigureModel>>>;
}

/** One breakdown: members with most contacts first. */
export interface BreakdownModel {
  readonly by: "channel" | "department" | "reason" | "channel_x_reason" | "transfer_reason" | "agent";
  readonly kpis: readonly KpiId[];
  readonly members: readonly MemberModel[];
  /** Shown as a whole, but not kept so finely. */
  readonly notKept?: readonly KpiId[];
}

export interface ReasonModel {
  readonly reason: string;
  readonly contacts: number;
  readonly share: number | null;
  readonly previous: number | null;
  readonly change: number | null;
  /** Whether the change is one at all; absent in models of before it was asked. */
  readonly verdict?: Verdict;
  readonly noise?: true;
  /** Why there is no change to show. */
  readonly withheld?: Withheld;
  readonly breaks?: readonly SeriesBreak[];
  /** Of a report for a team: who it belongs to, as the organisation says. */
  readonly owner?: string;
  /** Where nobody says: the department most of its contacts came to. */
  readonly mostIn?: { readonly department: string; readonly contacts: number };
}

export interface SourceModel {
  readonly id: string;
  /** Complete up to this instant. */
  readonly completeUntil: string | null;
  readonly landed: number;
  readonly mapped: number;
  /** Rows of a vendor that no figure needs. */
  readonly unused?: number;
  readonly quarantined: number;
}

export interface ReportModel extends Causes {
  readonly version: 1;
  /** The language it is written in; English where it does not say. */
  readonly locale?: Locale;
  readonly report: {
    readonly id: string;
    readonly title: string;
    readonly template: Template;
    readonly owner: string | null;
  };
  readonly organisation: {
    readonly name: string;
    readonly zone: string;
    /** ISO 4217 code of every amount. */
    readonly currency?: string;
    /** How it looks; absent where it says nothing of it. */
    readonly brand?: Brand;
  };
  readonly period: PeriodModel;
  readonly kpis: readonly KpiModel[];
  /** KPIs off target or clearly worse than in the period before, worst first: ids into `kpis`. */
  readonly attention: readonly KpiId[];
  /** What it says first; absent in models of before it was said, and where nothing is known or may be concluded. */
  readonly narrative?: NarrativeModel;
  /** What earlier reports said and is true no longer, the newest period first. */
  readonly restatements?: readonly RestatementModel[];
  readonly anomalies?: readonly AnomalyModel[];
  /** Of a report for the board. */
  readonly toDate?: readonly ToDateModel[];
  /** Of a report for operations. */
  readonly hours?: HoursModel;
  readonly reasons: readonly ReasonModel[];
  readonly breakdowns: readonly BreakdownModel[];
  /** Of a report for a team. */
  readonly team?: TeamModel;
  readonly sources: readonly SourceModel[];
  /** Where sources begin to tell of its KPIs, or tell of them no more; absent where nobody asked. */
  readonly breaks?: readonly SourceBreak[];
  /** Reason in words -> rows left out because of it. */
  readonly exclusions: readonly { readonly reason: string; readonly rows: number }[];
  /** What is missing of the data; such a report says so in its subject and at its head. */
  readonly missing?: readonly Lack[];
  /** Whose numbers these are, where they are not everybody's. */
  readonly scope?: { readonly by: "department" | "channel"; readonly member: string };
  /** What the report is asked for and is not kept for its scope; never filled with the number of a larger whole. */
  readonly notKept?: readonly KpiId[];
  /** Groups of fewer contacts are hidden; absent where everything is shown. */
  readonly smallestGroup?: number;
  /** What departments and reasons are called in the reader's language, by what the data call them. */
  readonly labels?: {
    readonly departments: Readonly<Record<string, string>>;
    readonly reasons: Readonly<Record<string, string>>;
  };
  /** What beside the period before it is compared with; without it, everything. */
  readonly comparisons?: readonly ComparisonKind[];
  /** What the numbers are made of, where the report grants it. */
  readonly contacts?: ContactsModel;
  /** What was promised to be done, the overdue first. */
  readonly actions?: readonly ActionModel[];
  /** The instant up to which every source is complete. */
  readonly dataUntil: string | null;
  /** Whole link to the archived page. */
  readonly link: string;
  /** Where a reader ends these emails; absent where nothing is served that could do so. */
  readonly unsubscribe?: string;
  readonly generation: number;
}
