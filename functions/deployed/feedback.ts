/** What SES tells of messages, as EventBridge hands it over. */

import { sesEvents } from "../adapters/aws/ses-events.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import { feedback } from "../stages/feedback.ts";
import { configNow } from "./configured.ts";
import { lakeOf, stackPlace } from "./home.ts";
import { isAlive } from "./lease.ts";
import { mailOf } from "./mail.ts";

export async function takeIn(event: unknown, { now, machineNow, owner }: Invocation): Promise<Outcome> {
  const events = sesEvents(JSON.stringify(event));
  const lake = lakeOf();
  const config = await configNow(lake);
  let suppressed = 0;
  for (const one of events) {
    const worker = { owner, isAlive, machineNow: machineNow().toISOString() };
    const heard = await feedback(
      one,
      { config, now, worker, place: stackPlace() },
      { lake, mail: mailOf(config) },
    );
    if (heard.isSuppressed) suppressed += 1;
  }
  const kinds = events.map(({ kind }) => kind);
  return {
    outcome: events.length === 0 ? "about no message of ours" : "taken in",
    fields: { kinds, suppressed },
  };
}
