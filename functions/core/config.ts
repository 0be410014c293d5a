/** What an admin's config file says, complete and checked: the shapes only. config/ reads and checks the file. */

import type { KpiId } from "./kpi.ts";

export interface Config {
  readonly organisation: Organisation;
  readonly sources: readonly Source[];
  /** Targets by KPI: seconds for times, fractions for shares, plain counts. */
  readonly targets: Readonly<Partial<Record<KpiId, Target>>>;
  readonly reports: readonly ReportConfig[];
  /** Changes whenever anything in the file or its mappings does. */
  readonly version: string;
}

export interface Organisation {
  readonly name: string;
  /** IANA zone in which days, weeks and months are counted. */
  readonly zone: string;
  /** Where the archive is served; without it, links point at the files of this machine. */
  readonly url?: string;
  readonly sender: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
}

export interface Source {
  readonly id: string;
  readonly type: "files";
  /** Absolute glob; may hold `{date}` where a file's local day stands in its name. */
  readonly path: string;
  readonly format: "csv" | "ndjson" | "auto";
  readonly encoding: string;
  /** Column that identifies a row; rows of one key are versions of one contact. */
  readonly key: string;
  /** Column whose text sorts the versions of a key; without it the row landed last wins. */
  readonly version?: string;
  readonly mapping: Mapping;
  /** Zone of times that carry none. */
  readonly zone: string;
  readonly expects: Expects;
  /** Columns replaced at landing: they never reach the lake. */
  readonly personal: readonly string[];
  /** Local days accepted as complete although unusually quiet. */
  readonly quietDays: readonly string[];
  /** Seconds after a period's end before this source counts as complete for it. */
  readonly settleSeconds: number;
}

/** The staging query of a source, with where it came from for messages. */
export interface Mapping {
  readonly file: string;
  readonly text: string;
}

export type Expects =
  /** One file per local day, named by `{date}`, there by this local time of the next day. */
  | { readonly kind: "daily"; readonly by: string }
  /** Complete up to the latest event in its rows. */
  | { readonly kind: "latest-row" }
  /** Complete up to the time the newest file was written. */
  | { readonly kind: "file-time" };

export interface Target {
  readonly atMost?: number;
  readonly atLeast?: number;
}

export interface ReportConfig {
  readonly id: string;
  readonly title: string;
  readonly template: "digest";
  readonly period: "day" | "week" | "month";
  readonly at: Schedule;
  /** Zone of the hour it goes out; the days it counts are always the organisation's. */
  readonly zone: string;
  readonly kpis: readonly KpiId[];
  readonly sources: readonly string[];
  readonly owner?: string;
  readonly to: readonly Recipient[];
}

export interface Schedule {
  /** ISO weekday 1..7 for a weekly report, day of month 1..28 for a monthly one. */
  readonly day?: number;
  /** `HH:MM`, local. */
  readonly time: string;
}

export interface Recipient {
  readonly name: string;
  readonly address: string;
}
