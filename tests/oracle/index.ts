/** Every KPI of these facts, in plain TypeScript: what the SQL must give too. */

import { addAgents, declareAgents } from "./agents.ts";
import { calendarOf, clockOf } from "./calendar.ts";
import { addCosts, declareCosts } from "./costs.ts";
import type { Facts, Settings } from "./facts.ts";
import { allGrains } from "./grains.ts";
import { addHandling, declareHandling } from "./handling.ts";
import { type Period, periodsBetween } from "./periods.ts";
import { addQueues, declareQueues } from "./queues.ts";
import { addRepeats, declareRepeats } from "./repeats.ts";
import { addResolution, declareResolution } from "./resolution.ts";
import { addResponses, declareResponses } from "./responses.ts";
import { type OracleRow, Sums } from "./sums.ts";
import { addSurveys, declareSurveys } from "./surveys.ts";
import { addTargets, declareTargets } from "./targets.ts";
import { addVolume, declareVolume } from "./volume.ts";

export { differences } from "./differences.ts";
export { type Facts, noFacts, nowhere, type Settings } from "./facts.ts";
export { allGrains } from "./grains.ts";
export type { OracleRow } from "./sums.ts";

export interface Asked extends Settings {
  /** First and last local day. */
  readonly from: string;
  readonly to: string;
  readonly grains?: readonly string[];
}

/** Days from `from` to `to`, and the ISO weeks and months wholly between them, by every breakdown asked for. */
export function oracle(facts: Facts, asked: Asked): readonly OracleRow[] {
  const clock = clockOf(asked.businessHours);
  const periods = periodsBetween(asked.from, asked.to);
  const sums = new Sums(calendarOf(asked.zone), periods, asked.grains ?? allGrains);
  declareVolume(sums);
  declareResolution(sums);
  declareRepeats(sums);
  declareQueues(sums);
  declareHandling(sums);
  declareResponses(sums);
  declareSurveys(sums);
  declareTargets(sums);
  declareAgents(sums);
  declareCosts(sums);
  addVolume(sums, facts, asked, clock);
  addResolution(sums, facts, asked, clock);
  addRepeats(sums, facts, asked);
  addQueues(sums, facts, asked, clock);
  addHandling(sums, facts, asked);
  addResponses(sums, facts, asked, clock);
  addSurveys(sums, facts, asked);
  addTargets(sums, facts);
  addAgents(sums, facts, asked);
  addCosts(sums, facts, asked);
  const isOperating = asked.parameters.organisation.volume_day_basis === "operating";
  return sums.rows((period) =>
    isOperating ? operatingDays(period, clock.operates) : period.end - period.start,
  );
}

function operatingDays({ start, end }: Period, operates: (day: number) => boolean): number {
  const days = Array.from({ length: end - start }, (_, index) => start + index);
  return days.filter(operates).length;
}
