/** A KPI's catalogue entry in words: how it is made, when it is final, and what this organisation decided of it. */

import { timeText, valueText } from "../../templates/index.ts";
import type { Config } from "../core/config.ts";
import { familyFacts, type Kpi, type KpiId, measureOf } from "../core/kpi.ts";
import { type Parameter, type ParameterValue, parameters } from "../core/parameters.ts";
import { isKept } from "../stages/events.ts";
import type { KpiParameter, KpiSheet } from "../web/desk/kpis.ts";
import { plain } from "./plain.ts";

const kinds: Readonly<Record<Kpi["kind"], string>> = {
  count: "the sum of the days",
  share: "numerator ÷ denominator, each summed over the days first",
  mean: "total ÷ how many, each summed over the days first",
  points: "100 × total ÷ how many, each summed over the days first",
  median: "the middle one, from a histogram that is right within 1 %",
  ninetieth: "the 90th of a hundred, from a histogram that is right within 1 %",
  largest: "the largest of the days",
  running: "everything up to the last day of the period, what came less what went",
  running_share: "one running sum ÷ another, up to the last day of the period",
  mix: "its part of all, each summed over the days first",
  per_day: "the sum of the days ÷ the number of days",
};
const directions: Readonly<Record<Kpi["direction"], string>> = {
  up: "high",
  down: "low",
  none: "neither high nor low",
  band: "within a band",
};

const dash = "–";
/** As readers see it; a dash where there is none. */
export const amount = (kpi: Kpi, value: number | null, config: Pick<Config, "currency" | "targets">) =>
  value === null
    ? dash
    : valueText(kpi, value, { currency: config.currency, target: config.targets[kpi.id as KpiId] });

export function factsOf(kpi: Kpi, config: Config | undefined): KpiSheet["facts"] {
  const target = config?.targets[kpi.id as KpiId];
  const limit = (words: string, value: number | undefined) =>
    value === undefined || !config ? [] : [`${words} ${amount(kpi, value, config)}`];
  const grains = kpi.grains.filter((grain) => config === undefined || isKept(grain, config));
  return [
    ["Value", kinds[kpi.kind]],
    ...(kpi.measure === undefined ? [] : [["Made of", `the measure ${measureOf(kpi)}`] as const]),
    ["Unit", kpi.unit],
    ["Better is", kpi.band ? `from ${kpi.band.from} to ${kpi.band.to}` : directions[kpi.direction]],
    ...(target
      ? [
          [
            "Target",
            [...limit("at most", target.atMost), ...limit("at least", target.atLeast)].join(", ") || dash,
          ] as const,
        ]
      : []),
    ["Made from", familyFacts[kpi.family].join(", ")],
    ["Broken down by", grains.map((grain) => grain.replace("_x_", " × ")).join(", ")],
    ["Final", finalWhen(kpi)],
    ...(kpi.incomparable ? [["Never compared", kpi.incomparable] as const] : []),
  ];
}

function finalWhen({ window, ofMonths, matures }: Kpi): string {
  const waits = [
    ...(window ? [`${window} days after the period: it looks ahead`] : []),
    ...(ofMonths ? ["when each month it touches is over and its cost is there"] : []),
    ...(matures ? ["when no contact of the period is open any more"] : []),
  ];
  return waits.length === 0 ? "when the data reach past the end of the period" : waits.join("; ");
}

const worded = (value: ParameterValue | undefined): string =>
  value === undefined
    ? dash
    : Array.isArray(value)
      ? value.map((one) => plain(String(one))).join(", ")
      : value === true
        ? "yes"
        : value === false
          ? "no"
          : plain(String(value));

export function parameterOf(
  id: NonNullable<Kpi["parameters"]>[number],
  config: Config | undefined,
): KpiParameter {
  const {
    says,
    default: usual,
    kind,
  } = (parameters as readonly Parameter[]).find((one) => one.id === id) as Parameter;
  const inWords = (value: ParameterValue | undefined) =>
    kind === "duration" && typeof value === "number"
      ? timeText(value)
      : kind === "days"
        ? `${worded(value)} days`
        : worded(value);
  const { organisation, byChannel = {}, byDepartment = {} } = config?.parameters ?? {};
  const members = (of: typeof byChannel, what: string) =>
    Object.entries(of).flatMap(([member, values]) =>
      values[id] === undefined ? [] : [`${what} ${plain(member)}: ${inWords(values[id])}`],
    );
  return {
    id,
    says,
    value: inWords(organisation?.[id] ?? usual),
    usual: inWords(usual),
    members: [...members(byChannel, "channel"), ...members(byDepartment, "department")],
  };
}
