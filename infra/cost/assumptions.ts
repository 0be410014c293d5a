/** What a run on a test's AWS cannot tell. Each is a guess that a real bill may correct; the command prints them all. */

export interface Assumption {
  readonly value: number;
  readonly says: string;
}

export const assumptions = {
  daysTouched: { value: 30, says: "days of contacts that one nightly file changes" },
  historyDays: { value: 365, says: "days of history; the one search for changed contacts opens them all" },
  requestsPerFile: { value: 3, says: "GET requests by which Athena reads one Parquet file" },
  writesPerStatement: { value: 2, says: "objects Athena writes about each statement beside its files" },
  filesPerPartition: { value: 1, says: "files Athena writes for one partition" },
  clicks: { value: 1, says: "times the link of each email is followed" },
  secondsToBegin: { value: 0.5, says: "seconds each invocation takes before its first request" },
  secondsPerRequest: { value: 0.03, says: "seconds for each request, one after the other" },
  secondsPerStatement: { value: 3, says: "seconds for each statement of Athena, one after the other" },
  secondsPerContact: { value: 0.00004, says: "seconds for landing each contact" },
  platformBytes: { value: 1000, says: "bytes Lambda itself logs of each invocation" },
  bytesPerLine: { value: 26, says: "bytes CloudWatch adds to each line of a log" },
  accessBytes: { value: 250, says: "bytes the HTTP API logs of each request" },
  bytesPerContact: {
    value: 750,
    says: "bytes kept of each contact: its export, its raw record, its part of the tables",
  },
} as const satisfies Readonly<Record<string, Assumption>>;

/**
 * Bytes that statements of one computing read for each contact of a day: docs/performance.md, "A new day after 400 days", at 2,500
 * contacts a day. Those that are not named here read less than Athena's minimum in any case.
 */
export const readPerContact: Readonly<Record<string, number>> = {
  "staging/contacts": 100_000 / 2500,
  "facts/contacts": 730_000 / 2500,
  "facts/quarantine": 730_000 / 2500,
  "kpis/resolution": 670_000 / 2500,
  "kpis/volume": 670_000 / 2500,
  "rollups/changed_days": 1_310_000 / 2500,
  "rollups/kpi_daily": 990_000 / 2500,
  "rollups/kpi_weekly": 600_000 / 2500,
  "rollups/kpi_monthly": 1_040_000 / 2500,
  "checks/contacts_are_unique": 670_000 / 2500,
  "checks/no_resolution_precedes_its_opening": 670_000 / 2500,
  "checks/components_count_every_contact": 700_000 / 2500,
  "checks/breakdowns_add_up": 700_000 / 2500,
};

/** Bytes that the search for changed contacts (facts/old_cohorts) reads for each contact of all history; the same page. */
export const searchedPerContact = 3.22;

/** Athena bills no statement less, bytes. */
export const leastScanned = 10_000_000;
