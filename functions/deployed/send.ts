/** One report on one period, to everybody who is still to get it. */

import type { Execution } from "../adapters/aws/executions.ts";
import type { Config } from "../core/config.ts";
import { DeadlineError } from "../core/errors.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Lake } from "../ports.ts";
import type { Delivery } from "../stages/deliver.ts";
import { ask } from "./ask.ts";
import { configNow } from "./configured.ts";
import { inboxOf, lakeOf, stackPlace, withUrl } from "./home.ts";
import { isAlive, leased } from "./lease.ts";
import { mailOf } from "./mail.ts";

interface Which {
  readonly report: string;
  /** Its name: `2026-W46`. */
  readonly period: string;
}

export async function sendReport(which: Which, invocation: Invocation): Promise<Outcome> {
  const lake = lakeOf();
  const config = withUrl(await configNow(lake));
  const outcome = await leased(`send-${which.report}`, invocation, lake, () =>
    sendIfDue(which, config, invocation, lake).catch((error: unknown): Outcome => {
      if (!(error instanceof DeadlineError)) throw error;
      return { outcome: "goes on at the next tick", fields: { ...which } };
    }),
  );
  return outcome ?? { outcome: "another worker is at it", fields: { ...which } };
}

async function sendIfDue(which: Which, config: Config, invocation: Invocation, lake: Lake): Promise<Outcome> {
  const { work, state } = await ask(config, invocation, { lake, inbox: inboxOf() });
  const found = work.find(
    (one) => one.kind === "send" && one.report === which.report && one.period.name === which.period,
  );
  if (found?.kind !== "send") return { outcome: "nothing to do", fields: { ...which } };
  const { now, machineNow, owner, signal, log } = invocation;
  const onQuery = ({ name, bytesScanned: bytes, milliseconds, state: ended }: Execution) =>
    log("query", { query: name, state: ended, bytes, milliseconds });
  // Most of this function, and of no use while nothing is due.
  const { send } = await import("../stages/send.ts");
  const { readingWarehouse } = await import("./warehouse.ts");
  const { url } = config.organisation;
  const { deliveries } = await send(
    {
      config,
      state,
      now,
      report: found.report,
      period: found.period,
      missing: found.missing,
      archive: `${url}/archive`,
      worker: { owner, isAlive, machineNow: machineNow().toISOString() },
      place: stackPlace(),
    },
    {
      lake: endingAt(signal, lake),
      warehouse: readingWarehouse(lake, { signal, onQuery }),
      mail: mailOf(config),
    },
  );
  return toldOf(which, deliveries);
}

/** Begins no message that this worker may not bring to its end; the next one goes on from there. */
function endingAt(signal: AbortSignal, lake: Lake): Lake {
  return {
    ...lake,
    async claim(key, body) {
      if (signal.aborted)
        throw new DeadlineError("Stopped before everybody had theirs. The next tick goes on from here.");
      return lake.claim(key, body);
    },
  };
}

function toldOf(which: Which, deliveries: readonly Delivery[]): Outcome {
  const count = (outcome: Delivery["outcome"]) => deliveries.filter((one) => one.outcome === outcome).length;
  const now = deliveries.filter(({ fresh }) => fresh).length;
  const unknown = count("unknown");
  const fields = { ...which, sent: now, unknown, failed: count("failed"), refused: count("refused") };
  return {
    outcome: "sent",
    fields: { ...fields, recipients: deliveries.length },
    metrics: { EmailsSent: now, UnknownDeliveries: unknown },
  };
}
