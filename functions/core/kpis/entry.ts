/** What the catalogue says of a KPI, and the breakdowns it may be kept by. */

import type { FactName } from "../facts.ts";
import type { ParameterId, ParameterValue } from "../parameters.ts";
import type { Withheld } from "../withheld.ts";

export type Unit = "count" | "seconds" | "share" | "points" | "money" | "number";

/** `band`: good is neither high nor low, but between two values. */
export type Direction = "up" | "down" | "none" | "band";

export const grains = [
  "all",
  "hour",
  "channel",
  "department",
  "agent",
  "reason",
  "location",
  "product",
  "queue",
  "department_x_hour",
  "department_x_channel",
  "department_x_agent",
  "department_x_reason",
  "department_x_location",
  "department_x_product",
  "department_x_queue",
  "channel_x_hour",
  "channel_x_agent",
  "channel_x_reason",
  "channel_x_location",
  "channel_x_product",
  "channel_x_queue",
] as const;

export type Grain = (typeof grains)[number];

/** The grains that need none of these breakdowns. */
export function grainsWithout(...breakdowns: readonly string[]): readonly Grain[] {
  return grains.filter((grain) => !grain.split("_x_").some((part) => breakdowns.includes(part)));
}

/**
 * Where the histogram of a measure is kept, and with it percentiles: crossed breakdowns would make a row of every contact
 * and say little, of so few. queries/rollups/components groups by bucket for these alone.
 */
export const histogramGrains: readonly Grain[] = grains.filter(
  (grain) => !grain.includes("_x_") || grain === "channel_x_reason",
);

/** One file in queries/kpis each, and the facts it cannot do without. */
export const familyFacts = {
  volume: ["contacts"],
  demand: ["contacts"],
  resolution: ["contacts"],
  repeats: ["contacts"],
  agents: ["agent_time"],
  costs: ["contacts", "contact_legs", "costs"],
  sla: ["contacts", "sla_verdicts"],
  queues: ["contacts", "contact_legs"],
  handling: ["contacts", "contact_legs"],
  surveys: ["contacts", "surveys"],
  responses: ["contacts", "messages"],
} as const satisfies Readonly<Record<string, readonly FactName[]>>;

export type Family = keyof typeof familyFacts;

/**
 * How a value is made of the sums of its measure: numerator; numerator / denominator; total / n; 100 total / n; the
 * middle or ninetieth of a hundred by the histogram; the largest; a running sum of flows, or of two; a part of all;
 * contacts by the days of the period.
 */
export type Kind =
  | "count"
  | "share"
  | "mean"
  | "points"
  | "median"
  | "ninetieth"
  | "largest"
  | "running"
  | "running_share"
  | "mix"
  | "per_day";

export interface Kpi {
  readonly id: string;
  readonly name: string;
  readonly unit: Unit;
  /** Which way is good for customers; "none" for volumes and mixes. */
  readonly direction: Direction;
  /** Of a KPI whose direction is `band`: where it should be. */
  readonly band?: { readonly from: number; readonly to: number };
  readonly definition: string;
  /** The file in queries/kpis that computes its components. */
  readonly family: Family;
  readonly kind: Kind;
  /** The component it is made of; its own id unless it shares one. */
  readonly measure?: string;
  readonly grains: readonly Grain[];
  /** Made of something not every source states: where there is no row, nobody said, and it is not 0. */
  readonly optional?: boolean;
  /** What its total is divided by: a million for money. */
  readonly scale?: number;
  /** `days`: numerator and denominator are time or money, nothing counted one by one, so only days can scatter. */
  readonly observations?: "days";
  /** What its definition leaves to the organisation. */
  readonly parameters?: readonly ParameterId[];
  /** It may still move until so many days after the period: it looks ahead. */
  readonly window?: ParameterId;
  /** It looks ahead only where these parameters have these values. */
  readonly aheadWhere?: Readonly<Partial<Record<ParameterId, ParameterValue>>>;
  /** Each day has its part of a whole month, so it may still move until the month is over and what it is made of is there. */
  readonly ofMonths?: boolean;
  /** Why a change against another period would mislead, where it would. */
  readonly incomparable?: Withheld;
  /** May still rise while contacts of the period are open. */
  readonly matures?: boolean;
  /** One of the dozen a report shows that names no KPIs, where the organisation has the facts for it. */
  readonly headline?: boolean;
}
