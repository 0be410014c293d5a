/** The shapes a generation of the warehouse is made of. No engine, no file. */

import type { FactName } from "./facts.ts";
import type { Query } from "./query.ts";

/** Every table a query may read or a draft may write. */
export const tableNames = [
  "landed",
  "staged_contacts",
  "staged_contact_legs",
  "staged_messages",
  "staged_surveys",
  "staged_sla_verdicts",
  "staged_agent_time",
  "staged_costs",
  "staged_status_changes",
  "staged_members",
  "contacts",
  "contact_legs",
  "messages",
  "surveys",
  "sla_verdicts",
  "agent_time",
  "costs",
  "status_changes",
  "members",
  "known_members",
  "quarantine",
  "components",
  "components_before",
  "kpi_daily",
  "kpi_weekly",
  "kpi_monthly",
  "kpi_table",
] as const;

export type TableName = (typeof tableNames)[number];

/** The table of a fact's new rows, mapped, typed and judged. */
export const stagedTable = (fact: FactName): TableName => `staged_${fact}`;

export const isStaged = (table: TableName): boolean => table.startsWith("staged_");

/** Where the rows of one partition are. An empty location is a partition with no rows. */
export interface Pointer {
  readonly table: TableName;
  readonly partition: Readonly<Record<string, string>>;
  readonly location: string;
  readonly rows: number;
  /** Bytes that reading this partition may cost: of its file, also where it shares one. */
  readonly bytes: number;
  /** Rows of the file it is in, where small partitions share one; readers must then filter. */
  readonly sharedRows?: number;
  /** Distinct values of the column the table declares as `lists`, sorted: which days a cohort's components name, which sources its facts are from. */
  readonly lists?: readonly string[];
  readonly fingerprint?: string;
}

/** How far one source's batches are in the tables, and what became of their rows. */
export interface Consumed {
  readonly batch: number;
  readonly landed: number;
  readonly mapped: number;
  readonly quarantined: number;
  /** Of a vendor: rows that are knowingly made into nothing. */
  readonly unused?: number;
  /** ISO UTC instant of the latest event seen in good rows, none from after its landing. */
  readonly latestEventAt: string | null;
}

/** `state/warehouse.json`: the one object whose swap publishes a generation. */
export interface WarehouseState {
  readonly generation: number;
  readonly pending: readonly Pointer[];
  readonly consumed: Readonly<Record<string, Consumed>>;
  /** Fingerprint of everything the facts were made with; another one means a rebuild from raw. */
  readonly facts: string;
}

/** A query with its parameter values. */
export interface Select {
  readonly query: Query;
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Tables that stand in for a name the query reads: `kpi_table` is the daily, weekly or monthly one. */
  readonly standIns?: Readonly<Partial<Record<TableName, TableName>>>;
}

export type ParamValue = string | number | readonly string[];

/** Which files stand for each table in one read. */
export type Reading = Readonly<Partial<Record<TableName, readonly Pointer[]>>>;

export function isTableName(name: string): name is TableName {
  return tableNames.some((table) => table === name);
}
