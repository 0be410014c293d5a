/**
 * When each source was looked at: `state/looks/SOURCE.json`, written as a look begins and as it ends. A landing writes its own state
 * only when something new landed, and a worker may die; this says both. Read by whoever asks what is due.
 */

import type { Config } from "../core/config.ts";
import { owed, type ReportState } from "../core/owed.ts";
import { parseStored } from "../core/stored.ts";
import type { Lake } from "../ports.ts";
import { workerSeconds } from "./lease.ts";

export interface Look {
  readonly v: 1;
  /** ISO UTC instants of the machine. */
  readonly beganAt: string;
  readonly endedAt: string | null;
}

/** So often a source is looked at. */
const everySeconds = 3600;
/** So often while a report that is due and not sent reads it. */
const neededSeconds = 900;

const keyOf = (source: string) => `state/looks/${source}.json`;

export async function looksOf(
  { sources }: Pick<Config, "sources">,
  lake: Pick<Lake, "get">,
): Promise<ReadonlyMap<string, Look | undefined>> {
  const read = async (id: string): Promise<Look | undefined> => {
    const stored = await lake.get(keyOf(id));
    return stored && parseStored<Look>(keyOf(id), stored.body);
  };
  return new Map(await Promise.all(sources.map(async ({ id }) => [id, await read(id)] as const)));
}

export async function noteLook(
  source: string,
  look: Omit<Look, "v">,
  lake: Pick<Lake, "put">,
): Promise<void> {
  await lake.put(keyOf(source), new TextEncoder().encode(JSON.stringify({ v: 1, ...look })));
}

/** Which sources are to be looked at now, and which were looked at recently enough for reports to go by. */
export interface Looked {
  readonly toLand: ReadonlySet<string>;
  readonly polled: ReadonlySet<string>;
}

/**
 * A look that never ended stops nobody: its worker died, so the source is looked at again, and reports go on with what
 * has landed. While its worker may live, reports wait for it.
 */
export function lookedAt(
  config: Config,
  reports: Readonly<Record<string, ReportState | undefined>>,
  looks: ReadonlyMap<string, Look | undefined>,
  machineNow: string,
): Looked {
  const { zone } = config.organisation;
  const needed = new Set(
    config.reports
      .filter((report) => owed(report, reports[report.id], zone, machineNow).length > 0)
      .flatMap(({ sources }) => sources),
  );
  const states = config.sources.map(({ id }) => {
    const limit = needed.has(id) ? neededSeconds : everySeconds;
    return { id, state: stateOf(looks.get(id), limit, Date.parse(machineNow)) };
  });
  const those = (...wanted: readonly string[]) =>
    new Set(states.filter(({ state }) => wanted.includes(state)).map(({ id }) => id));
  return { toLand: those("old", "died"), polled: those("fresh", "died") };
}

function stateOf(look: Look | undefined, limit: number, now: number): "old" | "died" | "under way" | "fresh" {
  if (look === undefined) return "old";
  const age = (now - Date.parse(look.beganAt)) / 1000;
  if (look.endedAt === null) return age > workerSeconds ? "died" : "under way";
  return age >= limit ? "old" : "fresh";
}
