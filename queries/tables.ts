/** Every table and column, once: the local schema, the lint's empty tables and, later, Glue are made from this. */

import type { TableName } from "../functions/core/warehouse.ts";

export interface Column {
  readonly name: string;
  readonly type: "varchar" | "boolean" | "integer" | "bigint" | "double" | "date" | "timestamp";
  readonly comment: string;
}

export interface Table {
  /** The lake folder its files are in. */
  readonly prefix: "raw" | "facts" | "kpi";
  readonly comment: string;
  readonly columns: readonly Column[];
  /** Partition columns, outermost first; they are the last columns of the table. */
  readonly partitionedBy: readonly string[];
  /** Column whose distinct values the catalog keeps per partition. */
  readonly lists?: string;
}

const column = (name: string, type: Column["type"], comment: string): Column => ({ name, type, comment });

const landed: Table = {
  prefix: "raw",
  comment: "One row per record as its source gave it: the envelope every vendor shares.",
  columns: [
    column("source", "varchar", "Id of the source in the config."),
    column("account", "varchar", "Account at the vendor; empty for files."),
    column("stream", "varchar", "Which of the source's streams."),
    column("key", "varchar", "Identity of the record in its stream."),
    column("version", "varchar", "Text that sorts the versions of a key; empty: the row landed last wins."),
    column("event_at", "varchar", "ISO UTC time of the event, where the vendor says it; else empty."),
    column("op", "varchar", "upsert, delete, or reject for a row that could not be read as a record."),
    column("fetched_at", "varchar", "ISO UTC instant of landing."),
    column("run_id", "varchar", "The run that landed it."),
    column("page", "varchar", "Where in the source: file:line, or request and ordinal."),
    column("body", "varchar", "The record, verbatim but for redacted paths; JSON."),
    column("feed", "varchar", "source/stream."),
    column("batch", "varchar", "Number of the batch in its feed, nine digits."),
  ],
  partitionedBy: ["feed", "batch"],
};

const contactColumns: readonly Column[] = [
  column("source", "varchar", "Id of the source in the config."),
  column("contact_id", "varchar", "Identity of the contact in its source."),
  column("version", "varchar", "Text that sorts the versions of a contact."),
  column("row_id", "varchar", "batch/file:line of the raw row it was made from."),
  column("is_deleted", "boolean", "The source says this contact no longer exists."),
  column("opened_at", "timestamp", "UTC instant of opening; NULL only for a deletion that does not say."),
  column("resolved_at", "timestamp", "UTC instant of resolution; NULL while open."),
  column("opened_on", "date", "Local day of opening in the organisation's zone."),
  column("resolved_on", "date", "Local day of resolution in the organisation's zone."),
  column("channel", "varchar", "How it came, as the mapping names it; NULL when not stated."),
  column("department", "varchar", "Who is responsible; NULL when not stated."),
  column("reason", "varchar", "What it was about; NULL when not stated."),
  column("agent", "varchar", "Who handled it; NULL when not stated."),
];

const staged: readonly Column[] = [
  ...contactColumns,
  column("key", "varchar", "Identity of the raw row in its stream."),
  column("page", "varchar", "file:line of the raw row."),
  column("file", "varchar", "File of the raw row."),
  column("fetched_at", "timestamp", "UTC instant of landing."),
  column("problem", "varchar", "Why the row is quarantined; NULL for a good row."),
  column("found", "varchar", "The value that is wrong, shortened; NULL when there is none to show."),
];

const measures: readonly Column[] = [
  column("kpi", "varchar", "Id of the KPI or of the measure several KPIs share."),
  column("grain", "varchar", "all, channel, department, reason or channel_x_reason."),
  column("channel", "varchar", "Member, where the grain has channels; else NULL."),
  column("department", "varchar", "Member, where the grain has departments; else NULL."),
  column("reason", "varchar", "Member, where the grain has reasons; else NULL."),
  column(
    "bucket",
    "integer",
    "Histogram bucket floor(ln(seconds + 1) / ln(1.019)); NULL for counts and shares.",
  ),
  column("numerator", "bigint", "What is counted."),
  column("denominator", "bigint", "What it is a share of; 0 for plain counts."),
  column("n", "bigint", "How many durations."),
  column("total", "bigint", "Their sum, seconds."),
  column("sum_of_squares", "double", "The sum of their squares."),
];

const family = column("family", "varchar", "The file in queries/kpis that made the row.");
const cohort = column(
  "cohort",
  "date",
  "Local day the contact opened; 1900-01-01 for a deletion that does not say.",
);

const components: Table = {
  prefix: "kpi",
  comment: "What each cohort adds to each day: summed, they are the KPI tables.",
  columns: [column("day", "date", "Local day the measure counts on."), ...measures, family, cohort],
  partitionedBy: ["family", "cohort"],
  lists: "day",
};

const kpiTable = (comment: string): Table => ({
  prefix: "kpi",
  comment,
  columns: [
    ...measures,
    column(
      "fingerprint",
      "varchar",
      "Hash of everything that defines the row; rows of different ones are never compared.",
    ),
    family,
    column("period_start", "date", "First local day of the period."),
  ],
  partitionedBy: ["family", "period_start"],
});

export const tables: Readonly<Record<TableName, Table>> = {
  landed,
  staged_contacts: {
    prefix: "facts",
    comment: "The new raw rows of one run, mapped, typed and judged. Never committed.",
    columns: [...staged, column("run", "varchar", "The compute run.")],
    partitionedBy: ["run"],
  },
  contacts: {
    prefix: "facts",
    comment: "One row per contact: the newest version of each, deletions kept as marks.",
    columns: [...contactColumns, cohort],
    partitionedBy: ["cohort"],
  },
  quarantine: {
    prefix: "facts",
    comment: "Raw rows left out of every KPI, with the reason, until a newer good row replaces them.",
    columns: [...staged, column("home", "varchar", "Id of the source, as the partition.")],
    partitionedBy: ["home"],
  },
  components,
  components_before: components,
  kpi_daily: kpiTable("Sums per local day."),
  kpi_weekly: kpiTable("Sums of the days of each ISO week."),
  kpi_monthly: kpiTable("Sums of the days of each month."),
  kpi_table: kpiTable(
    "A name the value queries read: kpi_daily, kpi_weekly or kpi_monthly stands in for it.",
  ),
};
