/**
 * Whether a report may go out: what its data lack. Half a file, one source of three that
 * failed, an empty answer: each is something that is missing, never a smaller number. Pure.
 */

import { completeUntil, waitsFor } from "./completeness.ts";
import type { Config, ReportConfig, Source } from "./config.ts";
import type { State } from "./due.ts";
import type { Lack } from "./lack.ts";
import type { LandState } from "./landing.ts";
import type { Period } from "./period.ts";
import { workingDays } from "./schedule.ts";
import { quietDays, quietFiles } from "./volumes.ts";

/** Why a report must wait; empty when it may go out. */
export function unready(
  report: ReportConfig,
  period: Period,
  config: Config,
  state: State,
  now: string,
): readonly Lack[] {
  const held: readonly Lack[] = state.held === null ? [] : [{ kind: "held", held: state.held }];
  const sources = config.sources.filter(({ id }) => report.sources.includes(id));
  const missing = sources.flatMap((source) => incomplete(source, period, config, state, now));
  // Days that are not there yet are quiet, too: say only that they are missing.
  return [...held, ...(missing.length > 0 ? missing : quiet(period, sources, config, state))];
}

/** A day is said to be quiet once: by the file that is too short, else by the contacts there are. */
export function quiet(
  period: Period,
  sources: readonly Source[],
  config: Config,
  state: State,
): readonly Lack[] {
  const files = quietFiles(period, sources, state, workingDays(config).holidays);
  const days = new Set(files.map(({ day }) => day));
  return [...files, ...quietDays(period, sources, state).filter(({ day }) => !days.has(day))].map(
    ({ lack }) => lack,
  );
}

/** Until when a source is complete: by its files, or by the newest event in its rows. */
export function sourceUntil(
  source: Source,
  config: Config,
  state: Pick<State, "sources" | "warehouse">,
  now: string,
): string | null {
  const latest = state.warehouse.consumed[source.id]?.latestEventAt ?? null;
  return completeUntil(source, state.sources[source.id], latest, now, config.organisation.zone);
}

/** When the source has settled for the period. */
export function settledAt({ settleSeconds }: Pick<Source, "settleSeconds">, { endsAt }: Period): string {
  return new Date(Date.parse(endsAt) + settleSeconds * 1000).toISOString().replace(".000Z", "Z");
}

function incomplete(
  source: Source,
  period: Period,
  config: Config,
  state: State,
  now: string,
): readonly Lack[] {
  const landed = state.sources[source.id];
  const latest = state.warehouse.consumed[source.id]?.latestEventAt ?? null;
  const settled = settledAt(source, period);
  const waits = (needed: string) => waitsFor(source, landed, latest, needed, now, config.organisation.zone);
  // Files of whole days cannot be complete two hours into one: for them, settling is only a time to wait.
  const reached = source.expects.kind === "daily" ? null : waits(settled);
  const settling: Lack | null =
    settled > now ? { kind: "settling", source: source.id, until: settled } : reached;
  return [...refusals(source, landed), waits(period.endsAt) ?? settling].filter((one) => one !== null);
}

/** What was refused of a source and may hold anything. The refused file of a day is only missing, on its day. */
function refusals({ id, expects }: Source, landed: LandState | undefined): readonly Lack[] {
  const files = Object.values(landed?.files ?? {});
  const unknown = files.filter(({ date }) => expects.kind !== "daily" || date === null);
  return unknown.flatMap(({ refused }) =>
    refused === undefined ? [] : [{ kind: "file_refused", source: id, refused }],
  );
}
