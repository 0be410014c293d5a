/** What the desk says of the data: of each source, of the tables, of the checks, and of what was left out. */

import { query, queryNames } from "../../queries/index.ts";
import { failureOf } from "../core/attempts.ts";
import { whyHeld } from "../core/cadence.ts";
import { onClock } from "../core/clock.ts";
import { waitsFor } from "../core/completeness.ts";
import type { Config, Source } from "../core/config.ts";
import { type State, sourceUntil } from "../core/due.ts";
import { saidOf } from "../core/lack.ts";
import { localDate, startOfDay } from "../core/period.ts";
import type { Ports, Reader } from "../ports.ts";
import { loadState } from "../stages/tick.ts";
import { readExclusions, readQuarantine } from "../stages/values.ts";
import type { CheckResult, Health, Quarantine, SourceHealth } from "../web/desk/health.ts";
import { plain } from "./plain.ts";

type Read = Pick<Ports, "lake" | "warehouse">;

export interface Standing {
  readonly config: Config;
  readonly state: State;
  readonly now: string;
  readonly machineNow: string;
}

/** Everything that is known without asking an engine. */
export async function standing(config: Config, now: string, ports: Read): Promise<Standing> {
  const machineNow = new Date().toISOString();
  const state = await loadState({ config, polled: new Set(), machineNow }, ports);
  return { config, state, now, machineNow };
}

export async function healthOf(
  at: Standing,
  warehouse: Ports["warehouse"],
  isRead: boolean,
): Promise<Health> {
  const { state } = at;
  return {
    sources: sourcesOf(at),
    checks: checksOf(at),
    generation: state.warehouse.generation,
    madeAt: state.tried?.computing?.doneAt ?? null,
    held: heldOf(at),
    quarantine: isRead ? await quarantineOf(state.warehouse.pending.length > 0, warehouse) : undefined,
  };
}

async function quarantineOf(isPending: boolean, warehouse: Ports["warehouse"]): Promise<Quarantine> {
  if (isPending) return { rows: [], reasons: [] };
  return warehouse.read(async (reader) => {
    const sources = await everySource(reader);
    const rows = await readQuarantine(reader, sources);
    const reasons = await readExclusions(reader, sources);
    return { rows: rows.map((row) => ({ ...row, reason: plain(row.reason) })), reasons };
  });
}

/** How many rows count in no figure. */
export const leftOutOf = (warehouse: Ports["warehouse"]): Promise<number> =>
  warehouse.read(async (reader) => {
    const reasons = await readExclusions(reader, await everySource(reader));
    return reasons.reduce((sum, { rows }) => sum + rows, 0);
  });

/** Every source this home ever had. */
async function everySource(reader: Reader): Promise<readonly string[]> {
  return (await reader.pointers("quarantine")).map(({ partition }) => String(partition.home));
}

export const sourcesOf = (at: Standing): readonly SourceHealth[] =>
  at.config.sources.map((source) => sourceOf(source, at));

function sourceOf(source: Source, { config, state, now, machineNow }: Standing): SourceHealth {
  const { zone } = config.organisation;
  const { id } = source;
  const landed = state.sources[id];
  const consumed = state.warehouse.consumed[id];
  const files = Object.entries(landed?.files ?? {});
  const newest = files.toSorted(([one, a], [other, b]) =>
    a.modifiedAt + one < b.modifiedAt + other ? 1 : -1,
  )[0];
  const yesterdayEnds = startOfDay(localDate(now, zone), zone);
  const lack = waitsFor(source, landed, consumed?.latestEventAt ?? null, yesterdayEnds, now, zone);
  const { batch, firstBatch } = landed ?? { batch: 0, firstBatch: 1 };
  return {
    id,
    watermark: sourceUntil(source, config, state, now),
    landedAt: landed?.polledAt ?? null,
    files: files.length,
    newest: newest?.[0] ?? null,
    streams: Object.entries(landed?.streams ?? {}).map(([name, { watermark, records, failed, lacking }]) => ({
      ...{ name, watermark, records },
      trouble: failed ?? (lacking === undefined ? null : `the plan or the token lacks it: ${lacking}`),
    })),
    landed: consumed?.landed ?? 0,
    mapped: consumed?.mapped ?? 0,
    unused: consumed?.unused ?? 0,
    quarantined: consumed?.quarantined ?? 0,
    unread: Math.max(0, batch - Math.max(consumed?.batch ?? 0, firstBatch - 1)),
    missing: lack === null ? null : onClock(saidOf(lack), zone),
    failure: failureOf(id, state.tried?.landings[id], machineNow, zone),
    refused: files.flatMap(([, { refused }]) => (refused === undefined ? [] : [refused])),
  };
}

/** What keeps the tables from being up to date, a line each. */
function heldOf(at: Standing): readonly string[] {
  const { config, state, machineNow } = at;
  const { zone } = config.organisation;
  const { warehouse, outdated, tried } = state;
  const waiting = sourcesOf(at).filter(({ unread }) => unread > 0);
  const failure =
    whyHeld(config, state) === null ? null : failureOf("the tables", tried?.computing, machineNow, zone);
  return [
    ...(warehouse.pending.length > 0
      ? [
          "A run ended while it published: the next one finishes that first, and until then nothing can be read.",
        ]
      : []),
    ...(outdated
      ? ["A definition, a mapping or the zone changed: the days it concerns are made again by the next run."]
      : []),
    ...(waiting.length > 0
      ? [`The next run adds what landed of ${waiting.map(({ id }) => id).join(", ")}.`]
      : []),
    ...(failure === null ? [] : [onClock(failure, zone)]),
  ];
}

/** A generation is published only where none found a row; what one found is in the reason why it was not. */
function checksOf({ config, state }: Standing): readonly CheckResult[] {
  const why = whyHeld(config, state) ?? "";
  return queryNames
    .filter((name) => name.startsWith("checks/"))
    .map((path) => {
      const name = path.slice("checks/".length);
      const line = why.split("\n").find((one) => one.trim().startsWith(`${name}: `));
      return { name, question: query(path).question, found: line?.trim().slice(name.length + 2) ?? null };
    });
}
