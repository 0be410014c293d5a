/** One source: what is new in it becomes raw batches. */

import { accountVendors } from "../adapters/aws/vendors.ts";
import type { Source } from "../core/config.ts";
import { DeadlineError, LostRaceError, SourceError, StorageError } from "../core/errors.ts";
import type { Invocation, Outcome } from "../lambda.ts";
import type { Ports } from "../ports.ts";
import { landingWent } from "../stages/attempts.ts";
import { type Landing, land } from "../stages/land.ts";
import { landingLease } from "../stages/lease.ts";
import { ask } from "./ask.ts";
import { configNow } from "./configured.ts";
import { inboxOf, lakeOf } from "./home.ts";
import { leased } from "./lease.ts";
import { start } from "./start.ts";

type Place = Pick<Ports, "lake" | "inbox" | "vendors">;

export async function landSource(
  { source: id }: { readonly source: string },
  invocation: Invocation,
): Promise<Outcome> {
  const place = { lake: lakeOf(), inbox: inboxOf(), vendors: accountVendors() };
  const config = await configNow(place.lake);
  const source = config.sources.find((one) => one.id === id);
  const { work } = await ask(config, invocation, place);
  const isDue = work.some((one) => one.kind === "land" && one.source === id);
  if (!source || !isDue) return { outcome: "nothing to do", fields: { source: id } };
  const outcome = await leased(landingLease(id), invocation, place.lake, () =>
    landNow(source, config.organisation.zone, invocation, place),
  );
  if (!outcome) return { outcome: "another worker is at it", fields: { source: id } };
  await start("tick");
  return outcome;
}

async function landNow(source: Source, zone: string, invocation: Invocation, place: Place): Promise<Outcome> {
  const { now, machineNow, owner, msLeft } = invocation;
  const at = () => machineNow().toISOString();
  // A worker that dies of what it reads says nothing more: then this stands, and its source is tried less often.
  await landingWent(source, { at: at(), why: "its function was ended before it was done" }, place);
  try {
    const run = { source, zone, now, machineNow: at(), machineClock: at(), run: owner.token, msLeft };
    const landing = await land(run, place);
    await landingWent(source, { at: at(), isLeft: landing.isLeft === true }, place);
    return toldOf(source.id, landing);
  } catch (error) {
    const isOver = [StorageError, LostRaceError, DeadlineError].some((kind) => error instanceof kind);
    if (isOver || !(error instanceof Error)) throw error;
    // A source that cannot be read stops nothing but the reports that need it.
    const why = error instanceof SourceError ? error.message : `${error.name}: ${error.message}`;
    await landingWent(source, { at: at(), why }, place);
    return { outcome: "cannot be read", fields: { source: source.id, error: error.name } };
  }
}

function toldOf(source: string, { rows, files, refused, batches, unchanged }: Landing): Outcome {
  const counts = { rows, files: files.length, refused: refused.length, batches: batches.length };
  return { outcome: unchanged ? "nothing new" : "landed", fields: { source, ...counts } };
}
