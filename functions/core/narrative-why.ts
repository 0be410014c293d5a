/**
 * Which groups made a change, as far as arithmetic can tell: the exact bridge by the one dimension whose groups moved
 * most for their size, rounded so that what is printed sums to the change that is printed. Pure.
 */

import { previousOf } from "./against.ts";
import type { Bridge, Effect, Group } from "./bridge.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { Scope } from "./config.ts";
import { isCount } from "./evidence.ts";
import { exactBridge, explained, groupsBy, steps } from "./explain.ts";
import type { Unit } from "./kpi.ts";
import type { KpiModel } from "./model.ts";
import type { Period } from "./period.ts";
import { daysFrom, printed } from "./printed.ts";
import type { Entry } from "./samples.ts";
import { isKept } from "./scope.ts";
import { hasOwnReasons, type Values } from "./values.ts";

/** All amounts are in the KPI's own unit: the groups and the rest sum to the whole, and so do rate and mix. */
export interface Why {
  readonly by: (typeof explained)[number];
  readonly whole: number;
  /** Of groups that did better or worse, and of another mix of them; a count is all rate. */
  readonly rate: number;
  readonly mix: number;
  /** The one or two that did most. */
  readonly groups: readonly { readonly member: string; readonly amount: number }[];
  /** All others together; null where there are none. */
  readonly rest: number | null;
}

export interface WhyInput {
  readonly period: Period;
  readonly values: Values;
  readonly settings: { readonly comparison: Pick<ComparisonSettings, "previousDay"> };
  readonly scope?: Scope | null | undefined;
}

type By = Why["by"];
interface Found {
  readonly by: By;
  readonly bridge: Bridge;
  readonly named: readonly Effect[];
  /** How much more of the change the named groups made than of the contacts. */
  readonly surplus: number;
}

/** A second group is named where it did at least this part of what the first did. */
const leastOfFirst = 0.3;

/** Undefined where there is no change to explain, and where no dimension explains it to this reader. */
export function whyOf(kpi: Entry, model: KpiModel, input: WhyInput): Why | undefined {
  const { change, verdict } = model.previous;
  if (change === null || change === 0 || verdict === "unchanged" || verdict === "unknown") return undefined;
  const [best] = explained
    .flatMap((by) => found(by, kpi, model, input) ?? [])
    .sort((a, b) => b.surplus - a.surplus);
  return best && toldOf(best, model);
}

function found(by: By, kpi: Entry, model: KpiModel, input: WhyInput): Found | undefined {
  const { values, period, settings, scope } = input;
  if (!isKept(kpi, by, scope) || (by === "reason" && hasOwnReasons(kpi.id))) return undefined;
  const periods = [period, previousOf(period, settings.comparison.previousDay)] as const;
  if (isAnyHidden(by, kpi, periods, values)) return undefined;
  const groups = groupsBy(by, kpi, periods, values);
  const bridge = exactBridge(kpi, groups, periods, values);
  if ("refused" in bridge || bridge.effects.length < 2) return undefined;
  // The groups of a count are its parts only where each contact is in one of them.
  const moved = (model.value ?? 0) - (model.previous.value ?? 0);
  if (Math.abs(bridge.whole - moved) > 1e-6 * Math.max(1, Math.abs(moved))) return undefined;
  const named = namedOf(bridge);
  return named.length === 0
    ? undefined
    : { by, bridge, named, surplus: surplusOf(bridge, named, groups, kpi) };
}

/** One group that is kept from the reader could be worked out from the others and the whole. */
function isAnyHidden(by: By, kpi: Entry, periods: readonly Period[], values: Values): boolean {
  const { isHidden } = values;
  if (!isHidden) return false;
  return periods.some((period) =>
    values
      .members(by, periods, kpi.id)
      .some((one) => isHidden(kpi.id, period, by, one) || isHidden("contacts_opened", period, by, one)),
  );
}

/** First the one that moved it most the way it went, then whichever did most of the others, if that is worth naming. */
function namedOf({ whole, effects }: Bridge): readonly Effect[] {
  const first = effects.find((one) => Math.sign(one.whole) === Math.sign(whole));
  if (!first) return [];
  const others = effects.filter((one) => one !== first && one.whole !== 0);
  const second = others.find((one) => Math.abs(one.whole) >= leastOfFirst * Math.abs(first.whole));
  return second ? [first, second] : [first, ...(others.length === 1 ? others : [])];
}

function surplusOf(bridge: Bridge, named: readonly Effect[], groups: readonly Group[], kpi: Entry): number {
  const moved = (effects: readonly Effect[]) => effects.reduce((sum, one) => sum + Math.abs(one.whole), 0);
  const names = new Set(named.map(({ member }) => member));
  const side = isCount(kpi) ? "numerator" : "denominator";
  const size = (some: readonly Group[]) =>
    some.reduce((sum, { now, before }) => sum + (now?.[side] ?? 0) + (before?.[side] ?? 0), 0);
  const part = size(groups.filter(({ member }) => names.has(member))) / (size(groups) || 1);
  return moved(named) / moved(bridge.effects) - part;
}

function toldOf({ by, bridge, named }: Found, model: KpiModel): Why | undefined {
  const made = asPrinted(bridge, model);
  if (!made) return undefined;
  const { whole, rate, mix, effects } = made;
  const groups = named.map(({ member }) => ({
    member,
    amount: effects.find((one) => one.member === member)?.whole ?? 0,
  }));
  if (groups.some(({ amount }) => amount === 0)) return undefined;
  const rest = Number(groups.reduce((left, { amount }) => left - amount, whole).toPrecision(12)) + 0;
  return { by, whole, rate, mix, groups, rest: effects.length > groups.length ? rest : null };
}

/** In the steps in which a reader sees it; undefined where what is printed of the change is none, or another one. */
export function asPrinted(bridge: Bridge, model: KpiModel): Bridge | undefined {
  const step = stepOf(model, bridge);
  const whole = wholeOf(model, step);
  if (whole === 0 || Math.abs(whole - bridge.whole / step) >= 1) return undefined;
  return printed(bridge, step, whole);
}

/** The step in which values of the KPI are printed: of times the finer of the two units that are written. */
function stepOf({ unit, value, previous, lastYear, target, trend, further = [] }: KpiModel, bridge: Bridge) {
  if (unit !== "seconds") return steps[unit];
  const beside = [
    ...[value, previous.value, lastYear.value, target?.atMost, target?.atLeast],
    ...trend.flatMap((point) => [point.value, point.lastYear]),
    ...further.flatMap((one) => [one.now.value, one.value]),
  ].filter((one) => one != null);
  const parts = bridge.effects.flatMap((one) => [one.rate, one.mix, one.whole]);
  const sizes = [value ?? 0, previous.value ?? 0, bridge.rate, bridge.mix, ...parts].map(Math.abs);
  const inHours = beside.some((one) => Math.abs(one) < daysFrom);
  const largest = Math.max(...sizes);
  if (largest >= daysFrom && !inHours) return 3_600;
  return largest >= 3_599.5 ? 60 : 1;
}

const digits: Readonly<Record<Exclude<Unit, "seconds">, number>> = {
  ...{ count: 0, share: 1, points: 1, money: 2, number: 1 },
};

/** The change in steps, as a reader sees it: as it is printed of shares and points, else between the printed values. */
function wholeOf({ unit, value, previous }: KpiModel, step: number): number {
  const [now, before, moved] = [value ?? 0, previous.value ?? 0, previous.change ?? 0];
  if (unit === "seconds") return Math.round(now / step) - Math.round(before / step);
  const inSteps = (number: number) => Math.round(rounded(number, digits[unit]) * 10 ** digits[unit]);
  if (unit === "share") return inSteps(moved * 100);
  return unit === "points" ? inSteps(moved) : inSteps(now) - inSteps(before);
}

// As all numbers are written, which is not how those that are halfway in binary would be rounded.
const rounded = (number: number, most: number): number =>
  Number(new Intl.NumberFormat("en-US", { maximumFractionDigits: most, useGrouping: false }).format(number));
