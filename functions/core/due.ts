/**
 * What should exist by now and does not: the one question Raport asks, every few minutes, of its config, its state and
 * the clock. Pure: it reads nothing and starts nothing.
 */

import { completeUntil, waitsFor } from "./completeness.ts";
import type { Config, ReportConfig, Source } from "./config.ts";
import type { LandState } from "./landing.ts";
import type { Notice } from "./notice.ts";
import { givenUp, isSettled, owed, type ReportState } from "./owed.ts";
import { addDays, daysOf, lastClosed, type Period } from "./period.ts";
import { dueAt } from "./schedule.ts";
import { earliest } from "./values.ts";
import type { WarehouseState } from "./warehouse.ts";

export type Work =
  | { readonly kind: "land"; readonly source: string }
  | { readonly kind: "compute" }
  | {
      readonly kind: "send";
      readonly report: string;
      readonly period: Period;
      /** What the report goes out without, in words; not empty only when its deadline has passed. */
      readonly missing: readonly string[];
    };

/** A report that is due and not ready, and what each of its reasons is. */
export interface Waiting {
  readonly report: string;
  readonly period: Period;
  readonly dueAt: string;
  readonly reasons: readonly string[];
  /** The latest period of this report that the data do cover; null when there is none, or it is settled or owed. */
  readonly covered: Period | null;
}

/** A period that never went out to everybody and is too old to be sent now. */
export interface Missed {
  readonly report: string;
  readonly period: Period;
}

export interface Due {
  /** In the order it must be done; of a report, the oldest period first. */
  readonly work: readonly Work[];
  readonly waiting: readonly Waiting[];
  /** The last periods given up, of each report the oldest first. */
  readonly missed: readonly Missed[];
  /** What the owners of reports must be told; each is told once, however often it stands here. */
  readonly notices: readonly Notice[];
}

export interface State {
  readonly sources: Readonly<Record<string, LandState | undefined>>;
  /** Sources already looked at for this `now`. */
  readonly polled: ReadonlySet<string>;
  readonly warehouse: WarehouseState;
  /** The tables were made with other SQL, mappings or zones than the ones in force. */
  readonly outdated: boolean;
  /** Why the tables could not be brought up to date for this `now`: then nothing is sent from them. */
  readonly held: string | null;
  /** Contacts opened per local day. */
  readonly volumes: ReadonlyMap<string, number>;
  readonly reports: Readonly<Record<string, ReportState>>;
}

/** Work that is missing; once only reports are, also those that are due but must wait, and those given up. */
export function due(config: Config, state: State, now: string): Due {
  const land = config.sources
    .filter(({ id }) => !state.polled.has(id))
    .map(({ id }): Work => ({ kind: "land", source: id }));
  if (land.length > 0) return { work: land, waiting: [], missed: [], notices: [] };
  if (state.held === null && isBehind(config, state))
    return { work: [{ kind: "compute" }], waiting: [], missed: [], notices: [] };
  const each = config.reports.map((report) => dueOf(report, config, state, now));
  return {
    work: each.flatMap(({ work }) => work),
    waiting: each.flatMap(({ waiting }) => waiting),
    missed: each.flatMap(({ missed }) => missed),
    notices: each.flatMap(({ notices }) => notices),
  };
}

/** Every period owed is judged on its own: one that must wait holds no other. */
function dueOf(report: ReportConfig, config: Config, state: State, now: string): Due {
  const { zone } = config.organisation;
  const known = state.reports[report.id];
  const periods = owed(report, known, zone, now);
  const judged = periods.map((period) => ({ period, reasons: unready(report, period, config, state, now) }));
  const ready = judged.filter(({ reasons }) => reasons.length === 0);
  const held = judged.filter(({ reasons }) => reasons.length > 0);
  const told = held.length === 0 ? null : covered(report, config, state, now);
  return {
    work: ready.map(({ period }) => ({ kind: "send", report: report.id, period, missing: [] })),
    waiting: held.map(({ period, reasons }) => ({
      report: report.id,
      period,
      dueAt: dueAt(report, period),
      reasons,
      covered: told !== null && periods.some(({ name }) => name === told.name) ? null : told,
    })),
    missed: givenUp(report, known, zone, now).map((period) => ({ report: report.id, period })),
    notices: [],
  };
}

function covered(report: ReportConfig, config: Config, state: State, now: string): Period | null {
  const sources = config.sources.filter(({ id }) => report.sources.includes(id));
  const until = earliest(sources.map((source) => sourceUntil(source, config, state, now)));
  const first = firstDay(state.volumes);
  if (until === null || first === undefined) return null;
  const period = lastClosed(report.period, until, config.organisation.zone);
  if (isSettled(state.reports[report.id]?.settled ?? [], period.name)) return null;
  return period.end > first ? period : null;
}

function isBehind(config: Config, { warehouse, sources, outdated }: State): boolean {
  const landedMore = config.sources.some(({ id }) => {
    // Batches landed with other settings are for nobody to consume any more.
    const { batch, firstBatch } = sources[id] ?? { batch: 0, firstBatch: 1 };
    return batch > Math.max(warehouse.consumed[id]?.batch ?? 0, firstBatch - 1);
  });
  return landedMore || warehouse.pending.length > 0 || outdated;
}

/** Why a report must wait, in words; empty when it may go out. */
export function unready(
  report: ReportConfig,
  period: Period,
  config: Config,
  state: State,
  now: string,
): readonly string[] {
  const held = state.held === null ? [] : [state.held];
  const sources = config.sources.filter(({ id }) => report.sources.includes(id));
  const missing = sources.flatMap((source) => incomplete(source, period, config, state, now));
  // Days that are not there yet are quiet, too: say only that they are missing.
  return [...held, ...(missing.length > 0 ? missing : quietDays(period, sources, state))];
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

function incomplete(
  source: Source,
  period: Period,
  config: Config,
  state: State,
  now: string,
): readonly string[] {
  const landed = state.sources[source.id];
  const latest = state.warehouse.consumed[source.id]?.latestEventAt ?? null;
  const settled = new Date(Date.parse(period.endsAt) + source.settleSeconds * 1000)
    .toISOString()
    .replace(".000Z", "Z");
  const waits = (needed: string) => waitsFor(source, landed, latest, needed, now, config.organisation.zone);
  // Files of whole days cannot be complete two hours into one: for them, settling is only a time to wait.
  const reached = source.expects.kind === "daily" ? null : waits(settled);
  const settling = settled > now ? `${source.id}: settles until ${settled}` : reached;
  return [...refusals(source, landed), waits(period.endsAt) ?? settling].filter((one) => one !== null);
}

/** What was refused of a source and may hold anything. The refused file of a day is only missing, on its day. */
function refusals({ expects }: Source, landed: LandState | undefined): readonly string[] {
  const files = Object.values(landed?.files ?? {});
  const unknown = files.filter(({ date }) => expects.kind !== "daily" || date === null);
  return unknown.flatMap(({ refused }) => (refused === undefined ? [] : [refused]));
}

const weeksLookedAt = 8;
const fewestWeeks = 4;
/** Below this many contacts on a usual day, half of it can be chance. */
const fewestContacts = 30;

/** Days of the period with less than half the contacts usual for their weekday: more likely lost data than a quiet day. */
export function quietDays(
  period: Period,
  sources: readonly Source[],
  { volumes }: Pick<State, "volumes">,
): readonly string[] {
  const accepted = new Set(sources.flatMap(({ quietDays: days }) => days));
  const first = firstDay(volumes);
  if (first === undefined) return [];
  return daysOf(period).flatMap((day) => {
    const usual = usualVolume(day, first, volumes);
    const found = volumes.get(day) ?? 0;
    if (usual === undefined || usual < fewestContacts || found * 2 >= usual || accepted.has(day)) return [];
    return [
      `${day} has ${found} contacts where ${usual} are usual on its weekday. If that is right, add it to quiet_days of its source.`,
    ];
  });
}

/** The first day with a contact; deletions that do not say theirs are kept under 1900-01-01. */
function firstDay(volumes: State["volumes"]): string | undefined {
  return [...volumes.keys()].filter((day) => day > "1900-01-01").sort()[0];
}

/** The median of the same weekday in the eight weeks before, as far back as there are data. */
function usualVolume(day: string, first: string, volumes: ReadonlyMap<string, number>): number | undefined {
  const before = Array.from({ length: weeksLookedAt }, (_, week) => addDays(day, -7 * (week + 1))).filter(
    (one) => one >= first,
  );
  if (before.length < fewestWeeks) return undefined;
  const sorted = before.map((one) => volumes.get(one) ?? 0).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
