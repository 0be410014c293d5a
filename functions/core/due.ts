/**
 * What should exist by now and does not: the one question Raport asks, every few minutes, of its config, its state and
 * the clock. Pure: it reads nothing and starts nothing.
 *
 * Two ticks that overlap ask the same question and get the same answer; what they do about it is claimed, so it is done
 * once. A deadline that passed while the machine stood still acts at the next tick, after every source was looked at.
 */

import type { AllTried } from "./attempts.ts";
import { dataBegin, firstWhole, isBeforeData } from "./begin.ts";
import { heldBack, isToCompute, isToLand, neededNow } from "./cadence.ts";
import type { Config, ReportConfig } from "./config.ts";
import { type Lack, saidOf } from "./lack.ts";
import type { LandState } from "./landing.ts";
import type { Notice } from "./notice.ts";
import { dataNotices, reportNotices } from "./notices.ts";
import { catchUp, givenUp, isSettled, owed, paused, type ReportState, unsettled } from "./owed.ts";
import { lastClosed, type Period, previous } from "./period.ts";
import { sourceUntil, unready } from "./ready.ts";
import { deadlineOf, dueAt } from "./schedule.ts";
import { earliest } from "./values.ts";
import { type Accepted, firstDay } from "./volumes.ts";
import type { WarehouseState } from "./warehouse.ts";

export { sourceUntil } from "./ready.ts";

export type Work =
  | { readonly kind: "land"; readonly source: string }
  | { readonly kind: "compute" }
  | {
      readonly kind: "send";
      readonly report: string;
      readonly period: Period;
      /** What the report goes out without; not empty only when its deadline has passed. */
      readonly missing: readonly Lack[];
    }
  | {
      /** To be settled without being sent: its deadline passed, or, where nothing is missing, it came due in a pause. */
      readonly kind: "skip";
      readonly report: string;
      readonly period: Period;
      readonly missing: readonly string[];
    };

/** A report that is due and not ready, and what each of its reasons is. */
export interface Waiting {
  readonly report: string;
  readonly period: Period;
  readonly dueAt: string;
  readonly reasons: readonly string[];
  /** How long it waits, and what happens then: what its policy says, or it is too old and given up. */
  readonly until: string;
  readonly then: "send" | "skip" | "give up";
  /** The latest period of this report that the data do cover; null when there is none, or it is settled or owed. */
  readonly covered: Period | null;
}

/** A period that never went out to everybody and is too old to be sent now. */
export interface Missed {
  readonly report: string;
  readonly period: Period;
}

/** The last period that was due, which nobody gets: the data begin after it. */
export interface Early {
  readonly report: string;
  readonly period: Period;
  /** The local day on which they begin, and the first period of which they know every day. */
  readonly begins: string;
  readonly whole: Period;
}

export interface Due {
  /** In the order it must be done; of a report, the oldest period first. */
  readonly work: readonly Work[];
  readonly waiting: readonly Waiting[];
  /** The last periods given up, of each report the oldest first. */
  readonly missed: readonly Missed[];
  readonly early: readonly Early[];
  /** What the owners of reports must be told; each is told once, however often it stands here. */
  readonly notices: readonly Notice[];
  /** Why the tables stay as they are for now; null where nothing keeps them back. */
  readonly held: string | null;
}

export interface State {
  readonly sources: Readonly<Record<string, LandState | undefined>>;
  /** Sources already looked at for this `now`. */
  readonly polled: ReadonlySet<string>;
  /** The machine's clock, where sources and tables keep their hours; without it everything is done now. */
  readonly machineNow?: string;
  /** How landings and the making of the tables went before. */
  readonly tried?: AllTried;
  readonly warehouse: WarehouseState;
  /** The tables were made with other SQL, mappings or zones than the ones in force. */
  readonly outdated: boolean;
  /** Why the tables could not be brought up to date for this `now`: then nothing is sent from them in time. */
  readonly held: string | null;
  /** By source and local day: what somebody said is right although it is little. */
  readonly accepted?: Readonly<Record<string, Readonly<Record<string, Accepted>>>>;
  /** Contacts opened per local day. */
  readonly volumes: ReadonlyMap<string, number>;
  readonly reports: Readonly<Record<string, ReportState>>;
  /** Reports and periods, as `beganAs` names them, whose plan is frozen: they are sent from it, whatever the data are now. */
  readonly begun: ReadonlySet<string>;
}

export const beganAs = (report: string, period: Pick<Period, "name">) => `${report} ${period.name}`;

/** Work that is missing; once only reports are, also those that are due but must wait, and those given up. */
export function due(config: Config, found: State, now: string): Due {
  const isNeeded = neededNow(config, found, now);
  const land = config.sources
    .filter((source) => isToLand(source, found, isNeeded))
    .map(({ id }): Work => ({ kind: "land", source: id }));
  const state = { ...found, held: found.held ?? heldBack(config, found) };
  const { held } = state;
  const none = { waiting: [], missed: [], early: [], notices: [], held };
  if (land.length > 0) return { work: land, ...none };
  if (held === null && isToCompute(config, state, isNeeded)) return { work: [{ kind: "compute" }], ...none };
  const each = config.reports.map((report) => dueOf(report, config, state, now));
  return {
    held,
    work: each.flatMap(({ work }) => work),
    waiting: each.flatMap(({ waiting }) => waiting),
    missed: each.flatMap(({ missed }) => missed),
    early: each.flatMap(({ early }) => early),
    notices: [...dataNotices(config, state), ...each.flatMap(({ notices }) => notices)],
  };
}

/** Every period owed is judged on its own: one that must wait holds no other. */
function dueOf(report: ReportConfig, config: Config, state: State, now: string): Omit<Due, "held"> {
  const { zone } = config.organisation;
  const known = state.reports[report.id];
  const isBegun = (period: Period) => state.begun.has(beganAs(report.id, period));
  const begins = dataBegin(report, config, state);
  const isFresh = (period: Period) => !isBegun(period) && !isBeforeData(period, begins);
  // What has begun is brought to its end, also in a pause, or when it is too old to begin.
  const begun = unsettled(report, known, zone, now).filter(isBegun);
  const periods = [...begun, ...owed(report, known, zone, now).filter(isFresh)].sort(byTime);
  const judged = periods.map((period) => judge(report, period, config, state, now));
  const held = judged.filter((one) => "reasons" in one);
  const told = held.length === 0 ? null : covered(report, config, state, now);
  const free = told !== null && periods.some(({ name }) => name === told.name) ? null : told;
  const waiting = held.map((one): Waiting => ({ ...one, covered: free }));
  return {
    work: [
      ...paused(report, known, zone, now)
        .filter(isFresh)
        .map((period) => skip(report, period, [])),
      ...judged.filter((one) => "kind" in one),
    ],
    waiting,
    missed: givenUp(report, known, zone, now)
      .filter(isFresh)
      .map((period) => ({ report: report.id, period })),
    early: earlyOf(report, begins, owed(report, known, zone, now)),
    notices: reportNotices(report, waiting, config, state, now),
  };
}

/** Told until the next period is due: nobody waits for what cannot come. */
function earlyOf(report: ReportConfig, begins: string | null, open: readonly Period[]): readonly Early[] {
  const period = open.at(-1);
  if (!period || begins === null || !isBeforeData(period, begins)) return [];
  return [{ report: report.id, period, begins, whole: firstWhole(period, begins) }];
}

const byTime = (one: Period, other: Period) => (one.start < other.start ? -1 : 1);

/** What one period comes to: it is sent, it waits, or its deadline has passed and its policy acts. */
function judge(
  report: ReportConfig,
  period: Period,
  config: Config,
  state: State,
  now: string,
): Work | Omit<Waiting, "covered"> {
  const send = (missing: readonly Lack[]): Work => ({ kind: "send", report: report.id, period, missing });
  if (state.begun.has(beganAs(report.id, period))) return send([]);
  const missing = unready(report, period, config, state, now);
  if (missing.length === 0) return send([]);
  const reasons = missing.map(saidOf);
  const { until, then } = patience(report, period);
  if (then === "skip" && now >= until) return skip(report, period, reasons);
  // Before the first tables there is nothing that could be marked.
  if (then === "send" && now >= until && state.warehouse.generation > 0) return send(missing);
  return { report: report.id, period, dueAt: dueAt(report, period), reasons, until, then };
}

function skip(report: ReportConfig, period: Period, missing: readonly string[]): Work {
  return { kind: "skip", report: report.id, period, missing };
}

/** How long a period that is not ready waits, and what happens then. None waits until it is too old, whatever its policy. */
export function patience(report: ReportConfig, period: Period): Pick<Waiting, "until" | "then"> {
  const tooOld = dueAt(report, previous(period, -catchUp));
  const deadline = report.incomplete === null ? null : deadlineOf(report, report.incomplete, period);
  if (report.incomplete === null || deadline === null || deadline >= tooOld)
    return { until: tooOld, then: "give up" };
  return { until: deadline, then: report.incomplete.then };
}

function covered(report: ReportConfig, config: Config, state: State, now: string): Period | null {
  const sources = config.sources.filter(({ id }) => report.sources.includes(id));
  const until = earliest(sources.map((source) => sourceUntil(source, config, state, now)));
  const begins = dataBegin(report, config, state);
  const first = firstDay(state.volumes);
  if (until === null || first === undefined) return null;
  const period = lastClosed(report.period, until, config.organisation.zone);
  if (isSettled(state.reports[report.id]?.settled ?? [], period.name)) return null;
  return isBeforeData(period, begins) || period.end <= first ? null : period;
}
