/** What of landing and making tables is to be done in this tick, and what keeps its hours or waits for its next try. Pure. */

import { isBackedOff, isComputingDue, isLandingDue } from "./attempts.ts";
import { dataBegin, isBeforeData } from "./begin.ts";
import type { Config, Source } from "./config.ts";
import { beganAs, type State } from "./due.ts";
import { owed } from "./owed.ts";

/** Whether a report whose hour has come needs the source: it is looked at in every tick until that report has begun to go out. */
export function neededNow(config: Config, state: State, now: string): (source: string) => boolean {
  if (state.machineNow === undefined) return () => true;
  const { zone } = config.organisation;
  const coming = config.reports.filter((report) => {
    const begins = dataBegin(report, config, state);
    return owed(report, state.reports[report.id], zone, now).some(
      (period) => !isBeforeData(period, begins) && !state.begun.has(beganAs(report.id, period)),
    );
  });
  const needed = new Set(coming.flatMap(({ sources }) => sources));
  return (source) => needed.has(source);
}

export function isToLand(source: Source, state: State, isNeeded: (source: string) => boolean): boolean {
  if (state.polled.has(source.id)) return false;
  const { machineNow, tried } = state;
  return (
    machineNow === undefined ||
    isLandingDue(source, tried?.landings[source.id], isNeeded(source.id), machineNow)
  );
}

export function isToCompute(config: Config, state: State, isNeeded: (source: string) => boolean): boolean {
  if (!isBehind(config, state)) return false;
  const { machineNow, tried, outdated, warehouse } = state;
  // What somebody edited counts at once, and what a dead writer left makes the tables unreadable.
  if (machineNow === undefined || outdated || warehouse.pending.length > 0) return true;
  const needed = config.sources.some(({ id }) => isNeeded(id));
  return isComputingDue(tried?.computing, needed, machineNow, config.organisation.zone);
}

/** Why the tables could not be made when it was tried last, while the next try is still to come. */
export function heldBack(config: Config, state: State): string | null {
  const { machineNow, tried } = state;
  if (machineNow === undefined || !isBackedOff(tried?.computing, machineNow)) return null;
  return whyHeld(config, state);
}

/** Why the tables lack what landed; null where they lack nothing, or nothing failed with it so far. */
export function whyHeld(config: Config, state: State): string | null {
  const { isSame = false, why = null } = state.tried?.computing ?? {};
  return isSame && isBehind(config, state) ? why : null;
}

/** Whether the tables have everything that landed, and nobody wrote that down: who made them died first. */
export function isMadeUnsaid(config: Config, state: State): boolean {
  const { failed = 0, isSame = false } = state.tried?.computing ?? {};
  return state.warehouse.generation > 0 && (failed > 0 || !isSame) && !isBehind(config, state);
}

function isBehind(config: Config, { warehouse, sources, outdated }: State): boolean {
  const landedMore = config.sources.some(({ id }) => {
    // Batches landed with other settings are for nobody to consume any more.
    const { batch, firstBatch } = sources[id] ?? { batch: 0, firstBatch: 1 };
    return batch > Math.max(warehouse.consumed[id]?.batch ?? 0, firstBatch - 1);
  });
  return landedMore || warehouse.pending.length > 0 || outdated;
}
