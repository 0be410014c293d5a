/** What an admin's config file says, complete and checked. config/ reads and checks the file. */

import { type ComparisonSettings, usualComparison } from "./comparison.ts";
import type { KpiId } from "./kpi.ts";
import type { Action, Locale, MailSettings, Organisation } from "./organisation.ts";
import { type Parameters, usualParameters } from "./parameters.ts";
import type { Source } from "./source.ts";

export type {
  ApiSource,
  ApiType,
  DropSource,
  DropType,
  Expects,
  FilesSource,
  Mapping,
  Source,
  VendorSettings,
} from "./source.ts";

export interface Config extends Settings {
  readonly organisation: Organisation;
  readonly sources: readonly Source[];
  /** Targets by KPI, in the KPI's own unit: seconds for times, fractions for shares. */
  readonly targets: Readonly<Partial<Record<KpiId, Target>>>;
  readonly reports: readonly ReportConfig[];
  /** What somebody promised to do about a KPI; from a file of their own. */
  readonly actions: readonly Action[];
  readonly mail: MailSettings;
  /** Changes whenever anything in the file or its mappings does. */
  readonly version: string;
}

/** What has a usual value, for an organisation that says nothing. */
export interface Settings {
  /** What the definitions of the KPIs leave open. */
  readonly parameters: Parameters;
  readonly comparison: ComparisonSettings;
  /** ISO 4217 code of every amount. */
  readonly currency: string;
  /** Breakdowns kept beside channel, department, agent and reason. */
  readonly dimensions: readonly Dimension[];
  /** Null: no clock stops, and no contact is out of hours. */
  readonly businessHours: BusinessHours | null;
  /** Local dates on which a comparison must not surprise, sorted. */
  readonly holidays: readonly string[];
  readonly events: readonly OrganisationEvent[];
  /** What others reach, in the KPI's own unit, and who says so. */
  readonly benchmarks: Readonly<Partial<Record<KpiId, Benchmark>>>;
}

export const usualSettings: Settings = {
  parameters: usualParameters,
  comparison: usualComparison,
  currency: "EUR",
  dimensions: [],
  businessHours: null,
  holidays: [],
  events: [],
  benchmarks: {},
};

export const dimensions = ["location", "product", "queue"] as const;
export type Dimension = (typeof dimensions)[number];

export interface BusinessHours {
  /** By name; the one named `default` is always there. */
  readonly schedules: Readonly<Record<string, BusinessSchedule>>;
  /** Names of the schedules of departments that do not keep the default one. */
  readonly ofDepartment: Readonly<Record<string, string>>;
}

export interface BusinessSchedule {
  readonly zone: string;
  /** Sorted, without overlap; what touches at midnight is open through it. */
  readonly week: readonly OpeningHours[];
  /** Local dates on which nothing is open, sorted. */
  readonly holidays: readonly string[];
}

export interface OpeningHours {
  /** ISO weekday, 1 being Monday. */
  readonly weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Minutes of the local clock since midnight, half-open; `to` is 1440 where the day ends open. */
  readonly from: number;
  readonly to: number;
}

/** Something that happened, to compare before with after and to explain what no baseline should learn from. */
export interface OrganisationEvent {
  readonly id: string;
  readonly title: string;
  /** First and last local day; without `until` it changed things for good. */
  readonly on: string;
  readonly until?: string;
  /** Without them it touched every channel. */
  readonly channels?: readonly string[];
}

export interface Benchmark {
  readonly value: number;
  readonly source: string;
}

export interface Target extends Limit {
  /** The local day it starts to count; without it, it always has. */
  readonly from?: string;
  /** Steps on the way to it, in the order of their days. */
  readonly milestones?: readonly Milestone[];
}

export interface Limit {
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface Milestone extends Limit {
  /** The local day by which it should be reached. */
  readonly by: string;
}

/** What a report is for: executives, managers, the day's floor, the board. */
export const templates = ["digest", "team", "operations", "board"] as const;
export type Template = (typeof templates)[number];

export interface ReportConfig {
  readonly id: string;
  /** What it was called before: its history is its own, and nothing is sent again. */
  readonly was?: string;
  readonly title: string;
  readonly template: Template;
  readonly period: "day" | "week" | "month";
  readonly at: Schedule;
  /** Zone of the hour it goes out; the days it counts are always the organisation's. */
  readonly zone: string;
  /** Nothing goes out that is due before this local day of the report's zone. */
  readonly pausedUntil?: string;
  readonly kpis: readonly KpiId[];
  /** What beside the period before it is compared with. */
  readonly comparisons: readonly ComparisonKind[];
  /** Those its figures are made of: it waits for them, and for no other. */
  readonly sources: readonly string[];
  /** What everybody may see at most; null is everything. */
  readonly scope: Scope | null;
  /** What happens when the data are not complete in time; null waits until they are, or until it is too late to send. */
  readonly incomplete: Incomplete | null;
  /** Whether its readers may see the contacts behind the numbers, within their scope. */
  readonly listsContacts: boolean;
  readonly owner?: string;
  readonly to: readonly Recipient[];
}

export const comparisonKinds = [
  "last_year",
  "trailing",
  "month_to_date",
  "quarter_to_date",
  "events",
  "weekday_mix",
  "benchmark",
  "milestones",
] as const;
export type ComparisonKind = (typeof comparisonKinds)[number];

/** What a report is that says nothing of it. */
export const usualReport = {
  comparisons: comparisonKinds,
  scope: null,
  incomplete: null,
  listsContacts: false,
} as const;

export interface Schedule {
  /** ISO weekday 1..7 for a weekly report, day of month 1..28 or the last working day of the next month for a monthly one. */
  readonly day?: number | "last working day";
  /** Which days are worked on; Monday to Friday without it. */
  readonly working?: WorkingDays;
  /** `HH:MM`, local. */
  readonly time: string;
}

export interface WorkingDays {
  /** ISO weekdays, 1 being Monday. */
  readonly weekdays: readonly number[];
  /** Local dates on which nobody works. */
  readonly holidays: readonly string[];
}

/** One department or one channel, as the data call it. */
export interface Scope {
  readonly by: "department" | "channel";
  readonly member: string;
}

export interface Incomplete {
  /** Seconds after the due hour, or the first such local time after it. */
  readonly wait: number | string;
  readonly then: "send" | "skip";
}

export interface Recipient {
  readonly name: string;
  readonly address: string;
  readonly locale: Locale;
  /** Within the report's scope; null is all of that. */
  readonly scope: Scope | null;
}
