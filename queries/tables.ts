/** Every table and column, once: the local schema, the lint's empty tables and, later, Glue are made from this. */

import { type FactName, facts } from "../functions/core/facts.ts";
import { typeOf } from "../functions/core/typed.ts";
import type { TableName } from "../functions/core/warehouse.ts";
import { stated } from "./stated.ts";

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
    column("stream", "varchar", "Which of its source's streams it is of; contacts for files."),
    column("key", "varchar", "Identity of the record in its stream."),
    column("version", "varchar", "Text that sorts the versions of a key; empty: the row landed last wins."),
    column("event_at", "varchar", "ISO UTC time of the event, where the vendor says it; else empty."),
    column("op", "varchar", "upsert, delete, or reject for a row that could not be read as a record."),
    column("fetched_at", "varchar", "ISO UTC instant of landing."),
    column("run_id", "varchar", "The run that landed it."),
    column("page", "varchar", "Where in the source: file:line, or request and ordinal."),
    column("body", "varchar", "The record, verbatim but for redacted paths; JSON."),
    column("feed", "varchar", "The source: its id and /contacts, whatever streams the rows are of."),
    column("batch", "varchar", "Number of the batch in its feed, nine digits."),
  ],
  partitionedBy: ["feed", "batch"],
};

/** What staging adds to what a mapping says: the local days and hours a KPI may count on. */
const local: Readonly<Record<FactName, readonly Column[]>> = {
  contacts: [
    ...localOf("opened", "opening"),
    ...localOf("resolved", "the last resolution"),
    ...localOf("first_resolved", "the first resolution"),
    ...localOf("assigned", "assignment"),
  ],
  contact_legs: [...localOf("queued", "queueing"), ...localOf("handled", "the end of the agent's work")],
  messages: localOf("sent", "sending"),
  surveys: [...localOf("invited", "the invitation"), ...localOf("answered", "the answer")],
  sla_verdicts: localOf("decided", "the verdict, the earlier of due and achieved"),
  agent_time: [],
  costs: [],
  status_changes: localOf("changed", "the change"),
  members: [],
};

function localOf(name: string, what: string): readonly Column[] {
  return [
    column(`${name}_on`, "date", `Local day of ${what}, in the organisation's zone.`),
    column(`${name}_hour`, "bigint", `Local hour of ${what}, 0 to 23.`),
  ];
}

/** What every fact has: where it is from, which version of what it is, and what its mapping says. */
function factColumns(fact: FactName): readonly Column[] {
  const { id, belongsTo, columns } = facts[fact];
  const mapped = columns
    .filter(({ name }) => !["row_id", "version", "is_deleted", id].includes(name))
    .map((one) => column(one.name, typeOf(one), one.comment));
  return [
    column("source", "varchar", "Id of the source in the config."),
    column(id, "varchar", "Identity in its source."),
    column("version", "varchar", "Text that sorts the versions of a row."),
    column("row_id", "varchar", "batch/file:line of the raw row it was made from."),
    column("is_deleted", "boolean", "The source says it no longer exists."),
    ...(belongsTo === "contact"
      ? [column("contact_source", "varchar", "Id of the source its contact is in.")]
      : []),
    ...mapped,
    ...local[fact],
  ];
}

const judged: readonly Column[] = [
  column("key", "varchar", "Identity of the raw row in its stream."),
  column("page", "varchar", "file:line of the raw row."),
  column("file", "varchar", "File of the raw row."),
  column("fetched_at", "timestamp", "UTC instant of landing."),
  column("event_at", "timestamp", "UTC instant of the latest event it tells of, none after its landing."),
  column("problem", "varchar", "Why the row is quarantined; NULL for a good row."),
  column("found", "varchar", "The value that is wrong, shortened; NULL when there is none to show."),
];

const cohorts: Readonly<Record<FactName, string>> = {
  contacts: "Local day the contact opened; 1900-01-01 for a deletion that does not say.",
  contact_legs: ofContact(),
  messages: ofContact(),
  surveys: ofContact(),
  sla_verdicts: ofContact(),
  agent_time: "Local day the time was spent on.",
  costs: "First day of the month the money was spent in.",
  status_changes: ofContact(),
  members: "1900-01-01: there are few, and they are of no day.",
};

function ofContact(): string {
  return "Local day its contact opened; 1900-01-01 while its contact has not landed.";
}

const firstPart = column(
  "is_first_part",
  "boolean",
  "What it says is told by the leg it is a part of: counted there, it is marked as deleted.",
);

function factTable(fact: FactName): Table {
  return {
    prefix: "facts",
    comment: facts[fact].comment,
    columns: [
      ...factColumns(fact),
      ...(fact === "contacts" ? stated : []),
      ...(fact === "contact_legs" ? [firstPart] : []),
      column("cohort", "date", cohorts[fact]),
    ],
    partitionedBy: ["cohort"],
    lists: "source",
  };
}

function stagedFact(fact: FactName): Table {
  return {
    prefix: "facts",
    comment: `The new raw rows of one run that say something about ${fact}, mapped, typed and judged. Never committed.`,
    columns: [
      ...factColumns(fact),
      ...(fact === "agent_time" ? [column("spent_on", "date", cohorts.agent_time)] : []),
      ...judged,
      column("run", "varchar", "The compute run."),
    ],
    partitionedBy: ["run"],
  };
}

const measures: readonly Column[] = [
  column("kpi", "varchar", "Id of the measure; several KPIs may be made from one."),
  column("grain", "varchar", "all, one breakdown (channel), or two crossed (channel_x_reason)."),
  column("member", "varchar", "Which channel, department ...; NULL for all."),
  column("member_2", "varchar", "Which member of the second breakdown; NULL where there is one only."),
  column(
    "bucket",
    "bigint",
    "Histogram bucket floor(ln(seconds + 1) / ln(1.019)), or a survey's score; NULL for counts and shares.",
  ),
  column("numerator", "bigint", "What is counted."),
  column("denominator", "bigint", "What it is a share of; 0 for plain counts."),
  column("n", "bigint", "How many values."),
  column("total", "bigint", "Their sum: seconds, points, millionths of the currency."),
  column("sum_of_squares", "double", "The sum of their squares."),
  column("largest", "bigint", "The largest of them; NULL where none is kept."),
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
  staged_contacts: stagedFact("contacts"),
  staged_contact_legs: stagedFact("contact_legs"),
  staged_messages: stagedFact("messages"),
  staged_surveys: stagedFact("surveys"),
  staged_sla_verdicts: stagedFact("sla_verdicts"),
  staged_agent_time: stagedFact("agent_time"),
  staged_costs: stagedFact("costs"),
  staged_status_changes: stagedFact("status_changes"),
  staged_members: stagedFact("members"),
  contacts: factTable("contacts"),
  contact_legs: factTable("contact_legs"),
  messages: factTable("messages"),
  surveys: factTable("surveys"),
  sla_verdicts: factTable("sla_verdicts"),
  agent_time: factTable("agent_time"),
  costs: factTable("costs"),
  status_changes: factTable("status_changes"),
  members: factTable("members"),
  known_members: factTable("members"),
  quarantine: {
    prefix: "facts",
    comment: "Raw rows left out of every KPI, with the reason, until a newer good row replaces them.",
    columns: [
      column("source", "varchar", "Id of the source in the config."),
      column("fact", "varchar", "What its mapping makes of it: contacts, messages ..."),
      column("record_id", "varchar", "Identity of that; NULL when the row names none."),
      column("version", "varchar", "Text that sorts the versions of a row."),
      column("row_id", "varchar", "batch/file:line of the raw row."),
      ...judged,
      column("home", "varchar", "Id of the source, as the partition."),
    ],
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
