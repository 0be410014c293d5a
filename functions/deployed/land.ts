/** One source: what is new in it becomes raw batches. */

import { SourceError } from "../core/errors.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import { type Landing, land } from "../stages/land.ts";
import { ask } from "./ask.ts";
import { configNow } from "./configured.ts";
import { inboxOf, lakeOf, start } from "./home.ts";
import { leased } from "./lease.ts";
import { noteLook } from "./looks.ts";

export async function landSource(
  { source: id }: { readonly source: string },
  invocation: Invocation,
): Promise<Outcome> {
  const lake = lakeOf();
  const config = await configNow(lake);
  const outcome = await leased(`land-${id}`, invocation, lake, async () => {
    const source = config.sources.find((one) => one.id === id);
    const { toLand } = await ask(config, invocation, lake);
    if (!source || !toLand.has(id)) return { outcome: "nothing to do", fields: { source: id } };
    const { now, machineNow, owner } = invocation;
    const beganAt = machineNow().toISOString();
    await noteLook(id, { beganAt, endedAt: null }, lake);
    const run = { source, zone: config.organisation.zone, now, machineNow: beganAt, run: owner.token };
    const landing = await land(run, { lake, inbox: inboxOf() }).catch(unreadable);
    await noteLook(id, { beganAt, endedAt: machineNow().toISOString() }, lake);
    await start("tick");
    return toldOf(id, landing);
  });
  return outcome ?? { outcome: "another worker is at it", fields: { source: id } };
}

/** A source that cannot be read stops nothing but the reports that need it. */
function unreadable(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  throw error;
}

function toldOf(source: string, landing: Landing | SourceError): Outcome {
  if (landing instanceof SourceError) return { outcome: "cannot be read", fields: { source } };
  const { rows, files, refused, batches, unchanged } = landing;
  const counts = { rows, files: files.length, refused: refused.length, batches: batches.length };
  return { outcome: unchanged ? "nothing new" : "landed", fields: { source, ...counts } };
}
