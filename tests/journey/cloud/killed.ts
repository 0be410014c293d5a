/**
 * A run on AWS killed at every request, and what the next one makes of it. All that a killed worker leaves is what AWS
 * remembers. So one run is watched from a proxy, and before and after each request the world is kept. A new worker then
 * runs on from each, at the same `now`. A request that only reads leaves the world as it was: many deaths share one state,
 * which is run on from once. Where an execution is running that the dead worker began, there are two ways on: it has ended
 * when the next worker comes, or is found running.
 */

import { expect } from "vitest";
import type { Computed } from "../../../functions/stages/compute.ts";
import { finishAll, slowDown } from "./athena.ts";
import { ownerOfReport } from "./centre.ts";
import type { Cloud } from "./cloud.ts";
import {
  type CloudOutcome,
  differences,
  idOf,
  leftovers,
  mirrorFaults,
  objectsBelow,
  outcomeOf,
  rawStrays,
} from "./outcome.ts";
import { unwired } from "./unwired.ts";
import type { CloudWorkers, Watched } from "./workers.ts";
import { copyOf, type World } from "./world.ts";

/** A message that the dead worker had claimed, and of which it wrote down nothing more. */
export interface Claim {
  readonly key: string;
  readonly id: string;
  /** SES had taken the message; only its answer was lost. */
  readonly isTaken: boolean;
}

/** Runs on from every state of a watched run; what was wrong, and how often a message became unknown. */
export async function runOnFromAll(
  { states, deaths }: Watched,
  cloud: Cloud,
  workers: CloudWorkers,
  undisturbed: CloudOutcome,
): Promise<{ readonly wrong: readonly string[]; readonly runs: number; readonly lost: readonly string[] }> {
  const wrong: string[] = [];
  const lost: string[] = [];
  let runs = 0;
  for (const [name, state] of states) {
    const death = deaths.find((one) => one.state === name);
    for (const [way, world] of waysOn(state)) {
      runs += 1;
      try {
        cloud.restore(world);
        const claims = claimsIn(world);
        lost.push(...claims.map(({ id, isTaken }) => `${id} ${isTaken ? "taken" : "not taken"}`));
        await unwired(cloud, () => endsRight(cloud, workers, undisturbed, claims));
        const strays = rawStrays(cloud.world).filter((key) => !(key in objectsBelow(world, "raw/")));
        none("is landed and not read", strays);
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        wrong.push(`killed ${death?.moment} request ${death?.number}, ${death?.kind}${way}: ${said}`);
      }
    }
  }
  return { wrong, runs, lost };
}

function waysOn(state: World): readonly (readonly [string, World])[] {
  if (![...state.executions.values()].some((execution) => execution.state === "RUNNING"))
    return [["", state]];
  const [ended, running] = [copyOf(state), copyOf(state)];
  finishAll(ended);
  slowDown(running);
  return [
    [", what it began has ended", ended],
    [", what it began is running", running],
  ];
}

/** One run ends as the undisturbed one, but for messages that nobody can know about: of these the owner is told by the next. */
export async function endsRight(
  cloud: Cloud,
  workers: CloudWorkers,
  undisturbed: CloudOutcome,
  lost: readonly Claim[],
): Promise<void> {
  const { computed } = await workers.run();
  if (swept(computed)) none("is left", leftovers(cloud.world));
  if (lost.length > 0) await workers.run();
  const { outcome, told } = withoutTold(await outcomeOf(cloud));
  none("differs", differences(outcome, withLost(undisturbed, lost)));
  expect(told).toEqual(toldOf(lost));
  none("is not mirrored", mirrorFaults(cloud.world));
  await workers.sweep();
  none("is left after a sweep", leftovers(cloud.world));
}

/** Throws what there is, in short. */
function none(what: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${found.length} times something ${what}: ${found[0]}`);
}

const swept = (computed: Computed | null) => computed !== null && !computed.unchanged;

export function claimsIn(world: World): readonly Claim[] {
  const entries = { ...objectsBelow(world, "sent/"), ...objectsBelow(world, "state/notices/") };
  const taken = new Set(world.accepted.map(({ parameters }) => idOf(parameters)));
  return Object.entries(entries).flatMap(([key, text]) => {
    if (key.endsWith("/plan.json")) return [];
    const { state, id } = JSON.parse(text) as { readonly state: string; readonly id: string };
    return state === "claimed" ? [{ key, id, isTaken: taken.has(id) }] : [];
  });
}

/** Every message of an outcome, as if of each the answer had been lost. */
export function allLost({ ledger, state }: CloudOutcome): readonly Claim[] {
  const notices = Object.entries(state).filter(([key]) => key.startsWith("state/notices/"));
  const entries = [
    ...Object.entries(ledger),
    ...notices.map(([key, entry]) => [key, JSON.stringify(entry)] as const),
  ];
  return entries.flatMap(([key, text]) => {
    const { state: said, id } = JSON.parse(text) as { readonly state?: string; readonly id: string };
    return said === "sent" ? [{ key, id, isTaken: true }] : [];
  });
}

/** The undisturbed outcome, with these messages unknown; of them those are gone that never reached SES. */
export function withLost(undisturbed: CloudOutcome, lost: readonly Claim[]): CloudOutcome {
  let { ledger, state, messages } = undisturbed;
  for (const { key, id, isTaken } of lost) {
    const unknown = (text: string) => text.replace('"state":"sent"', '"state":"unknown"');
    if (key in ledger) ledger = { ...ledger, [key]: unknown(ledger[key] as string) };
    else state = { ...state, [key]: JSON.parse(unknown(JSON.stringify(state[key]))) };
    if (!isTaken) messages = messages.filter(([one]) => one !== id);
  }
  return { ...undisturbed, ledger, state, messages };
}

const toldPrefix = "state/notices/unknown-";

/** The outcome without what the owner was told of unknown messages, and that by itself: the entries and the messages. */
function withoutTold(outcome: CloudOutcome) {
  const { state, messages } = outcome;
  const isTold = (id: string) => id.startsWith("notice-unknown-");
  const entries = Object.entries(state);
  const told = [
    ...entries.flatMap(([key, entry]) =>
      key.startsWith(toldPrefix) ? [`${key} ${(entry as Entry).state}`] : [],
    ),
    ...messages.flatMap(([id, text]) => (isTold(id) ? [`${id} to ${/^to: (.*)$/m.exec(text)?.[1]}`] : [])),
  ];
  const rest = {
    ...outcome,
    state: Object.fromEntries(entries.filter(([key]) => !key.startsWith(toldPrefix))),
    messages: messages.filter(([id]) => !isTold(id)),
  };
  return { outcome: rest, told: told.sort() };
}

type Entry = { readonly state: string };

/** Of each unknown message to a reader the owner is told once. `sent/weekly/2026-W46/<reader>.json` */
function toldOf(lost: readonly Claim[]): readonly string[] {
  const readers = lost.flatMap(({ key }) => /^sent\/weekly\/2026-W46\/(\w+)\.json$/.exec(key)?.[1] ?? []);
  const told = readers.flatMap((reader) => [
    `${toldPrefix}weekly-2026-w46-${reader}.json sent`,
    `notice-unknown-weekly-2026-w46-${reader} to ${ownerOfReport}`,
  ]);
  return told.sort();
}
