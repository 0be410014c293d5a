/** What is due, asked of the same state by the tick that starts workers and by each worker before it acts. */

import type { Config } from "../core/config.ts";
import type { Due, State } from "../core/due.ts";
import { fingerprint } from "../core/fingerprint.ts";
import { lateSeconds } from "../core/notices.ts";
import { owed } from "../core/owed.ts";
import { dueAt } from "../core/schedule.ts";
import type { Lake } from "../ports.ts";
import { loadState, tick } from "../stages/tick.ts";
import { type Looked, lookedAt, looksOf } from "./looks.ts";
import { publishedWarehouse } from "./published.ts";
import { type Tries, triesOf, waitsUntil } from "./tries.ts";

export interface Asked extends Due {
  readonly state: State;
  /** Sources to look at now. */
  readonly toLand: Looked["toLand"];
  /** What the tables would be made of now. */
  readonly inputs: string;
  readonly tries: Tries | undefined;
  /** Reports and periods that are an hour late. */
  readonly late: number;
}

/**
 * The work is all that is missing, but for what failed a short while ago and what a worker is at. `isNoted`: the tick that
 * started this worker wrote down the first sight of reports.
 */
export async function ask(
  config: Config,
  { now, machineNow }: { readonly now: string; readonly machineNow: () => Date },
  lake: Lake,
  isNoted = true,
): Promise<Asked> {
  const warehouse = publishedWarehouse(lake);
  const machine = machineNow().toISOString();
  const before = await loadState({ config, polled: new Set() }, { lake, warehouse });
  const { toLand, polled } = lookedAt(config, before.reports, await looksOf(config, lake), machine);
  const tries = await triesOf("compute", lake);
  const inputs = inputsOf(config, before);
  const waits = waitsUntil(tries, inputs, machine) !== undefined;
  const held = waits ? (tries?.held ?? null) : null;
  const { work, ...rest } = await tick({ config, now, polled, held, isNoted }, { lake, warehouse });
  const isNow = (one: Due["work"][number]) =>
    one.kind === "land" ? toLand.has(one.source) : one.kind !== "compute" || !waits;
  // A source whose worker died is looked at again, although nothing waits for that.
  const again = [...toLand].filter((id) => polled.has(id));
  return {
    ...rest,
    work: [...again.map((source) => ({ kind: "land", source }) as const), ...work.filter(isNow)],
    toLand,
    inputs,
    tries,
    late: lateOnes(config, rest.state, now),
  };
}

/** What a compute reads: the config, the SQL of this version of Raport, and the batches that have landed. */
function inputsOf({ version, sources }: Config, { sources: landed, outdated }: State): string {
  const batches = sources.map(({ id }) => `${id} ${landed[id]?.settings} ${landed[id]?.batch}`);
  return fingerprint([version, String(outdated), ...batches]);
}

function lateOnes({ reports, organisation }: Config, { reports: known }: State, now: string): number {
  const since = Date.parse(now) - lateSeconds * 1000;
  const late = reports.flatMap((report) =>
    owed(report, known[report.id], organisation.zone, now).filter(
      (period) => Date.parse(dueAt(report, period)) <= since,
    ),
  );
  return late.length;
}
