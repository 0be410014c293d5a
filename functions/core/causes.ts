/** What may explain the figures of a report: what happened in the months it shows, and which groups made a change. Pure. */

import { previousOf } from "./against.ts";
import type { Effect } from "./bridge.ts";
import type { Config, Scope } from "./config.ts";
import { concerns } from "./discreet.ts";
import { exactBridge, explained, groupsBy } from "./explain.ts";
import { type KpiId, kpiOf } from "./kpi.ts";
import type { KpiModel, ReportModel } from "./model.ts";
import { asPrinted } from "./narrative-why.ts";
import { type Period, previous } from "./period.ts";
import type { Entry } from "./samples.ts";
import { hasOwnReasons, type Values } from "./values.ts";

/** Something that happened; `until` is its last local day, without it it changed things for good. */
export interface EventModel {
  readonly title: string;
  readonly on: string;
  readonly until?: string;
}

/** What the groups of one breakdown did to a change since the period before, rounded so that the parts sum to the whole. */
export interface BridgeModel {
  readonly kpi: KpiId;
  readonly by: (typeof explained)[number];
  readonly whole: number;
  readonly rate: number;
  readonly mix: number;
  /** The groups that did most, the largest effect first. */
  readonly effects: readonly Effect[];
  /** What all the others did together, and how many they are. */
  readonly rest?: Omit<Effect, "member"> & { readonly members: number };
}

export interface Causes {
  /** Of what got worse or moved; absent where a reader may not know every group. */
  readonly bridges?: readonly BridgeModel[];
  /** Within the span the trends show, the earliest first. */
  readonly events?: readonly EventModel[];
  readonly holidays?: readonly string[];
}

interface CausesInput {
  readonly period: Period;
  readonly values: Values;
  readonly settings: Pick<Config, "events" | "holidays" | "comparison">;
  readonly scope?: Scope | null;
}

/** So many KPIs are taken apart, and of each so many groups are named. */
const mostKpis = 3;
const mostGroups = 6;

type Told = Pick<ReportModel, "kpis" | "attention">;

/** Of a report whose changes are told already. */
export function causesOf(told: Told, input: CausesInput): Causes {
  const { period, values, scope } = input;
  const { events, holidays } = input.settings;
  const longest = Math.max(1, ...told.kpis.map(({ trend }) => trend.length));
  const from = previous(period, longest - 1).start;
  const channels = values.members("channel", [period, previous(period)]);
  const happened = events
    .filter((event) => event.on < period.end && (event.until ?? event.on) >= from)
    .filter((event) => concerns(event, scope, channels))
    .map(({ title, on, until }): EventModel => ({ title, on, ...(until !== undefined && { until }) }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const off = holidays.filter((day) => day >= from && day < period.end);
  const bridges = scope ? [] : bridgesOf(told, input);
  return {
    ...(bridges.length > 0 && { bridges }),
    ...(happened.length > 0 && { events: happened }),
    ...(off.length > 0 && { holidays: off }),
  };
}

/** What needs attention first, then what else changed, in the order of the report. */
function bridgesOf(
  { kpis, attention }: Told,
  { period, values, settings }: CausesInput,
): readonly BridgeModel[] {
  const against = previousOf(period, settings.comparison.previousDay);
  const moved = kpis.filter(isMoved).map(({ id }) => id);
  const ids = [...new Set([...attention, ...moved])].filter((id) => moved.includes(id));
  return ids
    .map((id) => bridgesOfKpi(kpis.find((one) => one.id === id) as KpiModel, [period, against], values))
    .filter((bridges) => bridges.length > 0)
    .slice(0, mostKpis)
    .flat();
}

/** Only a change that is told can be taken apart. */
function isMoved({ previous: { change, withheld, verdict } }: KpiModel): boolean {
  return change !== null && withheld === undefined && verdict !== "unchanged" && verdict !== "unknown";
}

function bridgesOfKpi(
  model: KpiModel,
  periods: readonly [Period, Period],
  values: Values,
): readonly BridgeModel[] {
  const kpi = kpiOf(model.id) as Entry;
  const moved = (model.value ?? 0) - (model.previous.value ?? 0);
  return explained
    .filter((by) => kpi.grains.includes(by) && !(by === "reason" && hasOwnReasons(model.id)))
    .flatMap((by): readonly BridgeModel[] => {
      const exact = exactBridge(kpi, groupsBy(by, kpi, periods, values), periods, values);
      if ("refused" in exact || exact.effects.length < 2) return [];
      // A count whose groups are not read, or not all of it, is not made of them.
      if (Math.abs(exact.whole - moved) > 1e-6 * Math.max(1, Math.abs(moved))) return [];
      const made = asPrinted(exact, model);
      if (!made) return [];
      const { whole, rate, mix } = made;
      const [effects, others] = [made.effects.slice(0, mostGroups), made.effects.slice(mostGroups)];
      const rest = others.length > 0 && { rest: restOf(made, effects, others.length) };
      return [{ kpi: model.id, by, whole, rate, mix, effects, ...rest }];
    });
}

/** What is left of the whole, so that it sums although its parts were rounded one by one. */
function restOf(
  all: Omit<Effect, "member">,
  told: readonly Effect[],
  members: number,
): NonNullable<BridgeModel["rest"]> {
  const left = (part: "whole" | "rate" | "mix") =>
    Number(told.reduce((sum, one) => sum - one[part], all[part]).toPrecision(12)) + 0;
  return { members, rate: left("rate"), mix: left("mix"), whole: left("whole") };
}
