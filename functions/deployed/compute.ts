/** Everything that has landed goes into the tables, under the one lease of who writes them. */

import type { Execution } from "../adapters/aws/executions.ts";
import { isMadeUnsaid } from "../core/cadence.ts";
import type { Config } from "../core/config.ts";
import { DeadlineError, HeldError, LostRaceError, QueryError, StorageError } from "../core/errors.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Lake } from "../ports.ts";
import { computingWent } from "../stages/attempts.ts";
import type { Computed } from "../stages/compute.ts";
import { ask } from "./ask.ts";
import { configNow } from "./configured.ts";
import { inboxOf, lakeOf } from "./home.ts";
import { leased } from "./lease.ts";
import { start } from "./start.ts";

export async function computeTables(_event: unknown, invocation: Invocation): Promise<Outcome> {
  const lake = lakeOf();
  const config = await configNow(lake);
  const outcome = await leased("compute", invocation, lake, async () => {
    const { work, state } = await ask(config, invocation, { lake, inbox: inboxOf() });
    if (work.some(({ kind }) => kind === "compute")) return attempt(config, invocation, lake);
    return isMadeUnsaid(config, state) ? ended(config, invocation, lake) : { outcome: "nothing to do" };
  });
  if (!outcome) return { outcome: "another worker is at it" };
  if (outcome.outcome !== "nothing to do") await start("tick");
  return outcome;
}

/** Nothing is to be made; who made it last died before what they replaced was removed, or before the last word. */
async function ended(config: Config, { signal, machineNow }: Invocation, lake: Lake): Promise<Outcome> {
  const { readingWarehouse } = await import("./warehouse.ts");
  const warehouse = readingWarehouse(lake, { signal, onQuery: () => undefined });
  const removed = await warehouse.sweep("unswept");
  await computingWent(config, { at: machineNow().toISOString() }, lake);
  return { outcome: "ended what another began", fields: { removed } };
}

async function attempt(
  config: Config,
  { signal, machineNow, owner, log }: Invocation,
  lake: Lake,
): Promise<Outcome> {
  let bytes = 0;
  const onQuery = ({ name, state, bytesScanned, milliseconds }: Execution) => {
    bytes += bytesScanned;
    log("query", { query: name, state, bytes: bytesScanned, milliseconds });
  };
  const went = (why?: string) =>
    computingWent(config, { at: machineNow().toISOString(), ...(why !== undefined && { why }) }, lake);
  try {
    // Most of this function, and of no use while nothing is to be computed.
    const { compute } = await import("../stages/compute.ts");
    const { writingWarehouse } = await import("./warehouse.ts");
    const warehouse = await writingWarehouse(lake, { signal, onQuery });
    const computed = await compute({ config, run: owner.token }, { lake, warehouse });
    await went();
    return toldOf(computed, bytes);
  } catch (error) {
    // What Athena has finished is found again, so a first load of years takes several workers, and none of them failed.
    if (error instanceof DeadlineError) return { outcome: "goes on in another function", fields: { bytes } };
    if (error instanceof StorageError || error instanceof LostRaceError || !(error instanceof Error))
      throw error;
    // A check that found rows, or a mapping that is wrong: readers keep the tables they had, and reports wait.
    const isOurs = error instanceof HeldError || error instanceof QueryError;
    await went(isOurs ? error.message : `${error.name}: ${error.message}`);
    return { outcome: "held", fields: { bytes, error: error.name }, metrics: { HeldComputes: 1 } };
  }
}

function toldOf(computed: Computed, bytes: number): Outcome {
  const { unchanged, generation, rebuilt, mapped, quarantined, cohorts, days } = computed;
  const rows = mapped + quarantined;
  return {
    outcome: unchanged ? "nothing new" : "published",
    fields: { generation, rebuilt, mapped, quarantined, cohorts, days, bytes },
    ...(rows > 0 && { metrics: { QuarantinedShare: (100 * quarantined) / rows } }),
  };
}
