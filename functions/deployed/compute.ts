/** Everything that has landed goes into the tables, under the one lease of who writes them. */

import type { Execution } from "../adapters/aws/executions.ts";
import type { Config } from "../core/config.ts";
import { DeadlineError, HeldError, QueryError } from "../core/errors.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Lake } from "../ports.ts";
import { type Computed, compute } from "../stages/compute.ts";
import { type Asked, ask } from "./ask.ts";
import { configNow } from "./configured.ts";
import { lakeOf, start } from "./home.ts";
import { leased } from "./lease.ts";
import { noteTry } from "./tries.ts";
import { writingWarehouse } from "./warehouse.ts";

export async function computeTables(_event: unknown, invocation: Invocation): Promise<Outcome> {
  const lake = lakeOf();
  const config = await configNow(lake);
  const outcome = await leased("compute", invocation, lake, async () => {
    const asked = await ask(config, invocation, lake);
    if (!asked.work.some(({ kind }) => kind === "compute")) return { outcome: "nothing to do" };
    return attempt(config, asked, invocation, lake);
  });
  return outcome ?? { outcome: "another worker is at it" };
}

async function attempt(
  config: Config,
  { inputs, tries }: Asked,
  { signal, machineNow, owner, log }: Invocation,
  lake: Lake,
): Promise<Outcome> {
  const before = tries?.inputs === inputs ? tries.failed : 0;
  const note = (failed: number, held: string | null) =>
    noteTry("compute", { inputs, failed, held, at: machineNow().toISOString() }, lake);
  await note(before + 1, null);
  let bytes = 0;
  const onQuery = ({ name, state, bytesScanned, milliseconds }: Execution) => {
    bytes += bytesScanned;
    log("query", { query: name, state, bytes: bytesScanned, milliseconds });
  };
  try {
    const warehouse = await writingWarehouse(lake, { signal, onQuery });
    const computed = await compute({ config, run: owner.token }, { lake, warehouse });
    await note(0, null);
    await start("tick");
    return toldOf(computed, bytes);
  } catch (error) {
    // What Athena has finished is found again, so a first load of years takes several workers, and none of them failed.
    if (error instanceof DeadlineError) {
      await note(before, null);
      return { outcome: "goes on at the next tick", fields: { bytes } };
    }
    if (!(error instanceof HeldError || error instanceof QueryError)) throw error;
    await note(before + 1, error.message);
    return { outcome: "held", fields: { bytes }, metrics: { HeldComputes: 1 } };
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
