/** The numbers behind one change: both values, what the change stands on, and which groups made it. */

import { previousOf } from "./against.ts";
import { type Bridge, bridge, contributions, type Group, type Refused, refusal } from "./bridge.ts";
import { type Comparison, change } from "./compare.ts";
import type { ComparisonSettings } from "./comparison.ts";
import type { Benchmark, Config, Target } from "./config.ts";
import { isCount } from "./evidence.ts";
import { furtherOf } from "./further.ts";
import type { FurtherModel, State, Verdict } from "./model.ts";
import type { Period } from "./period.ts";
import { printed } from "./printed.ts";
import type { DayValues, Entry } from "./samples.ts";
import { sampleOf } from "./samples.ts";
import { acrossBreaks, breaksBetween } from "./series-breaks.ts";
import { settledOf } from "./settled.ts";
import { type Coverage, stateOf, type Value, type Values } from "./values.ts";

export const explained = ["channel", "department", "reason"] as const;

export interface Explanation {
  readonly kpi: Entry;
  readonly state: State;
  readonly now: Value | undefined;
  readonly before: Value | undefined;
  readonly period: Period;
  readonly against: Period;
  /** Judged by itself. */
  readonly change: Comparison;
  /** How each report of such periods judges it, beside all others that it tells; absent where nobody asked. */
  readonly told?: readonly Told[];
  readonly judgedBy: Pick<ComparisonSettings, "significance" | "falseDiscovery">;
  /** Rounded as they are printed: the parts sum to the whole. */
  readonly bridges: readonly { readonly by: (typeof explained)[number]; readonly bridge: Bridge | Refused }[];
  readonly further: readonly FurtherModel[];
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Told {
  readonly report: string;
  readonly verdict: Verdict;
  readonly noise?: true;
  /** How many changes are tested together, this one among them. */
  readonly tested: number;
  /** How improbable it must be among them, at the most, to be called a change. */
  readonly limit: number;
}

export interface ExplainInput {
  readonly period: Period;
  readonly values: Values;
  readonly days: DayValues;
  readonly coverage: Coverage;
  /** A day of the period has too little to be believed: see `quiet`. */
  readonly isQuiet?: boolean;
  readonly settings: Pick<Config, "comparison" | "parameters" | "events" | "benchmarks" | "targets">;
}

/** The steps in which changes of a unit are printed. */
export const steps = { share: 0.001, points: 0.1, seconds: 1, money: 0.01, number: 0.1, count: 1 } as const;

export function explain(kpi: Entry, input: ExplainInput): Explanation {
  const { period, values, days, coverage, settings } = input;
  const against = previousOf(period, settings.comparison.previousDay);
  const [now, before] = [values.at(kpi.id, period), values.at(kpi.id, against)];
  const benchmark: Benchmark | undefined = settings.benchmarks[kpi.id];
  const target: Target | undefined = settings.targets[kpi.id];
  const { comparison } = settings;
  const state = stateOf(kpi.id, period, now, coverage, settings.parameters);
  const isWhole = state !== "open" && !input.isQuiet;
  const isBroken = breaksBetween(coverage.breaks, kpi.id, period, against).length > 0;
  const refused = !isWhole ? notWhole.withheld : isBroken ? "not from the same sources" : undefined;
  return {
    kpi,
    state,
    now,
    before,
    period,
    against,
    change: isWhole
      ? change(
          acrossBreaks(kpi, period, against, coverage.breaks),
          sampleOf(kpi, period, values, days),
          sampleOf(kpi, against, values, days),
          comparison,
        )
      : notWhole,
    judgedBy: { significance: comparison.significance, falseDiscovery: comparison.falseDiscovery },
    bridges: explained
      .filter((by) => kpi.grains.includes(by))
      .map((by) => ({
        by,
        bridge: refused ? { refused } : bridgeBy(by, kpi, [period, against], values),
      })),
    further: furtherOf(kpi, {
      ...{ period, values, days, settings: comparison, events: settings.events },
      ...(coverage.breaks && { breaks: coverage.breaks }),
      ...(benchmark && { benchmark }),
      ...(target && { target }),
    }),
    parameters: settledOf(kpi, settings.parameters),
  };
}

/** Half a week is not held against a whole one, as no report does either. */
const notWhole = {
  ...{ value: null, change: null, verdict: "unknown" },
  withheld: "not complete yet",
} as const satisfies Comparison;

/** What the groups of one breakdown did to the change of a KPI, rounded as it is printed. */
export function bridgeBy(
  by: (typeof explained)[number],
  kpi: Entry,
  periods: readonly [Period, Period],
  values: Values,
): Bridge | Refused {
  const made = exactBridge(kpi, groupsBy(by, kpi, periods, values), periods, values);
  return "refused" in made ? made : printed(made, steps[kpi.unit]);
}

const part = (one: Value | undefined) =>
  one ? { numerator: one.numerator ?? 0, denominator: one.denominator ?? 0 } : null;

/** The groups of a dimension in either period. */
export function groupsBy(
  by: (typeof explained)[number],
  kpi: Entry,
  [period, against]: readonly [Period, Period],
  values: Values,
): readonly Group[] {
  return values.members(by, [period, against], kpi.id).map((member) => ({
    member,
    now: part(values.at(kpi.id, period, by, member)),
    before: part(values.at(kpi.id, against, by, member)),
  }));
}

/** What each of them did to the change between the periods, not rounded. */
export function exactBridge(
  kpi: Entry,
  groups: readonly Group[],
  [period, against]: readonly [Period, Period],
  values: Values,
): Bridge | Refused {
  const [now, before] = [values.at(kpi.id, period), values.at(kpi.id, against)];
  if (now?.fingerprint && before?.fingerprint && now.fingerprint !== before.fingerprint)
    return { refused: "the definition changed" };
  if (isCount(kpi) && kpi.kind !== "per_day") {
    if (!now || !before) return { refused: now ? "no earlier data" : "no data" };
    return contributions(groups);
  }
  const refused =
    kpi.kind === "running_share" || kpi.kind === "mix"
      ? "its groups are not shares of one whole"
      : refusal(kpi);
  if (refused) return { refused };
  const whole = { now: part(now), before: part(before) };
  if (!whole.now || !whole.before) return { refused: whole.now ? "no earlier data" : "no data" };
  return bridge(kpi, groups, { now: whole.now, before: whole.before });
}
