/** The catalogue: what each KPI is called, which way is good, and its definition in one sentence. The SQL computes it. */

export type Unit = "count" | "seconds" | "share";
export type Direction = "up" | "down" | "none";
export type Grain = "all" | "channel" | "department" | "reason" | "channel_x_reason";

export const grains: readonly Grain[] = ["all", "channel", "department", "reason", "channel_x_reason"];

export interface Kpi {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  /** Which way is good for customers; "none" for volumes and mixes. */
  readonly direction: Direction;
  readonly definition: string;
  /** The file in queries/kpis that computes its components. */
  readonly family: "volume" | "resolution";
  readonly grains: readonly Grain[];
  /** Why a change against another period would mislead, where it would. */
  readonly incomparable?: string;
  /** May still rise while contacts of the period are open. */
  readonly matures?: boolean;
}

const everyGrain = grains;

export const kpis = [
  {
    id: "contacts_opened",
    name: "Contacts opened",
    unit: "count",
    direction: "none",
    family: "volume",
    grains: everyGrain,
    definition: "Contacts whose opening time lies in the period.",
  },
  {
    id: "contacts_resolved",
    name: "Contacts resolved",
    unit: "count",
    direction: "none",
    family: "volume",
    grains: everyGrain,
    definition: "Contacts whose resolution time lies in the period, whenever they were opened.",
  },
  {
    id: "open_backlog",
    name: "Open backlog",
    unit: "count",
    direction: "down",
    family: "volume",
    grains: everyGrain,
    definition: "Contacts opened but not yet resolved at the end of the period's last day.",
  },
  {
    id: "resolution_seconds",
    name: "Resolution time, mean",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: everyGrain,
    definition:
      "Of the contacts resolved in the period, the mean time from opening to resolution, on the clock.",
  },
  {
    id: "resolution_seconds_p50",
    name: "Resolution time, median",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: everyGrain,
    definition:
      "Of the contacts resolved in the period, half took at most this long (nearest rank, within 1 %).",
  },
  {
    id: "resolution_seconds_p90",
    name: "Resolution time, 90th percentile",
    unit: "seconds",
    direction: "down",
    family: "resolution",
    grains: everyGrain,
    definition:
      "Of the contacts resolved in the period, nine in ten took at most this long (nearest rank, within 1 %).",
  },
  {
    id: "resolved_within_day_share",
    name: "Resolved within 24 hours",
    unit: "share",
    direction: "up",
    family: "resolution",
    grains: everyGrain,
    definition: "Of the contacts resolved in the period, the share resolved at most 24 hours after opening.",
  },
  {
    id: "resolved_share",
    name: "Resolved share",
    unit: "share",
    direction: "up",
    family: "volume",
    grains: everyGrain,
    matures: true,
    incomparable: "older periods have had longer to be resolved",
    definition: "Of the contacts opened in the period, the share resolved so far.",
  },
  {
    id: "channel_share",
    name: "Channel mix",
    unit: "share",
    direction: "none",
    family: "volume",
    grains: ["channel"],
    definition: "Of all contacts opened in the period, the share that came by this channel.",
  },
  {
    id: "reason_share",
    name: "Contact reasons",
    unit: "share",
    direction: "none",
    family: "volume",
    grains: ["reason"],
    definition: "Of all contacts opened in the period, the share with this reason.",
  },
] as const satisfies readonly Kpi[];

export type KpiId = (typeof kpis)[number]["id"];

const byId = new Map<string, Kpi>(kpis.map((kpi) => [kpi.id, kpi]));

export function kpiOf(id: string): Kpi | undefined {
  return byId.get(id);
}
